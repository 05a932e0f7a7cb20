"""Analyses frozen for ministries."""

from django.db import models
from django.db.models import Q

from drehscheibe.kernel.people.models import Person


class FrozenReport(models.Model):
    """An analysis as it stood: filters, definitions, figures after suppression, hash; for good.

    Every file (PDF, Excel, JSON) is made of `snapshot` alone.
    """

    title = models.CharField("Titel", max_length=150)
    note = models.TextField("Anlass", blank=True)
    snapshot = models.JSONField("Inhalt")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("eingefroren am")

    class Meta:
        verbose_name = "Eingefrorene Auswertung"
        verbose_name_plural = "Eingefrorene Auswertungen"
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="frozen_report_hash_complete", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="frozen_report_has_a_title", condition=~Q(title="")),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title
