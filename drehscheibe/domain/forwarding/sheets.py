"""The emergency road of third parties: application or proof as a workbook to fill in offline.

What the workbook asks is what the form asks, by the same ids; `sheets_in` reads it back. Everything
the programme offers stands in it, so that an application can be written without the platform.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.models.case import ApplicantKind
from drehscheibe.domain.forwarding.programme import FieldKind, Item, Programme
from drehscheibe.domain.forwarding.third_party import fields, proof_fields
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.xlsx_out import Sheet, write_book

NUMBER, VERSION, STAGE = "aktenzeichen", "fassung", "stand"
APPLICATION, PROOF = "Antrag", "Nachweis"
FIXED = (NUMBER, VERSION, STAGE)
ENTRIES = (
    Column("code", "Kennung", "code", required=True, width=26),
    Column("label", "Angabe", width=48),
    Column("value", "Wert", width=44),
    Column("help", "Hinweis", width=60),
)
ITEMS = (
    Column("item", "Gegenstand", "code", required=True, width=14),
    Column("number", "Nr.", "integer"),
    Column("code", "Kennung", "code", required=True, width=22),
    Column("label", "Angabe", width=60),
    Column("value", "Wert", width=30),
    Column("help", "Hinweis", width=60),
)
TABLES: Mapping[str, Mapping[str, tuple[Column, ...]]] = {
    APPLICATION: {"Angaben": ENTRIES, "Fördergegenstände": ITEMS},
    PROOF: {"Angaben": ENTRIES},
}
UNIQUE = {"Angaben": ("code",), "Fördergegenstände": ("item", "number", "code")}
THEN = (
    "Danach: Link aus Ihrer E-Mail öffnen, „Als Tabelle ausfüllen“, Datei wählen. Zuerst läuft "
    "eine Probe. Bestätigen und einreichen können Sie nur dort."
)
STEPS = {
    APPLICATION: (
        "Diese Datei ist Ihr Antrag zum Ausfüllen ohne Internet.",
        "Schreiben Sie nur in die Spalte „Wert“. Alles andere bitte nicht ändern.",
        "Im Blatt „Fördergegenstände“ nur ausfüllen, wofür Sie Geld brauchen.",
        "Zweimal dasselbe (zum Beispiel zwei Räume) nehmen Sie auf der Plattform dazu.",
        "Tage als 31.12.2024, Beträge in Euro als 1234,56.",
        THEN,
    ),
    PROOF: (
        "Diese Datei ist Ihr Nachweis zum Ausfüllen ohne Internet.",
        "Schreiben Sie nur in die Spalte „Wert“. Alles andere bitte nicht ändern.",
        "Belege laden Sie auf der Plattform hoch; hier stehen nur die, die schon dort sind.",
        "Tage als 31.12.2024, Beträge in Euro als 1234,56.",
        THEN,
    ),
}
PROOF_LABELS = {
    "text": "Was haben Sie gemacht?", "participants": "Wie viele Menschen haben teilgenommen?",
    "dated_on": "Datum", "amount": "Betrag in Euro", "payee": "Empfänger", "purpose": "Wofür",
    "item": "Nummer des Fördergegenstands",
}  # fmt: skip
Row = dict[str, object]


def case_workbook(case: ForwardingCase, stage: str) -> bytes:
    """The application or the proof as it stands, as an XLSX file."""
    guide = (Column("step", "So geht es", width=110),)
    sheets = [Sheet("Anleitung", guide, ({"step": step} for step in STEPS[stage]))]
    if stage == APPLICATION:
        rows = [*_head(case, stage, case.version), *_entries(case)]
        sheets.append(Sheet("Angaben", ENTRIES, rows))
        sheets.append(Sheet("Fördergegenstände", ITEMS, _items(case)))
    else:
        rows = [*_head(case, stage, proof_version(case)), *_proof_entries(case)]
        sheets.append(Sheet("Angaben", ENTRIES, rows))
    return write_book(sheets, title=f"{stage} {case.number}")


def proof_version(case: ForwardingCase) -> int:
    """The version of the proof; 1 before anything was written."""
    proof = getattr(case, "proof", None)
    return proof.version if proof else 1


def proof_texts(case: ForwardingCase) -> dict[str, str]:
    """The proof's fields by id, also before the first one was written."""
    programme, proof = programme_of(case), getattr(case, "proof", None)
    if proof is not None:
        return proof_fields.texts(proof, programme)
    asked = {
        f"lines-{row.number}-{field.name}": ""
        for row in case.items.all()
        if row.promised
        for field in proof_fields.asked(programme.item(row.code))
    }
    return dict.fromkeys(proof_fields.PROOF_FIELDS, "") | asked


