"""Known figures of controlling, so that nobody types what the platform has counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow, total, year
from drehscheibe.domain.controlling.figures.sources import FigureSource, known_sources
from drehscheibe.domain.surveys.models import Question, SurveyResponse
from drehscheibe.kernel.calendar.moments import day_of


@dataclass(frozen=True)
class Known:
    """A figure the platform has counted: of which year, and the rows it is the sum of."""

    source: FigureSource
    year: int
    rows: list[FigureRow]

    @property
    def text(self) -> str:
        """The figure as an answer keeps it."""
        return format(total(self.rows).normalize(), "f")


def known_figures(response: SurveyResponse, *, at: datetime) -> dict[int, str]:
    """The counted figure by question.

    What nobody entered counts as nothing and is left open: a nought would look like an answer.
    """
    return {question.pk: known.text for question, known in known_rows(response, at=at)}


def known_rows(response: SurveyResponse, *, at: datetime) -> Iterator[tuple[Question, Known]]:
    """Figures of the survey's year, without one of the year before, each with its rows."""
    wanted = response.survey.questions.exclude(figure="").filter(removed_at=None)
    centre = Centre.objects.filter(organisation=response.organisation_id).first()
    if centre is None:
        return
    number = response.survey.year or day_of(at).year - 1
    for question in wanted:
        source = known_sources().get(question.figure)
        rows = source.rows(Asked(centre, year(number))) if source is not None else []
        if rows and source is not None:
            yield question, Known(source, number, rows)
