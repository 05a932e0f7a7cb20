"""What is counted: catalogue and local indicators, their terms, targets and values."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models.goal import Goal, GoalVersion
from drehscheibe.kernel.organisations.models import DateRange
from drehscheibe.kernel.people.models import Person


class Kind(models.TextChoices):
    """A number that stands alone, or a share that is always computed from its two parts."""

    COUNT = "count", "Zahl"
    SHARE = "share", "Anteil (Teil von Ganzem)"


class Direction(models.TextChoices):
    """Which way is better; some figures only describe."""

    MORE = "more", "mehr ist besser"
    LESS = "less", "weniger ist besser"
    NEUTRAL = "neutral", "nur beschreibend"


class OverTime(models.TextChoices):
    """How values of several periods become one."""

    SUM = "sum", "Summe"
    LATEST = "latest", "letzter Wert"
    HIGHEST = "highest", "höchster Wert"


class OverPlaces(models.TextChoices):
    """How values of several centres become one."""

    SUM = "sum", "Summe"
    HIGHEST = "highest", "höchster Wert"
    NOT = "not", "wird nicht zusammengezählt"


class CatalogueEntry(models.Model):
    """An indicator of the whole network, kept by the coordinating office; local ones may link."""

    code = models.SlugField("Kürzel", max_length=40, unique=True)
    kind = models.CharField("Art", max_length=8, choices=Kind, default=Kind.COUNT)
    over_time = models.CharField("Über die Zeit", max_length=8, choices=OverTime)
    over_places = models.CharField("Über die Zentren", max_length=8, choices=OverPlaces)
    ended_on = models.DateField("nicht mehr verwenden ab", null=True, blank=True)

    class Meta:
        verbose_name = "Indikator des Katalogs"
        verbose_name_plural = "Indikatorenkatalog"
        ordering = ("code",)

    def __str__(self) -> str:
        """The code."""
        return self.code


class CatalogueVersion(models.Model):
    """What a catalogue indicator means from a day on; `breaks_series` when figures before and
    after cannot be compared."""

    entry = models.ForeignKey(CatalogueEntry, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("Fassung")
    valid_from = models.DateField("gültig ab")
    name = models.CharField("Bezeichnung", max_length=200)
    definition = models.TextField("Definition")
    unit = models.CharField("Einheit", max_length=40)
    splits = ArrayField(
        models.CharField(max_length=40), verbose_name="Aufteilungen", default=list, blank=True
    )
    breaks_series = models.BooleanField("bricht die Zeitreihe", default=False)
    reason = models.TextField("Grund der neuen Fassung", blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Fassung eines Indikators"
        verbose_name_plural = "Fassungen von Indikatoren"
        ordering = ("entry", "valid_from")
        constraints = (
            models.UniqueConstraint(name="catalogue_version_once", fields=("entry", "number")),
            models.UniqueConstraint(name="catalogue_one_a_day", fields=("entry", "valid_from")),
            models.CheckConstraint(
                name="catalogue_later_version_says_why", condition=Q(number=1) | ~Q(reason="")
            ),
        )

    def __str__(self) -> str:
        """Name and number."""
        return f"{self.name} (Fassung {self.number})"


class Indicator(models.Model):
    """The identity of what a goal counts, through all versions of the goal; values hang on it.

    Kind and aggregation do not change: another way to count is another indicator. Only those
    linked to the catalogue (`entry`) enter the network's analysis.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="indicators")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("Nummer")
    kind = models.CharField("Art", max_length=8, choices=Kind, default=Kind.COUNT)
    over_time = models.CharField(
        "Über die Zeit", max_length=8, choices=OverTime, default=OverTime.SUM
    )
    over_places = models.CharField(
        "Über die Zentren", max_length=8, choices=OverPlaces, default=OverPlaces.SUM
    )
    entry = models.ForeignKey(
        CatalogueEntry, models.PROTECT, null=True, blank=True, related_name="indicators",
        verbose_name="Indikator des Katalogs",
    )  # fmt: skip

    class Meta:
        verbose_name = "Indikator"
        verbose_name_plural = "Indikatoren"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="indicator_number_once", fields=("goal", "number")),
        )

    def __str__(self) -> str:
        """Its number within the goal."""
        return f"Indikator {self.number}"


