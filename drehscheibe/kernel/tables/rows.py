"""Rows of a foreign list, cell by cell; what is wrong is listed with its cell, taken is all."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction

from drehscheibe.kernel.language.days import DayRefused
from drehscheibe.kernel.tables.foreign import ForeignSheet, address, shown, text_of
from drehscheibe.kernel.tables.matching import Meaning
from drehscheibe.kernel.tables.percents import Percent
from drehscheibe.kernel.tables.refusals import CellRefused, RowError
from drehscheibe.kernel.tables.xlsx_in import Value

NO_ZERO = (
    "Die Nummer ist als Zahl gespeichert, die führende 0 kann fehlen. Bitte die Spalte als Text"
    " formatieren und die Nummer ganz schreiben."
)
NO_NUMBER = (
    "Daraus hat die Tabellenkalkulation {} gemacht. Bitte die Spalte als Text formatieren und die"
    " Nummer neu schreiben."
)
ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E[+-][0-9]{2,3}")
"""„2,11235E+11“: a CSV holds what the spreadsheet showed, the digits are gone."""
EXACT = 1e15
"""From here on a spreadsheet does not keep every digit."""
ListRow = tuple[int, str]
"""Where it stands, and what it is called."""


@dataclass
class Taken:
    """What a list brought, or would: `done` only when all of it was taken."""

    new: list[ListRow] = field(default_factory=list)
    changed: list[ListRow] = field(default_factory=list)
    same: list[ListRow] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """What is kept and the list does not name; nothing ends by itself."""
    mistakes: list[RowError] = field(default_factory=list)
    done: bool = False


class ForeignRow:
    """One row on its way in; a mistake goes into the list of them and makes the row `wrong`."""

    def __init__(
        self, number: int, row: Sequence[Any], columns: Mapping[int, str],
        meanings: Mapping[str, Meaning], mistakes: list[RowError],
    ) -> None:  # fmt: skip
        """`number` counts as the spreadsheet does; `columns` is the meaning of each place."""
        self.number, self.row, self.meanings, self.mistakes = number, row, meanings, mistakes
        self.places = {key: place for place, key in columns.items() if key in meanings}
        self.wrong = False

    def has(self, key: str) -> bool:
        """Whether the list has a column of this meaning."""
        return key in self.places

    def text(self, key: str) -> str:
        """What stands in the cell of a meaning; raises `CellRefused` for what is no text."""
        kind, value = self.meanings[key].kind, self._value(key)
        if kind in ("code", "phone"):
            _refuse_remade(value)
        if isinstance(value, float) and kind == "phone":
            raise CellRefused(NO_ZERO)
        whole = isinstance(value, float) and value.is_integer() and not isinstance(value, Percent)
        if whole and kind in ("code", "number"):
            return f"{value:.0f}"  # without the point of thousands
        return text_of(value, is_number=kind == "number")

    def cell(self, key: str, reader: Callable[[str], Any]) -> Any:
        """The value of a cell; a refused one is listed and None."""
        try:
            return reader(self.text(key))
        except (CellRefused, DayRefused) as refusal:
            self.refuse(key, str(refusal))
            return None

    def refuse(self, key: str, message: str) -> None:
        """A mistake at its cell."""
        self.wrong = True
        place, value = self.places.get(key), self._value(key)
        label = self.meanings[key].label if key in self.meanings else ""
        cell = "" if place is None else address(place, self.number)
        text = "" if value is None else shown(value)[:60]
        self.mistakes.append(RowError(self.number, label, message, text, cell))

    def _value(self, key: str) -> Any:
        place = self.places.get(key)
        return self.row[place] if place is not None and place < len(self.row) else None


def _refuse_remade(value: Value) -> None:
    """What a spreadsheet made of „3-12“ or of a long number is not what somebody typed."""
    if isinstance(value, date | time | timedelta):
        raise CellRefused(NO_NUMBER.format("ein Datum oder eine Uhrzeit"))
    if isinstance(value, float) and abs(value) >= EXACT:
        raise CellRefused(NO_NUMBER.format("eine gerundete Zahl"))
    if isinstance(value, str) and ROUNDED.fullmatch(value.strip()):
        raise CellRefused(NO_NUMBER.format("eine gerundete Zahl"))


def column_mistakes(
    sheet: ForeignSheet, columns: Mapping[int, str], meanings: Mapping[str, Meaning],
    needed: Sequence[str],
) -> list[RowError]:  # fmt: skip
    """What is wrong with the choice of columns: a needed one missing, one meaning twice."""
    keys = [key for key in columns.values() if key in meanings]
    messages = [
        (meanings[key].label, f"Keine Spalte ist „{meanings[key].label}“ zugeordnet.")
        for key in needed
        if key not in keys
    ] + [
        (meanings[key].label, f"„{meanings[key].label}“ ist mehr als einer Spalte zugeordnet.")
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    return [RowError(sheet.header_row, label, message) for label, message in messages]


def take_whole(taken: Taken, work: Callable[[], None], *, dry: bool) -> None:
    """Do `work`, which fills `taken`, and keep it whole or not at all; `dry` keeps nothing.

    With mistakes before it, nothing is tried.
    """
    with transaction.atomic():
        if not taken.mistakes:
            work()
        something = bool(taken.new or taken.changed or taken.same)
        taken.done = something and not (taken.mistakes or dry)
        transaction.set_rollback(not taken.done)
