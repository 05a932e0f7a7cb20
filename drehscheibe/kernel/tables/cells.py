"""From what stands in a cell to a value of the column's kind."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.guard import CONTROLS, unguard
from drehscheibe.kernel.tables.numbers import NumberRefused, read_number
from drehscheibe.kernel.tables.refusals import CellRefused
from drehscheibe.kernel.tables.xlsx_in import Value

GERMAN_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})?")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
LONGEST = 32_767
FAULTS = ("#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#BEZUG!", "#WERT!")


def cell_value(column: Column, value: Value) -> object:
    """The value, `None` when the cell is empty; raises `CellRefused` with a German message."""
    if isinstance(value, str):
        value = unguard(value.strip())
        _check_text(value)
    if value is None or value == "":
        if column.required:
            raise CellRefused("Hier fehlt eine Angabe.")
        return None
    if column.kind == "code":
        return _code(column, _plain(value))
    return READERS[column.kind](value)


def _check_text(text: str) -> None:
    if CONTROLS.search(text):
        raise CellRefused("Die Angabe enthält unsichtbare Steuerzeichen (etwa NUL).")
    if len(text) > LONGEST:
        raise CellRefused("Die Angabe ist zu lang.")
    if text in FAULTS:
        raise CellRefused(f"In der Zelle steht ein Rechenfehler ({text}).")


def _plain(value: Value) -> str:
    """Text; whole numbers lose the decimals that spreadsheets give them."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(value).replace("\r\n", "\n").strip()


def _code(column: Column, text: str) -> str:
    """A code keeps its zeros; of a code of known length the lost ones come back."""
    if column.digits is None:
        return text
    if not re.fullmatch("[0-9]+", text):
        raise CellRefused(f"„{text[:40]}“ besteht nicht nur aus Ziffern.")
    if len(text) > column.digits:
        raise CellRefused(f"„{text[:40]}“ hat {len(text)} statt {column.digits} Stellen.")
    return text.zfill(column.digits)


def _number(value: Value, places: int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | float | int):
        raise CellRefused(f"„{value}“ ist keine Zahl. Beispiel: 1234,56.")
    try:
        if isinstance(value, str):
            return read_number(value, places=places)
        # A spreadsheet's 0.1 + 0.2 has 17 digits; people see and mean the rounded one.
        return read_number(f"{round(value, 9):.9f}".rstrip("0").rstrip("."), places=places)
    except NumberRefused as refusal:
        raise CellRefused(str(refusal)) from refusal


def read_day(value: Value) -> date:
    """A day as TT.MM.JJJJ, JJJJ-MM-TT or the spreadsheet's own date.

    >>> read_day("1.2.2026"), read_day("2026-02-01")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 1))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value)
    if found := ISO_DAY.fullmatch(text):
        year, month, day = found.groups()
    elif found := GERMAN_DAY.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise CellRefused(f"„{text[:40]}“ ist kein Datum. Beispiel: 31.12.2026.")
    if year is None:
        raise CellRefused(f"„{text}“: Bitte das Jahr mit vier Ziffern dazuschreiben.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as fault:
        raise CellRefused(f"Den {text} gibt es im Kalender nicht.") from fault


READERS: dict[str, Callable[[Value], object]] = {
    "text": _plain,
    "integer": lambda value: int(_number(value, 0)),
    "money": lambda value: _number(value, 2),
    "share": lambda value: _number(value, 4),
    "day": read_day,
}
