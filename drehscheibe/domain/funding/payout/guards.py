"""What must hold before a call is released or an amended notice is signed."""

from typing import cast

from drehscheibe.domain.funding.models import (
    AmendedNotice,
    Application,
    PaymentCall,
    ProofIs,
    ProofOfUse,
)
from drehscheibe.domain.funding.payout.call_orders import last_order, subject_of
from drehscheibe.domain.payments.selectors import live_order
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def releaser_did_not_request(attempt: Attempt) -> None:
    """F24: who asked for the money does not release it."""
    call = cast(PaymentCall, attempt.on)
    if call.requested_by == attempt.by:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Mittelabruf gestellt. "
            "Bitte lassen Sie eine andere Person freigeben."
        )
    _is_outside(attempt, call.application)


def signer_did_not_prepare(attempt: Attempt) -> None:
    """F24: who prepared an amended notice does not sign it."""
    amendment = cast(AmendedNotice, attempt.on)
    if amendment.prepared_by == attempt.by:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Änderungsbescheid vorbereitet. "
            "Bitte lassen Sie eine andere Person zeichnen."
        )
    _is_outside(attempt, amendment.application)


def proof_is_not_handed_in(attempt: Attempt) -> None:
    """After the proof of use the notice is not amended any more; a reclaim settles the rest."""
    application: Application = attempt.on.application  # type: ignore[attr-defined]
    proof = getattr(application, "proof", None)
    if proof is not None and proof.submitted_on is not None:
        raise TransitionRefused(
            "Der Verwendungsnachweis liegt schon vor. Was zu viel gezahlt ist, regelt die "
            "Prüfung des Nachweises."
        )


def payment_came_back(attempt: Attempt) -> None:
    """Its last payment came back from the bank or was taken back; nothing is on its way."""
    call = cast(PaymentCall, attempt.on)
    # an order that is just being placed anew waits, or is seen
    Application.objects.select_for_update(no_key=True).get(pk=call.application_id)
    if last_order(call) is None or live_order(subject_of(call)) is not None:
        raise TransitionRefused(
            "Das geht nur, wenn die Zahlung zu diesem Mittelabruf zurückgekommen oder "
            "zurückgenommen ist."
        )


def proof_may_still_change(attempt: Attempt) -> None:
    """Of what is proved and decided, nothing is taken away behind it."""
    call = cast(PaymentCall, attempt.on)
    proof = ProofOfUse.objects.filter(application_id=call.application_id).first()
    if proof is not None and ProofIs(proof.status) not in STILL_OPEN:
        raise TransitionRefused(
            "Über den Verwendungsnachweis ist schon weiter entschieden "
            f"(„{proof.get_status_display()}“). Weisen Sie die Zahlung neu an, oder geben Sie erst "
            "die Prüfung zurück oder nehmen Sie den Vorgang wieder auf."
        )


STILL_OPEN = (ProofIs.DRAFT, ProofIs.SUBMITTED, ProofIs.CLARIFICATION)


def _is_outside(attempt: Attempt, application: Application) -> None:
    centre = application.centre
    own = attempt.by.memberships.live(day_of(attempt.at)).filter(
        organisation__in=[centre.organisation_id, centre.carrier_id]
    )
    if own.exists():
        raise TransitionRefused("Sie gehören zur Empfängerin der Zuwendung und entscheiden nicht.")
