"""The report to the own Rat or Kreistag: the signed year in the centre's own words."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.domain.controlling.models.report import AnnualReport, ReportVersion
from drehscheibe.kernel.people.models import Person


class CouncilReport(models.Model):
    """One version of a report to the council (Ratsbericht): chosen goals and parts, own words.

    All figures are those of the signed `version` it names. A row never changes; writing on makes
    the next number. Nobody but the centre and its carrier sees it.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="council_reports")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("Fassung")
    title = models.CharField("Titel", max_length=200)
    body = models.CharField("Gremium", max_length=150, blank=True)
    introduction = models.TextField("Einleitung", blank=True)
    closing = models.TextField("Schluss", blank=True)
    goals = ArrayField(models.PositiveSmallIntegerField(), verbose_name="Ziele", blank=True)
    parts = ArrayField(models.CharField(max_length=20), verbose_name="Teile", blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gespeichert am")

    class Meta:
        verbose_name = "Ratsbericht"
        verbose_name_plural = "Ratsberichte"
        ordering = ("report", "-number")
        constraints = (
            models.UniqueConstraint(name="council_report_once", fields=("report", "number")),
            models.CheckConstraint(name="council_report_has_a_title", condition=~Q(title="")),
        )

    def __str__(self) -> str:
        """Title and number."""
        return f"{self.title} (Fassung {self.number})"
