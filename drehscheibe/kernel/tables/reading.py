"""Reading a table from outside: a dry run with findings, then all rows or none."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

from drehscheibe.kernel.tables.archives import is_archive
from drehscheibe.kernel.tables.cells import cell_value
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.csv_in import csv_rows, decode
from drehscheibe.kernel.tables.guard import unguard
from drehscheibe.kernel.tables.lost_values import column_letters
from drehscheibe.kernel.tables.refusals import CellRefused, RowError, TableRefused
from drehscheibe.kernel.tables.xlsx_in import Value, book_sheets, xlsx_rows

__all__ = ["Reading", "RowError", "TableRefused", "read_table"]

LARGEST = 20 * 1024 * 1024
WIDEST = 200
MOST_ERRORS = 200
SHOWN = 60
"""Characters of a refused value that an error repeats."""
PAGE = re.compile(r"\s*<(?:!doctype|!--|html|\?xml|table|meta|head)\b", re.IGNORECASE)
"""What many systems call .xls and spreadsheets open as if it were one."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Reading:
    """What a file would bring: rows only when there is no error in any of them.

    `row_count` counts the rows with content, `fingerprint` (sha256) tells a file seen before.
    """

    rows: tuple[dict[str, object], ...]
    errors: tuple[RowError, ...]
    notes: tuple[str, ...]
    row_count: int
    fingerprint: str
    lines: tuple[int, ...] = ()
    """Where each row stands, as the spreadsheet counts."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """In which column of the spreadsheet each of ours stands, by label."""


def read_table(
    file: bytes | BinaryIO,
    columns: Sequence[Column],
    *,
    unique: tuple[str, ...] = (),
    row_cap: int = 20_000,
) -> Reading:
    """Read CSV or XLSX, told apart by content.

    `unique` names the keys whose values together may occur once. Raises `TableRefused` when the
    file as a whole is unusable: too large, damaged, dangerous, without the needed columns.
    """
    content = file if isinstance(file, bytes) else file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TableRefused(f"Die Datei ist größer als {LARGEST // 1024**2} MB.")
    records, notes = _records(content, row_cap)
    lines = iter(records)
    layout = _layout(next(lines, []), columns, notes)
    rows, errors, places = _rows(lines, layout, unique)
    if len(errors) >= MOST_ERRORS:
        notes.append(f"Gezeigt werden die ersten {MOST_ERRORS} Fehler.")
    if not rows:
        notes.append("Die Tabelle enthält keine Zeilen unter der Kopfzeile.")
    return Reading(
        rows=() if errors else tuple(rows),
        errors=tuple(errors),
        notes=tuple(notes),
        row_count=len(rows),
        fingerprint=sha256(content).hexdigest(),
        lines=tuple(places),
    )


def read_cells(content: bytes, *, row_cap: int) -> tuple[list[list[Value]], list[str]]:
    """Every cell of a foreign table as it stands, and notes: CSV or a workbook's first sheet.

    For tables whose columns are not ours; where a value is not in the file stands `Lost`. Raises
    `TableRefused` when the file as a whole is unusable.
    """
    if len(content) > LARGEST:
        raise TableRefused(f"Die Datei ist größer als {LARGEST // 1024**2} MB.")
    records, notes = _records(content, row_cap)
    return [list(record) for record in records], notes


def read_book(
    file: bytes,
    tables: Mapping[str, Sequence[Column]],
    *,
    unique: Mapping[str, tuple[str, ...]] | None = None,
    row_cap: int = 20_000,
) -> dict[str, Reading]:
    """Read the named sheets of a workbook; the notes about the file stand with the first.

    Raises `TableRefused` when the file as a whole is unusable or a sheet is missing.
    """
    if len(file) > LARGEST:
        raise TableRefused(f"Die Datei ist größer als {LARGEST // 1024**2} MB.")
    if not is_archive(file):
        raise TableRefused("Die Datei ist keine Excel-Tabelle. Bitte als .xlsx speichern.")
    sheets, notes = book_sheets(file, most=row_cap, widest=WIDEST)
    missing = [f"„{name}“" for name in tables if name not in sheets]
    if missing:
        raise TableRefused(
            f"In der Datei fehlt das Blatt {', '.join(missing)}, oder es ist ausgeblendet."
        )
    readings = {}
    for name, columns in tables.items():
        lines = iter(sheets[name])
        header = next(lines, [])
        _check_whole(header, columns, name)
        layout = _layout(header, columns, notes)
        rows, errors, places = _rows(lines, layout, (unique or {}).get(name, ()))
        readings[name] = Reading(
            rows=() if errors else tuple(rows),
            errors=tuple(errors),
            notes=tuple(notes),
            row_count=len(rows),
            fingerprint=sha256(file).hexdigest(),
            lines=tuple(places),
            letters=layout.letters,
        )
        notes = []
    return readings


def _records(content: bytes, row_cap: int) -> tuple[Iterable[Sequence[Value]], list[str]]:
    if not content.strip():
        raise TableRefused("Die Datei ist leer.")
    if is_archive(content):
        return xlsx_rows(content, most=row_cap, widest=WIDEST)
    if content.startswith((OLD_OFFICE, b"%PDF-")):
        raise TableRefused(
            "Die Datei ist verschlüsselt, in einem alten Format oder keine Tabelle. "
            "Bitte als .xlsx ohne Kennwort oder als „CSV UTF-8“ speichern."
        )
    text, notes = decode(content)
    if PAGE.match(text):
        raise TableRefused(
            "Die Datei ist eine Internetseite oder ein XML-Dokument, auch wenn sie wie eine "
            "Tabelle heißt. Bitte in der Tabellenkalkulation öffnen und als .xlsx speichern."
        )
    return csv_rows(text, most=row_cap, widest=WIDEST), notes


@dataclass(frozen=True)
class _Layout:
    """Where each of our columns stands in the file (`None`: nowhere), and how wide its head is."""

    places: tuple[tuple[Column, int | None], ...]
    width: int

    @property
    def letters(self) -> dict[str, str]:
        """The spreadsheet's name of each column, by label."""
        return {
            column.label: column_letters(place + 1)
            for column, place in self.places
            if place is not None
        }


