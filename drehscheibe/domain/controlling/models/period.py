"""The two years for which a centre agrees its goals, and the local fields it sorts them by."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre, FieldOfAction, IntegrationConcept
from drehscheibe.kernel.organisations.models import DateRange
from drehscheibe.kernel.people.models import Person


class PeriodIs(models.TextChoices):
    """Where the goals of two years stand as a whole; each goal has a state of its own."""

    DRAFT = "draft", "Entwurf"
    LOCALLY_AGREED = "locally_agreed", "Örtlich abgestimmt"
    SUBMITTED = "submitted", "Den Ministerien vorgelegt"
    AGREED = "agreed", "Vereinbart"
    CLOSED = "closed", "Abgeschlossen"
    DISCARDED = "discarded", "Verworfen"


BEFORE_SUBMISSION = (PeriodIs.DRAFT, PeriodIs.LOCALLY_AGREED)


class PeriodQuerySet(models.QuerySet["GoalPeriod"]):
    """Chainable filters over goal periods."""

    def standing(self) -> Self:
        """All but the discarded ones."""
        return self.exclude(status=PeriodIs.DISCARDED)

    def covering(self, year: int) -> Self:
        """Those in which some day of the year lies; discarded ones do not count."""
        return self.standing().filter(starts_on__year__lte=year, ends_on__year__gte=year)


class GoalPeriod(models.Model):
    """Zwei-Jahres-Turnus: a centre's goals for two calendar years (guideline 2023, Nr. 4.1 b).

    Set by local politics, put to both ministries. `body`, `decided_on` and `paper_number` record
    the local agreement. Another length than two calendar years (a centre founded or merged in
    between, F13) owes `deviation`. `shared_at` opens the draft to the coordinating office's advice;
    `version` counts edits of the frame.
    """

    centre = models.ForeignKey(
        Centre, models.PROTECT, related_name="goal_periods", verbose_name="Zentrum"
    )
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("Ende")
    deviation = models.TextField("Warum nicht genau zwei Kalenderjahre", blank=True)
    status = models.CharField("Stand", max_length=20, choices=PeriodIs, default=PeriodIs.DRAFT)
    concept = models.ForeignKey(
        IntegrationConcept, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Integrationskonzept",
    )  # fmt: skip
    body = models.CharField("Örtlich abgestimmt durch", max_length=150, blank=True)
    decided_on = models.DateField("Örtlich abgestimmt am", null=True, blank=True)
    paper_number = models.CharField("Drucksache oder Vorlage", max_length=60, blank=True)
    shared_at = models.DateTimeField("zur Beratung geöffnet am", null=True, blank=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "Zielperiode"
        verbose_name_plural = "Zielperioden"
        ordering = ("-starts_on", "-id")
        constraints = (
            models.CheckConstraint(name="period_in_order", condition=Q(ends_on__gt=F("starts_on"))),
            ExclusionConstraint(
                name="period_one_a_day",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(status="discarded"),
            ),
            models.CheckConstraint(
                name="period_names_its_local_agreement",
                condition=Q(status__in=["draft", "discarded"])
                | (Q(decided_on__isnull=False) & ~Q(body="")),
            ),
        )

    def __str__(self) -> str:
        """The years."""
        return f"Ziele {self.years}"

    @property
    def years(self) -> str:
        """As people say it: 2027/2028; one year alone when it covers one."""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}/{last}"

    @property
    def each_year(self) -> range:
        """The calendar years it touches."""
        return range(self.starts_on.year, self.ends_on.year + 1)

    @property
    def is_two_calendar_years(self) -> bool:
        """F13: from 1 January to 31 December of the next year."""
        first, last = self.starts_on, self.ends_on
        return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and (
            last.year == first.year + 1
        )

    @property
    def is_before_submission(self) -> bool:
        """Whether the ministries have seen nothing of it yet."""
        return self.status in BEFORE_SUBMISSION


class LocalField(models.Model):
    """A field of action in a centre's own words, mapped to those of the network (n:m)."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="local_fields")
    label = models.CharField("Bezeichnung", max_length=200)
    network_fields = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="+", verbose_name="Handlungsfelder des Verbunds"
    )
    valid_from = models.DateField("gültig von")
    valid_to = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Örtliches Handlungsfeld"
        verbose_name_plural = "Örtliche Handlungsfelder"
        ordering = ("label",)
        constraints = (
            models.UniqueConstraint(name="local_field_once", fields=("centre", "label")),
            models.CheckConstraint(
                name="local_field_validity_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        """The label."""
        return self.label
