"""Excel workbooks: real types, text as text, a head that stays, a page that prints."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from drehscheibe.kernel.tables.columns import Column, Rows
from drehscheibe.kernel.tables.csv_out import day_of, text_of

OPTIONS: dict[str, str | bool] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}
FORMATS: dict[str, dict[str, str | bool]] = {
    "text": {"text_wrap": True},
    "code": {"num_format": "@"},
    "integer": {"num_format": "#,##0"},
    "number": {"num_format": "General"},
    "money": {"num_format": '#,##0.00\\ "€"'},
    "share": {"num_format": "0.0###"},
    "day": {"num_format": "dd.mm.yyyy", "align": "left"},
}
WIDTHS = {"text": 32, "code": 12, "integer": 12, "number": 14, "money": 16, "share": 10, "day": 12}
CELL_LIMIT = 32_767
A4 = 9
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its tab, columns and rows."""

    title: str
    columns: Sequence[Column]
    rows: Rows


def write_xlsx(columns: Sequence[Column], rows: Rows, *, title: str) -> bytes:
    """One sheet named after `title`; text is never taken for a formula, link or number.

    Raises `TypeError` when a value does not fit its column's kind.
    """
    return write_book([Sheet(title, columns, rows)], title=title)


def write_book(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """A workbook of several sheets, each as `write_xlsx` writes it."""
    import xlsxwriter  # 12 MB and 0.2 s that a process without an export need not spend

    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        # A fixed moment keeps equal tables equal bytes.
        book.set_properties(
            {"title": title, "author": "Drehscheibe", "created": datetime(2000, 1, 1)}  # noqa: DTZ001
        )
        formats = {kind: book.add_format({"valign": "top", **f}) for kind, f in FORMATS.items()}
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for each in sheets:
            _fill(book.add_worksheet(sheet_name(each.title)), each, formats, bold)
    return out.getvalue()


def _fill(sheet: Any, content: Sheet, formats: Mapping[str, Any], bold: Any) -> None:
    _head(sheet, content.columns, bold)
    last = 0
    for last, row in enumerate(content.rows, start=1):
        for place, column in enumerate(content.columns):
            _write(sheet, (last, place), row.get(column.key), (column, formats))
    sheet.autofilter(0, 0, max(last, 1), len(content.columns) - 1)


def sheet_name(title: str) -> str:
    """The title as Excel allows it on a tab: 31 characters, none of `[]:*?/\\'`.

    >>> sheet_name("Anträge 2023/24: Kreis Musterau – alle Fälle")
    'Anträge 2023 24  Kreis Musterau'
    """
    return NOT_IN_A_SHEET_NAME.sub(" ", title).strip()[:31].strip() or "Tabelle"


def _head(sheet: Any, columns: Sequence[Column], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RSeite &P von &N")
    for place, column in enumerate(columns):
        width = column.width or max(WIDTHS[column.kind], min(len(column.label) + 3, 40))
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column.label, bold)


def _write(
    sheet: Any, at: tuple[int, int], value: object, how: tuple[Column, Mapping[str, Any]]
) -> None:
    column, formats = how
    style = formats[column.kind]
    if value is None or value == "":
        return
    if column.kind in ("text", "code"):
        text = text_of(value)
        sheet.write_string(*at, text if len(text) <= CELL_LIMIT else text[:32_760] + " […]", style)
    elif column.kind == "day":
        sheet.write_datetime(*at, day_of(value), style)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(*at, value, style)
    else:
        raise TypeError(f"{column.key}: {value!r} is no exact number")
