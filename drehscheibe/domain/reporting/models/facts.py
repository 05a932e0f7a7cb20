"""Released figures as analysis reads them, kept by triggers (ADR 23).

Amounts and posts are whole hundredths (`bigint`): exact, narrow, summed fast.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import (
    AnnualReport,
    CatalogueEntry,
    Degree,
    Goal,
    GoalVersion,
    Indicator,
    ReportVersion,
    Strand,
    ValueIs,
)


def follows(
    to: type[models.Model], *, indexed: bool = True
) -> "models.ForeignKey[models.Model, models.Model]":
    """A reference that a trigger keeps; it never stands in the way of a lower room.

    Not indexed where it stands first in another index: cells are written in hundreds.
    """
    return models.ForeignKey(
        to, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=indexed
    )


class InStratum(models.Model):
    """Where a row counts: district government, Kreis or city, size class in its year."""

    year = models.PositiveSmallIntegerField("Jahr")
    district = models.CharField("Regierungsbezirk", max_length=40)
    kind = models.CharField("Kreis oder Stadt", max_length=5)
    size = models.PositiveSmallIntegerField("Größenklasse")

    class Meta:
        abstract = True


class ValueFact(InStratum):
    """One released value of a linked indicator and year; `of` is the whole of a share."""

    indicator = follows(Indicator, indexed=False)
    centre = follows(Centre)
    goal = follows(Goal, indexed=False)
    entry = follows(CatalogueEntry, indexed=False)
    role = models.CharField("Rolle", max_length=8, choices=ValueIs)
    split = models.CharField("Aufteilung", max_length=40, blank=True)
    strand = models.CharField("Strang", max_length=10, choices=Strand)
    amount = models.BigIntegerField("Wert in Hundertsteln")
    of = models.BigIntegerField("von, in Hundertsteln", null=True)

    class Meta:
        verbose_name = "Freigegebener Wert"
        verbose_name_plural = "Freigegebene Werte"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                name="value_fact_once", fields=("indicator", "year", "role", "split")
            ),
        )
        indexes = (
            models.Index(
                name="value_fact_read_alone",
                fields=["entry", "year", "district", "kind", "size"],
                include=["role", "split", "strand", "goal", "centre", "amount", "of"],
            ),
            models.Index(name="value_fact_of_goal", fields=["goal", "year"]),
        )

    def __str__(self) -> str:
        """What and when."""
        return f"{self.entry_id}: {self.year}"


class GoalFact(InStratum):
    """A goal in one year of its period: its version in force, what it plans, how it was judged.

    `counted` is false for a goal that was dropped after a signed report had judged it.
    """

    goal = follows(Goal, indexed=False)
    centre = follows(Centre)
    version = follows(GoalVersion)
    strand = models.CharField("Strang", max_length=10, choices=Strand)
    fields = ArrayField(models.CharField(max_length=60), verbose_name="Handlungsfelder")
    within = ArrayField(
        models.CharField(max_length=60),
        default=list,
        verbose_name="Handlungsfelder mit allen darüber",
    )
    counted = models.BooleanField("in Kraft")
    measures = models.PositiveSmallIntegerField("Maßnahmen")
    indicators = models.PositiveSmallIntegerField("Indikatoren")
    linked = models.PositiveSmallIntegerField("davon im Katalog")
    degree = models.CharField("Ergebnis", max_length=8, choices=Degree, blank=True)
    report = models.ForeignKey(
        ReportVersion, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        verbose_name = "Ziel in einem Jahr"
        verbose_name_plural = "Ziele in einem Jahr"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(name="goal_fact_once", fields=("goal", "year")),)
        indexes = (
            models.Index(name="goal_fact_of_stratum", fields=["year", "district", "kind", "size"]),
        )

    def __str__(self) -> str:
        """Which and when."""
        return f"{self.goal_id}: {self.year}"


class ReportFact(InStratum):
    """The last signed version of a yearly report and the funded posts it states."""

    report = follows(AnnualReport, indexed=False)
    centre = follows(Centre)
    version = follows(ReportVersion)
    posts = models.BigIntegerField("Stellen in Hundertsteln", null=True)

    class Meta:
        verbose_name = "Gezeichneter Bericht"
        verbose_name_plural = "Gezeichnete Berichte"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(name="report_fact_once", fields=("report",)),)

    def __str__(self) -> str:
        """The year."""
        return str(self.year)
