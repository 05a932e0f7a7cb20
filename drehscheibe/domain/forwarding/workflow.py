"""The procedures of forwarded grants: allocation, call, a third party's case (funding.md, 9)."""

from drehscheibe.domain.forwarding import guards
from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.models import AllocationIs, CallIs
from drehscheibe.domain.forwarding.models import CaseIs as Is
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

ALLOCATION = Workflow(
    name="forwarding.allocation",
    states=AllocationIs,
    initial=AllocationIs.PLANNED,
    transitions=(
        Transition(
            "prepare", "Zur Zeichnung vorbereiten", (AllocationIs.PLANNED,),
            AllocationIs.PREPARED, may.ALLOCATION_PREPARE, (guards.allocation_has_an_amount,),
            effect="Eine zweite Person der Behörde kann danach zeichnen.",
        ),
        Transition(
            "send_back", "Vorbereitung zurückgeben", (AllocationIs.PREPARED,),
            AllocationIs.PLANNED, may.ALLOCATION_GRANT, needs_reason=True,
            effect="Die Sachbearbeitung überarbeitet die Zuteilung.",
        ),
        Transition(
            "grant", "Bewilligen", (AllocationIs.PREPARED,), AllocationIs.GRANTED,
            may.ALLOCATION_GRANT, (guards.granter_did_not_prepare,),
            effect="Der Zuwendungsbescheid wird erzeugt; das Zentrum sieht die Zuteilung.",
        ),
        Transition(
            "submit_proof", "Verwendung nachweisen", (AllocationIs.GRANTED,),
            AllocationIs.PROOF_SUBMITTED, may.ALLOCATION_PROVE, (guards.no_case_is_open,),
            effect="Der vereinfachte Nachweis geht an die Bewilligungsbehörde.",
        ),
        Transition(
            "ask", "Klärung verlangen", (AllocationIs.PROOF_SUBMITTED,),
            AllocationIs.CLARIFICATION, may.ALLOCATION_PREPARE, needs_reason=True,
            effect="Das Zentrum sieht die Frage und antwortet.",
        ),
        Transition(
            "answer", "Klärung einreichen", (AllocationIs.CLARIFICATION,),
            AllocationIs.PROOF_SUBMITTED, may.ALLOCATION_PROVE,
            effect="Der Nachweis geht zurück an die Behörde.",
        ),
        Transition(
            "close", "Abschließen", (AllocationIs.PROOF_SUBMITTED,), AllocationIs.CLOSED,
            may.ALLOCATION_PREPARE,
            effect="Die Zuteilung ist geprüft und abgeschlossen.",
        ),
    ),
)  # fmt: skip

CALL = Workflow(
    name="forwarding.call",
    states=CallIs,
    initial=CallIs.DRAFT,
    transitions=(
        Transition(
            "open", "Aufruf öffnen", (CallIs.DRAFT,), CallIs.OPEN, may.CALL_MANAGE,
            effect="Der Aufruf steht auf der öffentlichen Seite; Anträge sind möglich.",
        ),
        Transition(
            "close", "Aufruf schließen", (CallIs.OPEN,), CallIs.CLOSED, may.CALL_MANAGE,
            effect="Neue Anträge sind nicht mehr möglich.",
        ),
        Transition(
            "reopen", "Aufruf wieder öffnen", (CallIs.CLOSED,), CallIs.OPEN, may.CALL_MANAGE,
            needs_reason=True,
            effect="Anträge sind wieder möglich.",
        ),
    ),
)  # fmt: skip

DECIDER = (guards.jury_has_voted, guards.decider_did_not_check)

