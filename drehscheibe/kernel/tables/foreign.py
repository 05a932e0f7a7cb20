"""A foreign table as header and rows: where its header stands, and what people see in a cell."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.tables.guard import CONTROLS, unguard
from drehscheibe.kernel.tables.lost_values import Lost, column_letters
from drehscheibe.kernel.tables.matching import Suggested, fingerprint, plain
from drehscheibe.kernel.tables.percents import Percent
from drehscheibe.kernel.tables.reading import read_cells
from drehscheibe.kernel.tables.refusals import CellRefused, TableRefused
from drehscheibe.kernel.tables.xlsx_in import Value

LARGEST = 2 * 1024 * 1024
MOST_ROWS = 1000
HEADER_WITHIN = 20
"""Titles and notes above the header are common; further down there is none."""
LONGEST = 4000
FAULT = "#"
Row = tuple[int, list[Value]]
"""A row and its number, from 1."""


@dataclass(frozen=True)
class ForeignSheet:
    """The table: header texts, the row the header stands in (from 1), rows below it, notes."""

    headers: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[int, Sequence[Value]], ...]
    notes: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Known again by its header words."""
        return fingerprint(self.headers)

    def examples(self, place: int) -> list[str]:
        """The first two values of a column, for people to recognise it."""
        found = []
        for _, row in self.rows:
            value = row[place] if place < len(row) else None
            if value not in (None, "") and not isinstance(value, Lost):
                found.append(shown(value)[:40])
        return found[:2]


def read_foreign(content: bytes, known: Iterable[Suggested] = ()) -> ForeignSheet:
    """The first visible sheet, or a CSV; raises `TableRefused`.

    Its header is told from titles by the words of what is `known`.
    """
    if len(content) > LARGEST:
        raise TableRefused(f"Die Datei ist größer als {LARGEST // 1024**2} MB.")
    cells, notes = read_cells(content, row_cap=MOST_ROWS)
    filled = [
        (number, row)
        for number, row in enumerate(cells, start=1)
        if any(value not in (None, "") for value in row)
    ]
    words = {plain(word) for each in known for word in (each.label, *each.words)}
    head = _header([each for each in filled if each[0] <= HEADER_WITHIN], words)
    if head is None:
        raise TableRefused(
            "In der Tabelle ist keine Kopfzeile zu erkennen. Bitte schreiben Sie über jede Spalte, "
            "was darin steht, oder nehmen Sie die Vorlage."
        )
    number, row = head
    below = tuple((place, each) for place, each in filled if place > number)
    if not below:
        raise TableRefused("Die Tabelle enthält keine Zeilen unter der Kopfzeile.")
    _refuse_wider(below, len(row))
    headers = tuple("" if value is None else shown(value)[:120] for value in row)
    return ForeignSheet(headers, number, below, tuple(notes))


def _refuse_wider(rows: Iterable[Row], width: int) -> None:
    """A separator inside a text that is not quoted moves all behind it; the last would be lost."""
    for number, row in rows:
        if any(value not in (None, "") for value in row[width:]):
            raise TableRefused(
                f"Zeile {number} hat mehr Werte als die Kopfzeile Spalten. Vermutlich steht in "
                "einem Text das Zeichen, das Spalten trennt; der Text gehört in Anführungszeichen."
            )


def _header(near: list[Row], known: Collection[str]) -> Row | None:
    """The row with the most words we know, at least two; else the first of two words.

    So a title with the day beside it is none.
    """
    wide = [each for each in near if len(_words(each)) >= 2]
    if not wide:
        return None
    best = max(wide, key=lambda each: _named(each, known))  # the first of equals
    return best if _named(best, known) >= 2 else wide[0]


def _named(row: Row, known: Collection[str]) -> int:
    return sum(plain(word) in known for word in _words(row))


def _words(row: Row) -> list[str]:
    return [value for value in row[1] if isinstance(value, str) and value.strip()]


def address(place: int, row: int) -> str:
    """A cell as spreadsheets name it.

    >>> address(2, 14)
    'C14'
    """
    return f"{column_letters(place + 1)}{row}"


def text_of(value: Value, *, is_number: bool = False) -> str:
    """What somebody would have typed; raises `CellRefused` for what is not there or no text."""
    if isinstance(value, Lost):
        raise CellRefused(value.message)
    if isinstance(value, str):
        return _checked(unguard(value.strip()))
    if is_number and isinstance(value, date | datetime):
        raise CellRefused("Hier steht ein Datum; erwartet wird eine Zahl.")
    if isinstance(value, Percent):
        number = float(value.hundredths)
    elif isinstance(value, float):
        number = value
    else:
        return shown(value)
    if is_number and round(number, 2) != round(number, 7):
        raise CellRefused("Die Zahl hat mehr als zwei Nachkommastellen. Bitte runden Sie sie.")
    return shown(value)


def shown(value: Value) -> str:
    """A value as people write it: 14 and not 14.0, 31.12.2027 and not a moment."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime | date):
        return german_day(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, Percent):
        return str(value)
    if isinstance(value, float) and isfinite(value):
        return german_number(Decimal(f"{value:.9f}"))
    return " ".join(str(value).split())


def _checked(text: str) -> str:
    if CONTROLS.search(text):
        raise CellRefused("Die Angabe enthält unsichtbare Steuerzeichen.")
    if len(text) > LONGEST:
        raise CellRefused(f"Bitte höchstens {LONGEST} Zeichen; es sind {len(text)}.")
    if text.startswith(FAULT) and text.rstrip("!?").isupper():
        raise CellRefused(f"In der Zelle steht ein Rechenfehler ({text}).")
    return text
