"""The fields of a proof: how each is read from what people type, and written back.

A field's id is the id of its input and the anchor of findings: `income`, `posts-3-actual_cost`,
`items-1-actual`, `vouchers-12-dated_on`.
"""

from collections.abc import Iterable
from typing import Any

from drehscheibe.domain.funding.draft_fields import (
    DraftField,
    InputRefused,
    one_of,
    read_label,
)
from drehscheibe.domain.funding.guideline import MaterialKind
from drehscheibe.domain.funding.models import (
    PARTS,
    ProofItem,
    ProofOfUse,
    ProofPost,
    Voucher,
)
from drehscheibe.kernel.language.amounts import amount_input, parse_amount
from drehscheibe.kernel.language.days import german_day, parse_day

LONGEST_TEXT = 20_000
LONGEST_PURPOSE = 300


def read_text(text: str) -> str:
    """A narrative of at most 20,000 characters."""
    if len(text) > LONGEST_TEXT:
        raise InputRefused("Bitte höchstens 20.000 Zeichen schreiben; Anlagen können Sie beifügen.")
    return text.replace("\r\n", "\n")


def read_purpose(text: str) -> str:
    """One line of at most 300 characters."""
    if len(text) > LONGEST_PURPOSE:
        raise InputRefused("Bitte höchstens 300 Zeichen eingeben.")
    return " ".join(text.split())


def read_voucher_part(text: str) -> str:
    """The part of the grant a voucher is paid from."""
    if text not in PARTS:
        raise InputRefused(f"„{text}“ steht nicht in der Liste. Bitte einen der Einträge wählen.")
    return text


def read_post_number(text: str) -> int:
    """The number of a post, 1 to 999.

    >>> read_post_number("3")
    3
    """
    number = text.strip()
    if not number.isdecimal() or not number.isascii() or not 0 < int(number[:4]) < 1000:
        raise InputRefused(f"„{text[:40]}“ ist keine Stellennummer. Bitte z. B. 3 eingeben.")
    return int(number)


def _text(value: Any) -> str:
    return str(value)


DAY = (parse_day, german_day)
MONEY = (parse_amount, amount_input)

CASE_FIELDS = {
    "use_text": DraftField("use_text", read_text, _text, empty=""),
    "result_text": DraftField("result_text", read_text, _text, empty=""),
    "survey_confirmed_on": DraftField("survey_confirmed_on", *DAY),
    "income": DraftField("income", *MONEY),
    "certificate_on": DraftField("certificate_on", *DAY),
}
POST_FIELDS = {
    "filled_from": DraftField("filled_from", *DAY),
    "filled_to": DraftField("filled_to", *DAY),
    "actual_cost": DraftField("actual_cost", *MONEY),
}
ITEM_FIELDS = {
    "part": DraftField("part", one_of(ProofItem.Part), _text, empty="material"),
    "kind": DraftField("kind", one_of(MaterialKind), _text, empty=""),
    "label": DraftField("label", read_label, _text, empty=""),
    "actual": DraftField("actual", *MONEY),
}
VOUCHER_FIELDS = {
    "part": DraftField("part", read_voucher_part, _text, empty="staff"),
    "post_number": DraftField("post_number", read_post_number, _text),
    "dated_on": DraftField("dated_on", *DAY),
    "paid_on": DraftField("paid_on", *DAY),
    "payee": DraftField("payee", read_label, _text, empty=""),
    "purpose": DraftField("purpose", read_purpose, _text, empty=""),
    "amount": DraftField("amount", *MONEY),
}
TABLES = {"posts": POST_FIELDS, "items": ITEM_FIELDS, "vouchers": VOUCHER_FIELDS}
Row = ProofOfUse | ProofPost | ProofItem | Voucher


def field_of(field_id: str) -> tuple[str, int, DraftField] | None:
    """Which table (case, posts, items, vouchers), row and column an id names; None for others.

    >>> table, row, column = field_of("vouchers-12-amount") or ("", 0, CASE_FIELDS["income"])
    >>> table, row, column.column
    ('vouchers', 12, 'amount')
    """
    if field_id in CASE_FIELDS:
        return "case", 0, CASE_FIELDS[field_id]
    table, _, rest = field_id.partition("-")
    number, _, name = rest.partition("-")
    columns = TABLES.get(table, {})
    if name in columns and number.isdecimal() and number.isascii() and len(number) < 6:
        return table, int(number), columns[name]
    return None


def shown(row: Row, field: DraftField) -> str:
    """The stored value as text for the input."""
    value = getattr(row, field.column)
    return "" if value is None or value == "" else field.show(value)


def typed_texts(proof: ProofOfUse, vouchers: Iterable[Voucher] = ()) -> dict[str, str]:
    """Every field's text as the form shows it: stored, or what could not be read yet."""
    texts = {name: shown(proof, field) for name, field in CASE_FIELDS.items()}
    tables: tuple[tuple[str, Iterable[Any]], ...] = (
        ("posts", proof.posts.all()),
        ("items", proof.items.all()),
        ("vouchers", vouchers),
    )
    for table, rows in tables:
        for row in rows:
            for name, field in TABLES[table].items():
                texts[f"{table}-{row.number}-{name}"] = shown(row, field)
    kept: dict[str, str] = proof.kept_input
    return texts | {name: text for name, text in kept.items() if name in texts}
