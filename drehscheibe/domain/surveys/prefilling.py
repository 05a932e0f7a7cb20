"""Known figures of controlling, so that nobody types what the platform has counted."""

from datetime import datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.figures.rows import Asked, year
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.surveys.models import SurveyResponse
from drehscheibe.kernel.calendar.moments import day_of


def known_figures(response: SurveyResponse, *, at: datetime) -> dict[int, str]:
    """The counted figure of the survey's year by question; without a year, of the year before.

    What nobody entered counts as nothing and is left open: a nought would look like an answer.
    """
    wanted = response.survey.questions.exclude(figure="").filter(removed_at=None)
    centre = Centre.objects.filter(organisation=response.organisation_id).first()
    if centre is None:
        return {}
    span = year(response.survey.year or day_of(at).year - 1)
    found: dict[int, str] = {}
    for question in wanted:
        source = known_sources().get(question.figure)
        rows = source.rows(Asked(centre, span)) if source is not None else []
        if rows and source is not None:
            found[question.pk] = format(source.amount(Asked(centre, span)).normalize(), "f")
    return found
