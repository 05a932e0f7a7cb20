"""From what stands in a cell to a value of the column's kind."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from drehscheibe.kernel.language.days import DayRefused, parse_day
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.guard import CONTROLS, unguard
from drehscheibe.kernel.tables.lost_values import Lost
from drehscheibe.kernel.tables.numbers import NumberRefused, read_number
from drehscheibe.kernel.tables.percents import Percent
from drehscheibe.kernel.tables.refusals import CellRefused
from drehscheibe.kernel.tables.xlsx_in import Value

LONGEST = 32_767
SHARE_PLACES = 4
FAULTS = ("#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#BEZUG!", "#WERT!")


def cell_value(column: Column, value: Value) -> object:
    """The value, `None` when the cell is empty; raises `CellRefused` with a German message."""
    if isinstance(value, Lost):
        raise CellRefused(value.message)
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
    if isinstance(value, float) and value.is_integer() and not isinstance(value, Percent):
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
    if isinstance(value, str):
        try:
            return read_number(value, places=places)
        except NumberRefused as refusal:
            raise CellRefused(str(refusal)) from refusal
    if isinstance(value, bool) or not isinstance(value, float | int) or not isfinite(value):
        raise CellRefused(f"„{value}“ ist keine Zahl. Beispiel: 1234,56.")
    # A spreadsheet's 0.1 + 0.2 has 17 digits; people see and mean the rounded one.
    if isinstance(value, Percent) and places < SHARE_PLACES:
        raise CellRefused(f"In der Zelle steht ein Prozentsatz ({value}), keine Anzahl.")
    number = Decimal(f"{value:.9f}")
    if number != round(number, places):
        raise CellRefused(f"Die Zahl hat mehr als {places} Nachkommastellen.")
    return round(number, places)


def read_day(value: Value) -> date:
    """A day as people write it, or the spreadsheet's own date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float | int):
        raise CellRefused("Hier steht eine Zahl. Bitte die Zelle als Datum formatieren.")
    try:
        return parse_day(str(value))
    except DayRefused as refusal:
        raise CellRefused(str(refusal)) from refusal


READERS: dict[str, Callable[[Value], object]] = {
    "text": _plain,
    "integer": lambda value: int(_number(value, 0)),
    "money": lambda value: _number(value, 2),
    "share": lambda value: _number(value, SHARE_PLACES),
    "day": read_day,
}
