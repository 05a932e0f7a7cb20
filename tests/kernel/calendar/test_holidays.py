"""The holidays of North Rhine-Westphalia."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.kernel.calendar.holidays import (
    add_working_days,
    easter,
    holiday_name,
    holidays,
    is_working_day,
    next_working_day,
)

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    "sunday",
    [date(2012, 4, 8), date(2016, 3, 27), date(2019, 4, 21), date(2024, 3, 31), date(2038, 4, 25)],
)
def test_easter_falls_where_the_church_calendar_says(sunday: date) -> None:
    assert easter(sunday.year) == sunday


def test_a_year_has_the_eleven_holidays_of_the_act() -> None:
    assert holidays(2026) == {
        date(2026, 1, 1): "Neujahr",
        date(2026, 4, 3): "Karfreitag",
        date(2026, 4, 6): "Ostermontag",
        date(2026, 5, 1): "Tag der Arbeit",
        date(2026, 5, 14): "Christi Himmelfahrt",
        date(2026, 5, 25): "Pfingstmontag",
        date(2026, 6, 4): "Fronleichnam",
        date(2026, 10, 3): "Tag der Deutschen Einheit",
        date(2026, 11, 1): "Allerheiligen",
        date(2026, 12, 25): "1. Weihnachtstag",
        date(2026, 12, 26): "2. Weihnachtstag",
    }


def test_reformation_day_was_a_holiday_in_2017_alone() -> None:
    assert holiday_name(date(2017, 10, 31))
    assert not holiday_name(date(2018, 10, 31))


def test_two_holidays_on_one_day_do_not_break_the_year() -> None:
    assert date(2008, 5, 1) in holidays(2008)  # Ascension and Labour Day fell together


@given(DAYS)
def test_the_next_working_day_is_the_first_one_not_before(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((found - day).days))


@given(DAYS, st.integers(0, 40))
def test_working_days_add_up(day: date, count: int) -> None:
    end = add_working_days(day, count)
    between = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert sum(map(is_working_day, between)) == count


def test_negative_working_days_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2024, 1, 1), -1)
