"""The procedures of the payout: calls, change notices, amended notices (funding.md, section 9)."""

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import AmendedNotice, ChangeNotice, PaymentCall
from drehscheibe.domain.funding.payout import guards
from drehscheibe.kernel.workflow.declarations import Transition, Workflow
from drehscheibe.kernel.workflow.guards import four_eyes

Call = PaymentCall.Is
Change = ChangeNotice.Is
Amended = AmendedNotice.Is

PAYMENT_CALL = Workflow(
    name="funding.call",
    states=Call,
    initial=Call.REQUESTED,
    transitions=(
        Transition(
            "check", "Prüfung abschließen", (Call.REQUESTED,), Call.CHECKED, may.CALL_CHECK,
            effect="Eine zweite Person der Behörde kann danach freigeben.",
        ),
        Transition(
            "release", "Zur Zahlung freigeben", (Call.CHECKED,), Call.RELEASED, may.CALL_RELEASE,
            (
                four_eyes("check", workflow="funding.call"),
                guards.releaser_did_not_request,
            ),
            effect="Der Betrag wird zur Zahlung angewiesen.",
        ),
        Transition(
            "refuse", "Ablehnen", (Call.REQUESTED, Call.CHECKED), Call.REFUSED, may.CALL_CHECK,
            needs_reason=True,
            effect="Der Träger sieht Ihre Begründung und kann neu abrufen.",
        ),
        Transition(
            "give_up", "Nicht mehr auszahlen", (Call.RELEASED,), Call.REFUSED, may.CALL_RELEASE,
            (guards.payment_came_back, guards.proof_may_still_change),
            needs_reason=True,
            effect="Die zurückgekommene Zahlung wird nicht wiederholt; der Abruf zählt nicht mehr.",
        ),
        Transition(
            "withdraw", "Zurückziehen", (Call.REQUESTED,), Call.WITHDRAWN, may.CALL,
            effect="Der Betrag ist wieder abrufbar.",
        ),
    ),
)  # fmt: skip

CHANGE = Workflow(
    name="funding.change",
    states=Change,
    initial=Change.REPORTED,
    transitions=(
        Transition(
            "note", "Zur Kenntnis nehmen", (Change.REPORTED,), Change.NOTED, may.CHANGE_NOTE,
            effect="Der Bescheid bleibt, wie er ist.",
        ),
        Transition(
            "amend", "Bescheid geändert", (Change.REPORTED, Change.NOTED), Change.AMENDED,
            may.AMENDMENT_SIGN,
            effect="Ein Änderungsbescheid folgt der Anzeige.",
        ),
        Transition(
            "withdraw", "Zurückziehen", (Change.REPORTED,), Change.WITHDRAWN, may.CHANGE_REPORT,
            needs_reason=True,
            effect="Die Anzeige gilt nicht mehr; sie bleibt sichtbar.",
        ),
    ),
)  # fmt: skip

AMENDED_NOTICE = Workflow(
    name="funding.amendment",
    states=Amended,
    initial=Amended.PREPARED,
    transitions=(
        Transition(
            "sign", "Änderungsbescheid erlassen", (Amended.PREPARED,), Amended.SIGNED,
            may.AMENDMENT_SIGN,
            (guards.signer_did_not_prepare, guards.proof_is_not_handed_in),
            effect="Der Bescheid wird erzeugt, eingefroren und bekannt gegeben; "
            "seine Beträge gelten ab jetzt.",
        ),
        Transition(
            "discard", "Verwerfen", (Amended.PREPARED,), Amended.DISCARDED, may.AMENDMENT_PREPARE,
            needs_reason=True,
            effect="Die Vorbereitung gilt nicht mehr; der bisherige Bescheid bleibt.",
        ),
    ),
)  # fmt: skip