def _rows(
    records: Iterator[Sequence[Value]], layout: _Layout, unique: tuple[str, ...]
) -> tuple[list[dict[str, object]], list[RowError], list[int]]:
    rows: list[dict[str, object]] = []
    errors: list[RowError] = []
    places: list[int] = []
    seen: dict[tuple[object, ...], int] = {}
    for number, record in enumerate(records, start=2):
        if all(value is None or not str(value).strip() for value in record):
            continue
        row, found = _row(record, number, layout)
        if unique and not found:
            found = _twice(tuple(row[name] for name in unique), number, seen)
        errors += found[: MOST_ERRORS - len(errors)]
        rows.append(row)
        places.append(number)
    return rows, errors, places


def _row(
    record: Sequence[Value], number: int, layout: _Layout
) -> tuple[dict[str, object], list[RowError]]:
    row: dict[str, object] = {}
    errors = []
    for column, place in layout.places:
        value = record[place] if place is not None and place < len(record) else None
        try:
            row[column.key] = cell_value(column, value)
        except CellRefused as refusal:
            shown = "" if value is None else str(value)[:SHOWN]
            cell = "" if place is None else f"{column_letters(place + 1)}{number}"
            errors.append(RowError(number, column.label, str(refusal), shown, cell))
    if any(value not in (None, "") for value in record[layout.width :]):
        errors.append(RowError(number, "", "Die Zeile hat mehr Werte als die Kopfzeile Spalten."))
    return row, errors


def _twice(
    key: tuple[object, ...], number: int, seen: dict[tuple[object, ...], int]
) -> list[RowError]:
    first = seen.setdefault(key, number)
    if first == number:
        return []
    return [RowError(number, "", f"Dieser Eintrag steht schon in Zeile {first}.")]


def _check_whole(header: Sequence[Value], columns: Sequence[Column], sheet: str) -> None:
    """A workbook of ours comes back with all its columns: a missing one would empty its fields."""
    labels = [_label(value) for value in header]
    missing = [f"„{column.label}“" for column in columns if _place(column, labels) is None]
    if missing:
        raise TableRefused(
            f"Im Blatt „{sheet}“ fehlt in der Kopfzeile: {', '.join(missing)}. "
            "Bitte keine Spalten löschen oder umbenennen."
        )


def _label(value: Value) -> str:
    return " ".join(unguard(str(value if value is not None else "")).split()).casefold()


def _layout(header: Sequence[Value], columns: Sequence[Column], notes: list[str]) -> _Layout:
    """Find our columns by label or key, case ignored; a needed one that is missing ends it."""
    labels = [_label(value) for value in header]
    places = tuple((column, _place(column, labels)) for column in columns)
    missing = [f"„{c.label}“" for c, place in places if place is None and c.required]
    if missing:
        raise TableRefused(f"In der Kopfzeile fehlt: {', '.join(missing)}.")
    taken = {place for _, place in places}
    extra = [str(header[p]).strip() for p, label in enumerate(labels) if label and p not in taken]
    if extra:
        notes.append(f"Nicht übernommene Spalten: {', '.join(extra[:20])}.")
    return _Layout(places, len(header))


def _place(column: Column, labels: list[str]) -> int | None:
    names = {_label(column.label), _label(column.key)}
    found = [place for place, label in enumerate(labels) if label in names]
    if len(found) > 1:
        raise TableRefused(f"Die Spalte „{column.label}“ kommt mehrmals vor.")
    return found[0] if found else None
