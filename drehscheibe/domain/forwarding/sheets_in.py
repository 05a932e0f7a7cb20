"""A third party's filled workbook taken in: typed for them, after a dry run, all of it or nothing.

Reading is typing (`drafting.save_application`, `proving.save_proof`), so every rule of the form
holds; a field changed after the export is shown with both texts; twice changes nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.sheets import (
    APPLICATION,
    FIXED,
    NUMBER,
    STAGE,
    TABLES,
    UNIQUE,
    VERSION,
    choices_of,
    item_choices,
    proof_texts,
    proof_version,
)
from drehscheibe.domain.forwarding.third_party import drafting, fields, proving
from drehscheibe.kernel.tables.reading import Reading, TableRefused, read_book

MIDNIGHT = " 00:00:00"
DECIMAL = re.compile(r"[0-9]+\.[0-9]{1,2}")
MOST_ROWS = 1000
STRANGE = (
    "Diese Zeile gehört nicht dazu. Um etwas Neues zu beantragen, lassen Sie „Nr.“ leer und füllen "
    "Sie die vorbereiteten Zeilen aus."
)


@dataclass(frozen=True)
class CellError:
    """What cannot be read, and where, as the spreadsheet names it."""

    sheet: str
    cell: str
    label: str
    value: str
    message: str


@dataclass
class CasePlan:
    """What reading the workbook in does: field id → before, after; mistakes; conflicts."""

    differences: dict[str, tuple[str, str]] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    done: bool = False


@dataclass
class _Typed:
    """The workbook as typed texts by field id, and where each stands; wanted items by code."""

    version: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    wanted: dict[str, dict[str, str]] = field(default_factory=dict)
    wanted_places: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)


def read_case_workbook(
    *, case: ForwardingCase, stage: str, content: bytes, at: datetime, overwrite: bool = False,
    dry: bool = False,
) -> CasePlan:  # fmt: skip
    """Type a workbook in; with one mistake, an unseen conflict or `dry` nothing stays.

    Raises `TableRefused` for a wrong file, `ForwardingRefused` when nothing can be written now.
    """
    readings = read_book(content, TABLES[stage], unique=UNIQUE, row_cap=MOST_ROWS)
    plan = CasePlan()
    typed = _typed(case, stage, readings, plan)
    texts = fields.texts if stage == APPLICATION else proof_texts
    before = texts(case)
    plan.errors += _strange(case, typed, before)
    if plan.errors:
        return plan
    save = _save_application if stage == APPLICATION else _save_proof
    with transaction.atomic():
        saved = save(case, typed, at, overwrite)
        after = texts(ForwardingCase.objects.select_related("call").get(pk=case.pk))
        plan.conflicts = saved.conflicts
        plan.errors = [
            CellError(*typed.places[name], typed.texts[name][:60], message)
            for name, message in saved.errors.items()
            if name in typed.places
        ]
        plan.differences = {
            name: (before.get(name, ""), text)
            for name, text in after.items()
            if text != before.get(name, "")
        }
        plan.labels = {name: label for name, (_, _, label) in typed.places.items()}
        plan.done = not (plan.errors or plan.conflicts or dry)
        transaction.set_rollback(not plan.done)
    return plan


def _strange(case: ForwardingCase, typed: _Typed, known: Mapping[str, str]) -> Iterator[CellError]:
    """Filled rows that belong to nothing: taken in silently they would be lost."""
    for name, text in typed.texts.items():
        if text and name not in known:
            yield CellError(*typed.places[name], text[:60], STRANGE)
    for code, values in typed.wanted.items():
        item = fields.item_of(programme_of(case), code)
        names = fields.item_names(item) if item else ()
        for name in [each for each in values if each not in names]:
            yield CellError(*typed.wanted_places[code, name], values[name][:60], STRANGE)


def _save_application(
    case: ForwardingCase, typed: _Typed, at: datetime, overwrite: bool
) -> drafting.Saved:
    how: dict[str, Any] = {"case": case, "declared": None, "at": at}
    fresh: dict[str, str] = {}
    for code, values in typed.wanted.items():
        number = drafting.add_item(case=case, code=code, at=at)
        for name, text in values.items():
            fresh[fields.field_id(number, name)] = text
            typed.places[fields.field_id(number, name)] = typed.wanted_places[code, name]
    saved = drafting.save_application(
        **how, typed=typed.texts, version=typed.version, overwrite=overwrite
    )
    if fresh:  # items of this file alone: nobody else can have changed them
        added = drafting.save_application(**how, typed=fresh, version=0, overwrite=True)
        saved.errors |= added.errors
        typed.texts |= fresh
    return saved


def _save_proof(
    case: ForwardingCase, typed: _Typed, at: datetime, overwrite: bool
) -> drafting.Saved:
    return proving.save_proof(
        case=case, typed=typed.texts, confirmed=None, version=typed.version, at=at,
        overwrite=overwrite,
    )  # fmt: skip


def _typed(
    case: ForwardingCase, stage: str, readings: Mapping[str, Reading], plan: CasePlan
) -> _Typed:
    typed = _Typed()
    for sheet, reading in readings.items():
        plan.notes += reading.notes
        plan.errors += [
            CellError(sheet, each.cell or str(each.row), each.column, each.value, each.message)
            for each in reading.errors
        ]
        if sheet == "Angaben" and not plan.errors:
            _check_belonging(case, stage, reading, typed)
        take = _take_entry if sheet == "Angaben" else _take_item
        for line, row in zip(reading.lines, reading.rows, strict=False):
            label = str(row["label"] or row["code"])
            take(case, typed, row, (sheet, f"{reading.letters['Wert']}{line}", label))
    return typed


def _check_belonging(case: ForwardingCase, stage: str, reading: Reading, typed: _Typed) -> None:
    head = {str(row["code"]): str(row["value"] or "").strip() for row in reading.rows}
    if head.get(NUMBER) != case.number:
        raise TableRefused(
            f"Die Datei gehört zu „{head.get(NUMBER, '')[:40]}“, nicht zu {case.number}. "
            "Bitte wählen Sie die richtige Datei."
        )
    if head.get(STAGE) != stage:
        raise TableRefused(f"Das ist nicht die Datei für den {stage}. Bitte laden Sie sie neu.")
    version = re.fullmatch(r"([0-9]{1,8})(\.0)?", head.get(VERSION, ""))
    newest = case.version if stage == APPLICATION else proof_version(case)
    if version is None or int(version[1]) > newest:
        raise TableRefused("Die Fassung stimmt nicht. Bitte laden Sie die Datei neu.")
    typed.version = int(version[1])


def _take_entry(
    case: ForwardingCase, typed: _Typed, row: Mapping[str, object], place: tuple[str, str, str]
) -> None:
    name = str(row["code"])
    if name not in FIXED:
        typed.texts[name] = _text(row["value"], choices_of(case, name))
        typed.places[name] = place


def _take_item(
    case: ForwardingCase, typed: _Typed, row: Mapping[str, object], place: tuple[str, str, str]
) -> None:
    code, name, number = str(row["item"]), str(row["code"]), row["number"]
    item = fields.item_of(programme_of(case), code)
    text = _text(row["value"], item_choices(item, name) if item else {})
    if number is not None:
        typed.texts[f"items-{number}-{name}"] = text
        typed.places[f"items-{number}-{name}"] = place
    elif text:
        typed.wanted.setdefault(code, {})[name] = text
        typed.wanted_places[code, name] = place


def _text(value: object, choices: Mapping[str, str]) -> str:
    """A cell as somebody would type it into the form; a choice by its label becomes its code."""
    text = str(value or "").removesuffix(MIDNIGHT).strip()
    codes = {label.casefold(): code for code, label in choices.items()}
    if choices:
        return codes.get(text.casefold(), text)
    return text.replace(".", ",") if DECIMAL.fullmatch(text) else text
