"""What a spreadsheet shows but does not hold is refused at its cell, never taken for empty."""

import re
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
import xlsxwriter

from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.lost_values import MERGED, UNCALCULATED
from drehscheibe.kernel.tables.reading import TableRefused, read_book, read_table
from tests.kernel.tables.test_reading_xlsx import SHEET, changed, workbook

COLUMNS = (
    Column("number", "Nr.", "integer", required=True),
    Column("amount", "Betrag", "money"),
    Column("day", "Tag", "day"),
)
Fill = Callable[[Any], object]


def table(fill: Fill, rows: int = 2) -> bytes:
    """Numbered rows, and whatever the test puts in."""

    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Blatt")
        sheet.write_row(0, 0, ["Nr.", "Betrag", "Tag"])
        for row in range(1, rows + 1):
            sheet.write_number(row, 0, row)
        fill(sheet)

    return workbook(write)


def errors(content: bytes) -> list[tuple[str, str]]:
    """Cell and message of each error."""
    found = read_book(content, {"Blatt": COLUMNS})["Blatt"].errors
    return [(each.cell, each.message) for each in found]


def without_value(content: bytes) -> bytes:
    """As programs write formulas that nobody has calculated."""
    return changed(SHEET, lambda body: re.sub(rb"<v>7</v>", b"", body), content)


def test_attack_27_a_formula_without_a_result_is_refused_at_its_cell() -> None:
    formula = table(lambda sheet: sheet.write_formula("B3", "=1+1", None, 7))
    assert not errors(formula)
    assert errors(without_value(formula)) == [("B3", UNCALCULATED)]
    assert errors(table(lambda sheet: sheet.write_formula("B2", "=1+1", None, ""))) == [
        ("B2", UNCALCULATED)
    ]
    one_sheet = read_table(without_value(formula), COLUMNS)
    assert [each.cell for each in one_sheet.errors] == ["B3"]


def test_a_formula_that_results_in_nothing_is_nothing() -> None:
    empty = table(lambda sheet: sheet.write_formula("B2", '=""', None, 7))
    as_text = changed(
        SHEET, lambda body: body.replace(b'r="B2"', b'r="B2" t="str"').replace(b"7</v>", b"</v>"),
        empty,
    )  # fmt: skip
    assert not errors(as_text)


def test_a_fault_of_a_calculation_is_named() -> None:
    fault = table(lambda sheet: sheet.write_formula("B2", "=1/0", None, "#DIV/0!"))
    assert errors(fault) == [("B2", "In der Zelle steht ein Rechenfehler (#DIV/0!).")]


def test_merged_cells_are_refused_where_they_cover_something() -> None:
    assert errors(table(lambda sheet: sheet.merge_range("B2:B3", 5))) == [("B3", MERGED)]
    beside = table(lambda sheet: sheet.merge_range("E2:F3", "Notiz"))
    assert all("mehr Werte" in message for _, message in errors(beside))


def test_many_merged_areas_stop_in_time() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_string("C3000", "1.1.2024")

    area = b"".join(b'<mergeCell ref="A1:C%d"/>' % (n + 2) for n in range(3000))
    huge = changed(
        SHEET,
        lambda body: body.replace(
            b"</sheetData>", b"</sheetData><mergeCells>%s</mergeCells>" % area
        ),
        table(fill),
    )
    began = process_time()
    with pytest.raises(TableRefused, match="verbunden"):
        errors(huge)
    assert process_time() - began < 5  # stops at all; every cell of every area takes minutes


def test_styled_empty_rows_far_below_harm_nobody() -> None:
    """LibreOffice and Excel write rows that only have a format, down to the last one."""
    tail = b'<row r="5000"><c r="A5000" s="1"/></row><row r="1048576" ht="12.8"/></sheetData>'
    content = changed(SHEET, lambda body: body.replace(b"</sheetData>", tail), table(lambda _: 0))
    reading = read_book(content, {"Blatt": COLUMNS}, row_cap=200)["Blatt"]
    assert (reading.row_count, reading.errors) == (2, ())
    far = changed(
        SHEET,
        lambda body: body.replace(
            b"</sheetData>", b'<row r="5000"><c r="A5000"><v>1</v></c></row></sheetData>'
        ),
        table(lambda _: 0),
    )
    with pytest.raises(TableRefused, match="mehr als 200 Zeilen"):
        read_book(far, {"Blatt": COLUMNS}, row_cap=200)


def test_a_column_that_was_deleted_does_not_empty_its_fields() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Blatt").write_row(0, 0, ["Tag", "Nr."])

    with pytest.raises(TableRefused, match="fehlt in der Kopfzeile: „Betrag“"):
        errors(workbook(write))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (45337, "Hier steht eine Zahl. Bitte die Zelle als Datum formatieren."),
        ("02/03/2024", "Geben Sie den Tag so ein: Tag.Monat.Jahr, zum Beispiel 01.03.2026."),
        ("31.02.2024", "Den 31.02.2024 gibt es nicht: Der Februar 2024 hat 29 Tage."),
    ],
)
def test_days_that_could_mean_another_are_refused(value: object, message: str) -> None:
    assert errors(table(lambda sheet: sheet.write("C2", value))) == [("C2", message)]
