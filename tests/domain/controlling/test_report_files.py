"""The same report as PDF, Word, workbook and JSON: one set of figures, all from the snapshot."""

import json
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import docx
import page
import pytest
from python_calamine import CalamineWorkbook

from drehscheibe.domain.controlling.models import Kind, ReportVersion
from drehscheibe.domain.controlling.papers.report_files import KINDS
from drehscheibe.domain.controlling.reports.content import fingerprint
from tests.domain.controlling.report_stories import signed
from tests.domain.controlling.stories import story
from tests.domain.funding.pdf_text import faults, text_of

pytestmark = pytest.mark.django_db
ARABIC = "مركز الاندماج"
FORMULA = '=HYPERLINK("https://example.org","hier")'


@pytest.fixture
def version(noon: datetime) -> ReportVersion:
    """A signed report as the database has it."""
    return signed(story("Kreis Höxmünde"), noon=noon)


@pytest.fixture
def odd(version: ReportVersion) -> ReportVersion:
    """The same with all that files trip over; never stored."""
    content = version.snapshot
    first, second, third = content["goals"]
    first["title"], first["judgement"]["reason"] = f"Übergänge {ARABIC}", FORMULA
    share = first["indicators"][0]
    share["kind"], share["unit"] = Kind.SHARE.value, "Kinder"
    share["target"], share["actual"] = {"amount": "20", "of": "40"}, {"amount": "13", "of": "41"}
    share["splits"] = [{"name": "Mädchen", "actual": {"amount": "6", "of": "19"}}]
    second["indicators"][0]["actual"] = {"amount": "", "of": ""}
    second["indicators"][0]["comment"] = "+49 ist keine Formel"
    third["indicators"][0]["actual"] = {"amount": "1234567.25", "of": ""}
    version.sha256 = fingerprint(content)
    return version


def words(version: ReportVersion) -> dict[str, str]:
    """The text of PDF and Word without white space, as lines break where they like."""
    book = docx.Document(BytesIO(KINDS["docx"].write(version)))
    cells = [c.text for table in book.tables for row in table.rows for c in row.cells]
    texts = {
        "pdf": " ".join(text_of(KINDS["pdf"].write(version))),
        "docx": " ".join([*(p.text for p in book.paragraphs), *cells]),
    }
    return {name: "".join(text.replace("\u00ad", "").split()) for name, text in texts.items()}


def sheet(version: ReportVersion, name: str) -> list[list[object]]:
    """The rows of one sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(KINDS["xlsx"].write(version)))
    return [list(row) for row in book.get_sheet_by_name(name).to_python()]


def test_the_json_is_what_the_checksum_is_of(odd: ReportVersion) -> None:
    data = KINDS["json"].write(odd)
    assert sha256(data).hexdigest() == odd.sha256
    assert json.loads(data) == odd.snapshot


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_paper_says_every_figure_of_the_snapshot(odd: ReportVersion, kind: str) -> None:
    text = words(odd)[kind]
    for said in (
        "13von41(31,7%)", "20von40(50%)", "6von19(31,6%)", "1.234.567,25", "Übergänge", "Höxmünde",
        "+49istkeineFormel", odd.sha256[:12],
    ):  # fmt: skip
        assert said in text, said


def test_the_workbook_has_the_same_figures_as_numbers(odd: ReportVersion) -> None:
    head, *rows = sheet(odd, "Indikatoren")
    at = {name: place for place, name in enumerate(head)}
    found = [(r[at["Soll"]], r[at["Soll von"]], r[at["Ist"]], r[at["Ist von"]]) for r in rows]
    assert found == [
        (20, 40, 13, 41), ("", "", 6, 19), (8, "", "", ""), (8, "", 1234567.25, "")
    ]  # fmt: skip
    assert [row[at["Ist in Prozent"]] for row in rows] == ["31,7 %", "31,6 %", "", ""]
    snapshot = [each for goal in odd.snapshot["goals"] for each in goal["indicators"]]
    amounts = [row[at["Ist"]] for row in rows if row[at["Aufteilung"]] == ""]
    assert [each["actual"]["amount"] for each in snapshot] == [
        f"{Decimal(str(amount)).normalize():f}" if amount != "" else "" for amount in amounts
    ]


def test_text_is_never_a_formula(odd: ReportVersion) -> None:
    data = KINDS["xlsx"].write(odd)
    with ZipFile(BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any(b"<f>" in archive.read(name) for name in sheets)
        assert not any("hyperlink" in name.lower() for name in archive.namelist())
    rows = sheet(odd, "Ziele")
    assert FORMULA in [cell for row in rows for cell in row]
    with ZipFile(BytesIO(KINDS["docx"].write(odd))) as archive:
        assert b"w:fldSimple" not in archive.read("word/document.xml")


def test_the_pdf_is_accessible_and_archivable(odd: ReportVersion) -> None:
    data = KINDS["pdf"].write(odd)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert not faults(data, profile)
    assert KINDS["pdf"].write(odd) == data


def test_word_has_headings_heads_of_tables_and_its_language(version: ReportVersion) -> None:
    book = docx.Document(BytesIO(KINDS["docx"].write(version)))
    headings = [p.text for p in book.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[:2] == ["Das Wichtigste auf einen Blick", "Ziele"]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in book.tables)
    assert book.core_properties.language == "de-DE"
    assert book.core_properties.title.startswith("Jahresbericht 2023")
