"""The emergency road of an application: the draft as a workbook, and a filled one taken in again.

Reading in is typing (`drafting.save_draft`) under a dry run: all of it or nothing, conflicts with
other people are named, and a second reading of the same file changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from drehscheibe.domain.funding import draft_fields, drafting
from drehscheibe.domain.funding.guideline import MaterialKind, PostCategory, Qualification
from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.kernel.language.amounts import amount_input, german_number
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import TableRefused, read_book
from drehscheibe.kernel.tables.refusals import RowError
from drehscheibe.kernel.tables.xlsx_out import Sheet, write_book

NUMBER, VERSION = "aktenzeichen", "fassung"
ENTRIES = (
    Column(key="code", label="Kennung", kind="code", required=True, width=22),
    Column(key="label", label="Angabe", width=44),
    Column(key="value", label="Wert", width=40),
)
POSTS = (
    Column(key="number", label="Nr.", kind="integer", required=True),
    Column(key="category", label="Art"),
    Column(key="share", label="Anteil", kind="share"),
    Column(key="filled_from", label="besetzt ab", kind="day"),
    Column(key="filled_to", label="besetzt bis", kind="day"),
    Column(key="qualification", label="Qualifikation"),
    Column(key="exception_granted_on", label="Ausnahme erteilt am", kind="day"),
    Column(key="expected_cost", label="voraussichtliche Ausgaben", kind="money"),
)
MATERIAL = (
    Column(key="number", label="Nr.", kind="integer", required=True),
    Column(key="kind", label="Art der Ausgabe"),
    Column(key="label", label="Bezeichnung"),
    Column(key="amount", label="Betrag", kind="money"),
)
TABLES = {"Angaben": ENTRIES, "Stellen": POSTS, "Sachausgaben": MATERIAL}
UNIQUE = {name: (columns[0].key,) for name, columns in TABLES.items()}
ROWS = {"Stellen": "posts", "Sachausgaben": "material"}
CHOICES: dict[str, Any] = {
    "category": PostCategory, "qualification": Qualification, "kind": MaterialKind,
}  # fmt: skip
CASE_LABELS = {
    "head_share": "Stellenanteil der Leitung",
    "deputy_share": "Stellenanteil der Stellvertretung",
    "seconded_teachers": "Abgeordnete Lehrkräfte (Stellen)",
    "komm_an_posts": "Stellen KOMM-AN NRW, Teil I",
    "volunteering": "Ehrenamt und Väterarbeit (€)",
}
STEPS = (
    "Diese Datei ist der Förderantrag zum Ausfüllen ohne Verbindung zur Plattform.",
    "Kopfzeilen, Kennungen und Nummern bitte nicht ändern. Neue Zeilen mit der nächsten Nummer.",
    "Beträge in Euro (1234,56), Tage als 31.12.2023, Anteile als 0,5.",
    "Hochladen auf der Seite des Antrags unter „Tabelle einlesen“: erst Probelauf, dann alles.",
    "Konzept, Erklärungen und Dateien geben Sie auf der Plattform an.",
)


@dataclass(frozen=True)
class Mistake:
    """What cannot be read: sheet, row and column as the spreadsheet names them."""

    sheet: str
    row: int
    column: str
    value: str
    message: str
    cell: str = ""


@dataclass
class DraftPlan:
    """What reading the workbook in does: field id → before, after; mistakes; conflicts."""

    differences: dict[str, tuple[str, str]] = field(default_factory=dict)
    errors: list[Mistake] = field(default_factory=list)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    done: bool = False


@dataclass
class _Typed:
    """The workbook as typed texts by field id, and where each stands."""

    version: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)


def application_workbook(application: Application) -> bytes:
    """The draft as it stands, as an XLSX file."""
    guide = (Column(key="step", label="So geht es", width=110),)
    sheets = [
        Sheet("Anleitung", guide, ({"step": step} for step in STEPS)),
        Sheet("Angaben", ENTRIES, _entries(application)),
        Sheet("Stellen", POSTS, _rows(application.posts.all(), POSTS)),
        Sheet("Sachausgaben", MATERIAL, _rows(application.material.all(), MATERIAL)),
    ]
    return write_book(sheets, title=f"Förderantrag {application.number}")


def read_workbook(  # the facts of one reading
    *,
    application: Application,
    content: bytes,
    by: Person,
    at: datetime,
    overwrite: bool = False,
    dry: bool = False,
) -> DraftPlan:
    """Type a workbook into the draft; with one mistake, unseen conflict or `dry` nothing stays.

    Raises `TableRefused` for a wrong file, `ApplicationRefused` when the draft is closed.
    """
    plan, typed = _typed(application, content)
    before = draft_fields.typed_texts(application)
    with transaction.atomic():
        new = {
            f"{table}-{number}-"
            for table, numbers in typed.rows.items()
            for number in _add_rows(application, table, numbers, by=by, at=at)
        }
        fresh = {name for name in typed.texts if name[: name.rfind("-") + 1] in new}
        known = {name: text for name, text in typed.texts.items() if name not in fresh}
        who: dict[str, Any] = {"application": application, "by": by, "at": at}
        saved = drafting.save_draft(**who, typed=known, version=typed.version, overwrite=overwrite)
        if fresh:  # rows of this file alone: nobody else can have changed them
            added = drafting.save_draft(
                **who, typed={name: typed.texts[name] for name in fresh}, version=0, overwrite=True
            )
            saved = replace(added, conflicts=saved.conflicts, errors=saved.errors | added.errors)
        after = draft_fields.typed_texts(saved.application)
        plan.conflicts = saved.conflicts
        plan.errors += [
            Mistake(*typed.places[name], typed.texts[name][:60], message, typed.cells[name])
            for name, message in saved.errors.items()
            if name in typed.places
        ]
        plan.differences = {
            name: (before.get(name, ""), text)
            for name, text in after.items()
            if text != before.get(name, "")
        }
        plan.done = not (plan.errors or plan.conflicts or dry)
        transaction.set_rollback(not plan.done)
    return plan


def _entries(application: Application) -> Iterator[dict[str, object]]:
    texts = draft_fields.typed_texts(application)
    yield {"code": NUMBER, "label": "Aktenzeichen (nicht ändern)", "value": application.number}
    yield {"code": VERSION, "label": "Fassung (nicht ändern)", "value": str(application.version)}
    for name, label in CASE_LABELS.items():
        if name in texts:
            yield {"code": name, "label": label, "value": texts[name]}


def _rows(rows: Any, columns: tuple[Column, ...]) -> Iterator[dict[str, object]]:
    for row in rows:
        values = {column.key: getattr(row, column.key) for column in columns}
        for name in CHOICES.keys() & values.keys():
            values[name] = CHOICES[name](values[name]).label if values[name] else ""
        yield values


def _typed(application: Application, content: bytes) -> tuple[DraftPlan, _Typed]:
    readings = read_book(content, TABLES, unique=UNIQUE, row_cap=200)
    plan, typed = DraftPlan(), _Typed()
    if not any(row["code"] == NUMBER for row in readings["Angaben"].rows):
        plan.errors.append(Mistake("Angaben", 2, "Wert", "", "Das Aktenzeichen fehlt.", "C2"))
    for sheet, reading in readings.items():
        plan.notes += reading.notes
        plan.errors += [_mistake(sheet, each) for each in reading.errors]
        for place, row in zip(reading.lines, reading.rows, strict=False):
            if sheet == "Angaben":
                _take_entry(application, typed, place, row)
            else:
                _take_row(typed, sheet, place, row)
        for name, (at, place, label) in typed.places.items():
            if at == sheet:
                letter = reading.letters["Wert" if sheet == "Angaben" else label]
                typed.cells[name] = f"{letter}{place}"
    return plan, typed


def _mistake(sheet: str, error: RowError) -> Mistake:
    return Mistake(sheet, error.row, error.column, error.value, error.message, error.cell)


def _take_entry(
    application: Application, typed: _Typed, place: int, row: dict[str, object]
) -> None:
    code, value = str(row["code"]), str(row["value"] or "").strip()
    if code == NUMBER and value != application.number:
        raise TableRefused(
            f"Die Datei gehört zu „{value[:40]}“, nicht zu {application.number}. "
            "Bitte wählen Sie die richtige Datei."
        )
    if code == VERSION:
        whole = value.removesuffix(".0")
        typed.version = int(whole) if whole.isdecimal() and len(whole) < 9 else 0
        if typed.version > application.version:
            raise TableRefused(
                f"Die Fassung {whole} gibt es noch nicht. Bitte ändern Sie sie nicht und laden Sie "
                "die Datei neu."
            )
    elif code in CASE_LABELS:
        typed.texts[code] = value.replace(".", ",") if code != "volunteering" else value
        typed.places[code] = ("Angaben", place, CASE_LABELS[code])


def _take_row(typed: _Typed, sheet: str, place: int, row: dict[str, object]) -> None:
    table, number = ROWS[sheet], int(str(row["number"]))
    typed.rows.setdefault(table, []).append(number)
    for column in TABLES[sheet][1:]:
        name = f"{table}-{number}-{column.key}"
        typed.texts[name] = _text(column.key, row[column.key])
        typed.places[name] = (sheet, place, column.label)


def _text(name: str, value: Any) -> str:
    """A cell as somebody would type it into the form; a choice by its label becomes its code."""
    if value is None:
        return ""
    if name in CHOICES:
        codes = {each.label.casefold(): each.value for each in CHOICES[name]}
        return str(codes.get(str(value).strip().casefold(), value))
    if isinstance(value, date):
        return german_day(value)
    if isinstance(value, Decimal):
        return german_number(value.normalize()) if name == "share" else amount_input(value)
    return str(value)


def _add_rows(
    application: Application, table: str, numbers: list[int], *, by: Person, at: datetime
) -> list[int]:
    """Make the rows the file has and the draft has not; numbers go on without a gap."""
    known = set(drafting.TABLES[table]._default_manager.filter(
        application=application).values_list("number", flat=True))  # fmt: skip
    missing = sorted(set(numbers) - known)
    for number in missing:
        added = drafting.add_row(application=application, table=table, by=by, at=at)
        if added != number:
            raise ApplicationRefused(
                f"Die Nummer {number} ist nicht die nächste freie. Bitte mit {added} weiterzählen."
            )
    return missing
