"""Checking a third party's proof and closing its case; amounts in euro."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.case_facts import ItemFacts
from drehscheibe.domain.forwarding.centre.locking import (
    case_for_step,
    locked_case,
    require_state,
)
from drehscheibe.domain.forwarding.centre.paying import paid_of, refuse_while_paying
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.findings import proof_findings
from drehscheibe.domain.forwarding.models import (
    CaseIs,
    ForwardingCase,
    ForwardingProof,
    ForwardingProofLine,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class CheckedProof:
    """What the centre accepts: euro by the number of the item, notes, and the check note."""

    eligible: Mapping[int, Decimal]
    note: str
    notes: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def check_proof(
    *, case: ForwardingCase, checked: CheckedProof, by: Person, at: datetime
) -> ForwardingProof:
    """Say what of each item is accepted: at most what was proved and what was promised (K08).

    Raises `StepRefused` with the field; may be repeated until the case is closed or claimed.
    """
    row = locked_case(case, may.CASE_CHECK, by=by, at=at)
    require_state(row, "Nachweis prüfen", CaseIs.PROOF_SUBMITTED)
    proof = ForwardingProof.objects.select_for_update(of=("self",)).get(case=row)
    lines = list(proof.lines.select_related("item"))
    _refuse_without_invoice(row, proof, lines, checked)
    for line in lines:
        number = line.item.number
        line.eligible = _accepted(line, checked.eligible.get(number, ZERO))
        line.note = checked.notes.get(number, "").strip()
    total = sum((line.eligible or ZERO for line in lines), ZERO)
    if total < paid_of(row) and not checked.note.strip():
        raise StepRefused(
            "Anerkannt ist weniger als gezahlt. Bitte schreiben Sie den Prüfvermerk.", field="note"
        )
    ForwardingProofLine.objects.bulk_update(lines, ["eligible", "note"])
    proof.eligible, proof.check_note = total, checked.note.strip()
    proof.checked_by, proof.checked_on = by, day_of(at)
    proof.save()
    record(
        "forwarding.proof.check", about=proof, by=by, at=at,
        detail={"case": row.pk, "eligible": str(total)},
    )  # fmt: skip
    return proof


@transaction.atomic
def close_case(*, case: ForwardingCase, by: Person, at: datetime) -> ForwardingCase:
    """Close the case: nothing is owed, nothing is on its way; vouchers stay until their day."""
    row = case_for_step(case, "close", by=by, at=at)
    refuse_while_paying(row)
    return perform(CASE, "close", on=row, by=by, at=at)


def owed(case: ForwardingCase) -> Decimal:
    """Paid beyond what is accepted and not claimed back yet or still to come in."""
    proof = ForwardingProof.objects.filter(case_id=case.pk).first()
    if proof is None or proof.eligible is None:
        return ZERO
    back = sum((each.returned for each in case.repayments.all()), ZERO)
    return max(paid_of(case) - proof.eligible - back, ZERO)


def _accepted(line: ForwardingProofLine, amount: Decimal) -> Decimal:
    most = min(line.claimed or ZERO, line.item.promised or ZERO)
    if not ZERO <= amount <= most:
        raise StepRefused(
            f"Zu Punkt {line.item.number} sind höchstens {euro(most)} möglich: nachgewiesen sind "
            f"{euro(line.claimed or ZERO)}, zugesagt {euro(line.item.promised or ZERO)}.",
            field=f"item-{line.item.number}",
        )
    return amount


def _refuse_without_invoice(
    row: ForwardingCase,
    proof: ForwardingProof,
    lines: list[ForwardingProofLine],
    checked: CheckedProof,
) -> None:
    """K08: what needs an invoice and has none is not accepted, also when the centre checks."""
    accepted = [line.item for line in lines if checked.eligible.get(line.item.number, ZERO) > 0]
    facts = [ItemFacts(number=item.number, code=item.code, values={}) for item in accepted]
    vouchers = proof.vouchers.exclude(document=None).exclude(item=None)
    numbers = set(vouchers.values_list("item__number", flat=True))
    for finding in proof_findings(programme_of(row), facts, with_voucher=numbers):
        number = finding.anchor.split("-")[1]
        raise StepRefused(
            "Ohne Rechnung wird die Übersetzung nicht anerkannt. Fragen Sie nach der Rechnung, "
            "oder erkennen Sie 0 € an. (K08)",
            field=f"item-{number}",
        )
