"""Refraining from interest on a claim (§ 49a (3) sentence 2 VwVfG NRW): prepared, then signed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.funding.models import InterestWaiver, ProofIs, ProofOfUse, Reclaim
from drehscheibe.domain.funding.proof import mails
from drehscheibe.domain.funding.reclaim import letters
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.statement import Statement, statement_of
from drehscheibe.domain.funding.reclaim.statement import received_on as received_of
from drehscheibe.domain.funding.reclaim.workflow import WAIVER
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.wording import NoWording
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform

RELATED = ("application__centre__carrier", "application__authority")


@dataclass(frozen=True, kw_only=True)
class WaiverTerms:
    """Of how much interest the claim is freed, and why; `amount` None means all that is open."""

    ground: str
    amount: Decimal | None
    reason: str


@transaction.atomic
def prepare_waiver(
    *, proof: ProofOfUse, terms: WaiverTerms, by: Person, at: datetime
) -> InterestWaiver:
    """An officer prepares the waiver; raises `ReclaimRefused` with its field."""
    today = day_of(at)
    check(by, may.PREPARE, proof, on=today)
    claim = _locked_claim(proof)
    if claim is None or claim.proof.status != ProofIs.RECLAIMED:
        raise ReclaimRefused(
            "Auf Zinsen kann verzichtet werden, solange eine Erstattung gefordert und nicht "
            "beglichen ist."
        )
    owed = statement_of(claim, on=today)
    amount = owed.open_interest if terms.amount is None else terms.amount
    _refuse_wrong_waiver(claim, terms, amount, owed)
    if claim.waivers.filter(status=InterestWaiver.Is.PREPARED).exists():
        raise ReclaimRefused(
            "Ein Zinsverzicht ist schon vorbereitet. Bitte lassen Sie ihn zeichnen oder verwerfen "
            "Sie ihn zuerst."
        )
    waiver = InterestWaiver.objects.create(
        reclaim=claim, ground=terms.ground, amount=amount, reason=terms.reason.strip(),
        prepared_by=by, prepared_at=at,
    )  # fmt: skip
    check(by, may.WAIVE_PREPARE, waiver, on=today)
    record(
        "funding.waiver.prepare", about=waiver, by=by, at=at,
        detail={"case": claim.proof.application.number, "amount": str(amount)},
    )  # fmt: skip
    mails.tell_approvers(claim.proof, news="Zinsverzicht vorbereitet", at=at)
    return waiver


@transaction.atomic
def sign_waiver(*, waiver: InterestWaiver, by: Person, at: datetime) -> InterestWaiver:
    """A second person signs; the letter is frozen and the carrier told."""
    claim = _locked_claim(waiver.reclaim.proof)  # a receipt of this moment waits, or is counted
    if claim is None:
        raise ReclaimRefused("Es ist nichts gefordert.")
    signed = perform(WAIVER, "sign", on=waiver, by=by, at=at)
    signed.reclaim = claim
    signed.decided_by, signed.decided_on = by, day_of(at)
    try:
        signed.letter = letters.freeze_waiver(signed, by=by, at=at)
    except NoWording as missing:
        raise ReclaimRefused(str(missing)) from None
    signed.save(update_fields=["decided_by", "decided_on", "letter"])  # immutable from here on
    mails.tell_carrier(claim.proof, news=f"Verzicht auf {euro(signed.amount)} Zinsen", at=at)
    return signed


def end_waiver(
    *, waiver: InterestWaiver, step: str, reason: str, by: Person, at: datetime
) -> InterestWaiver:
    """Discard (officer) or turn down (approver) what is only prepared, with the reason."""
    return perform(WAIVER, step, on=waiver, by=by, at=at, reason=reason)


def repaid_in_time(claim: Reclaim) -> bool:
    """Whether the whole principal came in by the day of payment the notice set."""
    if claim.due_on is None:
        return False
    until = [each for each in received_of(claim) if each.on <= claim.due_on]
    return sum((each.amount for each in until), Decimal(0)) >= claim.principal


def _refuse_wrong_waiver(
    claim: Reclaim, terms: WaiverTerms, amount: Decimal, owed: Statement
) -> None:
    if terms.ground == InterestWaiver.Ground.NOT_AT_FAULT and not repaid_in_time(claim):
        day = german_day(claim.due_on) if claim.due_on else ""
        raise ReclaimRefused(
            f"Die Hauptforderung ist nicht ganz bis zum {day} eingegangen. Auf diesen Anlass lässt "
            "sich der Verzicht nicht stützen; wählen Sie „Anderer Grund“ und begründen Sie ihn.",
            field="ground",
        )
    if terms.amount is None and owed.remaining_principal > 0:
        raise ReclaimRefused(
            f"Von der Hauptforderung sind noch {euro(owed.remaining_principal)} offen, die Zinsen "
            "laufen weiter. Geben Sie den Teil an, auf den verzichtet wird.",
            field="extent",
        )
    if not 0 < amount <= owed.open_interest:
        raise ReclaimRefused(
            "Es sind keine Zinsen offen."
            if owed.open_interest <= 0
            else f"Verzichtet werden kann auf mehr als 0 € bis {euro(owed.open_interest)}: So viel "
            f"ist am {german_day(owed.on)} an Zinsen offen.",
            field="amount",
        )
    if not terms.reason.strip():
        raise ReclaimRefused("Bitte begründen Sie den Verzicht.", field="reason")


def _locked_claim(proof: ProofOfUse) -> Reclaim | None:
    """Proof and claim under a lock, in the order of every action of this room."""
    rows = ProofOfUse.objects.select_related(*RELATED).select_for_update(of=("self",), no_key=True)
    locked = rows.get(pk=proof.pk)
    claim = Reclaim.objects.select_for_update(of=("self",)).filter(proof=locked).first()
    if claim is not None:
        claim.proof = locked
    return claim
