"""What surveys put on the first screen."""

from datetime import datetime, timedelta

from django.urls import reverse

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import (
    OWING,
    ResponseIs,
    Survey,
    SurveyIs,
    SurveyResponse,
)
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.reach import Standing

FRESH = timedelta(days=7)
MOST = 12


def answers_due(standing: Standing, now: datetime) -> list[Task]:
    """What the own houses still owe."""
    places = standing.organisations_with(may.EDIT)
    if not places:
        return []
    rows = SurveyResponse.objects.filter(
        organisation__in=places, status__in=OWING, survey__status=SurveyIs.OPEN
    ).select_related("survey__owner")
    signs = set(standing.organisations_with(may.SIGN))
    return [
        Task(
            what=f"Abfrage: {each.survey.title}",
            who=each.survey.owner.name,
            url=reverse("staff:surveys:response_edit", args=[each.pk]),
            button="Abgeben" if _ready(each) and each.organisation_id in signs else "Antworten",
            due=day_of(each.survey.closes_at),
        )
        for each in rows.order_by("survey__closes_at")[:MOST]
        if not _ready(each) or each.organisation_id in signs
    ]


def surveys_over(standing: Standing, now: datetime) -> list[Task]:
    """Own surveys that are over and whose results nobody has published."""
    owned = standing.organisations_with(may.KEEP)
    if not owned:
        return []
    rows = Survey.objects.filter(owner__in=owned, status=SurveyIs.CLOSED)
    return [
        Task(
            what=f"Abfrage beendet: {each.title}",
            who="Ergebnis ansehen und veröffentlichen",
            url=reverse("staff:surveys:survey_results", args=[each.pk]),
            button="Ansehen",
            since=each.closes_at,
        )
        for each in rows.order_by("closes_at")[:MOST]
    ]


def results_new(standing: Standing, now: datetime) -> list[Task]:
    """Results the own houses may read since a week."""
    places = standing.organisations_with(may.VIEW)
    if not places:
        return []
    asked = SurveyResponse.objects.filter(organisation__in=places).values("survey")
    rows = Survey.objects.filter(
        pk__in=asked, shows=Survey.Shows.AGGREGATE, closes_at__gte=now - FRESH, closes_at__lt=now,
        status__in=[SurveyIs.CLOSED, SurveyIs.PUBLISHED],
    ).select_related("owner")  # fmt: skip
    return [
        Task(
            what=f"Ergebnis: {each.title}", who=each.owner.name,
            url=reverse("staff:surveys:survey_results", args=[each.pk]), button="Lesen",
            since=each.closes_at,
        )
        for each in rows[:MOST]
    ]  # fmt: skip


def _ready(response: SurveyResponse) -> bool:
    return response.status == ResponseIs.INTERNAL_REVIEW
