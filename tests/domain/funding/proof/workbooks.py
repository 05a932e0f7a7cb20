"""Workbooks of a proof as a spreadsheet program would save them."""

from io import BytesIO
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof.sheets import proof_workbook

Cells = dict[str, list[list[Any]]]


def cells_of(content: bytes) -> Cells:
    """Every sheet as rows."""
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def book_of(cells: Cells, *, formula: bool = False, hidden: bool = False) -> bytes:
    """Rows as an XLSX file, as a spreadsheet program would save them."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd.mm.yyyy"}) as book:
        for name, rows in cells.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
        if formula:
            book.get_worksheet_by_name("Stellen").write_formula("F2", "=1+1", None, 61000)
        if hidden:
            book.add_worksheet("Geheim").hide()
    return out.getvalue()


def filled(proof: ProofOfUse) -> Cells:
    """The export with the costs of example 8."""
    return typed_into(cells_of(proof_workbook(proof)))


def typed_into(cells: Cells) -> Cells:
    """The costs of example 8, no other income, the data survey."""
    for row, cost in zip(
        cells["Stellen"][1:], (61000, 58200, 57000, 49400, 40100, 24000), strict=True
    ):
        row[5] = cost
    for row in cells["Angaben"][1:]:
        if row[0] == "income":
            row[2] = "0"
        if row[0] == "survey_confirmed_on":
            row[2] = "15.02.2024"
    return cells


def with_vouchers(cells: Cells, count: int) -> Cells:
    """So many vouchers of one day."""
    for number in range(1, count + 1):
        cells["Belege"].append(
            [number, "Personalausgaben", 1, "01.06.2023", "", f"Amt {number}", "Entgelt", 122]
        )
    return cells
