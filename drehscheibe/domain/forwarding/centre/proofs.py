"""Checking a third party's proof, claiming back, closing; amounts in euro."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.case_facts import ItemFacts
from drehscheibe.domain.forwarding.centre.letters import claim_letter
from drehscheibe.domain.forwarding.centre.locking import (
    case_for_step,
    locked_case,
    require_state,
)
from drehscheibe.domain.forwarding.centre.paying import on_the_way, paid_of
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.findings import proof_findings
from drehscheibe.domain.forwarding.models import (
    CaseIs,
    ForwardingCase,
    ForwardingProof,
    ForwardingProofLine,
    ForwardingRepayment,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.third_party.links import LinkMaker
from drehscheibe.domain.forwarding.third_party.mails import tell_third_party
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.deadlines import years_after
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import letter_pdf
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

ZERO = Decimal(0)
KEPT_YEARS = 5
"""Years a voucher is kept after the proof came in (F23, ANBest of 2012; a parameter)."""


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
    proof.kept_until = proof.kept_until or _kept_until(proof)
    proof.save()
    record(
        "forwarding.proof.check", about=proof, by=by, at=at,
        detail={"case": row.pk, "eligible": str(total)},
    )  # fmt: skip
    return proof


@transaction.atomic
def claim_back(
    *,
    case: ForwardingCase,
    reason: str,
    due_on: date,
    link: LinkMaker,
    by: Person,
    at: datetime,
) -> ForwardingRepayment:
    """Claim what was paid beyond what is accepted, with a letter; the amount is not typed."""
    row = case_for_step(case, "claim", by=by, at=at)
    _refuse_while_paying(row)
    amount = owed(row)
    if amount <= 0:
        raise StepRefused("Es ist nicht mehr gezahlt als anerkannt. Schließen Sie den Fall ab.")
    if due_on <= day_of(at):
        raise StepRefused("Die Frist muss in der Zukunft liegen.", field="due_on")
    if not reason.strip():
        raise StepRefused("Bitte begründen Sie die Rückforderung.", field="reason")
    claim = ForwardingRepayment.objects.create(
        case=row, amount=amount, reason=reason.strip(), claimed_on=day_of(at), due_on=due_on,
        claimed_by=by,
    )  # fmt: skip
    claim.document = freeze_letter(
        content=letter_pdf(claim_letter(claim, row, at=at), issued_at=at),
        series=row.letter_series + ":claim",
        title=f"Rückforderung {row.number}",
        owner=row.centre.organisation,
        by=by,
        at=at,
    )
    claim.save(update_fields=["document"])
    moved = perform(CASE, "claim", on=row, by=by, at=at, reason=reason)
    tell_third_party(moved, news="Ein Teil des Geldes ist zurückzuzahlen", link=link, at=at)
    return claim


@transaction.atomic
def note_money_back(
    *, claim: ForwardingRepayment, amount: Decimal, received_on: date, by: Person, at: datetime
) -> ForwardingRepayment:
    """Money of a claim has come in, whole or in part."""
    locked_case(claim.case, may.CASE_DECIDE, by=by, at=at)
    row = ForwardingRepayment.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    left = row.amount - row.returned
    if not ZERO < amount <= left:
        raise StepRefused(f"Offen sind noch {euro(left)}.", field="amount")
    if received_on > day_of(at):
        raise StepRefused("Der Eingang liegt in der Zukunft.", field="received_on")
    row.returned, row.returned_on = row.returned + amount, received_on
    row.save(update_fields=["returned", "returned_on"])
    record(
        "forwarding.repayment.receive", about=row, by=by, at=at,
        detail={"case": row.case_id, "amount": str(amount)},
    )  # fmt: skip
    return row


@transaction.atomic
def close_case(*, case: ForwardingCase, by: Person, at: datetime) -> ForwardingCase:
    """Close the case: nothing is owed, nothing is on its way; vouchers stay until their day."""
    row = case_for_step(case, "close", by=by, at=at)
    _refuse_while_paying(row)
    return perform(CASE, "close", on=row, by=by, at=at)


@transaction.atomic
def delete_voucher(*, voucher: ForwardingVoucher, by: Person, at: datetime) -> None:
    """Remove a voucher after its time; F23: never before. Raises `StepRefused`."""
    proof = voucher.proof
    locked_case(proof.case, may.CASE_DECIDE, by=by, at=at)
    if proof.kept_until is None or day_of(at) <= proof.kept_until:
        until = f"bis {german_day(proof.kept_until)}" if proof.kept_until else "bis zur Prüfung"
        raise StepRefused(f"Belege sind {until} aufzubewahren und werden nicht gelöscht. (F23)")
    record("forwarding.voucher.delete", about=voucher, by=by, at=at, detail={"case": proof.case_id})
    voucher.delete()


def owed(case: ForwardingCase) -> Decimal:
    """Paid beyond what is accepted and not claimed back yet or still to come in."""
    proof = ForwardingProof.objects.filter(case_id=case.pk).first()
    if proof is None or proof.eligible is None:
        return ZERO
    back = sum((each.returned for each in case.repayments.all()), ZERO)
    return max(paid_of(case) - proof.eligible - back, ZERO)


def _kept_until(proof: ForwardingProof) -> date | None:
    return years_after(proof.submitted_on, KEPT_YEARS) if proof.submitted_on else None


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


def _refuse_while_paying(row: ForwardingCase) -> None:
    if on_the_way(row) > 0:
        raise StepRefused(
            "Eine angewiesene Zahlung ist noch nicht ausgeführt. Warten Sie den Zahlungslauf ab, "
            "oder nehmen Sie sie zurück."
        )
