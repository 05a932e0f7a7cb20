"""What a head signs off, what the asking body gives back; every submission is a version."""

from datetime import datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.answering import Asked, shown, unit_of
from drehscheibe.domain.surveys.models import (
    ResponseIs,
    ResponseVersion,
    SurveyIs,
    SurveyResponse,
)
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.reminding import withdraw_reminders
from drehscheibe.domain.surveys.responding import values_of
from drehscheibe.domain.surveys.telling import tell_editors
from drehscheibe.domain.surveys.workflow import RESPONSE
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.following import perform_following

UNLOCKED: dict[str, Any] = {"locked_by": None, "locked_until": None}


@transaction.atomic
def hand_to_head(*, response: SurveyResponse, by: Person, at: datetime) -> SurveyResponse:
    """Ready for the head; raises `SurveyRefused` naming what is missing."""
    held = locked_for(by, may.EDIT, response, on=day_of(at))
    _refuse_incomplete(held, at)
    perform_following(RESPONSE, "review", on=[held], by=by, at=at, **UNLOCKED)
    return held


@transaction.atomic
def take_back(*, response: SurveyResponse, by: Person, at: datetime) -> SurveyResponse:
    """Write on although it lies before the head."""
    held: SurveyResponse = locked_for(by, may.EDIT, response, on=day_of(at))
    _refuse_closed(held, at)
    perform_following(RESPONSE, "rework", on=[held], by=by, at=at)
    return held


@transaction.atomic
def submit(*, response: SurveyResponse, by: Person, at: datetime) -> ResponseVersion:
    """Sign it off for the organisation: only its head may. The version stands for good."""
    held = locked_for(by, may.SIGN, response, on=day_of(at))
    _refuse_incomplete(held, at)
    perform_following(RESPONSE, "submit", on=[held], by=by, at=at, submitted_at=at, **UNLOCKED)
    withdraw_reminders(held)
    values = values_of(held)
    asked = Asked.of(held.survey.questions.all()).now(values)
    answers = [
        {
            "question": each.pk, "text": each.text, "unit": unit_of(each),
            "value": values.get(each.pk), "shown": shown(each, values.get(each.pk)),
        }
        for each in asked
    ]  # fmt: skip
    held.answers.exclude(question__in=asked).update(value=None, document=None)
    return ResponseVersion.objects.create(
        response=held, version=held.versions.count() + 1, answers=answers, submitted_by=by,
        submitted_at=at,
    )  # fmt: skip


@transaction.atomic
def give_back(*, response: SurveyResponse, reason: str, by: Person, at: datetime) -> SurveyResponse:
    """Ask for a better answer, with the reason; both versions stay."""
    held = locked_for(by, may.RETURN, response, on=day_of(at))
    _refuse_closed(held, at)
    perform_following(RESPONSE, "return", on=[held], by=by, at=at, reason=reason, submitted_at=None)
    SurveyResponse.objects.filter(pk=held.pk).update(reason=reason.strip())
    held.refresh_from_db()
    tell_editors(
        [held.organisation_id], key=f"surveys.response:{held.pk}:return:{held.versions.count()}",
        at=at, subject="Eine Antwort ist zurückgegeben",
        text="zur Antwort Ihres Zentrums auf eine Abfrage gibt es eine Nachfrage.",
    )  # fmt: skip
    return held


@transaction.atomic
def decline(*, response: SurveyResponse, reason: str, by: Person, at: datetime) -> SurveyResponse:
    """Not answer, and say why; nobody reminds any more."""
    held = locked_for(by, may.SIGN, response, on=day_of(at))
    _refuse_closed(held, at)
    if not reason.strip():
        raise SurveyRefused("Bitte begründen Sie, warum Ihr Zentrum nicht antwortet.", "reason")
    SurveyResponse.objects.filter(pk=held.pk).update(reason=reason.strip())
    perform_following(RESPONSE, "decline", on=[held], by=by, at=at, reason=reason, **UNLOCKED)
    withdraw_reminders(held)
    return held


def _refuse_incomplete(response: SurveyResponse, at: datetime) -> None:
    _refuse_closed(response, at)
    if response.kept_input:
        raise SurveyRefused("Einige Angaben sind noch nicht lesbar. Bitte prüfen Sie sie.")
    missing = Asked.of(response.survey.questions.all()).missing(values_of(response))
    if missing:
        names = ", ".join(f"„{each.text}“" for each in missing[:5])
        raise SurveyRefused(f"Es fehlt noch: {names}.", f"frage_{missing[0].pk}")


def _refuse_closed(response: SurveyResponse, at: datetime) -> None:
    if response.survey.status != SurveyIs.OPEN or at >= response.survey.closes_at:
        raise SurveyRefused("Die Abfrage ist beendet.")
    if response.status == ResponseIs.DECLINED:
        raise SurveyRefused("Ihr Zentrum hat die Antwort abgelehnt.")
