"""One response of each organisation: written by several, held by one at a time (Sc 2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.answering import Asked, slots_of
from drehscheibe.domain.surveys.models import (
    Answer,
    Question,
    ResponseIs,
    SetAside,
    SurveyIs,
    SurveyResponse,
)
from drehscheibe.domain.surveys.prefilling import known_figures
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.workflow import RESPONSE
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.drafts.keeping import Kept, keep, shown_texts
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.following import perform_following

HELD_FOR = timedelta(minutes=10)
"""So long after the last save the response stays with whoever writes."""
WRITABLE = (ResponseIs.NOT_OPENED, ResponseIs.DRAFT, ResponseIs.RETURNED)


@dataclass(frozen=True)
class Saved:
    """What became of typed text. `locked_by` when another holds the response: then everything is
    put aside for the person and nothing written. `gone` are inputs whose question was taken out
    meanwhile, with what was typed."""

    response: SurveyResponse
    kept: Kept | None
    locked_by: Person | None = None
    gone: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def open_response(*, response: SurveyResponse, by: Person, at: datetime) -> SurveyResponse:
    """Begin to write: known figures stand in it at once, and the response is held for the person
    if nobody else holds it."""
    held = locked(response, by, at)
    refuse_unwritable(held, at)
    _begun(held, by, at)
    if holder(held, at=at) in (None, by):
        hold(held, by, at)
    return held


@transaction.atomic
def save(
    *, response: SurveyResponse, typed: Mapping[str, str], seen: int, by: Person, at: datetime,
    overwrite: bool = False,
) -> Saved:  # fmt: skip
    """Keep what was typed. Held by another: put it aside, tell by whom, write nothing."""
    held = locked(response, by, at)
    refuse_unwritable(held, at)
    other = holder(held, at=at)
    if other is not None and other != by:
        SetAside.objects.update_or_create(
            response=held, by=by, defaults={"typed": dict(typed), "at": at}
        )
        return Saved(held, None, other)
    _begun(held, by, at)
    slots = slots_of(*_asked(held))
    gone = {name: text for name, text in typed.items() if _is_gone(held, name) and text.strip()}
    kept = keep(held, slots, typed, seen=seen, overwrite=overwrite)
    for row, columns in kept.other_rows(held):
        row.save(update_fields=sorted(columns))
    hold(held, by, at, "edits", "field_versions", "kept_input")
    if not kept.conflicts:
        SetAside.objects.filter(response=held, by=by).delete()
    return Saved(held, kept, gone=gone)


@transaction.atomic
def attach(
    *, response: SurveyResponse, question: Question, file: "UploadedFile[Any]", by: Person,
    at: datetime,
) -> Answer:  # fmt: skip
    """Answer with a file; a newer one is the next version of it."""
    held = locked(response, by, at)
    refuse_unwritable(held, at)
    if question.kind != Question.Kind.FILE or question.survey_id != held.survey_id:
        raise SurveyRefused("Zu dieser Frage gehört keine Datei.")
    document = store_upload(
        file=file, owner=held.organisation, title=question.text, by=by, at=at,
        series=f"surveys.response:{held.pk}:{question.pk}",
    )  # fmt: skip
    answer, _ = Answer.objects.update_or_create(
        response=held, question=question,
        defaults={"document": document, "value": document.title},
    )  # fmt: skip
    return answer


@transaction.atomic
def detach(*, response: SurveyResponse, question: Question, by: Person, at: datetime) -> None:
    """Answer with no file after all; the file itself stays in the archive."""
    held = locked(response, by, at)
    refuse_unwritable(held, at)
    held.answers.filter(question=question).update(document=None, value=None)


@transaction.atomic
def let_go(*, response: SurveyResponse, by: Person, at: datetime) -> None:
    """Leave the response to others before the time is over."""
    held = locked(response, by, at)
    if held.locked_by == by:
        held.locked_by, held.locked_until, held.taken_over = None, None, ""
        held.save(update_fields=["locked_by", "locked_until", "taken_over"])


def holder(response: SurveyResponse, *, at: datetime) -> Person | None:
    """Who writes just now."""
    if response.locked_until is None or at >= response.locked_until:
        return None
    return response.locked_by


def texts_of(response: SurveyResponse, *, at: datetime | None = None) -> dict[str, str]:
    """Every input's text as the form shows it; with `at`, known figures where nobody began."""
    questions, rows = _asked(response)
    if at is not None and response.status == ResponseIs.NOT_OPENED:
        figures = known_figures(response, at=at)
        for question in questions:
            rows[question.pk].value = figures.get(question.pk)
    return shown_texts(response, slots_of(questions, rows))


