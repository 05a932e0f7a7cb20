"""The form of an answer: each question as one input or a group of inputs."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict

from drehscheibe.domain.surveys.answering import BETWEEN, SIGN, Asked, name_of
from drehscheibe.domain.surveys.models import Question, SurveyIs, SurveyResponse
from drehscheibe.domain.surveys.responding import (
    WRITABLE,
    holder,
    put_aside,
    texts_of,
    values_of,
)
from drehscheibe.kernel.people.models import Person

PREFIX = "frage_"
CELL = "__"


@dataclass(frozen=True)
class Row:
    """A question on the page. `cells` are a matrix's lines: name, label, chosen text."""

    question: Question
    name: str
    text: str
    chosen: list[str]
    error: str = ""
    other: str = ""
    cells: list[tuple[str, str, str]] = field(default_factory=list)


def typed_of(sent: QueryDict) -> dict[str, str]:
    """What was typed, each question as one text; matrix cells and several choices are joined."""
    typed: dict[str, list[str]] = {}
    for key in sent:
        if not key.startswith(PREFIX):
            continue
        name, _, line = key.partition(CELL)
        values = [each for each in sent.getlist(key) if each]
        cells = [f"{line}{SIGN}{each}" for each in values] if line else values
        typed.setdefault(name, []).extend(cells)
    return {name: BETWEEN.join(values) for name, values in typed.items()}


def answer_context(
    response: SurveyResponse, person: Person, *, at: datetime,
    typed: dict[str, str] | None = None, errors: dict[str, str] | None = None,
    conflicts: dict[str, tuple[str, str]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Everything the page shows; what was typed stands in it, saved or not."""
    stored = texts_of(response, at=at)
    aside = put_aside(response, person)
    shown = stored | (typed or aside)
    other = holder(response, at=at)
    questions = Asked.of(response.survey.questions.select_related("asked_if")).questions
    rows = [
        _row(each, shown.get(name_of(each), ""), errors or {}, conflicts or {})
        for each in questions
        if each.kind != Question.Kind.FILE
    ]
    is_open = response.survey.status == SurveyIs.OPEN and at < response.survey.closes_at
    return {
        "response": response,
        "survey": response.survey,
        "rows": rows,
        "hidden": len(questions) - len(Asked.of(questions).now(values_of(response))),
        "seen": response.edits,
        "held_by": other if other != person else None,
        "writable": is_open and response.status in WRITABLE,
        "conflicts": bool(conflicts),
        "from_aside": bool(aside and not typed),
    }


def _row(
    question: Question, text: str, errors: dict[str, str], conflicts: dict[str, tuple[str, str]]
) -> Row:
    name = name_of(question)
    lines = dict(each.rpartition(SIGN)[::2] for each in text.split(BETWEEN) if SIGN in each)
    cells = [(f"{name}{CELL}{line}", line, lines.get(line, "")) for line in question.lines]
    return Row(
        question, name, text, text.split(BETWEEN), errors.get(name, ""),
        conflicts[name][0] if name in conflicts else "", cells,
    )  # fmt: skip
