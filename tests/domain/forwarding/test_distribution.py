"""Largest remainder: exact sum, each within a cent, stable order."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.forwarding.distribution import WeightsRefused, shares

CENT = Decimal("0.01")
amounts = st.decimals(min_value=0, max_value=50_000_000, places=2)
weights = st.lists(
    st.decimals(min_value=0, max_value=20_000_000, places=2), min_size=1, max_size=60
).filter(any)


@given(amounts, weights)
def test_the_shares_sum_up_to_the_amount(amount: Decimal, keys: list[Decimal]) -> None:
    assert sum(shares(amount, keys)) == amount


@given(amounts, weights)
def test_each_share_is_within_a_cent_of_the_exact_one(amount: Decimal, keys: list[Decimal]) -> None:
    whole = Fraction(sum(keys))
    for share, key in zip(shares(amount, keys), keys, strict=True):
        assert abs(Fraction(share) - Fraction(amount) * Fraction(key) / whole) < Fraction(CENT)


@given(amounts, weights)
def test_a_larger_weight_never_gets_less(amount: Decimal, keys: list[Decimal]) -> None:
    pairs = sorted(zip(keys, shares(amount, keys), strict=True), key=lambda pair: pair[0])
    for (smaller, less), (larger, more) in itertools.pairwise(pairs):
        assert smaller == larger or less <= more


@given(amounts, st.integers(min_value=1, max_value=60))
def test_of_equal_weights_the_earlier_come_first(amount: Decimal, count: int) -> None:
    given = shares(amount, [Decimal(1)] * count)
    assert list(given) == sorted(given, reverse=True)
    assert given[0] - given[-1] <= CENT


@pytest.mark.parametrize(
    ("amount", "keys", "message"),
    [
        ("100", ["0", "0"], "Alle Gewichte sind 0. Tragen Sie mindestens ein Gewicht ein."),
        ("100", ["-1", "2"], "Ein Gewicht ist negativ. Tragen Sie Zahlen ab 0 ein."),
        (
            "100.005",
            ["1"],
            "Der Betrag muss auf volle Cent lauten und darf nicht negativ sein.",
        ),
        ("100", ["0.00001"], "Ein Gewicht hat mehr als vier Nachkommastellen."),
    ],
)
def test_what_cannot_be_shared_is_refused(amount: str, keys: list[str], message: str) -> None:
    with pytest.raises(WeightsRefused, match=message.replace(".", r"\.")):
        shares(Decimal(amount), [Decimal(key) for key in keys])
