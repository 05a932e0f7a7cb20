"""Excel from outside: values only, bounded (attacks 27, 28, 29)."""

import resource
import time
import zipfile
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import TableRefused, read_table
from drehscheibe.kernel.tables.xlsx_out import write_xlsx

COLUMNS = (Column("name", "Name"), Column("plz", "PLZ", "code", digits=5))
GOOD = write_xlsx(COLUMNS, [{"name": "Ahlen", "plz": "59227"}], title="T")


def changed(member: str, change: Callable[[bytes], bytes], content: bytes = GOOD) -> bytes:
    """The workbook with one part changed or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        names = old.namelist()
        for name in [*names, *([member] if member not in names else [])]:
            body = old.read(name) if name in names else b""
            new.writestr(name, change(body) if name == member else body)
    return out.getvalue()


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_numbers_become_codes_with_their_zeros() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "PLZ"])
        sheet.write_row(1, 0, [4711, 1234])

    assert read_table(workbook(fill), COLUMNS).rows == ({"name": "4711", "plz": "01234"},)


def test_a_spreadsheets_own_rounding_is_forgiven() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Betrag"])
        sheet.write_number(1, 0, 0.1 + 0.2)

    reading = read_table(workbook(fill), [Column("a", "Betrag", "money")])
    assert reading.rows == ({"a": Decimal("0.3")},)


def test_a_true_number_is_never_taken_for_thousands() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["Betrag", 1.234, 57000])

    reading = read_table(workbook(fill), [Column("a", "Betrag", "share")])
    assert [row["a"] for row in reading.rows] == [Decimal("1.234"), Decimal(57000)]
    assert "2 Nachkommastellen" in str(
        read_table(workbook(fill), [Column("a", "Betrag", "money")]).errors
    )


def test_attack_27_formulas_hidden_sheets_and_links_are_told() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Offen")
        sheet.write_row(0, 0, ["Name", "PLZ"])
        sheet.write_formula(1, 0, '=WEBSERVICE("http://x.example")', None, "gespeichert")
        book.add_worksheet("Versteckt").hide()

    content = changed("xl/externalLinks/externalLink1.xml", lambda _: b"<x/>", workbook(fill))
    reading = read_table(content, COLUMNS)
    assert reading.rows == ({"name": "gespeichert", "plz": None},)
    assert [note.split()[0] for note in reading.notes] == [
        "Verknüpfungen",
        "Formeln",
        "Ausgeblendete",
    ]


def test_attack_27_dde_is_only_text() -> None:
    content = write_xlsx(COLUMNS, [{"name": "=cmd|' /C calc'!A0"}], title="T")
    assert read_table(content, COLUMNS).rows[0]["name"] == "=cmd|' /C calc'!A0"


def test_attack_27_external_entities_are_refused() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(TableRefused, match="Entitäten"):
        read_table(changed(SHEET, lambda body: evil + body), COLUMNS)


def test_attack_27_macros_are_refused() -> None:
    with pytest.raises(TableRefused, match="Makros"):
        read_table(changed("xl/vbaProject.bin", lambda _: b"x"), COLUMNS)


BOMBS: dict[str, bytes] = {
    "a part that unpacks to a gigabyte": changed(SHEET, lambda _: b"0" * 60 * 1024**2),
    "many empty strings": changed("xl/sharedStrings.xml", lambda _: b"<si/>" * 2_000_000),
    "billion laughs": changed(
        "xl/sharedStrings.xml", lambda _: b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    ),
    "one cell at the far end": changed(
        SHEET, lambda body: body.replace(b'r="A2"', b'r="XFD1048576"')
    ),
    "a million columns": changed(
        SHEET, lambda body: body.replace(b"</row>", b"<c><v>1</v></c>" * 1_000_001 + b"</row>", 1)
    ),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_attack_28_bombs_stop_in_time_and_memory(bomb: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    with pytest.raises(TableRefused):
        read_table(bomb, COLUMNS)
    assert time.process_time() - started < 5  # stops at all; a bomb unfolded takes minutes
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 256 * 1024


def test_attack_28_a_lying_directory_is_found_out() -> None:
    honest = changed(SHEET, lambda body: body + b" " * 5_000_000)
    with zipfile.ZipFile(BytesIO(honest)) as book:
        size = book.getinfo(SHEET).file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(TableRefused, match="Größenangaben"):
        read_table(lying, COLUMNS)


@pytest.mark.parametrize("name", ["../../x.xml", "/x.xml", "C:\\x.xml", "a/../../x"])
def test_attack_29_paths_that_leave_the_container_are_refused(name: str) -> None:
    with pytest.raises(TableRefused, match="Pfade"):
        read_table(changed(name, lambda _: b"x"), COLUMNS)


def test_attack_29_links_are_refused() -> None:
    out = BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as book:
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = 0o120777 << 16
        book.writestr(link, "/etc/passwd")
    with pytest.raises(TableRefused, match="Verweise"):
        read_table(out.getvalue(), COLUMNS)


def test_attack_29_a_hundred_thousand_entries_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for number in range(5000):
            book.writestr(str(number), "")
    with pytest.raises(TableRefused, match="zu viele"):
        read_table(out.getvalue(), COLUMNS)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (GOOD[:-40], "beschädigt"),
        (GOOD + b"<html>", "fremde Daten"),
        (GOOD[:200] + GOOD[240:], "beschädigt"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "ohne Kennwort"),
    ],
)
def test_damaged_and_old_files_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(TableRefused, match=message):
        read_table(content, COLUMNS)


def test_a_word_file_is_no_table() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("word/document.xml", "<x/>")
    with pytest.raises(TableRefused, match="keine Excel-Tabelle"):
        read_table(out.getvalue(), COLUMNS)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("share", Decimal("0.5000")),
        ("text", "50 %"),
        ("money", "ein Prozentsatz (50 %), keine Anzahl"),
        ("integer", "ein Prozentsatz (50 %), keine Anzahl"),
    ],
)
def test_a_cell_formatted_as_per_cent_is_a_share_and_never_a_number(
    kind: Any, outcome: object
) -> None:
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet()
    sheet.write(0, 0, "Wert")
    sheet.write(1, 0, 0.5, made.add_format({"num_format": "0 %"}))
    made.close()
    reading = read_table(out.getvalue(), [Column(key="value", label="Wert", kind=kind)])
    if reading.errors:
        assert str(outcome) in reading.errors[0].message
    else:
        assert reading.rows[0]["value"] == outcome
