"""The dates of a course: its weekly times from the first day to the last, without free days."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from drehscheibe.domain.courses.times import Stretch
from drehscheibe.kernel.calendar.holidays import holiday_name


@dataclass(frozen=True)
class Lesson:
    """One date, local time."""

    on: date
    begins: time
    ends: time


def lessons(
    slots: Sequence[Stretch], *, first: date, last: date, off: Collection[date] = ()
) -> Iterator[Lesson]:
    """Every date between two days; holidays of the land and the course's own days off are free.

    >>> tuesday = (2, time(9), time(12))
    >>> [each.on.day for each in lessons([tuesday], first=date(2026, 5, 4), last=date(2026, 5, 20))]
    [5, 12, 19]
    """
    day = first
    while day <= last:
        if day not in off and not holiday_name(day):
            for weekday, begins, ends in slots:
                if weekday == day.isoweekday():
                    yield Lesson(day, begins, ends)
        day += timedelta(days=1)
