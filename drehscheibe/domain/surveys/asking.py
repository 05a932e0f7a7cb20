"""Surveys: drafted, opened to organisations, closed; questions come and go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.answering import choices_of
from drehscheibe.domain.surveys.models import Question, Survey, SurveyIs, SurveyResponse
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.telling import tell_editors
from drehscheibe.domain.surveys.workflow import SURVEY
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.language.rich_text import cleaned
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for, standing_for
from drehscheibe.kernel.workflow.following import perform_following

Kind = Question.Kind
CHOSEN = (Kind.ONE, Kind.SEVERAL, Kind.MATRIX)
CONDITIONS = (Kind.YESNO, Kind.ONE, Kind.SEVERAL)


@dataclass(frozen=True)
class Outline:
    """What a survey is about and until when."""

    title: str
    closes_at: datetime
    intro: str = ""
    year: int | None = None
    shows: str = Survey.Shows.AGGREGATE


@transaction.atomic
def draft_survey(*, owner: Organisation, outline: Outline, by: Person, at: datetime) -> Survey:
    """Begin a survey of one's own house."""
    if owner.pk not in standing_for(by, on=day_of(at)).organisations_with(may.KEEP):
        raise SurveyRefused("Abfragen stellen Sie für Ihr eigenes Haus.", "owner")
    columns = outlined(outline)
    try:
        with transaction.atomic():
            survey = Survey.objects.create(owner=owner, created_by=by, created_at=at, **columns)
    except IntegrityError:
        raise SurveyRefused(f"Die Abfrage des Jahres {outline.year} gibt es schon.",
                            "year") from None  # fmt: skip
    record("surveys.survey.draft", about=survey, by=by, at=at)
    return survey


@transaction.atomic
def add_question(
    *, survey: Survey, columns: Mapping[str, Any], by: Person, at: datetime
) -> Question:
    """Ask something more, also while the survey runs; new questions are never an obligation then.

    `columns` are those of `Question`. Raises `SurveyRefused` at the field that is missing.
    """
    held = kept_survey(survey, by, at, SurveyIs.DRAFT, SurveyIs.OPEN)
    wanted = dict(columns)
    refuse_incomplete(held, wanted)
    place = (held.questions.aggregate(last=Max("place"))["last"] or 0) + 1
    if held.status == SurveyIs.OPEN:
        wanted["required"] = False
    question = Question.objects.create(survey=held, place=place, **wanted)
    record("surveys.question.add", about=question, by=by, at=at)
    return question


@transaction.atomic
def remove_question(*, question: Question, by: Person, at: datetime) -> Question:
    """Ask it no more. What was answered so far stays with those who answered, and nobody who has
    its page open loses anything; nothing of it is counted. Removed twice is removed once."""
    held = kept_survey(question.survey, by, at, SurveyIs.DRAFT, SurveyIs.OPEN)
    asks = held.questions.filter(asked_if=question, removed_at=None)
    if asks.exists():
        raise SurveyRefused("Eine andere Frage hängt davon ab. Bitte nehmen Sie zuerst diese "
                            "heraus.")  # fmt: skip
    Question.objects.filter(pk=question.pk, removed_at=None).update(removed_at=at)
    question.refresh_from_db()
    record("surveys.question.remove", about=question, by=by, at=at)
    return question


@transaction.atomic
def open_survey(
    *, survey: Survey, to: Collection[Organisation], by: Person, at: datetime
) -> Survey:
    """Ask these organisations: each has one response from now on and is told once."""
    held = kept_survey(survey, by, at, SurveyIs.DRAFT)
    if not held.questions.filter(removed_at=None).exists():
        raise SurveyRefused("Bitte stellen Sie mindestens eine Frage.")
    if not to:
        raise SurveyRefused("Bitte wählen Sie, wer gefragt wird.", "to")
    if held.closes_at <= at:
        raise SurveyRefused("Die Frist liegt in der Vergangenheit.", "closes_at")
    perform_following(SURVEY, "open", on=[held], by=by, at=at)
    SurveyResponse.objects.bulk_create(
        SurveyResponse(survey=held, organisation=each) for each in sorted(to, key=lambda o: o.pk)
    )
    tell_editors(
        [each.pk for each in to], key=f"surveys.survey:{held.pk}:open", at=at,
        subject="Eine neue Abfrage",
        text=f"Ihr Zentrum wird um Antwort auf eine Abfrage gebeten, bis "
        f"{german_moment(held.closes_at)}.",
    )  # fmt: skip
    return held


@transaction.atomic
def close_survey(*, survey: Survey, by: Person, at: datetime) -> Survey:
    """End it before its time."""
    held = kept_survey(survey, by, at, SurveyIs.OPEN)
    perform_following(SURVEY, "close", on=[held], by=by, at=at)
    return held


@transaction.atomic
def close_due(*, at: datetime) -> int:
    """End what has reached its deadline; how many. Twice is once."""
    rows = Survey.objects.filter(status=SurveyIs.OPEN, closes_at__lte=at)
    due = list(rows.select_for_update(of=("self",), no_key=True))
    perform_following(SURVEY, "close", on=due, by=None, at=at)
    return len(due)


def outlined(outline: Outline) -> dict[str, Any]:
    """The columns of an outline; `SurveyRefused` without a title."""
    if not outline.title.strip():
        raise SurveyRefused("Bitte geben Sie der Abfrage einen Titel.", "title")
    intro = cleaned(outline.intro) if outline.intro.strip() else ""
    return vars(outline) | {"title": outline.title.strip(), "intro": intro}


def refuse_incomplete(survey: Survey, wanted: dict[str, Any]) -> None:
    """`SurveyRefused` at the first column that is missing or does not fit."""
    kind = wanted.get("kind")
    if not str(wanted.get("text", "")).strip():
        raise SurveyRefused("Bitte schreiben Sie die Frage.", "text")
    if kind in CHOSEN and len(set(wanted.get("choices", []))) < 2:
        raise SurveyRefused("Bitte nennen Sie mindestens zwei Antworten zur Auswahl.", "choices")
    if kind == Kind.MATRIX and not wanted.get("lines"):
        raise SurveyRefused("Bitte nennen Sie die Zeilen der Tabelle.", "lines")
    if kind == Kind.NUMBER and not str(wanted.get("unit", "")).strip():
        raise SurveyRefused("Bitte nennen Sie die Einheit der Zahl.", "unit")
    before = wanted.get("asked_if")
    if before is None:
        return
    if before.survey_id != survey.pk or before.kind not in CONDITIONS or before.removed_at:
        raise SurveyRefused("Abhängen kann eine Frage von einer Auswahl dieser Abfrage.",
                            "asked_if")  # fmt: skip
    values = wanted.get("asked_if_values", [])
    if not values or set(values) - set(choices_of(before)):
        raise SurveyRefused("Bitte wählen Sie Antworten der anderen Frage.", "asked_if_values")


def kept_survey(survey: Survey, by: Person, at: datetime, *states: str) -> Survey:
    """One's own survey in one of these states, locked; `SurveyRefused` where it went on."""
    held = locked_for(by, may.KEEP, survey, on=day_of(at))
    if held.status not in states:
        raise SurveyRefused(f"Die Abfrage ist inzwischen „{held.get_status_display()}“.")
    return held
