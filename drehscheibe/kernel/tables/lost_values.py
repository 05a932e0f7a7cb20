"""Cells whose value a reader would take for empty: what people see there is not in the file.

A formula nobody calculated yet, a calculation's fault, the covered cells of a merged area. Taken
for empty they would clear what is stored, so each one is refused where it stands.
"""

import re
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from typing import Any

CELL = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*[^<>/])>((?:(?!<(?:\w+:)?c[\s>]).)*?)</(?:\w+:)?c>", re.DOTALL
)
ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
KIND = re.compile(rb"\bt=[\"'](\w+)[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]+)</(?:\w+:)?v>")
LETTERS = 26
UNCALCULATED = (
    "Hier steht eine Formel ohne gespeichertes Ergebnis. Bitte die Datei in der "
    "Tabellenkalkulation öffnen und speichern oder die Zahl selbst eintragen."
)
MERGED = (
    "Diese Zelle ist mit anderen verbunden. Bitte den Verbund aufheben und jede Zelle ausfüllen."
)


@dataclass(frozen=True)
class Lost:
    """Stands in the place of a value that is not there; the message is for the user."""

    message: str
    shown: str = "="

    def __str__(self) -> str:
        """What people see in the cell, as far as it is known."""
        return self.shown


Place = tuple[int, int]


def lost_cells(piece: bytes) -> Iterator[tuple[Place, Lost]]:
    """Row and column, from 0, of formulas without a result and of faults in a sheet's XML."""
    for attributes, body in CELL.findall(piece):
        kind, value = KIND.search(attributes), VALUE.search(body)
        is_fault = bool(kind and kind[1] == b"e")
        is_text = bool(kind and kind[1] == b"str")  # a formula may well result in nothing
        if not is_fault and (value or is_text or not FORMULA.search(body)):
            continue
        place = ADDRESS.search(attributes)
        if place is None:
            continue
        at = (int(place[2]) - 1, column_number(place[1].decode()) - 1)
        if is_fault:
            fault = value[1].decode("utf-8", "replace")[:20] if value else "#"
            yield at, Lost(f"In der Zelle steht ein Rechenfehler ({fault}).", fault)
        else:
            yield at, Lost(UNCALCULATED)


def covered_cells(
    areas: Iterable[tuple[Place, Place]], *, rows: int, columns: int
) -> Iterator[tuple[Place, Lost]]:
    """Every cell of merged areas but the first, which alone holds the value; within the sheet."""
    for (top, left), (bottom, right) in areas:
        for row in range(top, min(bottom + 1, rows)):
            for column in range(left, min(right + 1, columns)):
                if (row, column) != (top, left):
                    yield (row, column), Lost(MERGED, "")


def put_in(rows: Sequence[MutableSequence[Any]], lost: Iterable[tuple[Place, Lost]]) -> None:
    """Mark the places in the rows that were read."""
    for (row, column), mark in lost:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = mark


def column_number(letters: str) -> int:
    """The number of a spreadsheet's column.

    >>> [column_number(each) for each in ("A", "Z", "AA", "XFD")]
    [1, 26, 27, 16384]
    """
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """How a spreadsheet names a column, counted from 1.

    >>> [column_letters(each) for each in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
