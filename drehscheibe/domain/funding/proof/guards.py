"""What must hold before a step of a proof; completeness is what „Was fehlt noch?“ shows."""

from decimal import Decimal
from typing import cast

from drehscheibe.domain.funding.models import Application, ProofIs, ProofOfUse, Reclaim
from drehscheibe.domain.funding.payout.call_orders import orders_by_call
from drehscheibe.domain.funding.payout.selectors import live_calls
from drehscheibe.domain.funding.proof.facts import blocking_findings
from drehscheibe.domain.funding.proof.money import NO_MONEY, money_by_case
from drehscheibe.domain.payments.models import OrderIs
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused

BACK = (OrderIs.RETURNED, OrderIs.CANCELLED)
"""A payment that came back from the bank, or was taken back before it went there."""


def proof_is_complete(attempt: Attempt) -> None:
    """F19 and the missing parts: nothing blocking is left, nothing typed is unreadable."""
    left = blocking_findings(_proof(attempt), on=day_of(attempt.at))
    if left:
        raise TransitionRefused(
            f"Es fehlt noch etwas ({len(left)}): {left[0].message} "
            "Alle offenen Punkte stehen unter „Was fehlt noch?“."
        )


def queries_are_answered(attempt: Attempt) -> None:
    """Every question of the authority has its answer."""
    if _proof(attempt).queries.filter(answer="").exists():
        raise TransitionRefused(
            "Bitte beantworten Sie zuerst jede Rückfrage der Bewilligungsbehörde."
        )


def no_call_is_open(attempt: Attempt) -> None:
    """What was paid stands with the proof, so every call is paid or withdrawn before.

    The lock on the case makes a call that is just being requested wait, and the other way round.
    """
    case = Application.objects.select_for_update(no_key=True).get(pk=_proof(attempt).application_id)
    orders = orders_by_call(case)
    for call in live_calls(case):
        order = orders.get(call.pk)
        if order is not None and order.status in BACK:
            raise TransitionRefused(
                f"Die Zahlung zum Mittelabruf {call.number} über {euro(call.total)} ist nicht "
                "angekommen. Die Behörde weist sie neu an oder erklärt, dass sie nicht mehr "
                "gezahlt wird; danach können Sie einreichen."
            )
        if order is None or order.status != OrderIs.PAID:
            raise TransitionRefused(
                f"Der Mittelabruf {call.number} über {euro(call.total)} ist noch nicht ausgezahlt. "
                "Warten Sie die Zahlung ab oder ziehen Sie den Abruf zurück."
            )


def payments_have_stayed(attempt: Attempt) -> None:
    """What the proof counts as paid is still paid; after a return nothing is decided on it."""
    proof = _proof(attempt)
    now, proved = _paid_now(proof), proof.paid or Decimal(0)
    if now < proved:
        raise TransitionRefused(
            f"{euro(proved - now)} sind von der Bank zurückgekommen: Der Nachweis rechnet mit "
            f"{euro(proved)} ausgezahlt, zurzeit sind es {euro(now)}. Lassen Sie die Zahlung unter "
            f"„Mittel“ neu anweisen. {OTHER_WAY.get(ProofIs(proof.status), '')}".strip()
        )


OTHER_WAY = {
    ProofIs.SUBMITTED: "Soll nicht mehr gezahlt werden, stellen Sie eine Rückfrage; der Träger "
    "reicht den Nachweis dann mit dem neuen Betrag ein.",
    ProofIs.CHECKED: "Soll nicht mehr gezahlt werden, geben Sie die Prüfung zurück.",
}


