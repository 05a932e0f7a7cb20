"""Released figures as analysis reads them (kept by triggers), and analyses frozen for ministries.

Amounts and posts are whole hundredths (`bigint`): exact, narrow, summed fast (ADR 23).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

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
from drehscheibe.kernel.people.models import Person


def follows(to: type[models.Model]) -> "models.ForeignKey[models.Model, models.Model]":
    """A reference that a trigger keeps; it never stands in the way of a lower room."""
    return models.ForeignKey(to, models.DO_NOTHING, related_name="+", db_constraint=False)


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

    indicator = follows(Indicator)
    centre = follows(Centre)
    goal = follows(Goal)
    entry = follows(CatalogueEntry)
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
                name="value_fact_of_cell", fields=["entry", "year", "district", "kind", "size"]
            ),
            models.Index(name="value_fact_of_goal", fields=["goal", "year"]),
        )

    def __str__(self) -> str:
        """What and when."""
        return f"{self.entry_id}: {self.year}"


class ValueCell(InStratum):
    """Released values of a catalogue indicator summed over the centres of one stratum.

    There is one for each strand and one for all of them (`strand` empty), with each centre once.
    `holders` are centres with more than 0, `filled` indicators with more than 0, `small` those
    between 0 and 5, `top` the largest centre; `rest_…` the same of what is missing to the whole.
    """

    entry = follows(CatalogueEntry)
    role = models.CharField("Rolle", max_length=8, choices=ValueIs)
    split = models.CharField("Aufteilung", max_length=40, blank=True)
    strand = models.CharField("Strang", max_length=10, choices=Strand, blank=True)
    centres = models.PositiveIntegerField("Zentren")
    amount = models.BigIntegerField("Summe in Hundertsteln")
    of = models.BigIntegerField("von, in Hundertsteln", null=True)
    highest = models.BigIntegerField("höchster Wert")
    highest_of = models.BigIntegerField("höchster Wert, von", null=True)
    holders = models.PositiveIntegerField("Zentren über 0")
    filled = models.PositiveIntegerField("Werte über 0")
    small = models.PositiveIntegerField("Werte unter 5")
    top = models.BigIntegerField("größtes Zentrum")
    rest_holders = models.PositiveIntegerField("Rest: Zentren über 0")
    rest_filled = models.PositiveIntegerField("Rest: Werte über 0")
    rest_small = models.PositiveIntegerField("Rest: Werte unter 5")
    rest_top = models.BigIntegerField("Rest: größtes Zentrum")

    class Meta:
        verbose_name = "Summe einer Schicht"
        verbose_name_plural = "Summen der Schichten"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                name="value_cell_once",
                fields=("entry", "year", "role", "split", "strand", "district", "kind", "size"),
            ),
        )
        indexes = (models.Index(name="value_cell_of_year", fields=["role", "split", "year"]),)

    def __str__(self) -> str:
        """What and when."""
        return f"{self.entry_id}: {self.year}"


class GoalFact(InStratum):
    """A goal in one year of its period: its version in force, what it plans, how it was judged.

    `counted` is false for a goal that was dropped after a signed report had judged it.
    """

    goal = follows(Goal)
    centre = follows(Centre)
    version = follows(GoalVersion)
    strand = models.CharField("Strang", max_length=10, choices=Strand)
    fields = ArrayField(models.CharField(max_length=60), verbose_name="Handlungsfelder")
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
        indexes = (models.Index(name="goal_fact_of_year", fields=["year", "strand"]),)

    def __str__(self) -> str:
        """Which and when."""
        return f"{self.goal_id}: {self.year}"


class ReportFact(InStratum):
    """The last signed version of a yearly report and the funded posts it states."""

    report = follows(AnnualReport)
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
