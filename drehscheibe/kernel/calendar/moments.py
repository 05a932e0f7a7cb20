"""Moments and days: deadlines, dates of decision and validity are days in Düsseldorf."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def day_of(at: datetime) -> date:
    """The calendar day of a moment in Germany, whatever zone it was written in.

    >>> from datetime import UTC
    >>> day_of(datetime(2023, 3, 31, 22, 30, tzinfo=UTC))
    datetime.date(2023, 4, 1)
    """
    return at.astimezone(BERLIN).date()


class MomentRefused(ValueError):
    """The clock never shows this time on this day; the message is German and says why."""


def moment(day: date, clock: time, *, later: bool = False) -> datetime:
    """What a clock in Germany shows, as a moment.

    In the night of summer time an hour is missing (`MomentRefused`), in that of winter time one
    comes twice: the first is meant unless `later`.

    >>> moment(date(2026, 10, 25), time(2, 30)).utcoffset().total_seconds()
    7200.0
    >>> moment(date(2026, 10, 25), time(2, 30), later=True).utcoffset().total_seconds()
    3600.0
    >>> moment(date(2027, 3, 28), time(2, 30))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    MomentRefused: Am 28.03.2027 gibt es 02:30 Uhr nicht …
    """
    said = datetime.combine(day, clock, BERLIN).replace(fold=1 if later else 0)
    there = said.astimezone(UTC).astimezone(BERLIN)
    if there.replace(tzinfo=None) != said.replace(tzinfo=None):
        raise MomentRefused(
            f"Am {day:%d.%m.%Y} gibt es {clock:%H:%M} Uhr nicht: Die Uhr wird in dieser Nacht um "
            "eine Stunde vorgestellt."
        )
    return said