def a_payment_came_back(attempt: Attempt) -> None:
    """A closed case is taken up again only when its sums hold no longer."""
    proof = _proof(attempt)
    if not has_come_back(proof):
        raise TransitionRefused(
            "Wieder aufgenommen wird ein abgeschlossener Vorgang nur, wenn eine Auszahlung von der "
            "Bank zurückgekommen ist. Alle Auszahlungen stehen."
        )
    if Reclaim.objects.filter(proof_id=proof.pk).exists():
        raise TransitionRefused(
            "Zu diesem Vorgang gibt es schon eine Anhörung oder Erstattung. Lassen Sie die "
            "zurückgekommene Zahlung unter „Mittel“ neu anweisen."
        )


def has_come_back(proof: ProofOfUse) -> bool:
    """Whether less is paid now than the proof counts as paid."""
    return _paid_now(proof) < (proof.paid or Decimal(0))


def _paid_now(proof: ProofOfUse) -> Decimal:
    case = proof.application_id
    return money_by_case([case]).get(case, NO_MONEY).paid


def check_is_written(attempt: Attempt) -> None:
    """The check note and the accepted amount are written (VV 11)."""
    proof = _proof(attempt)
    if proof.accepted is None or not proof.check_note.strip():
        raise TransitionRefused(
            "Bitte tragen Sie den Prüfungsvermerk und den anerkannten Betrag ein."
        )


def checker_did_not_enter_it(attempt: Attempt) -> None:
    """F24: who entered or handed in the proof does not check it."""
    proof = _proof(attempt)
    if attempt.by.pk in {proof.entered_by_id, proof.submitted_by_id}:
        raise TransitionRefused(
            "Sie haben diesen Nachweis erfasst oder eingereicht. "
            "Bitte lassen Sie eine andere Person prüfen."
        )


def closer_did_not_check(attempt: Attempt) -> None:
    """F24: who checked the proof does not close it (four eyes)."""
    if _proof(attempt).checked_by_id == attempt.by.pk:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Nachweis geprüft. "
            "Bitte lassen Sie eine andere Person abschließen."
        )


def acts_for_the_authority(attempt: Attempt) -> None:
    """F24: nobody checks or closes the proof of an organisation they act for."""
    centre = _proof(attempt).application.centre
    own = attempt.by.memberships.live(day_of(attempt.at)).filter(
        organisation__in=[centre.organisation_id, centre.carrier_id]
    )
    if own.exists():
        raise TransitionRefused("Sie gehören zum Träger und dürfen hier nicht entscheiden.")


def nothing_is_claimed(attempt: Attempt) -> None:
    """F20: not more was paid than the check accepted."""
    if (claim := claim_of(_proof(attempt))) > 0:
        raise TransitionRefused(
            f"Ausgezahlt ist mehr als anerkannt: {euro(claim)} sind zurückzufordern. "
            "Beginnen Sie mit der Anhörung."
        )


def something_is_claimed(attempt: Attempt) -> None:
    """F20: more was paid than the check accepted."""
    if claim_of(_proof(attempt)) <= 0:
        raise TransitionRefused(
            "Es ist nicht mehr ausgezahlt als anerkannt. Sie können ohne Forderung abschließen."
        )


def retention_is_over(attempt: Attempt) -> None:
    """F23: the vouchers' time is over and no legal hold stands."""
    proof = _proof(attempt)
    if proof.legal_hold:
        raise TransitionRefused(
            "Für diesen Nachweis gilt eine Löschsperre. Heben Sie sie erst auf."
        )
    if proof.retain_until is None or day_of(attempt.at) <= proof.retain_until:
        until = german_day(proof.retain_until) if proof.retain_until else "später"
        raise TransitionRefused(f"Die Belege sind bis zum {until} aufzubewahren.")


def claim_of(proof: ProofOfUse) -> Decimal:
    """Paid beyond what the check accepted, in euro; 0 or negative is no claim."""
    accepted = proof.eligible if proof.accepted is None else proof.accepted
    return (proof.paid or Decimal(0)) - (accepted or Decimal(0))


def _proof(attempt: Attempt) -> ProofOfUse:
    return cast(ProofOfUse, attempt.on)
