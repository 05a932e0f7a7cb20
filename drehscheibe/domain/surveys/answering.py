"""How each kind of question is read from text, shown as text, and whether it is asked at all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.surveys.models import Answer, Question
from drehscheibe.kernel.drafts.keeping import Input, InputRefused, Slot
from drehscheibe.kernel.language.amounts import amount_input, parse_amount
from drehscheibe.kernel.language.days import german_day, parse_day
from drehscheibe.kernel.language.quantities import parse_quantity

Kind = Question.Kind
BETWEEN = "\n"
"""Several choices, or cells of a matrix, travel as lines of text."""
LONGEST = {Kind.TEXT: 500, Kind.LONG: 20_000}
SIGN = " = "
YES, NO = "Ja", "Nein"


def input_of(question: Question) -> Input:
    """How the question's answer is read and shown; what cannot be read is kept beside its error."""
    kind = Kind(question.kind)
    readers: dict[str, Callable[[str], Any]] = {
        Kind.TEXT: lambda text: _text(text, LONGEST[Kind.TEXT]),
        Kind.LONG: lambda text: _text(text, LONGEST[Kind.LONG]),
        Kind.NUMBER: _number,
        Kind.MONEY: lambda text: str(parse_amount(text)),
        Kind.YESNO: lambda text: _choice(text, choices_of(question)),
        Kind.ONE: lambda text: _choice(text, question.choices),
        Kind.SEVERAL: lambda text: [_choice(each, question.choices) for each in _lines(text)],
        Kind.MATRIX: lambda text: _cells(text, question),
        Kind.DAY: lambda text: parse_day(text).isoformat(),
        Kind.FILE: _no_text,
    }
    return Input("value", readers[kind], lambda value: shown(question, value))


def shown(question: Question, value: Any) -> str:
    """A stored answer as its input shows it."""
    if value is None or value in ("", [], {}):
        return ""
    if question.kind == Kind.NUMBER:
        return str(value).replace(".", ",")
    if question.kind == Kind.MONEY:
        return amount_input(Decimal(value))
    if question.kind == Kind.SEVERAL:
        return BETWEEN.join(value)
    if question.kind == Kind.MATRIX:
        return BETWEEN.join(f"{line}{SIGN}{cell}" for line, cell in value.items())
    if question.kind == Kind.DAY:
        return german_day(date.fromisoformat(value))
    return str(value)


@dataclass(frozen=True)
class Asked:
    """The questions as they stand, and which of them are asked given the answers."""

    questions: tuple[Question, ...]

    @classmethod
    def of(cls, questions: Iterable[Question]) -> "Asked":
        """Those that were not taken out."""
        return cls(tuple(each for each in questions if each.removed_at is None))

    def now(self, values: Mapping[int, Any]) -> list[Question]:
        """The skip rules applied: a question whose condition is not asked is not asked either."""
        asked: list[Question] = []
        known: set[int] = set()
        for question in self.questions:
            if question.asked_if_id is None or (
                question.asked_if_id in known
                and _fits(values.get(question.asked_if_id), question.asked_if_values)
            ):
                asked.append(question)
                known.add(question.pk)
        return asked

    def missing(self, values: Mapping[int, Any]) -> list[Question]:
        """What is asked, required and not answered."""
        return [each for each in self.now(values) if each.required and not answered(
            each, values.get(each.pk))]  # fmt: skip


def answered(question: Question, value: Any) -> bool:
    """Whether there is an answer; of a matrix every line."""
    if question.kind == Kind.MATRIX:
        return bool(value) and set(question.lines) <= set(value)
    return value not in (None, "", [], {})


def slots_of(questions: Iterable[Question], answers: Mapping[int, Answer]) -> dict[str, Slot]:
    """Every input of the form but files, by its id."""
    return {
        name_of(each): Slot(answers[each.pk], input_of(each))
        for each in questions
        if each.kind != Kind.FILE
    }


def choices_of(question: Question) -> list[str]:
    """What there is to choose from; of a matrix its columns."""
    return [YES, NO] if question.kind == Kind.YESNO else question.choices


def unit_of(question: Question) -> str:
    """The unit of a number, Euro of an amount of money."""
    return "Euro" if question.kind == Kind.MONEY else question.unit


def name_of(question: Question) -> str:
    """The id of a question's input."""
    return f"frage_{question.pk}"


def _fits(value: Any, wanted: list[str]) -> bool:
    given = value if isinstance(value, list) else [value]
    return any(each in wanted for each in given)


def _text(text: str, longest: int) -> str:
    if len(text) > longest:
        raise InputRefused(f"Bitte kürzen Sie auf {longest} Zeichen (jetzt {len(text)}).")
    return text


def _number(text: str) -> str:
    """As text, so that no decimal is lost in JSON."""
    return str(parse_quantity(text))


def _choice(text: str, choices: list[str]) -> str:
    if text not in choices:
        raise InputRefused("Bitte wählen Sie eine der Antworten.")
    return text


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.split(BETWEEN) if line.strip()))


def _cells(text: str, question: Question) -> dict[str, str]:
    cells = {}
    for each in _lines(text):
        line, _, cell = each.rpartition(SIGN)
        if line not in question.lines:
            raise InputRefused("Bitte füllen Sie nur die Zeilen der Tabelle aus.")
        cells[line] = _choice(cell, question.choices)
    return cells


def _no_text(text: str) -> str:
    raise InputRefused("Bitte laden Sie eine Datei hoch.")
