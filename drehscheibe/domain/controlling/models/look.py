"""What the rules found at night, and a planning that is being read in."""

from django.db import models

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models.period import GoalPeriod
from drehscheibe.kernel.people.models import Person


class ValueCheck(models.Model):
    """How many findings the rules have over a year's values; recounted at night and at each save.

    The first screen reads it, so that people are told by one line and not by a mail each night.
    """

    period = models.ForeignKey(GoalPeriod, models.PROTECT, related_name="value_checks")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("Jahr")
    blocking = models.PositiveIntegerField("zu berichtigen", default=0)
    warnings = models.PositiveIntegerField("zu prüfen", default=0)
    unexplained = models.PositiveIntegerField("ohne Anmerkung", default=0)
    found_since = models.DateTimeField("offen seit", null=True)
    looked_at = models.DateTimeField("geprüft am")

    class Meta:
        verbose_name = "Prüfung der Werte"
        verbose_name_plural = "Prüfungen der Werte"
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(name="value_check_once", fields=("period", "year")),)

    def __str__(self) -> str:
        """The year."""
        return f"Prüfung {self.year}"

    @property
    def to_do(self) -> int:
        """What somebody has to correct or to explain."""
        return self.blocking + self.unexplained


class PlanningUpload(models.Model):
    """A planning on its way in: the file and the chosen columns, until taken over or given up.

    So that nothing has to be chosen twice between the steps; one per period and person.
    """

    period = models.ForeignKey(GoalPeriod, models.PROTECT, related_name="planning_uploads")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    name = models.CharField("Dateiname", max_length=120)
    content = models.BinaryField("Inhalt")
    columns = models.JSONField("Zuordnung", default=dict)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("hochgeladen am")

    class Meta:
        verbose_name = "Hochgeladene Planung"
        verbose_name_plural = "Hochgeladene Planungen"
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(name="planning_upload_once", fields=("period", "made_by")),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name
