"""Excel workbooks from outside: values only, nothing loaded, nothing unpacked unseen."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipInfo

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from drehscheibe.kernel.tables.archives import MEGABYTE, Archive, ArchiveRefused, Limits
from drehscheibe.kernel.tables.csv_in import too_long
from drehscheibe.kernel.tables.refusals import TableRefused

Value = str | float | bool | date | datetime | time | timedelta | None
LIMITS = Limits(entries=500, unpacked=48 * MEGABYTE)
CELLS = 1_000_000
REFERENCE = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^<>]*?\br=[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")
CELL = re.compile(rb"<(?:\w+:)?(?:c|si|row|xf)[\s/>]")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
LETTERS = 26


def xlsx_rows(content: bytes, *, most: int, widest: int) -> tuple[list[list[Value]], list[str]]:
    """The cells of the first visible sheet and notes; refuses what is unsafe or too large."""
    try:
        notes = _inspect(content, most=most, widest=widest)
    except ArchiveRefused as refusal:
        raise TableRefused(str(refusal)) from refusal
    return _read(content, notes)


def book_sheets(
    content: bytes, *, most: int, widest: int
) -> tuple[dict[str, list[list[Value]]], list[str]]:
    """The cells of every visible sheet by its tab, and notes; refuses as `xlsx_rows` does."""
    try:
        notes = _inspect(content, most=most, widest=widest)
    except ArchiveRefused as refusal:
        raise TableRefused(str(refusal)) from refusal
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            sheets = {
                name: [list[Value](row) for row in _cells(book, name)]
                for name in _visible(book, notes)
            }
    except (CalamineError, OSError, ValueError) as fault:
        raise TableRefused("Die Excel-Datei ist beschädigt.") from fault
    return sheets, notes


def _inspect(content: bytes, *, most: int, widest: int) -> list[str]:
    archive = Archive(content, LIMITS)
    if "xl/workbook.xml" not in archive.names:
        raise TableRefused(
            "Die Datei ist keine Excel-Tabelle. Bitte als .xlsx oder als „CSV UTF-8“ speichern."
        )
    if any("vbaproject" in name.lower() for name in archive.names):
        raise TableRefused("Die Datei enthält Makros. Bitte als .xlsx ohne Makros speichern.")
    notes = []
    if any(name.startswith("xl/externalLinks/") for name in archive.names):
        notes.append("Verknüpfungen zu anderen Dateien wurden nicht geladen.")
    formulas = [_scan(archive, entry, most, widest) for entry in archive.entries]
    if any(formulas):
        notes.append("Formeln wurden nicht berechnet; übernommen sind die gespeicherten Werte.")
    return notes


def _scan(archive: Archive, entry: ZipInfo, most: int, widest: int) -> bool:
    """Unpack one part, refuse entities and excess; tell whether it holds formulas."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = entry.filename.startswith("xl/worksheets/")
    cells, formulas = 0, False
    for piece in _lines(archive.unpack(entry)):
        if not is_xml:
            continue
        if ENTITIES.search(piece) or piece.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise TableRefused("Die Datei enthält unzulässige Angaben (XML-Entitäten).")
        cells += len(CELL.findall(piece))
        if cells > CELLS:
            raise TableRefused(too_long(most))
        if is_sheet:
            formulas = formulas or bool(FORMULA.search(piece))
            _check_reach(piece, most, widest)
    return formulas


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut only before a tag, so that no tag is torn."""
    kept = b""
    for piece in pieces:
        whole = kept + piece
        cut = whole.rfind(b"<")
        if cut > 0 and len(whole) - cut < MEGABYTE:
            yield whole[:cut]
            kept = whole[cut:]
        else:
            yield whole
            kept = b""
    yield kept


def _check_reach(piece: bytes, most: int, widest: int) -> None:
    """A single cell far out makes a reader reserve the whole rectangle before it."""
    for column, row in REFERENCE.findall(piece):
        if int(row) > most + 1:
            raise TableRefused(too_long(most))
        place = 0
        for letter in column:
            place = place * LETTERS + letter - ord("A") + 1
        if place > widest:
            raise TableRefused(f"Die Tabelle hat mehr als {widest} Spalten.")


def _read(content: bytes, notes: list[str]) -> tuple[list[list[Value]], list[str]]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            visible = _visible(book, notes)
            if len(visible) > 1:
                notes.append(f"Gelesen wurde nur das erste Blatt „{visible[0]}“.")
            return [list[Value](row) for row in _cells(book, visible[0])], notes
    except (CalamineError, OSError, ValueError) as fault:
        raise TableRefused("Die Excel-Datei ist beschädigt.") from fault


def _visible(book: CalamineWorkbook, notes: list[str]) -> list[str]:
    """The tabs people see; hidden ones are only counted."""
    visible = [
        sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
    ]
    hidden = len(book.sheet_names) - len(visible)
    if hidden:
        notes.append(f"Ausgeblendete Blätter wurden nicht gelesen: {hidden}.")
    if not visible:
        raise TableRefused("Die Datei enthält kein sichtbares Tabellenblatt.")
    return visible


def _cells(book: CalamineWorkbook, name: str) -> Any:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)
