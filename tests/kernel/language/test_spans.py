"""From one to another: a dash where writing runs from the left, words where from the right."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.utils.translation import override

from drehscheibe.doors.public.templatetags.when import days, hours, moments
from drehscheibe.kernel.language.spans import from_to, hours_between
from drehscheibe.kernel.language.tongues import direction

FIRST, LAST = datetime(2026, 5, 4, 7, tzinfo=UTC), datetime(2026, 5, 4, 10, 15, tzinfo=UTC)
NEXT = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)
"""It is the fifth already in Germany."""


@pytest.mark.parametrize("language", [tag for tag, _ in settings.LANGUAGES])
def test_a_dash_between_figures_stands_only_where_it_is_read_one_way(language: str) -> None:
    with override(language):
        told = hours_between("09:00", "12:15"), from_to("A1", "B1")
    assert ("–" in told[0], "–" in told[1]) == (direction(language) == "ltr",) * 2
    assert told[0].index("09:00") < told[0].index("12:15")
    assert told[1].index("A1") < told[1].index("B1")


def test_the_day_is_said_once_and_in_german_time() -> None:
    with override("de"):
        assert moments(FIRST, LAST) == "04.05.2026, 09:00–12:15"
        assert moments(FIRST, NEXT) == "04.05.2026, 09:00–05.05.2026, 00:30"
        assert moments(FIRST, None) == "04.05.2026, 09:00"
        assert days(FIRST, NEXT) == "04.05.2026 – 05.05.2026"
        assert hours(FIRST.time(), LAST.time()) == "07:00–10:15"
    with override("ar"):
        assert moments(FIRST, LAST) == "04.05.2026، من 09:00 إلى 12:15"
        assert moments(FIRST, NEXT) == "من 04.05.2026، 09:00 إلى 05.05.2026، 00:30"
