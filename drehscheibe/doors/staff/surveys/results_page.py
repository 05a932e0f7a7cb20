"""Answers as charts and tables: the geometry of `reporting`, the same figures beside it."""

from dataclasses import dataclass
from decimal import Decimal

from drehscheibe.domain.reporting.groups import Group
from drehscheibe.domain.reporting.tables import MASKED, Figure, Line, Table
from drehscheibe.domain.surveys.answering import unit_of
from drehscheibe.domain.surveys.models import Question
from drehscheibe.domain.surveys.summing import Bar, Summary
from drehscheibe.doors.staff.reporting.charts import Chart, chart_of
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.tables.few import LEAST

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHORT = 14
"""Characters of a label that stand below a bar; longer ones are lettered."""
MOST_BARS = 12
FEW_BARS = 6
Kind = Question.Kind


@dataclass(frozen=True)
class Shown:
    """One question's results: what is said, drawn and tabled."""

    summary: Summary
    number: int
    table: Table | None
    chart: Chart | None
    letters: tuple[str, ...] = ()
    total: str = ""
    middle: str = ""

    @property
    def rows(self) -> list[tuple[str, Bar]]:
        """Letter (or none) and bar of a choice."""
        bars = self.summary.bars.get("", ())
        return list(zip(self.letters or [""] * len(bars), bars, strict=True))

    @property
    def spread(self) -> list[tuple[str, str]]:
        """Least, median and most of a number in words, from five answers on; else nothing."""
        one = self.summary
        if one.middle is None or (one.given or 0) < LEAST:
            return []
        found = (("Kleinste", one.least), ("Median", one.middle), ("Größte", one.most))
        return [
            (name, MASKED if number is None else _amount(one, number)) for name, number in found
        ]

    @property
    def unit(self) -> str:
        """Of a number."""
        return unit_of(self.summary.question)


def shown_results(found: list[Summary]) -> list[Shown]:
    """Every question with its chart where one can be drawn."""
    return [_shown(each, number) for number, each in enumerate(found, start=1)]


def _shown(summary: Summary, number: int) -> Shown:
    table = _table(summary)
    if table is None:
        return Shown(summary, number, None, None, (), *_sums(summary))
    labels = [each.label for each in table.columns]
    letters = () if _fits(labels) else tuple(LETTERS[: len(labels)])
    drawn = table if not letters else _lettered(table, letters)
    chart = chart_of(drawn) if len(labels) <= MOST_BARS else None
    return Shown(summary, number, table, chart, letters, *_sums(summary))


def _table(summary: Summary) -> Table | None:
    question, bars = summary.question, summary.bars
    key = f"frage-{question.pk}"
    if not bars:
        return None
    if question.kind != Kind.MATRIX:
        row = bars[""]
        columns = tuple(Group(str(n), bar.label) for n, bar in enumerate(row))
        line = Line("Zentren", tuple(_figure(bar.count) for bar in row))
        return Table(key, question.text, columns, (line,), chart="bars")
    columns = tuple(Group(str(n), label) for n, label in enumerate(bars))
    lines = tuple(
        Line(choice, tuple(_figure(row[place].count) for row in bars.values()))
        for place, choice in enumerate(question.choices)
    )
    return Table(key, question.text, columns, lines, chart="stack")


def _lettered(table: Table, letters: tuple[str, ...]) -> Table:
    columns = tuple(Group(letter, letter) for letter in letters)
    return Table(table.key, table.title, columns, table.lines, chart=table.chart)


def _fits(labels: list[str]) -> bool:
    return len(labels) <= FEW_BARS and all(len(each) <= SHORT for each in labels)


def _figure(count: int | None) -> Figure:
    return Figure(masked=True) if count is None else Figure(Decimal(count))


def _sums(summary: Summary) -> tuple[str, str]:
    if summary.total is None or summary.middle is None:
        return "", ""
    return _amount(summary, summary.total), _amount(summary, summary.middle)


def _amount(summary: Summary, number: Decimal) -> str:
    question = summary.question
    if question.kind == Kind.MONEY:
        return euro(number)
    return f"{german_number(number)} {question.unit}".strip()
