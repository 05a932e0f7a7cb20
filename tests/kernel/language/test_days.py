"""Days as people type them (issue: bad input, 31.02.)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.kernel.language.days import DayRefused, german_day, parse_day

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed", ["1.3.2026", "01.03.2026", "2026-03-01", "1. März 2026", " 1. 3. 2026 ", "1 mär 2026"]
)
def test_german_spoken_and_iso_days_are_read(typed: str) -> None:
    assert parse_day(typed) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("31.02.2026", "Der Februar 2026 hat 28 Tage"),
        ("2026-02-31", "Der Februar 2026 hat 28 Tage"),
        ("29.02.2023", "gibt es nicht"),
        ("00.01.2026", "gibt es nicht"),
        ("1.13.2026", "Den Monat 13 gibt es nicht"),
        ("1.1.1026", "liegt zu weit entfernt"),
        ("1.3.26", "Tag.Monat.Jahr"),
        ("1. Brumaire 2026", "Tag.Monat.Jahr"),
        ("morgen", "Tag.Monat.Jahr"),
        ("", "Tag.Monat.Jahr"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(typed: str, answer: str) -> None:
    with pytest.raises(DayRefused, match=answer):
        parse_day(typed)


@given(days)
def test_shown_days_read_back_as_themselves(day: date) -> None:
    assert parse_day(german_day(day)) == day
    assert parse_day(day.isoformat()) == day
