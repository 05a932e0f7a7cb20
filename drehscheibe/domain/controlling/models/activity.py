"""What somebody did, entered once; figures, reports and the proof of use read it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling.models.goal import Goal
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.territory.models import Municipality

MOST_PEOPLE = 100_000


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Chainable filters over activities."""

    def counted(self) -> "ActivityQuerySet":
        """All but those taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def within(self, centre: Centre, year: int) -> "ActivityQuerySet":
        """Those of one centre that began in the year."""
        return self.filter(centre=centre, happened_on__year=year)


class Activity(models.Model):
    """One thing done: what, when, where, for whom, how many, for which goal.

    `key` is made by the device that enters it, so that the same activity sent twice is one row.
    Holds no personal data: people are counted, never named. A mistake is taken back, not removed.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="activities")
    key = models.UUIDField("Schlüssel des Geräts", unique=True)
    title = models.CharField("Was", max_length=200)
    happened_on = models.DateField("Wann")
    until = models.DateField("bis", null=True, blank=True)
    place = models.CharField("Wo", max_length=150)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Gemeinde",
    )  # fmt: skip
    audience = models.CharField("Für wen", max_length=200)
    participants = models.PositiveIntegerField(
        "Wie viele", validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="Ziel"
    )
    measure = models.PositiveSmallIntegerField("Nummer der Maßnahme", null=True, blank=True)
    fields = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="+", verbose_name="Handlungsfelder"
    )
    hours = models.DecimalField("Stunden", max_digits=6, decimal_places=2, null=True, blank=True)
    partners = models.CharField("Partner", max_length=300, blank=True)
    note = models.TextField("Anmerkung", blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("eingetragen am")
    changed_at = models.DateTimeField("geändert am", null=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("zurückgenommen am", null=True)
    withdrawal_reason = models.CharField("Grund der Rücknahme", max_length=300, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "Aktivität"
        verbose_name_plural = "Aktivitäten"
        ordering = ("-happened_on", "-id")
        indexes = (
            models.Index(name="activity_of_centre_by_day", fields=["centre", "-happened_on"]),
        )
        constraints = (
            models.CheckConstraint(
                name="activity_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("happened_on")),
            ),
            models.CheckConstraint(
                name="activity_counts_people",
                condition=Q(participants__lte=MOST_PEOPLE),
            ),
            models.CheckConstraint(
                name="activity_measure_of_a_goal",
                condition=Q(measure__isnull=True) | Q(goal__isnull=False),
            ),
            models.CheckConstraint(
                name="activity_withdrawal_says_why",
                condition=Q(withdrawn_at__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title
