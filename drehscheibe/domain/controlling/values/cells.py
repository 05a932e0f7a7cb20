"""The form of a year's values: one cell per indicator and split, with its inputs.

A cell becomes a `Value` when it is complete. Half a share, a part larger than its whole, a number
by hand against a fed one without a reason: what was typed is kept on the sheet beside its error,
because the table of values takes no half things.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from drehscheibe.domain.controlling.checks.facts import Typed
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.goals.inputs import one_of, paragraph
from drehscheibe.domain.controlling.models import ValueSheet
from drehscheibe.domain.controlling.values.lines import WHOLE, IndicatorLine
from drehscheibe.kernel.drafts.keeping import READING_ERRORS, Input, Slot
from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.language.quantities import parse_quantity

FED, BY_HAND = "fed", "hand"
ORIGINS = {FED: "von der Plattform gezählt", BY_HAND: "von Hand, mit Begründung"}
INSTEAD_OF_COUNTED = (
    "Diese Zahl zählt die Plattform („{}“). Soll Ihre gelten, wählen Sie „von Hand“ und sagen Sie "
    "in der Anmerkung, warum."
)
INPUTS = {
    "amount": Input("amount", parse_quantity, german_number),
    "of": Input("of", parse_quantity, german_number),
    "comment": Input("comment", paragraph, empty=""),
    "origin": Input("origin", one_of(ORIGINS), empty=FED),
}


@dataclass
class Cell:
    """One value as it is typed; `origin` only counts where a source feeds the whole."""

    line: IndicatorLine
    split: str
    amount: Decimal | None = None
    of: Decimal | None = None
    comment: str = ""
    origin: str = BY_HAND

    @cached_property
    def anchor(self) -> str:
        """Where it stands in the form; its inputs begin with it."""
        return self.line.anchor(self.split)

    @property
    def can_be_fed(self) -> bool:
        """Whether a source counts it; splits and shares are counted by hand."""
        return self.split == WHOLE and bool(self.line.source)

    @property
    def is_fed(self) -> bool:
        """Whether the platform's figure counts."""
        return self.can_be_fed and self.origin == FED

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.amount is None and self.of is None and not self.comment.strip()

    @property
    def is_complete(self) -> bool:
        """Whether it can be a value of its own, entered by hand."""
        if self.amount is None or self.is_fed:
            return False
        if self.can_be_fed and not self.comment.strip():
            return False
        if not self.line.is_share:
            return self.of is None
        return self.of is not None and self.of > 0 and self.amount <= self.of

    @property
    def typed(self) -> Typed:
        """For the rules: a fed value is what the platform counted."""
        stored = self.line.actuals.get(self.split)
        if self.is_fed and stored is not None and stored.source:
            return Typed(stored.parts.amount, None, self.comment)
        return Typed(self.amount, self.of, self.comment)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of its inputs."""
        names = ["amount", *(["of"] if self.line.is_share else []), "comment"]
        return (*names, *(["origin"] if self.can_be_fed else []))


def cells_of(lines: Iterable[IndicatorLine]) -> list[Cell]:
    """Every cell with what is stored; a fed whole offers empty inputs beside its figure."""
    return [_cell(line, split) for line in lines for split in line.splits]


def slots_of(cells: Iterable[Cell]) -> dict[str, Slot]:
    """Every input of the form with the cell it writes to."""
    return {
        f"{cell.anchor}-{name}": Slot(cell, INPUTS[name]) for cell in cells for name in cell.inputs
    }


def unfold(sheet: ValueSheet, slots: Mapping[str, Slot]) -> None:
    """Put what was kept of incomplete cells back into them; what cannot be read stays on the sheet.

    On the row in memory only.
    """
    for name, text in list(sheet.kept_input.items()):
        slot = slots.get(name)
        if slot is None:
            continue
        try:
            value = slot.input.read(text)
        except READING_ERRORS:
            setattr(slot.row, slot.input.column, slot.input.empty)
        else:
            setattr(slot.row, slot.input.column, value)
            del sheet.kept_input[name]


def fold(sheet: ValueSheet, cells: Iterable[Cell], slots: Mapping[str, Slot]) -> None:
    """Keep on the sheet what stands in cells that are no values yet."""
    for cell in cells:
        for name in _to_keep(cell):
            key = f"{cell.anchor}-{name}"
            if key not in sheet.kept_input and (text := slots[key].text):
                sheet.kept_input[key] = text


def missing_words(cells: Iterable[Cell]) -> Iterator[tuple[str, str]]:
    """What is wrong with a fed cell, by input; everything else the rules say."""
    for cell in cells:
        if not cell.can_be_fed:
            continue
        label = known_sources()[cell.line.source].label
        if cell.is_fed and cell.amount is not None:
            yield (
                f"{cell.anchor}-amount",
                INSTEAD_OF_COUNTED.format(label),
            )
        elif not cell.is_fed and cell.amount is None:
            yield f"{cell.anchor}-amount", "Bitte tragen Sie Ihre Zahl ein."
        elif not cell.is_fed and not cell.comment.strip():
            yield (
                f"{cell.anchor}-comment",
                "Bitte sagen Sie, warum Ihre Zahl statt der gezählten gilt.",
            )


def _cell(line: IndicatorLine, split: str) -> Cell:
    stored, cell = line.actuals.get(split), Cell(line, split)
    if cell.can_be_fed and (stored is None or stored.source):
        cell.origin = FED
        cell.comment = stored.comment if stored else ""
    elif stored is not None:
        cell.amount, cell.of, cell.comment = stored.parts.amount, stored.parts.of, stored.comment
    return cell


def _to_keep(cell: Cell) -> tuple[str, ...]:
    if cell.is_complete:
        return ()
    stored = cell.line.whole
    if cell.is_fed and stored is not None and stored.source and stored.comment == cell.comment:
        return ("amount",)
    return ("amount", "comment") if cell.is_fed else cell.inputs
