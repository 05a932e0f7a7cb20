"""The fields of an application draft: how each is read from what people type, and written back.

A field's id is the id of its input and the anchor of findings about it: `head_share`,
`posts-3-share`, `material-1-amount`, `declarations-a`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.funding.guideline import (
    Guideline,
    MaterialKind,
    PostCategory,
    Qualification,
)
from drehscheibe.domain.funding.guideline_files import guideline_by_key
from drehscheibe.domain.funding.models import Application, FundedPost, MaterialCost
from drehscheibe.kernel.language.amounts import amount_input, german_number, parse_amount
from drehscheibe.kernel.language.days import german_day, parse_day


class InputRefused(ValueError):
    """What was typed cannot be read; the message is German and says how to write it."""


@dataclass(frozen=True)
class DraftField:
    """How one column is read from text and shown as text; empty text is None or ''."""

    column: str
    read: Callable[[str], Any]
    show: Callable[[Any], str]
    empty: Any = None


def read_share(text: str) -> Decimal:
    """A share of a full post, 0 to 1.

    >>> read_share("0,5")
    Decimal('0.5')
    >>> try:
    ...     read_share("zwei")
    ... except InputRefused as refusal:
    ...     print(refusal)
    „zwei“ ist kein Stellenanteil. Bitte eine Zahl von 0,01 bis 1 eingeben, z. B. 0,5.
    """
    try:
        share = Decimal(text.strip().replace(",", "."))
    except ArithmeticError:
        share = Decimal(-1)
    if not share.is_finite() or not 0 < share <= 1 or share != round(share, 2):
        raise InputRefused(
            f"„{text}“ ist kein Stellenanteil. Bitte eine Zahl von 0,01 bis 1 eingeben, z. B. 0,5."
        )
    return share


def read_posts(text: str) -> Decimal:
    """A number of posts, 0 to 99."""
    try:
        posts = Decimal(text.strip().replace(",", "."))
    except ArithmeticError:
        posts = Decimal(-1)
    if not posts.is_finite() or not 0 <= posts < 100 or posts != round(posts, 2):
        raise InputRefused(f"„{text}“ ist keine Stellenzahl. Bitte z. B. 2 oder 1,5 eingeben.")
    return posts


def one_of(values: type) -> Callable[[str], str]:
    """A reader that accepts the codes of an enumeration only."""

    def read(text: str) -> str:
        try:
            return str(values(text).value)
        except ValueError:
            raise InputRefused(
                f"„{text}“ steht nicht in der Liste. Bitte einen der Einträge wählen."
            ) from None

    return read


def read_label(text: str) -> str:
    """One line of at most 200 characters."""
    if len(text) > 200:
        raise InputRefused("Bitte höchstens 200 Zeichen eingeben.")
    return " ".join(text.split())


def _number(value: Decimal) -> str:
    return german_number(value.normalize())


def _text(value: Any) -> str:
    return str(value)


CASE_FIELDS = {
    "head_share": DraftField("head_share", read_share, _number),
    "deputy_share": DraftField("deputy_share", read_share, _number),
    "seconded_teachers": DraftField("seconded_teachers", read_posts, _number),
    "komm_an_posts": DraftField("komm_an_posts", read_posts, _number, empty=Decimal(0)),
    "volunteering": DraftField("volunteering", parse_amount, amount_input, empty=Decimal(0)),
}
POST_FIELDS = {
    "category": DraftField("category", one_of(PostCategory), _text, empty=""),
    "share": DraftField("share", read_share, _number),
    "filled_from": DraftField("filled_from", parse_day, german_day),
    "filled_to": DraftField("filled_to", parse_day, german_day),
    "qualification": DraftField("qualification", one_of(Qualification), _text, empty=""),
    "exception_granted_on": DraftField("exception_granted_on", parse_day, german_day),
    "expected_cost": DraftField("expected_cost", parse_amount, amount_input),
}
MATERIAL_FIELDS = {
    "kind": DraftField("kind", one_of(MaterialKind), _text, empty=""),
    "label": DraftField("label", read_label, _text, empty=""),
    "amount": DraftField("amount", parse_amount, amount_input),
}

Row = Application | FundedPost | MaterialCost


def field_of(field_id: str) -> tuple[str, int, DraftField] | None:
    """Which table (case, posts, material), row number and column an id names; None for others."""
    if field_id in CASE_FIELDS:
        return "case", 0, CASE_FIELDS[field_id]
    kind, _, rest = field_id.partition("-")
    number, _, name = rest.partition("-")
    known = {"posts": POST_FIELDS, "material": MATERIAL_FIELDS}.get(kind, {})
    if name in known and number.isdecimal() and len(number) < 4:
        return kind, int(number), known[name]
    return None


def shown(row: Row, field: DraftField) -> str:
    """The stored value as text for the input."""
    value = getattr(row, field.column)
    return "" if value is None or value == "" else field.show(value)


def typed_texts(application: Application) -> dict[str, str]:
    """Every field's text as the form shows it: the stored value or what could not be read yet."""
    texts = {name: shown(application, field) for name, field in CASE_FIELDS.items()}
    if guideline_by_key(application.guideline).volunteering_maximum is None:
        del texts["volunteering"]  # a line this version does not have cannot be filled in
    for post in application.posts.all():
        for name, field in POST_FIELDS.items():
            texts[f"posts-{post.number}-{name}"] = shown(post, field)
    for item in application.material.all():
        for name, field in MATERIAL_FIELDS.items():
            texts[f"material-{item.number}-{name}"] = shown(item, field)
    kept: dict[str, str] = application.kept_input
    return texts | kept


def default_posts(guideline: Guideline, kind: Any, year: int) -> list[dict[str, Any]]:
    """The rows a new application starts with: every post the guideline allows, filled all year."""
    limits = guideline.posts[kind]
    first = date(year, 1, 1)
    rows = [
        {"category": PostCategory.FACHKRAFT.value, "share": Decimal(1), "filled_from": first}
        for _ in range(int(limits.specialist.value))
    ]
    if limits.assistant.value:
        rows.append(
            {
                "category": PostCategory.ASSISTENZ.value,
                "share": limits.assistant.value,
                "filled_from": first,
            }
        )
    return rows
