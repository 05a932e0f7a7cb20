"""The form of an answer: each question as one input or a group of inputs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict

from drehscheibe.domain.surveys.answering import (
    BETWEEN,
    SIGN,
    Asked,
    choices_of,
    name_of,
    unit_of,
)
from drehscheibe.domain.surveys.models import Question, Survey, SurveyIs, SurveyResponse
from drehscheibe.domain.surveys.prefilling import Known, known_rows
from drehscheibe.domain.surveys.responding import (
    WRITABLE,
    holder,
    put_aside,
    texts_of,
    values_of,
)
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person

PREFIX = "frage_"
FILE_PREFIX = "datei_"
CELL = "__"


@dataclass(frozen=True)
class Form:
    """What of a submission the page shows again, whatever became of it."""

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    refusal: str = ""
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A question on the page. `cells` are a matrix's lines: name, label, chosen text.

    `other` is what is stored meanwhile, when it differs from what stands in the input; `skipped`
    says that the stored answers do not lead to this question.
    """

    question: Question
    number: int
    text: str = ""
    error: str = ""
    other: str | None = None
    skipped: bool = False
    document: Document | None = None
    known: Known | None = None

    @property
    def name(self) -> str:
        """Of its input."""
        return name_of(self.question)

    @property
    def chosen(self) -> list[str]:
        """The ticked answers."""
        return self.text.split(BETWEEN)

    @property
    def choices(self) -> list[str]:
        """What there is to choose from."""
        return choices_of(self.question)

    @property
    def unit(self) -> str:
        """Of a number."""
        return unit_of(self.question)

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """A matrix's lines: name of the input, label, chosen answer."""
        chosen = dict(each.rpartition(SIGN)[::2] for each in self.chosen if SIGN in each)
        return [
            (f"{self.name}{CELL}{line}", line, chosen.get(line, "")) for line in self.question.lines
        ]

    @property
    def is_group(self) -> bool:
        """Whether it is several inputs below one legend."""
        kinds = Question.Kind
        return self.question.kind in (kinds.YESNO, kinds.ONE, kinds.SEVERAL, kinds.MATRIX)


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


def preview_rows(survey: Survey) -> list[Row]:
    """The questions without answers."""
    questions = Asked.of(survey.questions.select_related("asked_if")).questions
    return [Row(each, number) for number, each in enumerate(questions, start=1)]


def answer_context(
    response: SurveyResponse, person: Person, *, at: datetime, form: Form | None = None
) -> dict[str, Any]:
    """Everything the page shows; what was typed stands in it, saved or not."""
    form = form or Form()
    aside = {} if form.typed else put_aside(response, person)
    other = holder(response, at=at)
    is_open = response.survey.status == SurveyIs.OPEN and at < response.survey.closes_at
    writable = is_open and response.status in WRITABLE
    rows = _rows(response, form, aside, at)
    return {
        "response": response,
        "survey": response.survey,
        "rows": rows,
        "missing": _missing(response),
        "seen": response.edits,
        "held_by": other if other != person else None,
        "holds": other == person,
        "writable": writable,
        "is_open": is_open,
        "form": form,
        "from_aside": bool(aside) and writable,
        "saved_at": at,
    }


def _rows(
    response: SurveyResponse, form: Form, aside: Mapping[str, str], at: datetime
) -> list[Row]:
    stored = texts_of(response, at=at)
    questions = Asked.of(response.survey.questions.select_related("asked_if")).questions
    asked = {each.pk for each in Asked(questions).now(values_of(response))}
    files = {
        each.question_id: each.document
        for each in response.answers.exclude(document=None).select_related("document")
    }
    known = {question.pk: found for question, found in known_rows(response, at=at)}
    rows = []
    for number, each in enumerate(questions, start=1):
        name = name_of(each)
        before = stored.get(name, "")
        text = form.typed.get(name, aside.get(name, before))
        differs = name in form.conflicts or (name in aside and text != before)
        rows.append(
            Row(
                each, number, text, form.errors.get(name, ""), before if differs else None,
                each.pk not in asked, files.get(each.pk), known.get(each.pk),
            )
        )  # fmt: skip
    return rows


def _missing(response: SurveyResponse) -> list[Question]:
    return Asked.of(response.survey.questions.all()).missing(values_of(response))
