"""The fields of a third party's proof: read from what people type, and written back.

Ids: `text`, `participants`, `lines-2-months` (item 2), `vouchers-3-amount`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from drehscheibe.domain.forwarding.case_facts import ItemFacts
from drehscheibe.domain.forwarding.item_amounts import item_amount
from drehscheibe.domain.forwarding.item_values import (
    known_values,
    read_value,
    shown_value,
    stored_value,
)
from drehscheibe.domain.forwarding.models import (
    CaseItem,
    ForwardingProof,
    ForwardingProofLine,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.programme import FieldKind, Item, ItemField, Programme
from drehscheibe.domain.forwarding.third_party.fields import line, read_people, read_prose
from drehscheibe.kernel.language.amounts import amount_input, parse_amount
from drehscheibe.kernel.language.days import german_day, parse_day

NUMERIC = frozenset({FieldKind.WHOLE, FieldKind.NUMBER, FieldKind.MONEY})
DONE = ItemField(
    "done", FieldKind.CHOICE, "Ist es geschehen?", "", True,
    choices=(("ja", "ja, wie zugesagt"), ("nein", "nein")),
)  # fmt: skip
"""Asked for items that pay a fixed amount and have no number to prove."""
PROOF_FIELDS: Mapping[str, tuple[Callable[[str], Any], Callable[[Any], str], Any]] = {
    "text": (read_prose, str, ""),
    "participants": (read_people, str, None),
}
VOUCHER_FIELDS: Mapping[str, tuple[Callable[[str], Any], Callable[[Any], str], Any]] = {
    "dated_on": (parse_day, german_day, None),
    "paid_on": (parse_day, german_day, None),
    "amount": (parse_amount, amount_input, None),
    "payee": (line(150), str, ""),
    "purpose": (line(200), str, ""),
}


def asked(item: Item) -> tuple[ItemField, ...]:
    """What the proof asks of an item: the numbers its amount follows from."""
    needed = {*item.quantity, "hours" if item.calculation == "days" else "", "characters"}
    if item.calculation == "cost":
        needed.add("cost")
    found = tuple(each for each in item.fields if each.name in needed and each.kind in NUMERIC)
    return found or (DONE,)


def promised_items(proof: ForwardingProof) -> list[CaseItem]:
    """What the third party was promised; only that is proved."""
    return [row for row in proof.case.items.all() if row.promised]


def texts(proof: ForwardingProof, programme: Programme) -> dict[str, str]:
    """Every field's stored text, or what could not be read yet."""
    found = {name: _shown(proof, name, PROOF_FIELDS) for name in PROOF_FIELDS}
    lines = {each.item_id: each for each in proof.lines.all()}
    for row in promised_items(proof):
        mine = lines.get(row.pk)
        for field in asked(programme.item(row.code)):
            value = mine.values.get(field.name) if mine else None
            found[f"lines-{row.number}-{field.name}"] = shown_value(field, value)
    for voucher in proof.vouchers.all():
        for name in VOUCHER_FIELDS:
            found[f"vouchers-{voucher.number}-{name}"] = _shown(voucher, name, VOUCHER_FIELDS)
        item = voucher.item
        found[f"vouchers-{voucher.number}-item"] = str(item.number) if item else ""
    kept: dict[str, str] = proof.kept_input
    return found | {name: text for name, text in kept.items() if name in found}


def put_line(line_row: ForwardingProofLine, item: Item, name: str, text: str) -> None:
    """Put a number of an item into its line; raises `ValueRefused`."""
    field = next(each for each in asked(item) if each.name == name)
    line_row.values.pop(name, None)
    if text:
        line_row.values[name] = stored_value(read_value(field, text))


def put(row: ForwardingProof | ForwardingVoucher, name: str, text: str) -> None:
    """Put a field of the proof or of a voucher into its column; raises what its reader raises."""
    known = VOUCHER_FIELDS if isinstance(row, ForwardingVoucher) else PROOF_FIELDS
    read, _, empty = known[name]
    setattr(row, name, empty)
    if text:
        setattr(row, name, read(text))


def claimed(line_row: ForwardingProofLine, row: CaseItem, item: Item) -> Decimal | None:
    """What the line proves in euro, at most what was promised; None while numbers are missing."""
    promised = row.promised or Decimal(0)
    if asked(item) == (DONE,):
        done = line_row.values.get("done")
        return None if not done else promised if done == "ja" else Decimal(0)
    values = known_values(item, line_row.values)
    facts = ItemFacts(number=row.number, code=row.code, values=values)
    found = item_amount(facts, item).amount
    return None if found is None else min(found, promised)


def _shown(row: Any, name: str, known: Mapping[str, Any]) -> str:
    value = getattr(row, name)
    return "" if value in (None, "") else str(known[name][1](value))
