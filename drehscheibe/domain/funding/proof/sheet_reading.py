"""A filled workbook compared with the proof: every difference and every mistake, nothing written.

A mistake names sheet, row, column, what stood there, and what to write instead.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.funding.draft_fields import InputRefused
from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.proof import fields
from drehscheibe.domain.funding.proof.drafting import MOST_ROWS, UNREADABLE
from drehscheibe.domain.funding.proof.sheets import ENTRY_FIELDS, NUMBER, TABLES, UNIQUE, VERSION
from drehscheibe.kernel.language.amounts import LARGEST, amount_input, euro_short
from drehscheibe.kernel.language.days import EARLIEST_YEAR, LATEST_YEAR, german_day
from drehscheibe.kernel.tables.reading import TableRefused, read_book

MIDNIGHT = " 00:00:00"
PARTS = {label.casefold(): code for code, label in PART_LABELS.items()}
MOST_SHOWN = 200
SHEETS = {"Stellen": "posts", "Ausgaben": "items", "Belege": "vouchers"}
READ = {
    "posts": ("filled_from", "filled_to", "actual_cost"),
    "items": ("part", "label", "actual"),
    "vouchers": ("part", "post_number", "dated_on", "paid_on", "payee", "purpose", "amount"),
}
LIMITS = {"label": 200, "payee": 200, "purpose": 300}


@dataclass(frozen=True)
class SheetError:
    """A mistake in one cell, counted as the spreadsheet counts."""

    sheet: str
    row: int
    column: str
    value: str
    message: str
    cell: str = ""


@dataclass(frozen=True)
class Difference:
    """One field the workbook would change: from, to; `meanwhile` when it changed after export."""

    field: str
    before: str
    after: str
    meanwhile: bool = False


@dataclass
class SheetPlan:
    """What reading the workbook in would do."""

    version: int
    case: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    """table → number → changed columns"""
    new: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    errors: list[SheetError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    row_count: int = 0

    @property
    def changes_nothing(self) -> bool:
        """Read a second time, a workbook brings nothing new."""
        return not self.case and not self.rows and not self.new

    @property
    def conflicts(self) -> list[Difference]:
        """Fields somebody changed after the workbook was written."""
        return [each for each in self.differences if each.meanwhile]

    @property
    def shown(self) -> list[Difference]:
        """The first differences."""
        return self.differences[:MOST_SHOWN]


def plan_import(proof: ProofOfUse, content: bytes) -> SheetPlan:
    """Compare a workbook with the proof; raises `TableRefused` when it is no such workbook."""
    readings = read_book(content, TABLES, unique=UNIQUE, row_cap=MOST_ROWS["vouchers"] + 10)
    entries = {str(row["code"]): row["value"] for row in readings["Angaben"].rows}
    plan = SheetPlan(version=_version(proof, entries) if entries else 0)
    for sheet, reading in readings.items():
        plan.row_count += reading.row_count
        plan.notes += reading.notes
        plan.errors += [
            SheetError(sheet, each.row, each.column, each.value, each.message, each.cell)
            for each in reading.errors
        ]
    _read_entries(proof, entries, plan, readings["Angaben"].lines)
    for sheet, table in SHEETS.items():
        reading = readings[sheet]
        rows = list(zip(reading.lines, reading.rows, strict=False))
        _read_table(proof, sheet, rows, table, plan)
    plan.errors = [_at_its_cell(each, readings[each.sheet].letters) for each in plan.errors]
    return plan


def _at_its_cell(error: SheetError, letters: Mapping[str, str]) -> SheetError:
    column = "Wert" if error.sheet == "Angaben" and not error.cell else error.column
    return replace(error, cell=error.cell or f"{letters.get(column, '')}{error.row}")


def _version(proof: ProofOfUse, entries: Mapping[str, object]) -> int:
    number = str(entries.get(NUMBER) or "").strip()
    if number != proof.application.number:
        raise TableRefused(
            f"Die Datei gehört zu „{number[:40] or 'keinem Aktenzeichen'}“, nicht zu "
            f"{proof.application.number}. Bitte wählen Sie die richtige Datei."
        )
    version = re.fullmatch(r"([0-9]{1,8})(\.0)?", str(entries.get(VERSION) or "").strip())
    if version is None:
        raise TableRefused("Im Blatt „Angaben“ fehlt die Fassung. Bitte laden Sie die Datei neu.")
    if int(version[1]) > proof.version:
        raise TableRefused(
            f"Die Fassung {version[1]} gibt es noch nicht. Bitte ändern Sie sie nicht und laden "
            "Sie die Datei neu."
        )
    return int(version[1])


def _read_entries(
    proof: ProofOfUse, entries: Mapping[str, object], plan: SheetPlan, lines: tuple[int, ...]
) -> None:
    for place, (name, raw) in zip(lines, entries.items(), strict=True):
        if name not in ENTRY_FIELDS:
            continue
        text = str(raw or "").removesuffix(MIDNIGHT).strip()
        try:
            value = _flag(text) if name == "net_prices" else _entry(name, text)
        except UNREADABLE as refusal:
            error = SheetError("Angaben", place, ENTRY_FIELDS[name], text[:60], str(refusal))
            plan.errors.append(error)
            continue
        before = getattr(proof, name)
        if value != before:
            plan.case[name] = value
            plan.differences.append(_difference(proof, plan, name, before, value))


def _entry(name: str, text: str) -> Any:
    column = fields.CASE_FIELDS[name]
    return column.read(text) if text else column.empty


def _flag(text: str) -> bool:
    if text.casefold() not in {"ja", "nein", ""}:
        raise InputRefused("Bitte „ja“ oder „nein“ schreiben.")
    return text.casefold() == "ja"


def _read_table(
    proof: ProofOfUse, sheet: str, lines: list[tuple[int, dict[str, Any]]], table: str,
    plan: SheetPlan,
) -> None:  # fmt: skip
    manager: Any = getattr(proof, table)
    known = {row.number: row for row in manager.all()}
    for place, raw in lines:
        if found := _mistakes(sheet, place, raw, table, known):
            plan.errors += found
            continue
        number = int(raw["number"])
        values = {name: _value(name, raw[name]) for name in READ[table]}
        row = known.get(number)
        if row is None:
            plan.new.setdefault(table, {})[number] = values
            plan.differences.append(Difference(f"{table}-{number}", "", "neue Zeile"))
            continue
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in changed.items():
            plan.rows.setdefault(table, {}).setdefault(number, {})[name] = value
            field_id = f"{table}-{number}-{name}"
            plan.differences.append(_difference(proof, plan, field_id, getattr(row, name), value))
    missing = known.keys() - {int(row["number"]) for _, row in lines if row["number"]}
    if missing and lines:
        plan.notes.append(
            f"{sheet}: {len(missing)} Zeilen stehen nicht in der Datei und bleiben unverändert."
        )


def _mistakes(
    sheet: str, place: int, raw: dict[str, Any], table: str, known: Mapping[int, object]
) -> list[SheetError]:
    """What cannot be taken over from one row."""
    labels = {each.key: each.label for each in TABLES[sheet]}
    said = {name: _mistake(name, raw[name]) for name in READ[table]}
    if not 0 < int(raw["number"]) < 100_000:
        said["number"] = "Die Nummer liegt zwischen 1 und 99999."
    elif table == "posts" and raw["number"] not in known:
        said["number"] = "Diese Stelle steht nicht im Nachweis. Stellen kommen aus dem Plan."
    if table == "items" and _part(raw["part"]) == "staff":
        said["part"] = "Personalausgaben gehören in das Blatt „Stellen“."
    return [
        SheetError(sheet, place, labels[name], str(raw[name])[:60], message)
        for name, message in said.items()
        if message
    ]


def _mistake(name: str, value: Any) -> str:
    """What is wrong with one value; empty when nothing is."""
    if name == "part":
        known = ", ".join(PART_LABELS.values())
        return "" if _part(value) else f"Bitte eine dieser Förderlinien: {known}."
    if isinstance(value, Decimal) and value < 0:
        return "Der Betrag darf nicht negativ sein."
    if isinstance(value, Decimal) and value > LARGEST:
        return f"Der Betrag ist höher als {euro_short(LARGEST)}."
    if name in LIMITS and len(str(value or "")) > LIMITS[name]:
        return f"Bitte höchstens {LIMITS[name]} Zeichen."
    if name == "post_number" and value is not None and not 0 < value < 1000:
        return "Bitte die Nummer einer Stelle, z. B. 3."
    if isinstance(value, date) and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        return "Das Jahr liegt zu weit entfernt."
    return ""


def _part(raw: Any) -> str:
    return PARTS.get(str(raw or "").strip().casefold(), "")


def _value(name: str, raw: Any) -> Any:
    if name == "part":
        return _part(raw)
    if name in LIMITS:
        return " ".join(str(raw or "").split())
    return raw


def _difference(
    proof: ProofOfUse, plan: SheetPlan, name: str, before: Any, after: Any
) -> Difference:
    row = name.rpartition("-")[0]
    changed = max(proof.field_versions.get(name, 0), proof.field_versions.get(row, 0))
    return Difference(name, _said(before), _said(after), meanwhile=changed > plan.version)


SAY: dict[type, Callable[[Any], str]] = {
    Decimal: amount_input,
    date: german_day,
    bool: lambda value: "ja" if value else "nein",
}


def _said(value: Any) -> str:
    """A value as people read it."""
    return SAY.get(type(value), lambda each: "" if each is None else str(each))(value)
