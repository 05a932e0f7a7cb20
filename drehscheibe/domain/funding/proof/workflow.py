"""The procedure of a proof of use, from the carrier's desk to the archive (funding.md, section 9).

Checking ends in „Abgeschlossen“ where nothing is claimed; else hearing, reclaim and repayment.
"""

from drehscheibe.domain.funding.models import ProofIs as Is
from drehscheibe.domain.funding.proof import guards
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.reclaim import guards as reclaim
from drehscheibe.domain.funding.reclaim import permissions as may_reclaim
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

CLOSER = (guards.closer_did_not_check, guards.acts_for_the_authority)

PROOF = Workflow(
    name="funding.proof",
    states=Is,
    initial=Is.DRAFT,
    transitions=(
        Transition(
            "submit", "Verwendungsnachweis einreichen", (Is.DRAFT,), Is.SUBMITTED, may.SUBMIT,
            (guards.proof_is_complete, guards.no_call_is_open),
            effect="Der Nachweis wird als PDF eingefroren und geht an die Bewilligungsbehörde; "
            "zuwendungsfähiger und ausgezahlter Betrag stehen fest, Belege bleiben aufbewahrt.",
        ),
        Transition(
            "ask", "Rückfrage stellen", (Is.SUBMITTED,), Is.CLARIFICATION, may.PROCESS,
            needs_reason=True,
            effect="Der Nachweis wird für den Träger wieder bearbeitbar.",
        ),
        Transition(
            "answer", "Antwort einreichen", (Is.CLARIFICATION,), Is.SUBMITTED, may.SUBMIT,
            (guards.queries_are_answered, guards.proof_is_complete, guards.no_call_is_open),
            effect="Der Nachweis wird in neuer Fassung eingefroren und geht zurück an die Behörde.",
        ),
        Transition(
            "check", "Prüfung abschließen", (Is.SUBMITTED,), Is.CHECKED, may.PROCESS,
            (guards.check_is_written, guards.checker_did_not_enter_it,
             guards.acts_for_the_authority, guards.payments_have_stayed),
            effect="Der Prüfungsvermerk geht zur Akte; eine zweite Person schließt ab.",
        ),
        Transition(
            "send_back", "Prüfung zurückgeben", (Is.CHECKED,), Is.SUBMITTED, may.DECIDE,
            needs_reason=True,
            effect="Die Sachbearbeitung prüft noch einmal.",
        ),
        Transition(
            "close", "Ohne Forderung abschließen", (Is.CHECKED,), Is.CLOSED, may.DECIDE,
            (guards.payments_have_stayed, guards.nothing_is_claimed, *CLOSER),
            effect="Der Träger erfährt, dass der Nachweis anerkannt ist; nichts ist zu erstatten.",
        ),
        Transition(
            "hear", "Anhören", (Is.CHECKED,), Is.HEARING, may_reclaim.PREPARE,
            (guards.payments_have_stayed, guards.something_is_claimed,
             guards.acts_for_the_authority),
            effect="Der Träger kann sich zur beabsichtigten Rückforderung äußern (§ 28 VwVfG NRW).",
        ),
        Transition(
            "drop", "Ohne Forderung einstellen", (Is.HEARING,), Is.CLOSED, may_reclaim.SIGN,
            (guards.payments_have_stayed, *CLOSER),
            needs_reason=True,
            effect="Nach der Anhörung wird nichts gefordert. Der Träger sieht Ihre Begründung.",
        ),
        Transition(
            "reclaim", "Erstattung fordern", (Is.HEARING,), Is.RECLAIMED, may_reclaim.SIGN,
            (guards.payments_have_stayed, reclaim.notice_is_prepared, reclaim.hearing_is_over,
             reclaim.answer_was_weighed, reclaim.notice_is_in_time,
             reclaim.signer_did_not_prepare_the_notice, *CLOSER),
            effect="Der Erstattungsbescheid wird erzeugt, eingefroren und bekannt gegeben.",
        ),
        Transition(
            "repay", "Zahlung feststellen", (Is.RECLAIMED,), Is.REPAID, may_reclaim.ENTER,
            (guards.payments_have_stayed, reclaim.claim_is_paid),
            effect="Die Forderung ist beglichen; der Vorgang kann abgeschlossen werden.",
        ),
        Transition(
            "finish", "Nach Erstattung abschließen", (Is.REPAID,), Is.CLOSED, may_reclaim.SIGN,
            (guards.payments_have_stayed, *CLOSER),
            effect="Der Vorgang ist beendet; die Aufbewahrungsfrist läuft.",
        ),
        Transition(
            "reopen", "Wieder aufnehmen", (Is.CLOSED,), Is.SUBMITTED, may.DECIDE,
            (guards.a_payment_came_back, guards.acts_for_the_authority),
            needs_reason=True,
            effect="Eine Auszahlung ist zurückgekommen: Der Nachweis wird noch einmal geprüft.",
        ),
        Transition(
            "archive", "Archivieren", (Is.CLOSED,), Is.ARCHIVED, may_reclaim.ARCHIVE,
            (guards.retention_is_over, guards.payments_have_stayed),
            effect="Die Aufbewahrungsfrist ist um; Belege dürfen gelöscht werden.",
        ),
    ),
)  # fmt: skip
"""Hearing, reclaim, repayment and archiving are taken by `reclaim/`."""
