"""The application form as sections of inputs, each with its text, error and hint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drehscheibe.domain.forwarding.facts import facts_of, findings_from
from drehscheibe.domain.forwarding.item_amounts import ItemAmount, case_amounts
from drehscheibe.domain.forwarding.models import CaseItem, ForwardingCase
from drehscheibe.domain.forwarding.models.case import ApplicantKind
from drehscheibe.domain.forwarding.programme import FieldKind, Item, ItemField, Programme
from drehscheibe.domain.forwarding.third_party import fields
from drehscheibe.domain.forwarding.third_party.choosing import limit_words, pays
from drehscheibe.domain.forwarding.third_party.drafting import Saved
from drehscheibe.domain.funding.application_facts import Finding
from drehscheibe.doors.public.forwarding import words

Choices = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Input:
    """One input: `id` is also its name and the anchor of what is said about it.

    `kind` is text, area, select or number; `german` marks texts of the programme, which are not
    translated.
    """

    id: str
    label: Any
    text: str
    hint: Any = ""
    error: str = ""
    kind: str = "text"
    choices: Choices = ()
    autocomplete: str = "off"
    german: bool = False
    other: str | None = None


@dataclass(frozen=True)
class ItemForm:
    """One thing applied for with its inputs, what it pays and its amount."""

    number: int
    item: Item
    pays: str
    limits: tuple[str, ...]
    inputs: tuple[Input, ...]
    place: tuple[Input, ...]
    amount: ItemAmount | None


@dataclass(frozen=True)
class Conflict:
    """A field that two devices changed: what is stored, what was typed here."""

    id: str
    label: Any
    stored: str
    typed: str


@dataclass(frozen=True)
class DraftPage:
    """Everything the form shows."""

    organisation: tuple[Input, ...]
    people: tuple[Input, ...]
    measure: tuple[Input, ...]
    place: tuple[Input, ...]
    items: tuple[ItemForm, ...]
    findings: tuple[Finding, ...]
    amounts: tuple[ItemAmount, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def people_need_a_look(self) -> bool:
        """Whether something in the folded part is to be put right."""
        return any(each.error or each.other is not None for each in self.people)

    @property
    def place_needs_a_look(self) -> bool:
        """Whether the other place is given, or to be put right."""
        return any(each.text or each.error for each in self.place)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every input of the page."""
        of_items = tuple(each for item in self.items for each in (*item.inputs, *item.place))
        return (*self.organisation, *self.people, *self.measure, *self.place, *of_items)


def draft_page(
    case: ForwardingCase, programme: Programme, *, saved: Saved | None, typed: Mapping[str, str]
) -> DraftPage:
    """Lay out the form; after a save its errors and conflicts are shown at their fields.

    `typed` replaces the stored texts when nothing could be saved, so that nobody types twice.
    """
    facts = facts_of(case)
    found = findings_from(case, facts)
    amounts = case_amounts(facts)
    maker = _Maker(case, found, saved, typed)
    by_number = {each.number: each for each in amounts}
    return DraftPage(
        organisation=maker.section(words.ORGANISATION),
        people=maker.section(words.PEOPLE),
        measure=maker.section(words.MEASURE),
        place=maker.section(words.PLACE),
        items=tuple(
            maker.item(row, item, by_number.get(row.number))
            for row in case.items.all()
            if (item := fields.item_of(programme, row.code))
        ),
        findings=_without_doubles(found),
        amounts=amounts,
        conflicts=maker.conflicts(),
    )


def _without_doubles(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """One sentence for each input; several rules may miss the same one."""
    seen: dict[tuple[str, str], Finding] = {}
    for each in found:
        seen.setdefault((each.anchor, each.message), each)
    return tuple(seen.values())


class _Maker:
    """Knows the texts, errors and conflicts while the page is laid out."""

    def __init__(
        self,
        case: ForwardingCase,
        found: Iterable[Finding],
        saved: Saved | None,
        typed: Mapping[str, str],
    ) -> None:
        self.texts = fields.texts(case)
        self.texts |= {name: text for name, text in typed.items() if name in self.texts}
        self.other = saved.conflicts if saved else {}
        self.labels: dict[str, Any] = {}
        self.errors = dict(saved.errors) if saved else {}
        for each in found:
            # what is merely empty stands under „Was fehlt noch?“; red is for what was typed
            if each.blocks and not each.rule.startswith("M-F") and self.texts.get(each.anchor):
                self.errors.setdefault(each.anchor, each.message)

    def section(self, declared: Iterable[tuple[str, Any, Any, str]]) -> tuple[Input, ...]:
        return tuple(
            self.input(name, (label, hint, autocomplete), _kind(name), _choices(name))
            for name, label, hint, autocomplete in declared
        )

    def input(
        self,
        name: str,
        said: tuple[Any, Any, str],
        kind: str,
        choices: Choices = (),
        *,
        german: bool = False,
    ) -> Input:
        """`said` is label, hint and the browser's word for filling in."""
        label, hint, autocomplete = said
        self.labels[name] = label
        stored, mine = self.other.get(name, (None, None))
        return Input(
            id=name,
            label=label,
            hint=hint,
            kind=kind,
            choices=choices,
            german=german,
            autocomplete=autocomplete,
            error=self.errors.get(name, ""),
            other=stored,
            text=mine if mine is not None else self.texts.get(name, ""),
        )

    def item(self, row: CaseItem, item: Item, amount: ItemAmount | None) -> ItemForm:
        own = tuple(self._of_item(row.number, each) for each in item.fields)
        place = tuple(
            self.input(fields.field_id(row.number, name), (label, hint, "off"), _kind(name))
            for name, label, hint, _ in (words.PLACE if item.needs_place else ())
        )
        return ItemForm(row.number, item, pays(item), limit_words(item), own, place, amount)

    def _of_item(self, number: int, field: ItemField) -> Input:
        choices: Choices = ()
        if field.kind is FieldKind.CHOICE:
            choices = (("", "bitte wählen"), *field.choices)
        elif field.kind is FieldKind.FLAG:
            choices = (("", "nein"), ("ja", "ja"))
        kind = "select" if choices else KINDS.get(field.kind, "text")
        said = (field.label, field.hint, "off")
        name = fields.field_id(number, field.name)
        return self.input(name, said, kind, choices, german=True)

    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(
            Conflict(name, self.labels.get(name, name), stored, typed)
            for name, (stored, typed) in self.other.items()
        )


KINDS = {
    FieldKind.LONG_TEXT: "area",
    FieldKind.WHOLE: "number",
    FieldKind.NUMBER: "decimal",
    FieldKind.MONEY: "decimal",
}


def _kind(name: str) -> str:
    if name == "description":
        return "area"
    if name == "kind":
        return "select"
    return "number" if name in words.NUMBERS else "text"


def _choices(name: str) -> Choices:
    return (("", "bitte wählen"), *ApplicantKind.choices) if name == "kind" else ()
