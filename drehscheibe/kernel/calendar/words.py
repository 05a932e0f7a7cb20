"""Moments and deadlines in German words; days alone: `kernel.language.days`."""

from datetime import date, datetime

from drehscheibe.kernel.calendar.deadlines import days_left
from drehscheibe.kernel.calendar.moments import BERLIN


def german_moment(moment: datetime) -> str:
    """A moment in local time; naive moments are refused, they have no place.

    >>> from datetime import UTC
    >>> german_moment(datetime(2026, 10, 30, 13, 3, tzinfo=UTC))
    '30.10.2026, 14:03 Uhr'
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return f"{moment.astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr"


def days_left_text(due: date, today: date) -> str:
    """How long there is, in the words of the first screen.

    >>> days_left_text(date(2026, 10, 30), date(2026, 10, 18))
    'noch 12 Tage'
    >>> days_left_text(date(2026, 10, 30), date(2026, 11, 2))
    'seit 3 Tagen überfällig'
    """
    left = days_left(due, today)
    if left == 0:
        return "heute"
    if left > 0:
        return "noch 1 Tag" if left == 1 else f"noch {left} Tage"
    return "seit 1 Tag überfällig" if left == -1 else f"seit {-left} Tagen überfällig"
