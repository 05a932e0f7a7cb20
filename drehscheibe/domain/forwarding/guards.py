"""What must hold before a step: the very rules that pages show."""

from decimal import Decimal
from typing import cast

from django.db.models import Sum

from drehscheibe.domain.forwarding.facts import allocation_facts, blocking_findings
from drehscheibe.domain.forwarding.findings import (
    allocation_findings,
    contract_findings,
)
from drehscheibe.domain.forwarding.models import (
    Allocation,
    ForwardingCall,
    ForwardingCase,
    ForwardingContract,
    ForwardingProof,
    JuryVote,
)
from drehscheibe.domain.forwarding.proof_checks import proof_gaps
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def allocation_has_an_amount(attempt: Attempt) -> None:
    """Nothing is granted that is nothing."""
    if cast(Allocation, attempt.on).amount <= 0:
        raise TransitionRefused("Die Zuteilung beträgt 0 €. Legen Sie sie mit Betrag neu an.")


def granter_did_not_prepare(attempt: Attempt) -> None:
    """Four eyes: who prepared the allocation does not grant it (F24)."""
    if cast(Allocation, attempt.on).prepared_by == attempt.by:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diese Zuteilung vorbereitet. "
            "Bitte lassen Sie eine andere Person zeichnen."
        )


def no_case_is_open(attempt: Attempt) -> None:
    """The centre proves when no third party's case is open any more."""
    open_cases = (
        ForwardingCase.objects.filter(allocation_id=attempt.on.pk)
        .exclude(status__in=["closed", "refused", "withdrawn", "draft"])
        .count()
    )
    if open_cases:
        raise TransitionRefused(
            f"{open_cases} Anträge Dritter sind noch nicht abgeschlossen. Prüfen Sie zuerst deren "
            "Nachweise."
        )


def call_is_open(attempt: Attempt) -> None:
    """Third parties hand in while the call is open."""
    call = _call(attempt)
    today = day_of(attempt.at)
    if call.status != "open" or not call.opens_on <= today <= call.closes_on:
        raise TransitionRefused(
            "Der Aufruf ist nicht offen. Fragen Sie das Kommunale Integrationszentrum."
        )


def address_is_confirmed(attempt: Attempt) -> None:
    """The link came back from the mailbox, or the centre enters a paper application."""
    by: Person | None = attempt.by  # nobody, when the third party itself takes the step
    if by is None and _case(attempt).confirmed_at is None:
        raise TransitionRefused(
            "Bestätigen Sie zuerst Ihre E-Mail-Adresse über den Link, den wir geschickt haben."
        )


def case_is_complete(attempt: Attempt) -> None:
    """K01–K13 and missing inputs: nothing blocking is left."""
    left = blocking_findings(_case(attempt))
    if left:
        raise TransitionRefused(f"Es fehlt noch etwas ({len(left)}): {left[0].message}")


def queries_are_answered(attempt: Attempt) -> None:
    """Every question of the centre has its answer."""
    if _case(attempt).queries.filter(answer="").exists():
        raise TransitionRefused("Bitte beantworten Sie zuerst jede Rückfrage.")


def jury_has_voted(attempt: Attempt) -> None:
    """Where the call has a jury, it voted on the case before the decision."""
    case = _case(attempt)
    if case.call.with_jury and not JuryVote.objects.filter(case=case).exists():
        raise TransitionRefused("Über diesen Antrag hat die Jury noch nicht abgestimmt.")


def decider_did_not_check(attempt: Attempt) -> None:
    """Four eyes: who checked the case does not decide it."""
    if _case(attempt).checked_by == attempt.by:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Antrag geprüft. "
            "Bitte lassen Sie eine andere Person entscheiden."
        )


