"""Excel workbooks with real types (standards.md #31)."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import read_table
from drehscheibe.kernel.tables.xlsx_out import write_xlsx

COLUMNS = (
    Column("name", "Name"),
    Column("plz", "PLZ", "code", digits=5),
    Column("amount", "Betrag", "money"),
    Column("day", "Datum", "day"),
)
ROW = {"name": "Köln", "plz": "01234", "amount": Decimal("-12.50"), "day": date(2026, 2, 1)}


def sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_values_keep_their_types() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(write_xlsx(COLUMNS, [ROW], title="Anträge")))
    assert book.sheet_names == ["Anträge"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["Name", "PLZ", "Betrag", "Datum"],
        ["Köln", "01234", -12.5, date(2026, 2, 1)],
    ]


@pytest.mark.parametrize(
    "attack", ["=1+1", "+49 211 0", "-1", "@SUM(1)", "http://x.example", "{=1}"]
)
def test_attack_30_text_never_becomes_a_formula_link_or_number(attack: str) -> None:
    content = write_xlsx(COLUMNS, [{"name": attack}], title="T")
    assert "<f>" not in sheet_xml(content)
    assert "hyperlink" not in sheet_xml(content)
    assert read_table(content, COLUMNS).rows[0]["name"] == attack


def test_the_head_stays_filters_and_repeats_on_paper() -> None:
    xml = sheet_xml(write_xlsx(COLUMNS, [ROW], title="T"))
    for part in ('state="frozen"', '<autoFilter ref="A1:D2"/>', 'fitToHeight="0"'):
        assert part in xml


def test_an_empty_table_is_a_valid_workbook() -> None:
    assert read_table(write_xlsx(COLUMNS, [], title="T"), COLUMNS).rows == ()


def test_what_leaves_comes_back() -> None:
    rows = [ROW, {"name": "=x\ny", "plz": "50667", "amount": Decimal("0.10"), "day": None}]
    assert list(read_table(write_xlsx(COLUMNS, rows, title="T"), COLUMNS).rows) == rows


def test_a_text_longer_than_a_cell_is_cut_visibly() -> None:
    content = write_xlsx(COLUMNS, [{"name": "ä" * 40_000}], title="T")
    text = str(read_table(content, COLUMNS).rows[0]["name"])
    assert text.endswith("[…]")


def test_equal_tables_are_equal_bytes() -> None:
    assert write_xlsx(COLUMNS, [ROW], title="T") == write_xlsx(COLUMNS, [ROW], title="T")


def test_a_float_is_no_amount() -> None:
    with pytest.raises(TypeError):
        write_xlsx(COLUMNS, [{"amount": 1.1}], title="T")
