"""What comes back: entered once, never more than owed; the claim is settled and the file closed."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse, Reclaim, Repayment
from drehscheibe.domain.funding.proof import mails
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import letters
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.interest import Received
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.domain.funding.reclaim.statement import (
    Statement,
    received_on,
    statement,
    waived_of,
)
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.actions import perform

RELATED = ("application__centre__carrier", "application__authority")


@transaction.atomic
def enter_repayment(
    *,
    proof: ProofOfUse,
    received_on: date,
    amount: Decimal,
    reference: str,
    by: Person,
    at: datetime,
) -> Repayment:
    """An officer enters what came in (euro); a repayment is never changed afterwards.

    Raises `ReclaimRefused`: more than principal and interest, a day to come, entered already.
    """
    rows = ProofOfUse.objects.select_related(*RELATED)
    locked = locked_for(by, may.ENTER, proof, on=day_of(at), rows=rows)
    claim = Reclaim.objects.select_for_update().filter(proof=locked).first()
    if claim is None or locked.status != ProofIs.RECLAIMED:
        raise ReclaimRefused(
            "Eingänge lassen sich eintragen, solange eine Erstattung gefordert und nicht "
            f"beglichen ist. Der Stand ist „{locked.get_status_display()}“."
        )
    _refuse_wrong_entry(claim, received_on, amount, reference, today=day_of(at))
    _refuse_too_much(claim, Received(received_on, amount))
    try:
        with transaction.atomic():
            entered = Repayment.objects.create(
                reclaim=claim,
                received_on=received_on,
                amount=amount,
                reference=reference.strip(),
                entered_by=by,
                entered_at=at,
            )
    except IntegrityError:
        raise ReclaimRefused(
            f"Ein Eingang mit diesem Kassenzeichen vom {german_day(received_on)} ist schon "
            "eingetragen.",
            field="reference",
        ) from None
    record(
        "funding.repayment.enter", about=entered, by=by, at=at,
        detail={"case": locked.application.number, "amount": str(amount)},
    )  # fmt: skip
    return entered


@transaction.atomic
def settle(*, proof: ProofOfUse, by: Person, at: datetime) -> ProofOfUse:
    """An officer finds that principal and interest are paid."""
    moved = perform(PROOF, "repay", on=proof, by=by, at=at)
    mails.tell_approvers(moved, news="Erstattung beglichen", at=at)
    return moved


@transaction.atomic
def finish(*, proof: ProofOfUse, by: Person, at: datetime) -> ProofOfUse:
    """A second person closes the file; the closing letter is frozen and the carrier told."""
    moved = perform(PROOF, "finish", on=proof, by=by, at=at)
    whole = ProofOfUse.objects.select_related(*RELATED).get(pk=moved.pk)
    letters.freeze_closing(whole, by=by, at=at)
    mails.tell_carrier(whole, news="Erstattet und abgeschlossen", at=at)
    return whole


def after(claim: Reclaim, new: Received) -> Statement:
    """The claim with one more receipt, on the day of the last one."""
    everything = [*received_on(claim), new]
    last = max(each.on for each in everything)
    return statement(
        claim.principal,
        arises_on=claim.arises_on,
        on=last,
        received=everything,
        waived=waived_of(claim),
    )


def _refuse_too_much(claim: Reclaim, new: Received) -> None:
    """Also a late entry of an early receipt counts: it lessens the interest of the later days."""
    then = after(claim, new)
    if then.received > then.owed:
        most = new.amount - (then.received - then.owed)
        raise ReclaimRefused(
            f"Das ist mehr, als geschuldet wird: Offen sind am {german_day(then.on)} noch "
            f"{euro(max(Decimal(0), most))} einschließlich Zinsen.",
            field="amount",
        )


def _refuse_wrong_entry(
    claim: Reclaim, day: date, amount: Decimal, reference: str, *, today: date
) -> None:
    if day > today:
        raise ReclaimRefused("Der Tag des Eingangs liegt in der Zukunft.", field="received_on")
    if day < claim.arises_on:
        raise ReclaimRefused(
            f"Die Forderung ist erst am {german_day(claim.arises_on)} entstanden.",
            field="received_on",
        )
    if amount <= 0:
        raise ReclaimRefused("Tragen Sie einen Betrag über 0 € ein.", field="amount")
    if not reference.strip():
        raise ReclaimRefused("Tragen Sie das Kassenzeichen ein.", field="reference")
