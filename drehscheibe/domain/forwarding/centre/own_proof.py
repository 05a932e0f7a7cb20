"""The centre proves its allocation to the authority (vereinfachter Nachweis, Nr. 12 VVG)."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.figures import figures_of, whole_of
from drehscheibe.domain.forwarding.centre.letters import own_proof_letter
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import Allocation, AllocationIs, AllocationProof
from drehscheibe.domain.forwarding.workflow import ALLOCATION
from drehscheibe.domain.funding.mails import recipients
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import letter_pdf
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.actions import perform

WRITING = (AllocationIs.GRANTED, AllocationIs.CLARIFICATION)


@transaction.atomic
def write_report(*, allocation: Allocation, text: str, by: Person, at: datetime) -> AllocationProof:
    """Keep the narrative part (Sachbericht) until it is handed in."""
    row = _writable(allocation, by, at)
    proof, _ = AllocationProof.objects.update_or_create(
        allocation=row, defaults={"text": text.strip(), "changed_by": by, "changed_at": at}
    )
    record("forwarding.own_proof.write", about=proof, by=by, at=at)
    return proof


@transaction.atomic
def submit_own_proof(
    *, allocation: Allocation, answer: str = "", by: Person, at: datetime
) -> Allocation:
    """Freeze the figures of all cases with the report as PDF and hand it in, or in again.

    Raises `StepRefused` while text is missing or money is still open, `TransitionRefused` while a
    case is open.
    """
    row = _writable(allocation, by, at)
    proof = AllocationProof.objects.filter(allocation=row).first()
    if proof is None or not proof.text:
        raise StepRefused("Schreiben Sie zuerst den Sachbericht.", field="text")
    again = row.status == AllocationIs.CLARIFICATION
    if again and not answer.strip():
        raise StepRefused("Beantworten Sie die Frage der Behörde.", field="answer")
    proof.figures, proof.submitted_by = figures_of(row), by
    proof.submitted_on = proof.submitted_on or day_of(at)
    letter = own_proof_letter(
        row, report=proof.text, figures=proof.figures, signed_by=str(by), on=day_of(at)
    )
    proof.document = freeze_letter(
        content=letter_pdf(letter, issued_at=at),
        series=proof.letter_series,
        title=f"Verwendungsnachweis {row.number}",
        owner=row.centre.organisation,
        by=by,
        at=at,
    )
    proof.save()
    Allocation.objects.filter(pk=row.pk).update(proof_submitted_on=proof.submitted_on)
    moved = perform(
        ALLOCATION, "answer" if again else "submit_proof", on=row, by=by, at=at, reason=answer
    )
    _refuse_open_money(row)
    _tell(moved, [row.authority_id], may.ALLOCATION_PREPARE, "Nachweis eingereicht", at)
    return moved


@transaction.atomic
def ask_centre(*, allocation: Allocation, question: str, by: Person, at: datetime) -> Allocation:
    """The authority asks; the centre sees the question and answers."""
    moved = perform(ALLOCATION, "ask", on=allocation, by=by, at=at, reason=question)
    places = [moved.centre.organisation_id, moved.centre.carrier_id]
    _tell(moved, places, may.ALLOCATION_PROVE, "Frage zum Nachweis", at)
    return moved


@transaction.atomic
def close_allocation(*, allocation: Allocation, by: Person, at: datetime) -> Allocation:
    """The authority has checked the proof and closes the allocation."""
    moved = perform(ALLOCATION, "close", on=allocation, by=by, at=at)
    places = [moved.centre.organisation_id, moved.centre.carrier_id]
    _tell(moved, places, may.ALLOCATION_PROVE, "Nachweis abgeschlossen", at)
    return moved


def _writable(allocation: Allocation, by: Person, at: datetime) -> Allocation:
    rows = Allocation.objects.select_related("centre__organisation", "centre__carrier", "authority")
    row = locked_for(by, may.ALLOCATION_PROVE, allocation, on=day_of(at), rows=rows)
    if row.status not in WRITING:
        raise StepRefused(
            "Der Nachweis ist eingereicht und lässt sich nicht ändern. Erst eine Frage der "
            "Bewilligungsbehörde öffnet ihn wieder."
        )
    return row


def _refuse_open_money(row: Allocation) -> None:
    whole = whole_of(row)
    if whole.open != 0:
        raise StepRefused(
            f"{euro(whole.open)} sind gezahlt, aber weder anerkannt noch zurückgezahlt. Klären Sie "
            "zuerst diese Fälle."
        )


def _tell(
    allocation: Allocation, places: list[int], permission: Permission, news: str, at: datetime
) -> None:
    for to, person in recipients(places, permission, on=day_of(at)):
        enqueue(
            to=to,
            subject=f"Zuteilung {allocation.number}: {news}",
            text=(
                f"Guten Tag,\n\nzur Zuteilung {allocation.number}: {news}. Bitte melden Sie sich "
                "in der Drehscheibe an und öffnen Sie „Weiterleitung“.\n\nDiese Nachricht hat die "
                "Drehscheibe verschickt."
            ),
            key=f"forwarding.allocation:{allocation.pk}:{news}:{at.isoformat()}:{person}"[:200],
            at=at,
        )
