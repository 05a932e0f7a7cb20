"""Numbers as people write them (issue 2, bad input)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.tables.numbers import (
    NumberRefused,
    read_number,
)

AMOUNTS = st.decimals(
    min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567,8", "1234567.8"),
        ("1,234,567", "1234567"),
        ("1.234", "1234"),
        ("0,5", "0.5"),
        ("0.500,", None),
        ("57 000 €", "57000"),
        ("57\u202f000,00 EUR", "57000.00"),
        ("\u221212,30", "-12.30"),
        ("+7", "7"),
    ],
)
def test_both_ways_of_writing_are_understood(text: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(NumberRefused):
            read_number(text)
    else:
        assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,234", "12,345", "999,999"])
def test_what_could_mean_two_numbers_is_asked_about(text: str) -> None:
    with pytest.raises(NumberRefused, match="mehrdeutig: Meinen Sie"):
        read_number(text)


def test_a_share_of_one_point_three_digits_is_asked_about_too() -> None:
    with pytest.raises(NumberRefused, match=r"Meinen Sie 1234,0000 oder 1,2340\?"):
        read_number("1.234", places=4)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1e5", "1.2.3", "12.34.567", "1,2,3", "NaN", "--1", "9" * 31, "٣", "1'000"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumberRefused, match="ist keine Zahl"):
        read_number(text)


def test_more_decimals_than_cents_are_refused() -> None:
    with pytest.raises(NumberRefused, match="mehr als 2 Nachkommastellen"):
        read_number("0,3333")


@given(AMOUNTS)
def test_every_amount_we_write_is_read_back(amount: Decimal) -> None:
    assert read_number(german_number(amount)) == amount
    assert read_number(euro(amount)) == amount
