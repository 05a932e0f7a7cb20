"""Days in German words."""

from datetime import UTC, date, datetime

import pytest

from drehscheibe.kernel.calendar.words import days_left_text, german_moment


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 5, 1), "noch 2 Tage"),
        (date(2026, 4, 30), "noch 1 Tag"),
        (date(2026, 4, 29), "heute"),
        (date(2026, 4, 28), "seit 1 Tag überfällig"),
        (date(2026, 4, 27), "seit 2 Tagen überfällig"),
    ],
)
def test_days_left_read_like_speech(day: date, text: str) -> None:
    assert days_left_text(day, date(2026, 4, 29)) == text


def test_attack_40_the_two_half_past_twos_of_autumn_are_told_in_local_time() -> None:
    first, second = (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )
    assert german_moment(first) == german_moment(second) == "25.10.2026, 02:30 Uhr"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        german_moment(datetime(2026, 1, 1))
