"""Values while they are typed, and how a centre's own planning is read."""

from django.db import models

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models.period import GoalPeriod
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.tables.lists import ListMapping


class ValueSheet(models.Model):
    """The form of a year's actual values; what cannot be read yet is kept (`kernel.drafts`)."""

    period = models.ForeignKey(GoalPeriod, models.PROTECT, related_name="value_sheets")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("Jahr")
    edits = models.PositiveIntegerField("Speicherungen", default=1)
    field_versions = models.JSONField("Speicherung je Angabe", default=dict, blank=True)
    kept_input = models.JSONField("Noch nicht lesbar", default=dict, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("geändert am")

    class Meta:
        verbose_name = "Wertebogen"
        verbose_name_plural = "Wertebögen"
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(name="value_sheet_once", fields=("period", "year")),)

    def __str__(self) -> str:
        """The year."""
        return f"Werte {self.year}"


class PlanningMapping(ListMapping):
    """How the columns of a centre's own planning were read last time; offered the next time."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Gemerkte Zuordnung"
        verbose_name_plural = "Gemerkte Zuordnungen"
        constraints = (
            models.UniqueConstraint(name="planning_mapping_once", fields=("centre", "fingerprint")),
        )
