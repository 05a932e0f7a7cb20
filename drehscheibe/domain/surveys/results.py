"""What came back: matrix of the asking body, sums for the asked, masked below five."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.answering import Asked, shown, unit_of
from drehscheibe.domain.surveys.models import (
    Question,
    ResponseIs,
    Survey,
    SurveyIs,
    SurveyResponse,
)
from drehscheibe.domain.surveys.summing import Summary, hide_followers, summary_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OVER = (SurveyIs.CLOSED, SurveyIs.PUBLISHED)
SHOWN_WHOLE = (Question.Kind.TEXT, Question.Kind.LONG, Question.Kind.DAY)
"""What the asking body reads one by one."""


def may_see_results(survey: Survey, standing: Standing) -> bool:
    """The asking body always; the asked after the end, where that was agreed."""
    if keeps(survey, standing):
        return True
    asked = survey.responses.filter(organisation__in=standing.organisations_with(may.VIEW))
    return survey.shows == Survey.Shows.AGGREGATE and survey.status in OVER and asked.exists()


def keeps(survey: Survey, standing: Standing) -> bool:
    """Whether the survey is one of the person's own house."""
    return survey.owner_id in standing.organisations_with(may.KEEP)


def summaries(survey: Survey, *, whole: bool = False) -> list[Summary]:
    """Every question's answers, two queries; `whole` leaves out the mask (the asking body's)."""
    given: dict[int, list[Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, value::text FROM surveys_submitted(%s)", [survey.pk])
        for question, value in cursor:
            if value not in (None, "null"):
                given.setdefault(question, []).append(json.loads(value))
    questions = Asked.of(survey.questions.all()).questions
    found = [summary_of(each, given.get(each.pk, []), whole=whole) for each in questions]
    if not whole:
        return hide_followers(found)
    return [replace(each, texts=_texts(each.question, given)) for each in found]


@dataclass(frozen=True)
class Line:
    """One organisation's answers, in the order of the questions."""

    response: SurveyResponse
    cells: tuple[str, ...]


def answer_matrix(survey: Survey, standing: Standing) -> tuple[tuple[Question, ...], list[Line]]:
    """Organisations × questions of what was submitted, for the asking body alone; three queries."""
    questions = Asked.of(survey.questions.all()).questions
    if not keeps(survey, standing):
        return questions, []
    responses = by_place(survey.responses.all())
    submitted = [each.pk for each in responses if each.status == ResponseIs.SUBMITTED]
    values = _values(submitted)
    nothing: dict[str, Any] = {}
    return questions, [
        Line(
            one,
            tuple(shown(each, values.get(one.pk, nothing).get(str(each.pk))) for each in questions),
        )
        for one in responses
    ]


def export_rows(survey: Survey, standing: Standing) -> Iterable[list[str]]:
    """The matrix as rows of a table, heading first, also with who has not answered."""
    questions, lines = answer_matrix(survey, standing)
    units = [f"{each.text} ({unit})" if (unit := unit_of(each)) else each.text
             for each in questions]  # fmt: skip
    yield ["Zentrum", "Stand", *units]
    for line in lines:
        yield [
            place_of(line.response.organisation), line.response.get_status_display(),
            *(cell.replace("\n", "; ") for cell in line.cells),
        ]  # fmt: skip


def place_of(organisation: Organisation) -> str:
    """What people call a centre: its area; other bodies by their name."""
    centre = getattr(organisation, "centre", None)
    return organisation.name if centre is None else str(centre.area_name)


def by_place(rows: QuerySet[SurveyResponse]) -> list[SurveyResponse]:
    """With their organisations, in the order people look them up."""
    known = rows.select_related("organisation__centre")
    return sorted(known, key=lambda each: place_of(each.organisation))


def surveys_for(standing: Standing) -> QuerySet[Survey]:
    """Surveys of the own house, and those it is asked."""
    own = within_reach(Survey.objects.all(), may.KEEP, standing=standing)
    asked = SurveyResponse.objects.filter(
        organisation__in=standing.organisations_with(may.VIEW)
    ).values("survey")
    return (
        own | Survey.objects.filter(pk__in=asked).exclude(status=SurveyIs.DRAFT)
    ).select_related("owner")


def _values(responses: list[int]) -> dict[int, dict[str, Any]]:
    """Answers by response and question, one row a response: thousands of rows cost more time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT response_id, jsonb_object_agg(question_id, value)::text FROM surveys_answer"
            " WHERE response_id = ANY (%s) GROUP BY response_id",
            [responses],
        )
        return {response: json.loads(answers) for response, answers in cursor}


def _texts(question: Question, given: Mapping[int, list[Any]]) -> tuple[str, ...]:
    if question.kind not in SHOWN_WHOLE:
        return ()
    return tuple(shown(question, each) for each in given.get(question.pk, []))
