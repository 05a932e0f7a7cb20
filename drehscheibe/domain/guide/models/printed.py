"""What of a guide is ready on paper."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide.models.page import Page
from drehscheibe.kernel.organisations.models import Organisation


class GuidePrint(models.Model):
    """A guide or one of its chapters as PDF in a language (Wegweiser als PDF), made by the worker.

    `digest` is that of what it says: when the guide says something else, the worker makes it anew.
    `chapter` is empty for the whole guide.
    """

    centre = models.ForeignKey(Centre, models.CASCADE, null=True, related_name="+")
    keeper = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    chapter = models.ForeignKey(Page, models.CASCADE, null=True, related_name="+")
    language = models.CharField("Sprache", max_length=20)
    digest = models.CharField("Prüfsumme des Inhalts", max_length=64)
    storage_key = models.CharField("Ablage", max_length=200, unique=True, editable=False)
    size = models.PositiveIntegerField("Größe in Byte")
    made_at = models.DateTimeField("erstellt")

    class Meta:
        verbose_name = "Wegweiser als PDF"
        verbose_name_plural = "Wegweiser als PDF"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="guide_print_once", fields=["centre", "keeper", "chapter", "language"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="guide_print_of_one",
                condition=Q(centre__isnull=True) ^ Q(keeper__isnull=True),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Language and day."""
        return f"{self.language}, {self.made_at:%d.%m.%Y}"
