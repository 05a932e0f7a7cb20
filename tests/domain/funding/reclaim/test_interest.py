"""Interest on reclaims: example 10, base rates over time, repayments in between."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.funding.reclaim.interest import (
    Received,
    interest_sum,
    interest_table,
    simple_interest,
)
from drehscheibe.domain.funding.reclaim.interest_rules import (
    BaseRate,
    DayCount,
    InterestRules,
    interest_rules,
)
from drehscheibe.domain.funding.reclaim.statement import statement

TEST_RATE = InterestRules(
    rates=(BaseRate(date(2002, 1, 1), Decimal("2.00"), confirmed=True),),
    points_above_base=Decimal("5.00"),
    day_count=DayCount.ACT_365,
    day_count_confirmed=False,
    source="Prüfwert",
)


@pytest.mark.parametrize(
    ("day_count", "expected"), [(DayCount.ACT_365, "563.84"), (DayCount.THIRTY_360, "571.67")]
)
def test_example_10_interest_of_120_days_by_both_day_counts(
    day_count: DayCount, expected: str
) -> None:
    earned = simple_interest(Decimal(24500), percent=Decimal("7.00"), days=120, day_count=day_count)
    assert earned == Decimal(expected)


def test_example_10_as_a_table_with_the_test_base_rate() -> None:
    first = date(2024, 4, 3)
    table = interest_table(
        Decimal(24500), from_day=first, to_day=first + timedelta(days=120), rules=TEST_RATE
    )
    assert [(row.days, row.percent) for row in table] == [(120, Decimal("7.00"))]
    assert interest_sum(table) == Decimal("563.84")


def test_a_new_base_rate_and_a_repayment_each_begin_a_row() -> None:
    table = interest_table(
        Decimal(24500),
        from_day=date(2024, 5, 1),
        to_day=date(2024, 8, 1),
        received=[Received(date(2024, 7, 11), Decimal(20000))],
    )
    assert [(row.first_on, row.owed) for row in table] == [
        (date(2024, 5, 1), Decimal(24500)),
        (date(2024, 7, 1), Decimal(24500)),
        (date(2024, 7, 11), Decimal(4500)),
    ]


def test_nothing_bears_interest_after_the_last_cent_came_in() -> None:
    table = interest_table(
        Decimal(100),
        from_day=date(2024, 1, 1),
        to_day=date(2024, 12, 31),
        received=[Received(date(2024, 1, 1), Decimal(100))],
    )
    assert table == ()


def test_unconfirmed_base_rates_say_so() -> None:
    table = interest_table(Decimal(100), from_day=date(2020, 12, 1), to_day=date(2023, 2, 1))
    assert [row.confirmed for row in table] == [True, False]


def test_base_rates_stand_in_order_and_begin_on_a_half_year() -> None:
    days = [rate.valid_from for rate in interest_rules().rates]
    assert days == sorted(set(days))
    assert all((day.month, day.day) in {(1, 1), (7, 1)} for day in days)


@given(
    principal=st.decimals(1, 1_000_000, places=2),
    days=st.integers(1, 4000),
    paid=st.lists(st.tuples(st.integers(0, 4000), st.decimals(1, 100_000, places=2)), max_size=4),
)
def test_the_rows_cover_every_day_owed_once_and_never_more_than_without_repayment(
    principal: Decimal, days: int, paid: list[tuple[int, Decimal]]
) -> None:
    first = date(2014, 3, 1)
    last = first + timedelta(days=days)
    received = [Received(first + timedelta(days=after), amount) for after, amount in paid]
    table = interest_table(principal, from_day=first, to_day=last, received=received)
    whole = interest_table(principal, from_day=first, to_day=last)
    assert all(row.until == later.first_on for row, later in pairwise(table))
    assert sum(row.days for row in whole) == days
    rounding = Decimal("0.01") * (len(table) + len(whole))
    assert interest_sum(table) <= interest_sum(whole) + rounding


def test_beyond_the_table_of_base_rates_the_last_one_counts_and_says_so() -> None:
    """§ 247 BGB: a rate holds half a year; after that it is only the last known one."""
    rules = InterestRules(
        rates=(BaseRate(date(2025, 7, 1), Decimal("1.27"), confirmed=True),),
        points_above_base=Decimal(5),
        day_count=DayCount.ACT_365,
        day_count_confirmed=True,
        source="Prüfwert",
    )
    table = interest_table(
        Decimal(1000), from_day=date(2025, 7, 1), to_day=date(2026, 7, 1), rules=rules
    )
    assert [(row.first_on, row.percent, row.confirmed) for row in table] == [
        (date(2025, 7, 1), Decimal("6.27"), True),
        (date(2026, 1, 1), Decimal("6.27"), False),
    ]


def test_no_day_no_interest_and_never_a_negative_count() -> None:
    """Interest from tomorrow on, or up to its own first day, has no row."""
    day = date(2024, 5, 1)
    for until in (day, day - timedelta(days=1), day - timedelta(days=4000)):
        owed = statement(Decimal(1000), arises_on=day, on=until)
        assert (owed.rows, owed.interest, owed.remaining) == ((), Decimal(0), Decimal(1000))


@pytest.mark.parametrize("leap", [date(2024, 2, 29), date(2028, 2, 29)], ids=["2024", "2028"])
def test_29_february_counts_as_one_day(leap: date) -> None:
    table = interest_table(
        Decimal(36500), from_day=leap, to_day=leap + timedelta(days=1), rules=TEST_RATE
    )
    assert [(row.days, row.interest) for row in table] == [(1, Decimal("7.00"))]
