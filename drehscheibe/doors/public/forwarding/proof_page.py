"""The proof as sections of inputs: what happened, the numbers of each item, the vouchers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.forwarding.item_values import shown_value
from drehscheibe.domain.forwarding.models import (
    CaseItem,
    ForwardingCase,
    ForwardingProof,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.programme import Item, Programme
from drehscheibe.domain.forwarding.third_party import proof_fields
from drehscheibe.domain.forwarding.third_party.drafting import Saved
from drehscheibe.domain.funding.application_facts import Finding
from drehscheibe.doors.public.forwarding.draft_page import KINDS, Conflict, Input

VOUCHER_INPUTS = (
    ("dated_on", _("Datum auf dem Beleg"), "text"),
    ("paid_on", _("Bezahlt am"), "text"),
    ("amount", _("Betrag in Euro"), "decimal"),
    ("payee", _("Von wem ist der Beleg?"), "text"),
    ("purpose", _("Wofür war das?"), "text"),
)


@dataclass(frozen=True)
class Line:
    """A promised item: what was promised, what is proved so far, its inputs."""

    row: CaseItem
    item: Item
    claimed: Decimal | None
    inputs: tuple[Input, ...]
    error: str = ""


@dataclass(frozen=True)
class VoucherForm:
    """One voucher with its inputs."""

    voucher: ForwardingVoucher
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class ProofPage:
    """Everything the pages of the proof show."""

    text: Input
    participants: Input
    lines: tuple[Line, ...]
    vouchers: tuple[VoucherForm, ...]
    conflicts: tuple[Conflict, ...]
    claimed: Decimal
    photo_error: str

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every input of the first page."""
        return (self.text, self.participants, *(i for line in self.lines for i in line.inputs))


def proof_page(
    case: ForwardingCase, programme: Programme, *, saved: Saved | None, typed: Mapping[str, str],
    gaps: Iterable[Finding] = (),
) -> ProofPage:  # fmt: skip
    """Lay out the proof; where nothing is proved yet the numbers of the application stand there.

    `gaps` are said at their fields.
    """
    proof = ForwardingProof.objects.filter(case=case).first() or ForwardingProof(case=case)
    proof.case = case
    known = proof_fields.texts(proof, programme) if proof.pk else {}
    lacking = {each.anchor: each.message for each in gaps}
    shown = known | {k: v for k, v in typed.items() if k in known or not proof.pk}
    maker = _Maker(shown, saved, lacking)
    mine = {each.item_id: each for each in proof.lines.all()} if proof.pk else {}
    items = tuple((str(each.number), each) for each in proof_fields.promised_items(proof))
    lines = tuple(
        Line(
            row, programme.item(row.code), mine[row.pk].claimed if row.pk in mine else None,
            maker.line(row, programme.item(row.code), row.pk not in mine),
            lacking.get(f"lines-{row.number}", ""),
        )
        for _, row in items
    )  # fmt: skip
    choices = (("", "–"), *((n, programme.item(row.code).label) for n, row in items))
    vouchers = proof.vouchers.select_related("document") if proof.pk else ()
    return ProofPage(
        text=maker.input("text", (_("Was ist geschehen?"), _("Ein paar Sätze genügen.")), "area"),
        participants=maker.input(
            "participants", (_("Wie viele Menschen haben Sie erreicht?"), ""), "number"
        ),
        lines=lines,
        vouchers=tuple(maker.voucher(each, choices) for each in vouchers),
        conflicts=maker.conflicts(),
        claimed=sum((each.claimed or Decimal(0) for each in lines), Decimal(0)),
        photo_error=lacking.get("photo", ""),
    )  # fmt: skip


class _Maker:
    """Knows texts, errors and conflicts while the page is laid out."""

    def __init__(
        self, texts: Mapping[str, str], saved: Saved | None, lacking: Mapping[str, str]
    ) -> None:
        self.texts = dict(texts)
        self.errors = {**lacking, **(saved.errors if saved else {})}
        self.other = saved.conflicts if saved else {}
        self.labels: dict[str, Any] = {}

    def input(
        self,
        name: str,
        words: tuple[Any, Any],
        kind: str,
        *,
        choices: Any = (),
        start: str | None = None,
    ) -> Input:
        """`start` stands there while nothing is typed; such inputs are the programme's own."""
        self.labels[name] = words[0]
        stored, mine = self.other.get(name, (None, None))
        return Input(
            id=name,
            label=words[0],
            hint=words[1],
            kind=kind,
            choices=choices,
            german=start is not None,
            text=mine if mine is not None else self.texts.get(name) or start or "",
            error=self.errors.get(name, ""),
            other=stored,
        )

    def line(self, row: CaseItem, item: Item, fresh: bool) -> tuple[Input, ...]:
        return tuple(
            self.input(
                f"lines-{row.number}-{each.name}",
                (each.label, ""),
                "select" if each.choices else KINDS.get(each.kind, "text"),
                choices=(("", "bitte wählen"), *each.choices) if each.choices else (),
                start=shown_value(each, row.values.get(each.name)) if fresh else "",
            )
            for each in proof_fields.asked(item)
        )

    def voucher(self, voucher: ForwardingVoucher, choices: Any) -> VoucherForm:
        own = f"vouchers-{voucher.number}-"
        belongs = (_("Wozu gehört der Beleg?"), "")
        inputs = [self.input(f"{own}item", belongs, "select", choices=choices)]
        inputs += [self.input(f"{own}{name}", (w, ""), kind) for name, w, kind in VOUCHER_INPUTS]
        return VoucherForm(voucher, tuple(inputs))

    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(
            Conflict(name, self.labels.get(name, name), stored, typed)
            for name, (stored, typed) in self.other.items()
        )
