"""Workbooks as people and programs hand them back: nothing wrong is taken in, nothing is lost."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.proof.sheet_import import import_workbook
from drehscheibe.domain.funding.proof.sheet_reading import plan_import
from drehscheibe.kernel.tables.reading import TableRefused
from tests.domain.funding.proof import samples
from tests.domain.funding.proof.workbooks import Cells, book_of, filled, with_vouchers
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return samples.city()


@pytest.fixture
def proof(case: Story, noon: Any) -> ProofOfUse:
    """Example 8, opened and not typed."""
    return samples.paid_case(case, at=noon).proof


def refused(proof: ProofOfUse, cells: Cells) -> dict[str, str]:
    """Message by cell."""
    return {f"{e.sheet}!{e.cell}": e.message for e in plan_import(proof, book_of(cells)).errors}


def test_mistakes_name_the_cell_as_spreadsheets_do(proof: ProofOfUse) -> None:
    cells = with_vouchers(filled(proof), 2)
    cells["Stellen"][2][5] = -5
    cells["Belege"][1][3] = "02/03/2023"
    cells["Belege"][2][7] = "zwölf"
    income = next(n for n, row in enumerate(cells["Angaben"]) if row[0] == "income")
    cells["Angaben"][income][2] = "viel"
    found = refused(proof, cells)
    assert set(found) == {"Stellen!F3", "Belege!D2", "Belege!H3", f"Angaben!C{income + 1}"}
    assert found["Stellen!F3"] == "Der Betrag darf nicht negativ sein."
    assert "Tag.Monat.Jahr" in found["Belege!D2"]
    assert "keine Zahl" in found["Belege!H3"]


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("1.234,50", 123450), ("1,234.50", 123450), ("1234,5", 123450), ("57.000,00 €", 5700000)],
)
def test_amounts_as_text_are_read_the_way_they_are_meant(
    proof: ProofOfUse, typed: str, cents: int
) -> None:
    cells = filled(proof)
    cells["Stellen"][1][5] = typed
    plan = plan_import(proof, book_of(cells))
    assert not plan.errors
    assert plan.rows["posts"][1]["actual_cost"] * 100 == cents


@pytest.mark.parametrize("value", ["1,234", "12 Äpfel", 1e13, "99999999999999", "-0,01", 12.345])
def test_amounts_that_cannot_be_are_refused(proof: ProofOfUse, value: object) -> None:
    cells = filled(proof)
    cells["Stellen"][1][5] = value
    assert list(refused(proof, cells)) == ["Stellen!F2"]


def test_other_column_order_more_columns_and_empty_rows_change_nothing(
    case: Story, proof: ProofOfUse
) -> None:
    cells = with_vouchers(filled(proof), 3)
    plain = plan_import(proof, book_of(cells))
    turned: Cells = {
        name: [[*reversed(row), "Notiz" if place == 0 else ""] for place, row in enumerate(rows)]
        for name, rows in cells.items()
    }
    turned["Belege"] += [[""] * 9] * 20
    plan = plan_import(proof, book_of(turned))
    assert not plan.errors
    assert plan.differences == plain.differences
    assert plan.notes == ["Nicht übernommene Spalten: Notiz."] * 4
    assert not plain.notes


def test_a_deleted_column_is_refused_and_empties_nothing(proof: ProofOfUse) -> None:
    cells = filled(proof)
    cells["Stellen"] = [row[:-1] for row in cells["Stellen"]]
    with pytest.raises(TableRefused, match="fehlt in der Kopfzeile"):
        plan_import(proof, book_of(cells))


def test_a_version_that_does_not_exist_yet_is_refused(proof: ProofOfUse) -> None:
    """Else somebody else's changes would be overwritten unseen."""
    cells = filled(proof)
    (version,) = [row for row in cells["Angaben"] if row[0] == "fassung"]
    version[2] = str(proof.version + 1)
    with pytest.raises(TableRefused, match="gibt es noch nicht"):
        plan_import(proof, book_of(cells))


def test_attacks_26_and_27_macros_other_formats_and_renamed_files_are_refused(
    proof: ProofOfUse,
) -> None:
    content = book_of(filled(proof))
    macro = BytesIO(content)
    with zipfile.ZipFile(macro, "a") as book:
        book.writestr("xl/vbaProject.bin", b"x")
    ods, pictures = BytesIO(), BytesIO()
    with zipfile.ZipFile(ods, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", "<x/>")
    with zipfile.ZipFile(pictures, "w") as book:
        book.writestr("bild.png", b"x")
    for file, words in (
        (macro.getvalue(), "Makros"),
        (ods.getvalue(), "keine Excel-Tabelle"),
        (pictures.getvalue(), "keine Excel-Tabelle"),
        (content[:-50], "beschädigt"),
        (b"Nr.;Betrag\n1;5\n", "keine Excel-Tabelle"),
        (b"", "keine Excel-Tabelle"),
    ):
        with pytest.raises(TableRefused, match=words):
            plan_import(proof, file)


def test_days_as_dates_and_as_text_are_the_same(proof: ProofOfUse) -> None:
    cells = with_vouchers(filled(proof), 3)
    cells["Belege"][1][3] = date(2023, 6, 1)
    cells["Belege"][2][3] = "2023-06-01"
    cells["Belege"][3][3] = "1. Juni 2023"
    plan = plan_import(proof, book_of(cells))
    assert not plan.errors
    assert {row["dated_on"] for row in plan.new["vouchers"].values()} == {date(2023, 6, 1)}


def test_5000_vouchers_are_read_and_one_more_is_refused(case: Story, proof: ProofOfUse) -> None:
    content = book_of(with_vouchers(filled(proof), 5_000))
    who: dict[str, Any] = {"proof": proof, "by": case.specialist, "at": samples.MARCH}
    import_workbook(content=content, **who)
    assert proof.vouchers.count() == 5_000
    proof.refresh_from_db()
    cells = filled(proof)
    cells["Belege"].append([5_001, *cells["Belege"][-1][1:]])
    more = book_of(cells)
    with pytest.raises(ProofRefused, match="Mehr als 5000 Zeilen"):
        import_workbook(content=more, **who)
    assert proof.vouchers.count() == 5_000
