"""Excel workbooks from outside: values only, nothing loaded, nothing unpacked unseen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZipInfo

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from drehscheibe.kernel.tables.archives import MEGABYTE, Archive, ArchiveRefused, Limits
from drehscheibe.kernel.tables.csv_in import too_long
from drehscheibe.kernel.tables.lost_values import (
    Lost,
    Place,
    column_number,
    covered_cells,
    lost_cells,
    put_in,
)
from drehscheibe.kernel.tables.percents import mark_percents, percent_styles, styled_cells
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.unseen import hidden_rows, struck_styles, told

Value = str | float | bool | date | datetime | time | timedelta | Lost | None
LIMITS = Limits(entries=500, unpacked=48 * MEGABYTE)
CELLS = 1_000_000
COVERED = 200_000
"""The most cells that merged areas may cover."""
REFERENCE = re.compile(
    rb"<(?:\w+:)?c\s(?=[^<>]*[^<>/]>)(?![^<>]*>\s*</)[^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']"
)
"""The address of a cell that holds something; styled empty rows below a table harm nobody."""
CELL = re.compile(rb"<(?:\w+:)?(?:c|si|row|xf)[\s/>]")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*?\b\w+:id=[\"']([^\"'<>]+)[\"']")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
ATTRIBUTE = re.compile(rb"\b(Id|Target)=[\"']([^\"'<>]+)[\"']")


@dataclass
class _Seen:
    """What looking through the file showed: notes for people, values that are not there."""

    notes: list[str] = field(default_factory=list)
    lost: dict[str, list[tuple[Place, Lost]]] = field(default_factory=dict)
    """By the part of the file."""
    parts: list[str] = field(default_factory=list)
    """The parts of the sheets, in the order of their tabs."""
    has_formulas: bool = False
    styles: frozenset[bytes] = frozenset()
    """Those that show numbers as per cent, and below the cells that have one."""
    percents: dict[str, list[Place]] = field(default_factory=dict)
    crossed: frozenset[bytes] = frozenset()
    """The styles that are struck out; below the cells that have one, and the rows nobody sees."""
    struck: dict[str, list[Place]] = field(default_factory=dict)
    hidden: dict[str, list[int]] = field(default_factory=dict)


def xlsx_rows(content: bytes, *, most: int, widest: int) -> tuple[list[list[Value]], list[str]]:
    """The cells of the first visible sheet and notes; refuses what is unsafe or too large."""
    try:
        seen = _inspect(content, most=most, widest=widest)
    except ArchiveRefused as refusal:
        raise TableRefused(str(refusal)) from refusal
    return _read(content, seen)


def book_sheets(
    content: bytes, *, most: int, widest: int
) -> tuple[dict[str, list[list[Value]]], list[str]]:
    """The cells of every visible sheet by its tab, and notes; refuses as `xlsx_rows` does."""
    try:
        seen = _inspect(content, most=most, widest=widest)
    except ArchiveRefused as refusal:
        raise TableRefused(str(refusal)) from refusal
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            sheets = {name: _cells(book, name, seen) for name in _visible(book, seen.notes)}
    except (CalamineError, OSError, ValueError) as fault:
        raise TableRefused("Die Excel-Datei ist beschädigt.") from fault
    return sheets, seen.notes


def _inspect(content: bytes, *, most: int, widest: int) -> _Seen:
    archive = Archive(content, LIMITS)
    if "xl/workbook.xml" not in archive.names:
        raise TableRefused(
            "Die Datei ist keine Excel-Tabelle. Bitte als .xlsx oder als „CSV UTF-8“ speichern."
        )
    if any("vbaproject" in name.lower() for name in archive.names):
        raise TableRefused("Die Datei enthält Makros. Bitte als .xlsx ohne Makros speichern.")
    styles = _styles(archive)
    seen = _Seen(
        parts=_parts(archive), styles=percent_styles(styles), crossed=struck_styles(styles)
    )
    if any(name.startswith("xl/externalLinks/") for name in archive.names):
        seen.notes.append("Verknüpfungen zu anderen Dateien wurden nicht geladen.")
    for entry in archive.entries:
        _scan(archive, entry, seen, (most, widest))
    if seen.has_formulas:
        seen.notes.append(
            "Formeln wurden nicht berechnet; übernommen sind die gespeicherten Werte."
        )
    return seen


def _parts(archive: Archive) -> list[str]:
    """Which part of the file holds which sheet, in the order of the tabs."""
    text = {
        entry.filename: b"".join(islice(archive.unpack(entry), 16))
        for entry in archive.entries
        if entry.filename in {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    }
    relations = (
        dict(ATTRIBUTE.findall(each))
        for each in RELATION.findall(text.get("xl/_rels/workbook.xml.rels", b""))
    )
    targets = {each.get(b"Id"): each.get(b"Target", b"").decode() for each in relations}
    places = [targets.get(each, "") for each in SHEET.findall(text["xl/workbook.xml"])]
    return [place.removeprefix("/xl/").removeprefix("xl/") for place in places]


def _styles(archive: Archive) -> bytes:
    """The part that says how cells look."""
    for entry in archive.entries:
        if entry.filename == "xl/styles.xml":
            return b"".join(islice(archive.unpack(entry), 64))
    return b""


def _scan(archive: Archive, entry: ZipInfo, seen: _Seen, bounds: tuple[int, int]) -> None:
    """Unpack one part, refuse entities and excess; note formulas and values that are not there."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = entry.filename.startswith("xl/worksheets/")
    part = entry.filename.removeprefix("xl/")
    lost, percents = seen.lost.setdefault(part, []), seen.percents.setdefault(part, [])
    struck, hidden = seen.struck.setdefault(part, []), seen.hidden.setdefault(part, [])
    cells = 0
    for piece in _lines(archive.unpack(entry), b"<c " if is_sheet else b"<"):
        if not is_xml:
            continue
        if ENTITIES.search(piece) or piece.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise TableRefused("Die Datei enthält unzulässige Angaben (XML-Entitäten).")
        cells += len(CELL.findall(piece))
        if cells > CELLS:
            raise TableRefused(too_long(bounds[0]))
        if is_sheet:
            seen.has_formulas = seen.has_formulas or bool(FORMULA.search(piece))
            _check_reach(piece, *bounds)
            lost += lost_cells(piece)
            percents += styled_cells(piece, seen.styles)
            struck += styled_cells(piece, seen.crossed)
            hidden += hidden_rows(piece)