def put_aside(response: SurveyResponse, person: Person) -> dict[str, str]:
    """What the person typed while another held the response."""
    row = SetAside.objects.filter(response=response, by=person).first()
    return row.typed if row else {}


def values_of(response: SurveyResponse) -> dict[int, Any]:
    """Answers by question."""
    return dict(response.answers.values_list("question_id", "value"))


def _asked(response: SurveyResponse) -> tuple[tuple[Question, ...], dict[int, Answer]]:
    """The questions as they stand, and a row for each; nothing is written by reading."""
    asked = Asked.of(response.survey.questions.all())
    rows = {each.question_id: each for each in response.answers.all()}
    new = {
        each.pk: Answer(response=response, question=each)
        for each in asked.questions
        if each.pk not in rows
    }
    return asked.questions, rows | new


def _begun(response: SurveyResponse, by: Person, at: datetime) -> None:
    """A row for every question; the first time known figures stand in them."""
    if response.status == ResponseIs.NOT_OPENED:
        perform_following(RESPONSE, "begin", on=[response], by=by, at=at)
        figures = known_figures(response, at=at)
    else:
        figures = {}
    questions, rows = _asked(response)
    missing = [rows[each.pk] for each in questions if rows[each.pk].pk is None]
    for answer in missing:
        answer.value = figures.get(answer.question_id)
    Answer.objects.bulk_create(missing, ignore_conflicts=True)


def _is_gone(response: SurveyResponse, name: str) -> bool:
    key = name.rpartition("_")[2]
    removed = response.survey.questions.exclude(removed_at=None)
    return key.isdigit() and removed.filter(pk=int(key)).exists()


def hold(
    response: SurveyResponse, by: Person, at: datetime, *columns: str, taken_over: str = ""
) -> None:
    """The locked row is the person's for a while; why it was taken over stays as long as hers."""
    if response.locked_by != by or taken_over:
        response.taken_over = taken_over
    response.locked_by, response.locked_until, response.contact = by, at + HELD_FOR, by
    response.save(update_fields=["locked_by", "locked_until", "contact", "taken_over", *columns])


def locked(
    response: SurveyResponse, by: Person, at: datetime, permission: Permission = may.EDIT
) -> SurveyResponse:
    """As it stands, held until the transaction ends; `PermissionDenied` out of reach.

    Who writes is read after the wait: joined to the locked row it would be whoever wrote before,
    or nobody.
    """
    rows = SurveyResponse.objects.select_related("survey", "organisation")
    found: SurveyResponse = locked_for(by, permission, response, on=day_of(at), rows=rows)
    return found


def refuse_unwritable(response: SurveyResponse, at: datetime) -> None:
    """Raises `SurveyRefused` once the survey is over or the answer lies with somebody."""
    if response.survey.status != SurveyIs.OPEN or at >= response.survey.closes_at:
        raise SurveyRefused("Die Abfrage ist beendet. Ihr Text ist nicht gespeichert.")
    if response.status not in WRITABLE:
        raise SurveyRefused(f"Die Antwort ist „{response.get_status_display()}“ und ändert sich "
                            "gerade nicht.")  # fmt: skip
