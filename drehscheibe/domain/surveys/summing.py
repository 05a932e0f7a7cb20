"""One question's answers together, and what of them may be told to those who were asked (pure).

What is too few, and what it could be worked out from, `kernel/tables/few.py` says for every room.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Any

from drehscheibe.domain.surveys.answering import choices_of
from drehscheibe.domain.surveys.models import Question
from drehscheibe.kernel.tables.few import LEAST, is_few, masked, sum_hides

Kind = Question.Kind
COUNTED = (Kind.YESNO, Kind.ONE, Kind.SEVERAL)
SUMMED = (Kind.NUMBER, Kind.MONEY)


@dataclass(frozen=True)
class Bar:
    """How many chose it; None where that is masked."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Summary:
    """One question's answers together. `bars` by line of a matrix (empty for other questions).

    `given` None: so few that not even their number is told. `total` None with `given`: the sum
    would tell of few persons, or there is none. `least` and `most` are told from five answers on,
    and not while they are so small that they tell of few persons themselves.
    """

    question: Question
    given: int | None
    bars: Mapping[str, tuple[Bar, ...]]
    total: Decimal | None = None
    middle: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    texts: tuple[str, ...] = ()

    @property
    def is_masked(self) -> bool:
        """Whether anything of it is withheld."""
        bars = (bar for each in self.bars.values() for bar in each)
        return self.given is None or any(bar.count is None for bar in bars)


def tells_of_few(numbers: Iterable[Decimal]) -> bool:
    """Whether a sum with numbers from 1 to 4 in it would let one of them be worked out.

    >>> tells_of_few([Decimal(3), Decimal(0), Decimal(0), Decimal(0), Decimal(0)])
    True
    >>> tells_of_few([Decimal(3), Decimal(700), Decimal(500), Decimal(0), Decimal(0)])
    False
    """
    above = [each for each in numbers if each > 0]
    if not any(is_few(each) for each in above):
        return False
    count = len(above)
    return not sum_hides(sum(above, Decimal(0)), top=max(above), holders=count, parts=count)


def summary_of(question: Question, values: list[Any], *, whole: bool) -> Summary:
    """The answers to one question; `whole` leaves out the masks."""
    count = len(values)
    known = count if whole or count >= LEAST or count == 0 else None
    bars: dict[str, tuple[Bar, ...]] = {}
    if question.kind in COUNTED:
        bars[""] = _bars(question, values, whole)
    if question.kind == Kind.MATRIX:
        for line in question.lines:
            bars[line] = _bars(question, [each[line] for each in values if line in each], whole)
    if question.kind not in SUMMED or known is None or not count:
        return Summary(question, known, bars)
    numbers = [Decimal(each) for each in values]
    if not whole and tells_of_few(numbers):
        return Summary(question, known, bars)
    least, most = (_told_end(each, count, whole) for each in (min(numbers), max(numbers)))
    total, middle = sum(numbers, Decimal(0)), median(numbers)
    return Summary(question, known, bars, total, middle, least, most)


def _told_end(number: Decimal, count: int, whole: bool) -> Decimal | None:
    tells = not whole and is_few(number)
    return None if tells or count < LEAST else number


def hide_followers(found: list[Summary]) -> list[Summary]:
    """A question asked only after a masked choice says how often that was chosen: masked too."""
    known: dict[int, Summary] = {}
    for each in found:
        before = known.get(each.question.asked_if_id or 0)
        known[each.question.pk] = each if before is None else _after(before, each)
    return list(known.values())


def _after(before: Summary, each: Summary) -> Summary:
    wanted = set(each.question.asked_if_values)
    open_choice = before.given is not None and all(
        bar.count is not None for bar in before.bars.get("", ()) if bar.label in wanted
    )
    if open_choice:
        return each
    bars = {line: tuple(Bar(bar.label, None) for bar in row) for line, row in each.bars.items()}
    return replace(each, given=None, bars=bars, total=None, middle=None, least=None, most=None)


def _bars(question: Question, values: list[Any], whole: bool) -> tuple[Bar, ...]:
    chosen = Counter(
        choice for each in values for choice in (each if isinstance(each, list) else [each])
    )
    labels = choices_of(question)
    counts = {choice: chosen.get(choice, 0) for choice in labels}
    told = counts if whole else masked(counts, of=len(values))
    return tuple(Bar(label, told[label]) for label in labels)