def choices_of(case: ForwardingCase, name: str) -> dict[str, str]:
    """Code → label of a field that offers a choice; empty for any other."""
    if name == "kind":
        return {str(code): str(label) for code, label in ApplicantKind.choices}
    parts = name.split("-", 2)
    if parts[0] not in {"items", "lines"} or len(parts) != 3:
        return {}
    codes = {str(row.number): row.code for row in case.items.all()}
    item = fields.item_of(programme_of(case), codes.get(parts[1], ""))
    return item_choices(item, parts[2]) if item else {}


def item_choices(item: Item, name: str) -> dict[str, str]:
    """Code → label of an item's input."""
    known = [*item.fields, proof_fields.DONE]
    field = next((each for each in known if each.name == name), None)
    return dict(field.choices) if field and field.kind is FieldKind.CHOICE else {}


def _head(case: ForwardingCase, stage: str, version: int) -> Iterator[Row]:
    yield {"code": NUMBER, "label": "Aktenzeichen (nicht ändern)", "value": case.number}
    yield {"code": VERSION, "label": "Fassung (nicht ändern)", "value": str(version)}
    yield {"code": STAGE, "label": "Antrag oder Nachweis (nicht ändern)", "value": stage}


def _entries(case: ForwardingCase) -> Iterator[Row]:
    texts = fields.texts(case)
    for name, field in fields.FIELDS.items():
        choices = choices_of(case, name)
        yield {
            "code": name, "label": _column_label(field.column),
            "value": choices.get(texts[name], texts[name]), "help": _one_of(choices),
        }  # fmt: skip


def _items(case: ForwardingCase) -> Iterator[Row]:
    """The chosen items with their numbers, then everything else the programme offers, empty."""
    programme, texts = programme_of(case), fields.texts(case)
    chosen = list(case.items.all())
    for row in chosen:
        item = fields.item_of(programme, row.code)
        if item is not None:
            yield from _item(item, row.number, texts)
    for item in programme.items:
        if item.code not in {row.code for row in chosen}:
            yield from _item(item, None, {})


def _item(item: Item, number: int | None, texts: Mapping[str, str]) -> Iterator[Row]:
    for name in fields.item_names(item):
        field = item.field(name)
        choices = item_choices(item, name)
        text = "" if number is None else texts.get(fields.field_id(number, name), "")
        label = field.label if field else _column_label(name)
        yield {
            "item": item.code, "number": number, "code": name, "label": f"{item.label}: {label}",
            "value": choices.get(text, text),
            "help": _one_of(choices) or (field.hint if field else ""),
        }  # fmt: skip


def _column_label(name: str) -> str:
    column: Any = ForwardingCase._meta.get_field(name)
    return str(column.verbose_name)


def _proof_entries(case: ForwardingCase) -> Iterator[Row]:
    programme = programme_of(case)
    for name, text in proof_texts(case).items():
        choices = choices_of(case, name)
        yield {
            "code": name, "label": _proof_label(case, programme, name),
            "value": choices.get(text, text), "help": _one_of(choices),
        }  # fmt: skip


def _proof_label(case: ForwardingCase, programme: Programme, name: str) -> str:
    table, _, rest = name.partition("-")
    number, _, column = rest.partition("-")
    if table == "vouchers":
        return f"Beleg {number}: {PROOF_LABELS[column]}"
    if table != "lines":
        return PROOF_LABELS[name]
    code = next(row.code for row in case.items.all() if str(row.number) == number)
    item = programme.item(code)
    field: Any = next(each for each in proof_fields.asked(item) if each.name == column)
    return f"Punkt {number}, {item.label}: {field.label}"


def _one_of(choices: Mapping[str, str]) -> str:
    return f"eines von: {', '.join(choices.values())}" if choices else ""
