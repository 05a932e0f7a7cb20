"""Whether a place is open now, and when next: two blocks a day, local time, holidays closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from drehscheibe.kernel.calendar.holidays import holiday_name
from drehscheibe.kernel.calendar.moments import BERLIN

WEEK = range(1, 8)


@dataclass(frozen=True, order=True)
class Hours:
    """A stretch of a weekday (1 = Monday)."""

    weekday: int
    opens: time
    closes: time
    by_appointment: bool = False


@dataclass(frozen=True)
class Now:
    """How it stands: `open`, `later` (today), `closed`, `holiday`, `unknown`; with its stretch."""

    state: str
    stretch: Hours | None = None


def state_at(hours: Iterable[Hours], at: datetime) -> Now:
    """Open until when, later today, or closed; hours by appointment alone do not count as open.

    >>> from datetime import UTC
    >>> monday = [Hours(1, time(9), time(12)), Hours(1, time(14), time(16))]
    >>> state_at(monday, datetime(2026, 5, 4, 7, 12, tzinfo=UTC)).state
    'open'
    >>> state_at(monday, datetime(2026, 5, 4, 10, 30, tzinfo=UTC)).stretch.opens
    datetime.time(14, 0)
    >>> state_at(monday, datetime(2026, 5, 1, 8, tzinfo=UTC)).state
    'holiday'
    """
    told = sorted(hours)
    if not told:
        return Now("unknown")
    here = at.astimezone(BERLIN)
    if holiday_name(here.date()):
        return Now("holiday")
    today = [each for each in told if each.weekday == here.isoweekday()]
    free = [each for each in today if not each.by_appointment]
    clock = here.time()
    for each in free:
        if each.opens <= clock < each.closes:
            return Now("open", each)
    later = [each for each in today if each.opens > clock]
    return Now("later", later[0]) if later else Now("closed")


def by_day(hours: Iterable[Hours]) -> list[tuple[int, list[Hours]]]:
    """The days that have any, each with its one or two blocks."""
    told = sorted(hours)
    days = [(day, [each for each in told if each.weekday == day]) for day in WEEK]
    return [(day, blocks) for day, blocks in days if blocks]
