"""The steps of a proof that bind: hand in, ask, answer, check, send back, close.

Each is one transaction: content, status, frozen document and record stand or fall together.
"""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.funding.models import ProofOfUse, ProofQuery
from drehscheibe.domain.funding.proof import mails
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.drafting import editable
from drehscheibe.domain.funding.proof.facts import facts_of
from drehscheibe.domain.funding.proof.letters import proof_pdf
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim.letters import freeze_closing
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.deadlines import years_after
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.wording import NoWording
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for
from drehscheibe.kernel.workflow.actions import perform

RELATED = ("application__centre__carrier", "application__authority")


@transaction.atomic
def submit(
    *, proof: ProofOfUse, by: Person, at: datetime, version: int | None = None
) -> ProofOfUse:
    """The carrier hands the proof in: amounts are fixed, the whole is frozen as PDF."""
    return _hand_in(proof, "submit", by=by, at=at, version=version)


@transaction.atomic
def answer(
    *, proof: ProofOfUse, by: Person, at: datetime, version: int | None = None
) -> ProofOfUse:
    """The carrier hands the answered and perhaps corrected proof in again."""
    return _hand_in(proof, "answer", by=by, at=at, version=version)


@transaction.atomic
def ask(*, proof: ProofOfUse, question: str, by: Person, at: datetime) -> ProofQuery:
    """The authority asks back; the carrier's side may edit until it answers."""
    moved = perform(PROOF, "ask", on=proof, by=by, at=at, reason=question)
    mails.tell_carrier(moved, news="Rückfrage", at=at)
    return ProofQuery.objects.create(
        proof=moved, question=question.strip(), asked_by=by, asked_at=at
    )


@transaction.atomic
def answer_query(*, query: ProofQuery, text: str, by: Person, at: datetime) -> ProofQuery:
    """The carrier's side answers one question; it goes out with „Antwort einreichen“."""
    locked = editable(query.proof, by=by, at=at)
    if not text.strip():
        raise ProofRefused("Bitte schreiben Sie Ihre Antwort in das Feld.")
    query.answer, query.answered_by, query.answered_at = text.strip(), by, at
    query.save(update_fields=["answer", "answered_by", "answered_at"])
    record("funding.proof.answer_query", about=locked, by=by, at=at, detail={"query": query.pk})
    return query


@transaction.atomic
def check_proof(  # the facts of a check
    *, proof: ProofOfUse, note: str, accepted: Decimal, by: Person, at: datetime
) -> ProofOfUse:
    """An officer writes the check note and what is accepted (euro); a second person closes."""
    locked = locked_for(by, may.PROCESS, proof, on=day_of(at))
    if locked.status == "submitted":
        _refuse_wrong_check(locked, note, accepted)
        locked.check_note, locked.accepted = note.strip(), accepted
        locked.save(update_fields=["check_note", "accepted"])
    moved = perform(PROOF, "check", on=locked, by=by, at=at)
    moved.checked_by, moved.checked_at = by, at
    moved.save(update_fields=["checked_by", "checked_at"])
    mails.tell_approvers(moved, news="Prüfung abgeschlossen", at=at)
    return moved


def send_back(*, proof: ProofOfUse, reason: str, by: Person, at: datetime) -> ProofOfUse:
    """The approver returns the check to the officer."""
    return perform(PROOF, "send_back", on=proof, by=by, at=at, reason=reason)


@transaction.atomic
def close(*, proof: ProofOfUse, by: Person, at: datetime) -> ProofOfUse:
    """A second person closes a proof without a claim; the closing letter is frozen."""
    moved = perform(PROOF, "close", on=proof, by=by, at=at)
    try:
        freeze_closing(moved, by=by, at=at)
    except NoWording as missing:
        raise ProofRefused(str(missing)) from None
    mails.tell_carrier(moved, news="Abgeschlossen, nichts zu erstatten", at=at)
    return moved


def _hand_in(
    proof: ProofOfUse, step: str, *, by: Person, at: datetime, version: int | None
) -> ProofOfUse:
    check(by, may.SUBMIT, proof, on=day_of(at))
    rows = ProofOfUse.objects.select_related(*RELATED).select_for_update(of=("self",))
    locked = rows.get(pk=proof.pk)
    if version is not None and locked.version != version:
        raise ProofRefused(
            f"Der Nachweis wurde inzwischen geändert (Fassung {locked.version}, Sie sahen Fassung "
            f"{version}). Bitte prüfen Sie die neue Fassung und reichen Sie dann ein."
        )
    if locked.is_editable:
        _fix(locked, by=by, at=at)
    moved = perform(PROOF, step, on=locked, by=by, at=at)
    freeze_letter(
        content=proof_pdf(moved, at=at),
        series=moved.letter_series,
        title="Verwendungsnachweis",
        owner=moved.application.centre.carrier,
        by=by,
        at=at,
    )
    mails.tell_authority(moved, news=moved.get_status_display(), at=at)
    return moved


def _fix(proof: ProofOfUse, *, by: Person, at: datetime) -> None:
    """What stands from now on: eligible, paid, difference, and how long vouchers are kept."""
    facts = facts_of(proof)
    sums = facts.figures
    proof.submitted_on = proof.submitted_on or day_of(at)
    proof.submitted_by = by
    proof.eligible, proof.paid, proof.difference = sums.eligible, sums.paid, sums.difference
    proof.retain_until = years_after(
        proof.submitted_on, facts.guideline.proof.retention_years.value
    )
    proof.save(
        update_fields=[
            "submitted_on", "submitted_by", "eligible", "paid", "difference", "retain_until",
        ]
    )  # fmt: skip


def _refuse_wrong_check(proof: ProofOfUse, note: str, accepted: Decimal) -> None:
    if not note.strip():
        raise ProofRefused("Bitte schreiben Sie den Prüfungsvermerk.")
    eligible = proof.eligible or Decimal(0)
    if not 0 <= accepted <= eligible:
        raise ProofRefused(
            f"Anerkannt werden kann ein Betrag von 0 € bis {euro(eligible)} (nachgewiesen)."
        )
