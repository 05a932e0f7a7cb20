"""Moments and days: deadlines, dates of decision and validity are days in Düsseldorf."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def day_of(at: datetime) -> date:
    """The calendar day of a moment in Germany, whatever zone it was written in.

    >>> from datetime import UTC
    >>> day_of(datetime(2023, 3, 31, 22, 30, tzinfo=UTC))
    datetime.date(2023, 4, 1)
    """
    return at.astimezone(BERLIN).date()
