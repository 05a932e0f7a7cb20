"""What the official directory tells of a school, year by year."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.directory.models.actor import Actor


class SchoolYear(models.Model):
    """A school in a school year („2024/25“).

    `pupils_about` is rounded to five by its publisher; `social_index` runs from 1 (few burdens) to
    9 and is empty where none is computed.
    """

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="school_years")
    year = models.CharField("Schuljahr", max_length=7)
    form = models.CharField("Schulform", max_length=60)
    public = models.BooleanField("öffentlich getragen")
    pupils_about = models.PositiveIntegerField("Schülerinnen und Schüler, etwa", null=True)
    social_index = models.PositiveSmallIntegerField("Sozialindex", null=True)

    class Meta:
        verbose_name = "Schuljahr einer Schule"
        verbose_name_plural = "Schuljahre von Schulen"
        ordering = ("actor", "year")
        constraints = (
            models.UniqueConstraint(name="school_once_a_year", fields=["actor", "year"]),
            models.CheckConstraint(
                name="school_year_as_written", condition=Q(year__regex=r"^20[0-9]{2}/[0-9]{2}$")
            ),
            models.CheckConstraint(
                name="school_social_index_of_nine",
                condition=Q(social_index__isnull=True) | Q(social_index__range=(1, 9)),
            ),
        )

    def __str__(self) -> str:
        """Form and year."""
        return f"{self.form} {self.year}"
