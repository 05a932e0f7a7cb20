"""What must hold before a step of a proof; completeness is what „Was fehlt noch?“ shows."""

from decimal import Decimal
from typing import cast

from drehscheibe.domain.funding.models import Application, ProofOfUse
from drehscheibe.domain.funding.payout.selectors import live_calls, orders_by_call
from drehscheibe.domain.funding.proof.facts import blocking_findings
from drehscheibe.domain.payments.models import OrderIs
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


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
        if order is None or order.status != OrderIs.PAID:
            raise TransitionRefused(
                f"Der Mittelabruf {call.number} über {euro(call.total)} ist noch nicht ausgezahlt. "
                "Warten Sie die Zahlung ab oder ziehen Sie den Abruf zurück."
            )


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
