"""What must hold before money is claimed back, is settled, and before vouchers may go."""

from typing import cast

from drehscheibe.domain.funding.models import ProofOfUse, Reclaim
from drehscheibe.domain.funding.reclaim.statement import notice_until, statement_of
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def notice_is_prepared(attempt: Attempt) -> None:
    """An officer has prepared the reclaim notice with its day of payment, still to come."""
    claim = claim_of_attempt(attempt)
    if claim.due_on is None:
        raise TransitionRefused("Bitte bereiten Sie zuerst den Erstattungsbescheid vor.")
    if claim.due_on <= day_of(attempt.at):
        raise TransitionRefused(
            f"Der vorbereitete Zahlungstag {german_day(claim.due_on)} ist schon erreicht. "
            "Bitte lassen Sie den Bescheid mit einem neuen Zahlungstag vorbereiten."
        )


def hearing_is_over(attempt: Attempt) -> None:
    """§ 28 VwVfG NRW: the carrier has answered, or its time to do so is over."""
    claim = claim_of_attempt(attempt)
    if not claim.answer and day_of(attempt.at) <= claim.hearing_until:
        raise TransitionRefused(
            f"Die Anhörung läuft noch bis zum {german_day(claim.hearing_until)}. "
            "Entscheiden Sie danach oder wenn die Stellungnahme vorliegt."
        )


def answer_was_weighed(attempt: Attempt) -> None:
    """The notice was prepared after the carrier's answer came in."""
    claim = claim_of_attempt(attempt)
    if claim.answered_at is not None and claim.prepared_at <= claim.answered_at:
        raise TransitionRefused(
            "Nach der Vorbereitung ist eine Stellungnahme eingegangen. Bitte lassen Sie den "
            "Bescheid neu vorbereiten."
        )


def notice_is_in_time(attempt: Attempt) -> None:
    """VVG 8.3: within one year from full knowledge of the facts."""
    claim = claim_of_attempt(attempt)
    until = notice_until(claim.known_on)
    if day_of(attempt.at) > until:
        raise TransitionRefused(
            f"Die Jahresfrist seit Kenntnis ({german_day(claim.known_on)}) ist am "
            f"{german_day(until)} abgelaufen (VVG Nr. 8.3). Ein Erstattungsbescheid ist nicht mehr "
            "möglich; bitte stellen Sie die Forderung mit Begründung ein."
        )


def signer_did_not_prepare_the_notice(attempt: Attempt) -> None:
    """F24: who prepared the hearing or the notice does not sign it."""
    if claim_of_attempt(attempt).prepared_by_id == attempt.by.pk:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Erstattungsbescheid vorbereitet. "
            "Bitte lassen Sie eine andere Person zeichnen."
        )


def claim_is_paid(attempt: Attempt) -> None:
    """Principal and interest have come in, to the cent."""
    left = statement_of(claim_of_attempt(attempt), on=day_of(attempt.at)).remaining
    if left > 0:
        raise TransitionRefused(
            f"Offen sind noch {euro(left)} (Hauptforderung und Zinsen). "
            "Bitte tragen Sie zuerst alle Eingänge ein."
        )


def claim_of_attempt(attempt: Attempt) -> Reclaim:
    """The claim of the proof a step is taken on, or a refusal."""
    proof = cast(ProofOfUse, attempt.on)
    claim = Reclaim.objects.filter(proof_id=proof.pk).first()
    if claim is None:
        raise TransitionRefused("Es ist nichts gefordert. Beginnen Sie mit der Anhörung.")
    return claim
