"""Interest on a reclaim: base rate plus points, day by day, on what is still owed.

Amounts are euro. A repayment lessens what bears interest from the day it is received; interest
bears no interest. Every stretch is rounded half up to the cent, so that the sum equals its rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from drehscheibe.domain.funding.reclaim.interest_rules import (
    DayCount,
    InterestRules,
    interest_rules,
)
from drehscheibe.kernel.language.amounts import CENT

ZERO = Decimal("0.00")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in, in euro."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with the same rate and the same amount owed: one row of the interest table."""

    first_on: date
    until: date
    owed: Decimal
    percent: Decimal
    days: int
    interest: Decimal
    confirmed: bool


def simple_interest(
    principal: Decimal, *, percent: Decimal, days: int, day_count: DayCount = DayCount.ACT_365
) -> Decimal:
    """Interest in euro for so many days (example 10 of the collected rules, both day counts).

    >>> simple_interest(Decimal(24500), percent=Decimal("7.00"), days=120)
    Decimal('563.84')
    >>> simple_interest(
    ...     Decimal(24500), percent=Decimal(7), days=120, day_count=DayCount.THIRTY_360
    ... )
    Decimal('571.67')
    """
    exact = principal * percent * days / (HUNDRED * day_count.days_of_year)
    return exact.quantize(CENT, ROUND_HALF_UP)


def interest_table(
    principal: Decimal,
    *,
    from_day: date,
    to_day: date,
    received: Iterable[Received] = (),
    rules: InterestRules | None = None,
) -> tuple[Stretch, ...]:
    """The interest of a claim, stretch by stretch, from its first day up to, not with, the last.

    >>> table = interest_table(
    ...     Decimal(24500), from_day=date(2024, 5, 1), to_day=date(2024, 8, 1),
    ...     received=[Received(date(2024, 7, 11), Decimal(20000))],
    ... )
    >>> [(row.days, row.owed, row.percent, row.interest) for row in table]
    [(61, Decimal('24500.00'), Decimal('8.62'), Decimal('352.95')),
     (10, Decimal('24500.00'), Decimal('8.37'), Decimal('56.18')),
     (21, Decimal('4500.00'), Decimal('8.37'), Decimal('21.67'))]
    """
    known = rules or interest_rules()
    payments = tuple(received)
    days = _turning_days(from_day, to_day, payments, known)
    rows = (_stretch(principal, first, last, payments, known) for first, last in pairwise(days))
    return tuple(row for row in rows if row.owed > 0)


def interest_sum(table: Iterable[Stretch]) -> Decimal:
    """All stretches together, in euro."""
    return sum((row.interest for row in table), ZERO)


def owed_on(principal: Decimal, day: date, received: Iterable[Received]) -> Decimal:
    """What is left of the principal at the beginning of a day; never negative.

    >>> owed_on(Decimal(100), date(2024, 1, 2), [Received(date(2024, 1, 2), Decimal(30))])
    Decimal('70.00')
    """
    came = sum((each.amount for each in received if each.on <= day), ZERO)
    return max(Decimal(0), principal - came)


def _turning_days(
    from_day: date, to_day: date, received: Sequence[Received], rules: InterestRules
) -> list[date]:
    """The days on which rate or amount changes or the rate is no longer known, with both ends."""
    turns = {rate.valid_from for rate in rules.rates} | {each.on for each in received}
    turns.add(rules.known_until)
    return sorted({from_day, to_day} | {day for day in turns if from_day < day < to_day})


def _stretch(
    principal: Decimal,
    first_on: date,
    until: date,
    received: Sequence[Received],
    rules: InterestRules,
) -> Stretch:
    base = rules.rate_on(first_on)
    percent = base.percent + rules.points_above_base
    owed = owed_on(principal, first_on, received)
    days = rules.day_count.days(first_on, until)
    earned = simple_interest(owed, percent=percent, days=days, day_count=rules.day_count)
    confirmed = base.confirmed and first_on < rules.known_until
    return Stretch(first_on, until, owed, percent, days, earned, confirmed)
