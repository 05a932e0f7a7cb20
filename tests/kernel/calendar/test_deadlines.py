"""Deadlines of funding.md."""

from datetime import date

import pytest

from drehscheibe.kernel.calendar.deadlines import days_left, deadline, months_after, years_after


def test_example_16_the_proof_for_2024_is_due_on_a_monday() -> None:
    due = deadline(months_after(date(2024, 12, 31), 3))
    assert (due.nominal, due.shifted, due.is_shifted) == (
        date(2025, 3, 31),
        date(2025, 3, 31),
        False,
    )


def test_example_16_the_proof_for_2023_keeps_both_days() -> None:
    due = deadline(months_after(date(2023, 12, 31), 3))
    assert (due.nominal, due.shifted, due.is_shifted) == (
        date(2024, 3, 31),
        date(2024, 4, 2),
        True,
    )


def test_example_17_vouchers_are_kept_five_years() -> None:
    assert years_after(date(2025, 3, 28), 5) == date(2030, 3, 28)
    assert years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 12, 15), 13, date(2026, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_months_end_by_section_188_bgb(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end


def test_days_left_turn_negative_when_overdue() -> None:
    assert [days_left(date(2026, 3, 1), date(2026, 2, d)) for d in (26, 27, 28)] == [3, 2, 1]
    assert days_left(date(2026, 3, 1), date(2026, 3, 1)) == 0
    assert days_left(date(2026, 3, 1), date(2026, 3, 3)) == -2
