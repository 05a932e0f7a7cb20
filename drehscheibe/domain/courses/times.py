"""Weekly times as one number: a bit for each weekday and time of day.

So „only Tuesday and Thursday in the morning“ is one comparison in the database.
"""

from collections.abc import Iterable
from datetime import time

WEEK = range(1, 8)
MORNING, AFTERNOON, EVENING = 0, 1, 2
NOON, DUSK = time(13), time(17)
"""A stretch that begins before 13:00 is of the morning, from 17:00 of the evening."""
Stretch = tuple[int, time, time]
"""Weekday (1 = Monday), begin and end."""


def part_of_day(begins: time) -> int:
    """Morning, afternoon or evening, by the begin.

    >>> part_of_day(time(9)), part_of_day(time(13)), part_of_day(time(18, 30))
    (0, 1, 2)
    """
    if begins < NOON:
        return MORNING
    return AFTERNOON if begins < DUSK else EVENING


def bit(weekday: int, part: int) -> int:
    """The bit of a weekday and time of day."""
    return 1 << ((weekday - 1) * 3 + part)


def weekly(stretches: Iterable[Stretch]) -> int:
    """All bits of a course.

    >>> weekly([(2, time(9), time(12)), (4, time(9), time(12))]) == allowed({2, 4}, {0})
    True
    """
    found = 0
    for weekday, begins, _ in stretches:
        found |= bit(weekday, part_of_day(begins))
    return found


def allowed(weekdays: Iterable[int], parts: Iterable[int]) -> int:
    """All bits somebody has time for; without a day every day, without a part the whole day."""
    days, times = set(weekdays) or set(WEEK), set(parts) or {MORNING, AFTERNOON, EVENING}
    return sum(bit(day, part) for day in days for part in times)


EVERY = allowed((), ())
