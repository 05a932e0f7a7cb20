"""A survey before it runs: its frame, its questions and their order; later only its deadline."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.asking import Outline, kept_survey, outlined, refuse_incomplete
from drehscheibe.domain.surveys.models import OWING, Question, Survey, SurveyIs
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.telling import tell_editors
from drehscheibe.domain.surveys.workflow import SURVEY
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.actions import perform


@transaction.atomic
def change_survey(*, survey: Survey, outline: Outline, by: Person, at: datetime) -> Survey:
    """Another frame while it is a draft."""
    held = kept_survey(survey, by, at, SurveyIs.DRAFT)
    try:
        with transaction.atomic():
            Survey.objects.filter(pk=held.pk).update(**outlined(outline))
    except IntegrityError:
        raise SurveyRefused(f"Die Abfrage des Jahres {outline.year} gibt es schon.",
                            "year") from None  # fmt: skip
    held.refresh_from_db()
    record("surveys.survey.change", about=held, by=by, at=at)
    return held


@transaction.atomic
def change_question(
    *, question: Question, columns: Mapping[str, Any], by: Person, at: datetime
) -> Question:
    """Another wording or kind while the survey is a draft; afterwards a question is taken out and
    another one asked, so that nobody's answer stands below other words."""
    held = kept_survey(question.survey, by, at, SurveyIs.DRAFT)
    before = columns.get("asked_if")
    if before is not None and (before.place, before.pk) >= (question.place, question.pk):
        raise SurveyRefused("Abhängen kann eine Frage nur von einer, die vor ihr steht.",
                            "asked_if")  # fmt: skip
    refuse_incomplete(held, dict(columns))
    dependent = held.questions.filter(asked_if=question, removed_at=None)
    if any(not set(each.asked_if_values) <= _offered(columns) for each in dependent):
        raise SurveyRefused("Eine andere Frage hängt von einer dieser Antworten ab.", "choices")
    Question.objects.filter(pk=question.pk).update(**columns)
    question.refresh_from_db()
    record("surveys.question.change", about=question, by=by, at=at)
    return question


@transaction.atomic
def move_question(*, question: Question, down: bool, by: Person, at: datetime) -> None:
    """One place up or down; a question never comes before the one it depends on."""
    held = kept_survey(question.survey, by, at, SurveyIs.DRAFT)
    rows = list(held.questions.filter(removed_at=None).select_for_update(of=("self",)))
    here = next((n for n, each in enumerate(rows) if each.pk == question.pk), None)
    there = None if here is None else here + (1 if down else -1)
    if here is None or there is None or not 0 <= there < len(rows):
        return
    upper, lower = sorted((here, there))
    if rows[lower].asked_if_id == rows[upper].pk:
        raise SurveyRefused("Die untere Frage hängt von der oberen ab; so herum geht es nicht.")
    rows[here], rows[there] = rows[there], rows[here]
    for place, each in enumerate(rows, start=1):
        each.place = place
    Question.objects.bulk_update(rows, ["place"])
    record("surveys.question.move", about=question, by=by, at=at)


@transaction.atomic
def postpone(*, survey: Survey, closes_at: datetime, by: Person, at: datetime) -> Survey:
    """A later deadline while the survey runs; who still owes learns it once."""
    held = kept_survey(survey, by, at, SurveyIs.OPEN)
    if closes_at <= held.closes_at:
        raise SurveyRefused("Die Frist lässt sich nur verlängern. Bitte nennen Sie einen späteren "
                            "Tag.", "closes_on")  # fmt: skip
    Survey.objects.filter(pk=held.pk).update(closes_at=closes_at)
    held.refresh_from_db()
    record("surveys.survey.postpone", about=held, by=by, at=at)
    places = held.responses.filter(status__in=OWING).values_list("organisation_id", flat=True)
    tell_editors(
        list(places), key=f"surveys.survey:{held.pk}:until:{day_of(closes_at)}", at=at,
        subject="Mehr Zeit für eine Abfrage",
        text=f"die Frist einer Abfrage ist verlängert, bis {german_moment(closes_at)}.",
    )  # fmt: skip
    return held


@transaction.atomic
def publish_results(*, survey: Survey, by: Person, at: datetime) -> Survey:
    """The evaluation stands."""
    held: Survey = locked_for(by, may.KEEP, survey, on=day_of(at))
    perform(SURVEY, "publish", on=held, by=by, at=at)
    return held


@transaction.atomic
def cancel(*, survey: Survey, reason: str, by: Person, at: datetime) -> Survey:
    """Ask no more, and say why; who was asked learns it once."""
    held: Survey = locked_for(by, may.KEEP, survey, on=day_of(at))
    if not reason.strip():
        raise SurveyRefused("Bitte sagen Sie, warum die Abfrage abgebrochen wird.", "reason")
    asked = list(held.responses.values_list("organisation_id", flat=True))
    perform(SURVEY, "cancel", on=held, by=by, at=at, reason=reason)
    tell_editors(
        asked, key=f"surveys.survey:{held.pk}:cancel", at=at, subject="Eine Abfrage entfällt",
        text="eine Abfrage an Ihr Zentrum ist abgebrochen. Sie brauchen nichts mehr zu tun.",
    )  # fmt: skip
    return held


def _offered(columns: Mapping[str, Any]) -> set[str]:
    if columns.get("kind") == Question.Kind.YESNO:
        return {"Ja", "Nein"}
    return set(columns.get("choices", []))
