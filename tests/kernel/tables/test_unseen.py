"""Rows that are hidden and text that is struck out are read, and told."""

from collections.abc import Callable
from typing import Any

import pytest

from drehscheibe.kernel.tables.foreign import read_foreign
from tests.kernel.tables.test_reading_xlsx import workbook

HIDDEN, STRUCK = "Ausgeblendete oder weggefilterte Zeilen", "Durchgestrichenes"


def notes(change: Callable[[Any, Any], None]) -> tuple[str, ...]:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate((("Titel", "Ort"), ("Alt", "Hamm"), ("Neu", "Werl"))):
            sheet.write_row(number, 0, row)
        change(book, sheet)

    sheet = read_foreign(workbook(fill))
    assert len(sheet.rows) == 2
    return sheet.notes


def hide(_: Any, sheet: Any) -> None:
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_row(9, None, None, {"hidden": True})  # nothing stands there


def filtered(_: Any, sheet: Any) -> None:
    sheet.autofilter("A1:B3")
    sheet.filter_column("A", "x == Neu")
    sheet.set_row(1, None, None, {"hidden": True})


def cross_out(book: Any, sheet: Any) -> None:
    look = book.add_format({"font_strikeout": True})
    sheet.write(1, 0, "Alt", look)
    sheet.write_blank(2, 1, None, look)


def bold(book: Any, sheet: Any) -> None:
    sheet.write(1, 0, "Alt", book.add_format({"bold": True}))
    sheet.set_column("B:B", None, None, {"hidden": False})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (hide, [f"{HIDDEN} wurden mitgelesen: 2."]),
        (filtered, [f"{HIDDEN} wurden mitgelesen: 2."]),
        (cross_out, [f"{STRUCK} wurde mitgelesen wie anderer Text, in Zeile 2."]),
        (bold, []),
    ],
)
def test_what_people_see_otherwise_is_told_with_its_row(
    change: Callable[[Any, Any], None], says: list[str]
) -> None:
    assert [each.partition(" Was")[0] for each in notes(change)] == says