class IndicatorTerms(models.Model):
    """How an indicator is worded in a version of the goal, and what feeds it.

    `source` is the key of a figure source (`figures.sources`), empty when counted by hand. Shares
    have two parts: `baseline` is the part, `baseline_of` the whole; so are their targets.
    """

    version = models.ForeignKey(GoalVersion, models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="terms")
    name = models.CharField("Indikator", max_length=200)
    definition = models.TextField("Definition", blank=True)
    unit = models.CharField("Einheit", max_length=40, blank=True)
    direction = models.CharField(
        "Richtung", max_length=8, choices=Direction, default=Direction.MORE
    )
    splits = ArrayField(
        models.CharField(max_length=40), verbose_name="Aufteilungen", default=list, blank=True
    )
    source = models.CharField("Herkunft der Zahl", max_length=60, blank=True)
    baseline = models.DecimalField(
        "Ausgangswert", max_digits=14, decimal_places=2, null=True, blank=True
    )
    baseline_of = models.DecimalField("von", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "Wortlaut eines Indikators"
        verbose_name_plural = "Wortlaute von Indikatoren"
        ordering = ("indicator__number",)
        constraints = (
            models.UniqueConstraint(name="indicator_terms_once", fields=("version", "indicator")),
            models.CheckConstraint(
                name="indicator_baseline_not_negative",
                condition=Q(baseline__isnull=True) | Q(baseline__gte=0),
            ),
            models.CheckConstraint(
                name="indicator_baseline_whole",
                condition=Q(baseline_of__isnull=True) | Q(baseline_of__gt=0),
            ),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name


class Target(models.Model):
    """What is to be reached in a year; 0 is a target like any other, empty is none."""

    terms = models.ForeignKey(IndicatorTerms, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField("Jahr")
    amount = models.DecimalField("Zielwert", max_digits=14, decimal_places=2)
    of = models.DecimalField("von", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "Zielwert"
        verbose_name_plural = "Zielwerte"
        ordering = ("year",)
        constraints = (
            models.UniqueConstraint(name="target_once_a_year", fields=("terms", "year")),
            models.CheckConstraint(name="target_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="target_whole", condition=Q(of__isnull=True) | Q(of__gt=0)),
        )

    def __str__(self) -> str:
        """Year and amount."""
        return f"{self.year}: {self.amount}"


class ValueIs(models.TextChoices):
    """The part a value plays.

    Actual values are the centre's working figures; signing a yearly report copies them to reported
    ones, and only those are seen by the network.
    """

    BASELINE = "baseline", "Ausgangswert"
    TARGET = "target", "Zielwert"
    ACTUAL = "actual", "Istwert"
    REPORTED = "reported", "Berichteter Wert"


class Value(models.Model):
    """What × centre × period × split × role: every figure of the room is one row here.

    `amount` counts; of a share it is the part and `of` the whole, and the share is never stored.
    `split` is empty for the whole. Baselines and targets are written when a goal is agreed.
    `source` names the figure source that fed an actual value, empty when counted by hand; nobody
    entered what the platform fed by itself.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    starts_on = models.DateField("von")
    ends_on = models.DateField("bis")
    split = models.CharField("Aufteilung", max_length=40, blank=True)
    role = models.CharField("Rolle", max_length=8, choices=ValueIs)
    amount = models.DecimalField("Wert", max_digits=14, decimal_places=2)
    of = models.DecimalField("von", max_digits=14, decimal_places=2, null=True, blank=True)
    comment = models.TextField("Anmerkung", blank=True)
    source = models.CharField("Herkunft der Zahl", max_length=60, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField("eingetragen am")

    class Meta:
        verbose_name = "Wert"
        verbose_name_plural = "Werte"
        ordering = ("indicator", "starts_on", "split", "role")
        constraints = (
            models.CheckConstraint(
                name="value_period_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="value_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(
                name="value_part_within_whole",
                condition=Q(of__isnull=True) | Q(of__gt=0, of__gte=F("amount")),
            ),
            ExclusionConstraint(
                name="value_once_a_day",
                expressions=[
                    ("indicator", RangeOperators.EQUAL),
                    ("split", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        """Role and amount."""
        return f"{self.get_role_display()}: {self.amount}"

    @property
    def share(self) -> Decimal | None:
        """Part of the whole as a number from 0 to 1; None when it is no share."""
        return None if self.of is None else self.amount / self.of