CASE = Workflow(
    name="forwarding.case",
    states=Is,
    initial=Is.DRAFT,
    transitions=(
        Transition(
            "submit", "Einreichen", (Is.DRAFT,), Is.SUBMITTED, may.CASE_EDIT,
            (guards.call_is_open, guards.address_is_confirmed, guards.case_is_complete),
            effect="Der Antrag geht an das Kommunale Integrationszentrum.", by_link=True,
        ),
        Transition(
            "ask", "Rückfrage stellen", (Is.SUBMITTED,), Is.QUERY, may.CASE_CHECK,
            needs_reason=True,
            effect="Die Antragstellerin bekommt Ihre Frage und kann den Antrag ändern.",
        ),
        Transition(
            "answer", "Antwort einreichen", (Is.QUERY,), Is.SUBMITTED, may.CASE_EDIT,
            (guards.queries_are_answered, guards.case_is_complete),
            effect="Der Antrag geht mit Ihrer Antwort zurück.", by_link=True,
        ),
        Transition(
            "check", "Prüfung abschließen", (Is.SUBMITTED,), Is.CHECKED, may.CASE_CHECK,
            (guards.case_is_complete,),
            effect="Der Antrag kann gereiht und entschieden werden.",
        ),
        Transition(
            "check_again", "Noch einmal prüfen", (Is.CHECKED, Is.RANKED), Is.SUBMITTED,
            may.CASE_CHECK, needs_reason=True,
            effect="Der Antrag wird wieder geprüft.",
        ),
        Transition(
            "rank", "Reihung festhalten", (Is.CHECKED,), Is.RANKED, may.JURY_KEEP,
            (guards.jury_has_voted,),
            effect="Der Rang steht fest.",
        ),
        Transition(
            "promise", "Zusagen", (Is.CHECKED, Is.RANKED), Is.PROMISED, may.CASE_DECIDE,
            (*DECIDER, guards.promise_fits),
            effect="Die Zusage geht hinaus; der Betrag ist gebunden.",
        ),
        Transition(
            "refuse", "Ablehnen", (Is.SUBMITTED, Is.CHECKED, Is.RANKED), Is.REFUSED,
            may.CASE_DECIDE, (guards.decider_did_not_check,), needs_reason=True,
            effect="Die Ablehnung geht mit Ihrer Begründung hinaus.",
        ),
        Transition(
            "contract", "Vertrag schließen", (Is.PROMISED,), Is.CONTRACTED, may.CASE_DECIDE,
            (guards.contract_is_signed,),
            effect="Der Weiterleitungsvertrag gilt.",
        ),
        Transition(
            "pay", "Auszahlung festhalten", (Is.CONTRACTED,), Is.PAID, may.CASE_CHECK,
            (guards.payment_is_ordered,),
            effect="Die Antragstellerin kann ihren Nachweis einreichen.",
        ),
        Transition(
            "submit_proof", "Nachweis einreichen", (Is.PAID,), Is.PROOF_SUBMITTED,
            may.CASE_EDIT, (guards.proof_is_complete,),
            effect="Der Nachweis geht an das Kommunale Integrationszentrum.", by_link=True,
        ),
        Transition(
            "ask_proof", "Klärung verlangen", (Is.PROOF_SUBMITTED,), Is.PROOF_CLARIFICATION,
            may.CASE_CHECK, needs_reason=True,
            effect="Die Antragstellerin bekommt Ihre Frage und kann den Nachweis ändern.",
        ),
        Transition(
            "answer_proof", "Klärung einreichen", (Is.PROOF_CLARIFICATION,), Is.PROOF_SUBMITTED,
            may.CASE_EDIT, (guards.queries_are_answered, guards.proof_is_complete),
            effect="Der Nachweis geht zurück an das Zentrum.", by_link=True,
        ),
        Transition(
            "claim", "Rückzahlung fordern", (Is.PROOF_SUBMITTED,), Is.REPAYMENT,
            may.CASE_DECIDE, (guards.proof_is_checked, guards.repayment_is_claimed),
            needs_reason=True,
            effect="Die Rückforderung geht hinaus.",
        ),
        Transition(
            "close", "Abschließen", (Is.PROOF_SUBMITTED, Is.REPAYMENT), Is.CLOSED,
            may.CASE_DECIDE, (guards.proof_is_checked, guards.nothing_is_owed),
            effect="Der Fall ist abgeschlossen; die Frist der Aufbewahrung läuft.",
        ),
        Transition(
            "withdraw", "Antrag zurücknehmen",
            (Is.DRAFT, Is.SUBMITTED, Is.QUERY, Is.CHECKED, Is.RANKED, Is.PROMISED),
            Is.WITHDRAWN, may.CASE_EDIT, needs_reason=True,
            effect="Das Verfahren endet ohne Entscheidung.", by_link=True,
        ),
    ),
)  # fmt: skip
