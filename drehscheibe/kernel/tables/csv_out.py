"""CSV as German Excel opens it: UTF-8 with BOM, semicolon, CRLF, decimal comma, TT.MM.JJJJ."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.tables.columns import Column, Rows
from drehscheibe.kernel.tables.guard import guard, without_controls

BOM = "\ufeff"
NEWLINE = "\r\n"


def write_csv(columns: Sequence[Column], rows: Rows) -> bytes:
    """The table; text and codes are quoted and guarded, numbers are bare.

    Raises `TypeError` when a value does not fit its column's kind: a wrong export is a fault.
    """
    lines = [";".join(_quoted(column.label) for column in columns)]
    lines += [";".join(_cell(column, row.get(column.key)) for column in columns) for row in rows]
    return (BOM + NEWLINE.join(lines) + NEWLINE).encode()


def text_of(value: object) -> str:
    """A value as text for a reader; yes and no for truth values.

    >>> text_of(True), text_of(None), text_of(" a ")
    ('ja', '', ' a ')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return without_controls(str(value))


def day_of(value: object) -> date:
    """The calendar day of a date, or of a moment in local time."""
    if isinstance(value, datetime):
        return value.astimezone(BERLIN).date()
    if isinstance(value, date):
        return value
    raise TypeError(f"not a day: {value!r}")


def _cell(column: Column, value: object) -> str:
    if value is None or value == "":
        return ""
    if column.kind in ("text", "code"):
        return _quoted(text_of(value))
    if column.kind == "day":
        return german_day(day_of(value))
    return _number(column, value)


def _number(column: Column, value: object) -> str:
    """Negative numbers stay numbers: no guard, no quotes, no thousands."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"{column.key}: {value!r} is no exact number")
    if column.kind == "money":
        return f"{Decimal(value):.2f}".replace(".", ",")
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _quoted(text: str) -> str:
    return '"' + guard(text).replace('"', '""') + '"'
