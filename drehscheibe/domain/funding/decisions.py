"""The steps of a case that bind: sign off, submit, ask, prepare, decide, finalise.

Each is one transaction: content, status, frozen document and record stand or fall together.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.funding import mails
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.facts import grant_of
from drehscheibe.domain.funding.letter_texts import application_letter, notice_letter
from drehscheibe.domain.funding.letters import application_pdf, notice_pdf
from drehscheibe.domain.funding.models import Application, Decision, Query
from drehscheibe.domain.funding.proof.opening import open_proof
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.domain.funding.remedies import remedy_until
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.wording import NoWording
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform


@transaction.atomic
def sign_off(
    *, application: Application, by: Person, at: datetime, version: int | None = None
) -> Application:
    """The centre's head stands for the content, in the version the head looked at."""
    locked = _as_seen(application, version)
    return perform(APPLICATION, "sign_off", on=locked, by=by, at=at)


@transaction.atomic
def submit(
    *, application: Application, by: Person, at: datetime, version: int | None = None
) -> Application:
    """The carrier submits: amounts are fixed, the application is frozen as PDF."""
    return _hand_in(_as_seen(application, version), "submit", by=by, at=at)


@transaction.atomic
def answer(
    *, application: Application, by: Person, at: datetime, version: int | None = None
) -> Application:
    """The carrier hands the answered and perhaps corrected application in again."""
    return _hand_in(_as_seen(application, version), "answer", by=by, at=at)


@transaction.atomic
def ask(*, application: Application, question: str, by: Person, at: datetime) -> Query:
    """The authority asks back; the applicant's side may edit until it answers."""
    perform(APPLICATION, "ask", on=application, by=by, at=at, reason=question)
    mails.tell_applicant(application, news="Rückfrage", at=at)
    return Query.objects.create(
        application=application, question=question.strip(), asked_by=by, asked_at=at
    )


@transaction.atomic
def prepare(  # one decision has these facts
    *,
    application: Application,
    outcome: str,
    amounts: dict[str, Decimal],
    reason: str,
    by: Person,
    at: datetime,
) -> Decision:
    """An officer prepares grant or rejection; `amounts`: euro by part of the grant."""
    _refuse_wrong_decision(application, outcome, amounts, reason)
    perform(APPLICATION, "prepare", on=application, by=by, at=at)
    decision, _ = Decision.objects.update_or_create(
        application=application,
        defaults={
            "outcome": outcome,
            **(amounts if outcome == "grant" else dict.fromkeys(amounts, Decimal(0))),
            "reason": reason.strip(),
            "prepared_by": by,
            "prepared_at": at,
        },
    )
    mails.tell_approvers(application, news="Entscheidung vorbereitet", at=at)
    return decision


@transaction.atomic
def decide(
    *,
    application: Application,
    outcome: str,
    by: Person,
    at: datetime,
    decided_on: date | None = None,
    prepared_at: datetime | None = None,
) -> Application:
    """A second person signs what was prepared: `grant` or `reject`; the notice is frozen.

    `prepared_at` names the preparation the person looked at; a newer one is refused.
    """
    prepared = Decision.objects.select_for_update().filter(application=application).first()
    if prepared_at is not None and (prepared is None or prepared.prepared_at != prepared_at):
        raise ApplicationRefused(
            "Die Entscheidung wurde inzwischen neu vorbereitet. Bitte prüfen Sie die neue Fassung "
            "und zeichnen Sie dann."
        )
    if outcome == "grant" and prepared is not None:
        # before the step, since afterwards the database refuses every change of the case
        Application.objects.filter(pk=application.pk, status="prepared").update(
            granted=prepared.total
        )
    decided = perform(APPLICATION, outcome, on=application, by=by, at=at, decided_on=decided_on)
    decision = decided.decision
    decision.decided_by = by
    decision.decided_on = decided_on or day_of(at)
    decision.remedy_until = remedy_until(decision.decided_on)
    decision.notice = freeze_letter(
        content=_notice(decided, decision, at=at),
        series=decided.notice_series,
        title="Zuwendungsbescheid" if outcome == "grant" else "Ablehnungsbescheid",
        owner=decided.authority,
        by=by,
        at=at,
    )
    decision.save()
    mails.tell_applicant(decided, news=decision.get_outcome_display(), at=at)
    return decided


