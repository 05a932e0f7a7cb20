"""What a post will probably cost and get after reported vacancies and hires (F21).

Amounts are euro per fiscal year. The forecast is the plan, with every post's filled time as the
change notices leave it; planned costs shrink with the filled time (assumption).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from drehscheibe.domain.funding.guideline import Guideline
from drehscheibe.domain.funding.post_filling import FilledPart, filled_part
from drehscheibe.domain.funding.staffing_grant import PostLine, post_cap
from drehscheibe.kernel.language.amounts import CENT

ZERO = Decimal("0.00")
Period = tuple[date, date]
"""First and last day, both filled."""


class Turn(StrEnum):
    """What a change does to a post."""

    VACANT = "vacancy"
    FILLED = "hire"


@dataclass(frozen=True, slots=True)
class PostChange:
    """A post becomes vacant or filled from a day on, perhaps until another."""

    number: int
    turn: Turn
    effective_on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ExpectedPost:
    """The forecast of one post: the row behind the expected amounts."""

    number: int
    filled: FilledPart
    cap: Decimal
    cost: Decimal
    eligible: Decimal


def periods_after(
    line: PostLine, changes: Iterable[PostChange], *, fiscal_year: int
) -> tuple[Period, ...]:
    """When a post is filled in the year, after the changes in the order they take effect.

    >>> post = PostLine(number=1, category=None, share=Decimal(1), filled_from=date(2023, 1, 1))
    >>> changes = [PostChange(1, Turn.VACANT, date(2023, 4, 1), date(2023, 6, 30))]
    >>> [f"{first} {last}" for first, last in periods_after(post, changes, fiscal_year=2023)]
    ['2023-01-01 2023-03-31', '2023-07-01 2023-12-31']
    """
    year = (date(fiscal_year, 1, 1), date(fiscal_year, 12, 31))
    periods: list[Period] = []
    if line.filled_from is not None:
        periods = _added([], (line.filled_from, line.filled_to or year[1]))
    for change in sorted(changes, key=lambda each: each.effective_on):
        span = (change.effective_on, change.until or year[1])
        if change.number == line.number:
            periods = (_removed if change.turn is Turn.VACANT else _added)(periods, span)
    cut = ((max(first, year[0]), min(last, year[1])) for first, last in periods)
    return tuple((first, last) for first, last in cut if first <= last)


def expected_post(
    line: PostLine,
    changes: Iterable[PostChange],
    *,
    guideline: Guideline,
    fiscal_year: int,
) -> ExpectedPost:
    """What a post will get: its cap for the time it is really filled, or its cost if lower."""
    periods = periods_after(line, changes, fiscal_year=fiscal_year)
    filled = _filled(periods, guideline, fiscal_year)
    planned = _filled(periods_after(line, (), fiscal_year=fiscal_year), guideline, fiscal_year)
    if line.category is None or line.share is None:
        return ExpectedPost(line.number, filled, ZERO, ZERO, ZERO)
    cap = post_cap(guideline.rates[line.category], share=line.share, filled=filled)
    cost = cap if line.expected_cost is None else _shrunk(line.expected_cost, planned, filled)
    return ExpectedPost(line.number, filled, cap, cost, min(cap, cost))


def changed(line: PostLine, changes: Iterable[PostChange], *, fiscal_year: int) -> PostLine:
    """The post with first and last filled day after the changes; a gap between them is lost."""
    periods = periods_after(line, changes, fiscal_year=fiscal_year)
    if not periods:
        return replace(line, filled_from=None, filled_to=None)
    return replace(line, filled_from=periods[0][0], filled_to=periods[-1][1])


def _filled(periods: Iterable[Period], guideline: Guideline, fiscal_year: int) -> FilledPart:
    parts = [
        filled_part(
            first,
            last,
            fiscal_year=fiscal_year,
            method=guideline.vacancy_method.value,
            partial_month_counts=guideline.partial_month_counts.value,
        )
        for first, last in periods
    ]
    empty = filled_part(None, None, fiscal_year=fiscal_year, method=guideline.vacancy_method.value)
    whole = empty.denominator
    return FilledPart(min(whole, sum(part.numerator for part in parts)), whole)


def _shrunk(cost: Decimal, planned: FilledPart, filled: FilledPart) -> Decimal:
    if not planned.numerator or filled.numerator >= planned.numerator:
        return cost
    return (cost * filled.numerator / planned.numerator).quantize(CENT, ROUND_HALF_UP)


def _added(periods: list[Period], span: Period) -> list[Period]:
    """The periods with one more; neighbours and overlaps become one."""
    merged: list[Period] = []
    for first, last in sorted([*periods, span]):
        if merged and first <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _removed(periods: list[Period], span: Period) -> list[Period]:
    """The periods without the days of the span."""
    left = []
    for first, last in periods:
        left.append((first, min(last, span[0] - timedelta(days=1))))
        left.append((max(first, span[1] + timedelta(days=1)), last))
    return [(first, last) for first, last in left if first <= last]
