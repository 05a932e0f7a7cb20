"""Sums of the facts, one row a stratum, kept by the same triggers (ADR 23)."""

from django.db import models

from drehscheibe.domain.controlling.models import CatalogueEntry, Strand, ValueIs
from drehscheibe.domain.reporting.models.facts import InStratum, follows


class ValueCell(InStratum):
    """Released values of a catalogue indicator summed over the centres of one stratum.

    There is one for each strand and one for all of them (`strand` empty), with each centre once.
    `holders` are centres with more than 0, `filled` indicators with more than 0, `small` those
    between 0 and 5, `top` the largest centre; `rest_…` the same of what is missing to the whole.
    """

    entry = follows(CatalogueEntry, indexed=False)
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
        indexes = (
            models.Index(
                name="value_cell_read_alone", fields=["role", "split", "strand", "year", "entry"],
                include=["district", "kind", "size", "centres", "amount", "of", "highest",
                         "highest_of"],
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """What and when."""
        return f"{self.entry_id}: {self.year}"


class FieldCell(InStratum):
    """Reported values, not split, of goals in a field of action or in one of its parts.

    Strands as in `ValueCell`. `held` counts what is above 0 over all splits; `centres` is 0 where
    only splits were reported.
    """

    entry = follows(CatalogueEntry, indexed=False)
    field = models.CharField("Handlungsfeld", max_length=60)
    strand = models.CharField("Strang", max_length=10, choices=Strand, blank=True)
    centres = models.PositiveIntegerField("Zentren")
    amount = models.BigIntegerField("Summe in Hundertsteln")
    of = models.BigIntegerField("von, in Hundertsteln", null=True)
    highest = models.BigIntegerField("höchster Wert")
    highest_of = models.BigIntegerField("höchster Wert, von", null=True)
    held = models.PositiveIntegerField("Werte über 0")

    class Meta:
        verbose_name = "Summe eines Handlungsfelds"
        verbose_name_plural = "Summen der Handlungsfelder"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                name="field_cell_once",
                fields=("field", "strand", "year", "entry", "district", "kind", "size"),
            ),
        )
        indexes = (
            models.Index(
                name="field_cell_of_cell", fields=["entry", "year", "district", "kind", "size"]
            ),
        )

    def __str__(self) -> str:
        """What, where and when."""
        return f"{self.entry_id}, {self.field}: {self.year}"


class GoalCell(InStratum):
    """Goals of one stratum summed, for each strand and all (empty), each field and all (empty).

    A goal counts in each of its fields and in all above them. `centres` have a goal in force,
    `judging` a signed report on one.
    """

    field = models.CharField("Handlungsfeld", max_length=60, blank=True)
    strand = models.CharField("Strang", max_length=10, choices=Strand, blank=True)
    centres = models.PositiveIntegerField("Zentren mit Zielen")
    judging = models.PositiveIntegerField("Zentren mit Urteilen")
    goals = models.PositiveIntegerField("Ziele in Kraft")
    measures = models.PositiveIntegerField("Maßnahmen")
    indicators = models.PositiveIntegerField("Indikatoren")
    linked = models.PositiveIntegerField("davon im Katalog")
    reached = models.PositiveIntegerField("erreicht")
    partly = models.PositiveIntegerField("teilweise erreicht")
    missed = models.PositiveIntegerField("verfehlt")
    dropped = models.PositiveIntegerField("entfallen")

    class Meta:
        verbose_name = "Ziele einer Schicht"
        verbose_name_plural = "Ziele der Schichten"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                name="goal_cell_once",
                fields=("year", "field", "strand", "district", "kind", "size"),
            ),
        )

    def __str__(self) -> str:
        """Which and when."""
        return f"{self.field}: {self.year}"


class ValueYear(models.Model):
    """A catalogue indicator in one year; another row, with another id, whenever a cell changes."""

    entry = follows(CatalogueEntry, indexed=False)
    year = models.PositiveSmallIntegerField("Jahr")

    class Meta:
        verbose_name = "Stand eines Indikators in einem Jahr"
        verbose_name_plural = "Stände der Indikatoren"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(name="value_year_once", fields=("entry", "year")),)

    def __str__(self) -> str:
        """What and when."""
        return f"{self.entry_id}: {self.year}"