def _notice(application: Application, decision: Decision, *, at: datetime) -> bytes:
    try:
        return notice_pdf(notice_letter(application, decision), issued_at=at)
    except NoWording as missing:
        raise ApplicationRefused(str(missing)) from None


@transaction.atomic
def waive_remedies(*, application: Application, by: Person, at: datetime, on: date) -> Decision:
    """The carrier declares that it waives remedies (Rechtsbehelfsverzicht)."""
    check(by, may.SUBMIT, application, on=day_of(at))
    case = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    decision = Decision.objects.select_for_update().filter(application=case).first()
    if decision is None or case.status != "granted" or decision.waived_on is not None:
        raise ApplicationRefused(
            "Ein Verzicht ist nur nach der Bewilligung und nur einmal möglich."
        )
    if decision.decided_on is None or not decision.decided_on <= on <= day_of(at):
        raise ApplicationRefused("Der Tag des Verzichts liegt zwischen Bescheid und heute.")
    decision.waived_on = on
    decision.save(update_fields=["waived_on"])
    record("funding.application.waive", about=application, by=by, at=at)
    return decision


@transaction.atomic
def finalise(*, application: Application, by: Person, at: datetime) -> Application:
    """The authority notes that the notice is final (bestandskräftig); the proof of use opens."""
    final = perform(APPLICATION, "finalise", on=application, by=by, at=at)
    open_proof(application=final, by=by, at=at)
    return final


def _as_seen(application: Application, version: int | None) -> Application:
    """The locked case, refused when it changed after the version somebody looked at."""
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if version is not None and locked.version != version:
        raise ApplicationRefused(
            f"Der Antrag wurde inzwischen geändert (Fassung {locked.version}, Sie sahen Fassung "
            f"{version}). Bitte prüfen Sie die neue Fassung und gehen Sie dann weiter."
        )
    return locked


def _hand_in(application: Application, step: str, *, by: Person, at: datetime) -> Application:
    today = day_of(at)
    locked = _as_seen(application, None)
    if locked.is_editable or locked.status == "signed_off":
        locked.requested = grant_of(locked).total
        locked.submitted_on = locked.submitted_on or today
        locked.save(update_fields=["requested", "submitted_on"])
    moved = perform(APPLICATION, step, on=locked, by=by, at=at)
    freeze_application(application=moved, by=by, at=at)
    mails.tell_authority(moved, news=moved.get_status_display(), at=at)
    return moved


def freeze_application(*, application: Application, by: Person, at: datetime) -> Document:
    """Freeze what was handed in as the next version of the application's PDF."""
    return freeze_letter(
        content=application_pdf(application_letter(application, at=at), issued_at=at),
        series=application.letter_series,
        title="Zuwendungsantrag",
        owner=application.centre.carrier,
        by=by,
        at=at,
    )


def _refuse_wrong_decision(
    application: Application, outcome: str, amounts: dict[str, Decimal], reason: str
) -> None:
    if any(amount < 0 for amount in amounts.values()):
        raise ApplicationRefused("Beträge dürfen nicht negativ sein.")
    total = sum(amounts.values(), Decimal(0))
    requested = application.requested or Decimal(0)
    if outcome == "grant" and total > requested:
        raise ApplicationRefused("Es kann nicht mehr bewilligt werden, als beantragt ist.")
    if outcome == "grant" and total <= 0:
        raise ApplicationRefused("Eine Bewilligung braucht einen Betrag. Sonst bitte ablehnen.")
    if (outcome == "reject" or total < requested) and not reason.strip():
        raise ApplicationRefused("Bitte begründen Sie die Abweichung vom Antrag.")