def promise_fits(attempt: Attempt) -> None:
    """A promise is named, sums up its items and stays within request and allocation (K10, K11).

    The promise of the case itself already counts in the sums, so only the totals are asked.
    """
    case = _case(attempt)
    parts = sum((item.promised or Decimal(0) for item in case.items.all()), Decimal(0))
    if not case.promised or parts != case.promised:
        raise TransitionRefused(
            "Tragen Sie zu jedem Fördergegenstand die Zusage ein; die Summe ist die Zusage."
        )
    found = allocation_findings(allocation_facts(Allocation.objects.get(pk=case.allocation_id)))
    if found:
        raise TransitionRefused(found[0].message)


def contract_is_signed(attempt: Attempt) -> None:
    """K11: both have signed, on the model in force."""
    contract = _contract(attempt)
    if contract is None or not (contract.centre_signed_on and contract.applicant_signed_on):
        raise TransitionRefused("Der Vertrag ist noch nicht von beiden Seiten gezeichnet.")
    facts = allocation_facts(Allocation.objects.get(pk=_case(attempt).allocation_id))
    signed_on = max(contract.centre_signed_on, contract.applicant_signed_on)
    found = contract_findings(
        facts, amount=Decimal(0), model_version=contract.model_version, on=signed_on
    )
    if found:
        raise TransitionRefused(found[0].message)


def payment_is_ordered(attempt: Attempt) -> None:
    """Something is ordered to be paid."""
    if not _case(attempt).payments.filter(cancelled_on=None).exists():
        raise TransitionRefused("Weisen Sie zuerst die Zahlung an.")


def proof_is_complete(attempt: Attempt) -> None:
    """Nothing is missing: text, every promised item, invoices (K08), every voucher's details."""
    case = _case(attempt)
    proof = ForwardingProof.objects.filter(case=case).first()
    left = proof_gaps(case, proof, on=day_of(attempt.at))
    if left:
        raise TransitionRefused(f"Es fehlt noch etwas ({len(left)}): {left[0].message}")


def proof_is_checked(attempt: Attempt) -> None:
    """Somebody checked the proof and said how much is accepted."""
    proof = ForwardingProof.objects.filter(case_id=attempt.on.pk).first()
    if proof is None or proof.eligible is None or proof.checked_by is None:
        raise TransitionRefused("Tragen Sie zuerst ein, wie viel der Ausgaben anerkannt ist.")


def repayment_is_claimed(attempt: Attempt) -> None:
    """The claim with its amount is written."""
    if not _case(attempt).repayments.exists():
        raise TransitionRefused("Legen Sie zuerst die Rückforderung mit Betrag und Frist an.")


def nothing_is_owed(attempt: Attempt) -> None:
    """What was paid beyond what is accepted was claimed back and has come in."""
    case = _case(attempt)
    claims = list(case.repayments.all())
    if any(claim.returned < claim.amount for claim in claims):
        raise TransitionRefused("Die Rückforderung ist noch nicht ganz bezahlt.")
    owed = (each.interest - each.interest_returned for each in claims if not each.waived_reason)
    if (interest := sum(owed, Decimal(0))) > 0:
        raise TransitionRefused(
            f"Von den Zinsen fehlen noch {euro(interest)}. Tragen Sie den Eingang ein, oder "
            "verzichten Sie mit Begründung darauf."
        )
    proof = ForwardingProof.objects.filter(case_id=case.pk).first()
    accepted = proof.eligible or Decimal(0) if proof else Decimal(0)
    orders = case.payments.filter(order__status="paid")
    paid = orders.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    left = paid - accepted - sum((claim.returned for claim in claims), Decimal(0))
    if left > 0:
        raise TransitionRefused(
            f"Gezahlt sind {euro(left)} mehr als anerkannt. Fordern Sie den Betrag zuerst zurück."
        )


def _case(attempt: Attempt) -> ForwardingCase:
    return cast(ForwardingCase, attempt.on)


def _call(attempt: Attempt) -> ForwardingCall:
    return _case(attempt).call


def _contract(attempt: Attempt) -> ForwardingContract | None:
    return _case(attempt).contracts.filter(cancelled_on=None).first()
