"""What came back: matrix of the asking body, sums for the asked, masked below five."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.answering import Asked, shown
from drehscheibe.domain.surveys.models import (
    Question,
    ResponseIs,
    Survey,
    SurveyIs,
    SurveyResponse,
)
from drehscheibe.kernel.permissions.reach import Standing, within_reach

Kind = Question.Kind
LEAST = 5
"""Fewer than so many organisations are never told apart."""
OVER = (SurveyIs.CLOSED, SurveyIs.PUBLISHED)


@dataclass(frozen=True)
class Bar:
    """How many chose it; None where that is masked."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Summary:
    """One question's answers together. `bars` by line of a matrix (empty for other questions)."""

    question: Question
    given: int | None
    bars: Mapping[str, tuple[Bar, ...]]
    total: Decimal | None = None
    middle: Decimal | None = None


def masked(counts: Mapping[str, int], *, of: int) -> dict[str, int | None]:
    """Counts below five are masked, and with a single masked one also the next smallest, so that
    nobody subtracts; noughts stay only where they give nothing away.

    >>> masked({"Ja": 30, "Nein": 3, "Teils": 8}, of=41)
    {'Ja': 30, 'Nein': None, 'Teils': None}
    >>> masked({"Ja": 41, "Nein": 0}, of=41)
    {'Ja': 41, 'Nein': 0}
    >>> masked({"Ja": 2, "Nein": 1}, of=3)
    {'Ja': None, 'Nein': None}
    """
    if of < LEAST:
        return dict.fromkeys(counts)
    hidden = {label for label, count in counts.items() if 0 < count < LEAST}
    if len(hidden) == 1:
        others = [label for label, count in counts.items() if label not in hidden and count]
        smallest = min(others, key=lambda label: counts[label], default=None)
        hidden |= {smallest} if smallest is not None else set(counts)
    return {label: None if label in hidden else count for label, count in counts.items()}


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
    return [_summary(each, given.get(each.pk, []), whole) for each in questions]


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
    responses = list(survey.responses.select_related("organisation"))
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
    units = [f"{each.text} ({each.unit})" if each.unit else each.text for each in questions]
    yield ["Organisation", "Stand", *units]
    for line in lines:
        yield [
            line.response.organisation.name, line.response.get_status_display(),
            *(cell.replace("\n", "; ") for cell in line.cells),
        ]  # fmt: skip


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


def _summary(question: Question, values: list[Any], whole: bool) -> Summary:
    count = len(values)
    known = count if whole or count >= LEAST or count == 0 else None
    bars: dict[str, tuple[Bar, ...]] = {}
    if question.kind in (Kind.ONE, Kind.SEVERAL):
        bars[""] = _bars(question, values, whole)
    if question.kind == Kind.MATRIX:
        for line in question.lines:
            bars[line] = _bars(question, [each[line] for each in values if line in each], whole)
    if question.kind != Kind.NUMBER or known is None or not count:
        return Summary(question, known, bars)
    numbers = [Decimal(each) for each in values]
    return Summary(question, known, bars, sum(numbers, Decimal(0)), median(numbers))


def _bars(question: Question, values: list[Any], whole: bool) -> tuple[Bar, ...]:
    chosen = Counter(
        choice for each in values for choice in (each if isinstance(each, list) else [each])
    )
    counts = {choice: chosen.get(choice, 0) for choice in question.choices}
    told = counts if whole else masked(counts, of=len(values))
    return tuple(Bar(label, told[label]) for label in question.choices)
