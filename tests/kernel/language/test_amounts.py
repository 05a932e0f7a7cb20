"""Amounts as people type them: read, refused, asked back (issue: bad input)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.kernel.language.amounts import (
    NO_BREAK_SPACE,
    AmbiguousAmount,
    AmountRefused,
    amount_input,
    euro,
    euro_short,
    german_number,
    parse_amount,
)

amounts = st.decimals(min_value=0, max_value=100_000_000, places=2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("57.000", "57000"),
        ("57000", "57000"),
        ("57 000,00", "57000"),
        ("57.000,00 €", "57000"),
        ("€ 12,5", "12.50"),
        ("1.000,-", "1000"),
        ("1.234.567,89 EUR", "1234567.89"),
        ("0", "0"),
        ("0,50", "0.50"),
        ("100.000.000", "100000000"),
    ],
)
def test_german_and_plain_amounts_are_read(typed: str, meant: str) -> None:
    assert parse_amount(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1,234.56", ("1234.56", "1.23")),
        ("57,000", ("57000", "57.00")),
        ("1,234", ("1234", "1.23")),
    ],
)
def test_a_comma_between_thousands_is_asked_about(typed: str, readings: tuple[str, str]) -> None:
    with pytest.raises(AmbiguousAmount, match=r"Meinten Sie .* oder ") as asked:
        parse_amount(typed)
    assert asked.value.readings == tuple(Decimal(reading) for reading in readings)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "Geben Sie einen Betrag"),
        ("   ", "Geben Sie einen Betrag"),
        ("€", "Geben Sie einen Betrag"),
        ("-5", "nicht negativ"),
        ("−1.000,00", "nicht negativ"),
        ("100.000.000,01", "höher als"),
        ("999999999999", "höher als"),
        ("9" * 5000, "höher als"),
        ("1e9", "ist kein Betrag"),
        ("NaN", "ist kein Betrag"),
        ("٣", "ist kein Betrag"),
        ("zwölf", "ist kein Betrag"),
        ("12.34.56", "ist kein Betrag"),
        ("0,005", "höchstens zwei Stellen"),
        ("1234.567", "höchstens zwei Stellen"),
    ],
)
def test_what_is_no_amount_is_refused_with_advice(typed: str, answer: str) -> None:
    with pytest.raises(AmountRefused, match=answer):
        parse_amount(typed)


@given(amounts)
def test_shown_amounts_read_back_as_themselves(amount: Decimal) -> None:
    assert parse_amount(euro(amount)) == amount
    assert parse_amount(euro_short(amount)) == amount
    assert parse_amount(amount_input(amount)) == amount


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        amount = parse_amount(text)
    except AmountRefused:
        return
    assert Decimal(0) <= amount <= Decimal(100_000_000)
    assert amount == amount.quantize(Decimal("0.01"))


def test_amounts_never_break_before_the_sign() -> None:
    assert euro(Decimal("42750")) == f"42.750,00{NO_BREAK_SPACE}€"
    assert euro_short(Decimal("42945.21")) == f"42.945,21{NO_BREAK_SPACE}€"


def test_numbers_are_as_short_as_exact() -> None:
    shown = [german_number(Decimal(number)) for number in ("6.5", "1.0", "0.50", "10", "1234")]
    assert shown == ["6,5", "1", "0,5", "10", "1.234"]
