"""Reminders: one mail for each organisation that still owes, none to the others (Sc 2.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import OWING, Survey, SurveyIs, SurveyResponse
from drehscheibe.domain.surveys.telling import Recipient, holders, known_keys, reminder
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.mail.reminders import keep_new, waiting_keys, withdraw
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

SUBJECT = "Erinnerung an eine Abfrage"
BEFORE = (timedelta(days=7), timedelta(days=1))


def owing(survey: Survey) -> QuerySet[SurveyResponse]:
    """The responses still missing while the survey runs."""
    if survey.status != SurveyIs.OPEN:
        return SurveyResponse.objects.none()
    return survey.responses.filter(status__in=OWING).select_related(
        "organisation__centre", "contact"
    )


@dataclass(frozen=True)
class Reminded:
    """An organisation that owes and who there would be told; `told_today` already was."""

    response: SurveyResponse
    to: Recipient | None
    told_today: bool


def preview(survey: Survey, *, at: datetime) -> list[Reminded]:
    """Whom a reminder would reach now."""
    rows = list(owing(survey).order_by("organisation__centre__area_name", "pk"))
    places = [row.organisation_id for row in rows]
    writing = holders(may.EDIT, places, at=at)
    signing = holders(may.SIGN, places, at=at)
    told = known_keys(f"{_key(survey, at)}:")
    return [
        Reminded(
            row,
            _one(row, writing.get(row.organisation_id, []), signing.get(row.organisation_id, [])),
            f"{_key(survey, at)}:{row.organisation_id}" in told,
        )
        for row in rows
    ]


def words(survey: Survey) -> str:
    """What a reminder says."""
    return (
        "die Antwort Ihres Zentrums auf eine Abfrage steht noch aus. Die Frist endet am "
        f"{german_moment(survey.closes_at)}."
    )


@transaction.atomic
def remind(*, survey: Survey, by: Person | None, at: datetime) -> int:
    """One mail for each organisation that owes; how many. Once a day, however often asked.

    It goes to whoever wrote there last and still may, else to the one who signs off, else to one
    who may write. An organisation with nobody gets none.
    """
    if by is not None:
        survey = locked_for(by, may.KEEP, survey, on=day_of(at))
    mails = [
        reminder(f"{_key(survey, at)}:{each.response.organisation_id}", each.to, SUBJECT,
                 words(survey), at)
        for each in preview(survey, at=at) if each.to is not None and not each.told_today
    ]  # fmt: skip
    sent = keep_new(mails)
    if sent:
        record("surveys.survey.remind", about=survey, by=by, at=at, detail={"mails": sent})
    return sent


def remind_of_deadlines(*, at: datetime) -> int:
    """By itself: a week and a day before the deadline."""
    days = [day_of(at) + each for each in BEFORE]
    rows = Survey.objects.filter(status=SurveyIs.OPEN, closes_at__gt=at)
    near = [each for each in rows if day_of(each.closes_at) in days]
    return sum(remind(survey=each, by=None, at=at) for each in near)


def withdraw_reminders(response: SurveyResponse) -> int:
    """What has not left yet is not said any more: the organisation owes nothing now."""
    keys = waiting_keys(f"surveys.survey:{response.survey_id}:remind:")
    return withdraw([each for each in keys if each.endswith(f":{response.organisation_id}")])


def _key(survey: Survey, at: datetime) -> str:
    return f"surveys.survey:{survey.pk}:remind:{day_of(at)}"


def _one(
    row: SurveyResponse, writing: list[Recipient], signing: list[Recipient]
) -> Recipient | None:
    last = [each for each in writing if each[0] == row.contact_id]
    return next(iter(last + signing + writing), None)