def _lines(pieces: Iterator[bytes], mark: bytes) -> Iterator[bytes]:
    """The same bytes, cut only before such a tag or else any, so that none is torn."""
    kept = b""
    for piece in pieces:
        whole = kept + piece
        cut = whole.rfind(mark)
        if cut <= 0:
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
        if column_number(column.decode()) > widest:
            raise TableRefused(f"Die Tabelle hat mehr als {widest} Spalten.")


def _read(content: bytes, seen: _Seen) -> tuple[list[list[Value]], list[str]]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            visible = _visible(book, seen.notes)
            if len(visible) > 1:
                seen.notes.append(f"Gelesen wurde nur das erste Blatt „{visible[0]}“.")
            return _cells(book, visible[0], seen), seen.notes
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


def _cells(book: CalamineWorkbook, name: str, seen: _Seen) -> list[list[Value]]:
    """All rows of a sheet; where a value is not in the file stands `Lost`."""
    sheet: Any = book.get_sheet_by_name(name)
    rows = [list[Value](row) for row in sheet.to_python(skip_empty_area=False)]
    place = book.sheet_names.index(name)
    part = seen.parts[place] if place < len(seen.parts) else ""
    seen.notes += told(rows, seen.hidden.get(part, ()), seen.struck.get(part, ()))
    mark_percents(rows, seen.percents.get(part, ()))
    put_in(rows, seen.lost.get(part, ()))
    covered = covered_cells(
        sheet.merged_cell_ranges or (), rows=len(rows), columns=max(map(len, rows), default=0)
    )
    put_in(rows, islice(covered, COVERED))
    if next(covered, None):
        raise TableRefused("Zu viele Zellen sind verbunden. Bitte den Verbund aufheben.")
    return rows
