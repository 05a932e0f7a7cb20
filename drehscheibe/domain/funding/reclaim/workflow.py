"""The procedure of an interest waiver: prepared by an officer, signed by a second person."""

from typing import cast

from drehscheibe.domain.funding.models import InterestWaiver, ProofIs
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.statement import statement_of
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.workflow.declarations import Attempt, Transition, Workflow
from drehscheibe.kernel.workflow.refusals import TransitionRefused

Is = InterestWaiver.Is


def signer_did_not_prepare_the_waiver(attempt: Attempt) -> None:
    """F24: who prepared the waiver does not sign it, nor does anybody of the carrier."""
    waiver = cast(InterestWaiver, attempt.on)
    if waiver.prepared_by_id == attempt.by.pk:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Zinsverzicht vorbereitet. "
            "Bitte lassen Sie eine andere Person zeichnen."
        )
    centre = waiver.reclaim.proof.application.centre
    own = attempt.by.memberships.live(day_of(attempt.at)).filter(
        organisation__in=[centre.organisation_id, centre.carrier_id]
    )
    if own.exists():
        raise TransitionRefused("Sie gehören zum Träger und dürfen hier nicht entscheiden.")


def claim_is_open(attempt: Attempt) -> None:
    """There is still something to refrain from: the claim is neither settled nor dropped."""
    proof = cast(InterestWaiver, attempt.on).reclaim.proof
    if proof.status != ProofIs.RECLAIMED:
        raise TransitionRefused(
            "Auf Zinsen kann verzichtet werden, solange eine Erstattung gefordert und nicht "
            f"beglichen ist. Der Stand ist „{proof.get_status_display()}“."
        )


def so_much_interest_is_open(attempt: Attempt) -> None:
    """What came in since the preparation may have settled a part of the interest."""
    waiver = cast(InterestWaiver, attempt.on)
    left = statement_of(waiver.reclaim, on=day_of(attempt.at)).open_interest
    if waiver.amount > left:
        raise TransitionRefused(
            f"Vorbereitet ist ein Verzicht auf {euro(waiver.amount)}, offen sind nur noch "
            f"{euro(left)} Zinsen. Bitte verwerfen Sie ihn und bereiten Sie ihn neu vor."
        )


WAIVER = Workflow(
    name="funding.waiver",
    states=Is,
    initial=Is.PREPARED,
    transitions=(
        Transition(
            "sign", "Zinsverzicht erlassen", (Is.PREPARED,), Is.SIGNED, may.WAIVE_SIGN,
            (signer_did_not_prepare_the_waiver, claim_is_open, so_much_interest_is_open),
            effect="Das Schreiben wird erzeugt, eingefroren und dem Träger bekannt gegeben. Die "
            "Zinsen sind um den Betrag gemindert; das lässt sich nicht zurücknehmen.",
        ),
        Transition(
            "discard", "Zinsverzicht verwerfen", (Is.PREPARED,), Is.DISCARDED, may.WAIVE_PREPARE,
            needs_reason=True,
            effect="Die Vorbereitung gilt nicht mehr; die Zinsen bleiben, wie sie sind.",
        ),
        Transition(
            "turn_down", "Zinsverzicht ablehnen", (Is.PREPARED,), Is.DISCARDED, may.WAIVE_SIGN,
            needs_reason=True,
            effect="Es wird nicht verzichtet; die Sachbearbeitung sieht Ihre Begründung.",
        ),
    ),
)  # fmt: skip
