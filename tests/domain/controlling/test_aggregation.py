"""Many values become one: shares from their parts, never from percentages."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.controlling.models import OverPlaces, OverTime
from drehscheibe.domain.controlling.values.aggregation import Parts, over_places, over_time

AMOUNTS = st.decimals(0, 1_000_000, places=2, allow_nan=False)
COUNTS = st.lists(AMOUNTS.map(Parts), min_size=1, max_size=12)
SHARES = st.lists(
    st.tuples(AMOUNTS, AMOUNTS.map(lambda each: each + 1)).map(
        lambda both: Parts(min(both), max(both))
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@given(COUNTS)
def test_numbers(values: list[Parts]) -> None:
    amounts = [each.amount for each in values]
    assert over_time(values, OverTime.SUM) == Parts(sum(amounts, Decimal(0)))
    assert over_time(values, OverTime.LATEST) == values[-1]
    highest = over_time(values, OverTime.HIGHEST)
    assert highest is not None
    assert highest.amount == max(amounts)
    assert over_places(values, OverPlaces.SUM) == over_time(values, OverTime.SUM)


@given(SHARES)
def test_a_share_is_sum_of_parts_by_sum_of_wholes(values: list[Parts]) -> None:
    summed = over_time(values, OverTime.SUM)
    assert summed is not None
    parts = sum(Fraction(each.amount) for each in values)
    wholes = sum(Fraction(each.of or 0) for each in values)
    assert summed.rate == parts / wholes
    rates = [each.rate or Fraction(0) for each in values]
    assert min(rates) <= (summed.rate or 0) <= max(rates)
    highest = over_places(values, OverPlaces.HIGHEST)
    assert highest is not None
    assert highest.rate == max(rates)


@given(SHARES)
def test_what_is_not_to_be_added_stays_alone(values: list[Parts]) -> None:
    found = over_places(values, OverPlaces.NOT)
    assert found == (values[0] if len(values) == 1 else None)


def test_the_mean_of_percentages_is_not_the_share() -> None:
    """1 of 2 and 1 of 98 are 2 of 100, not 25 percent and a bit."""
    both = [Parts(Decimal(1), Decimal(2)), Parts(Decimal(1), Decimal(98))]
    summed = over_time(both, OverTime.SUM)
    assert summed is not None
    assert summed.rate == Fraction(2, 100)


def test_nothing_stays_nothing() -> None:
    assert over_time([], OverTime.SUM) is None
    assert over_places([], OverPlaces.SUM) is None
