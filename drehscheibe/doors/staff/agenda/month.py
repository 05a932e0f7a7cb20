"""A month as weeks of days, and the days of a list."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from drehscheibe.domain.agenda.entries import Entry, Kind, Window

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
          "Oktober", "November", "Dezember")  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
FIRST_YEAR, LAST_YEAR = 2012, 2099
AHEAD = timedelta(days=89)


@dataclass
class Day:
    """A day with what is on; holidays apart, they are said beside the date."""

    day: date
    entries: list[Entry] = field(default_factory=list)
    free: list[Entry] = field(default_factory=list)
    is_today: bool = False

    @property
    def weekday(self) -> str:
        """Its name."""
        return WEEKDAYS[self.day.weekday()]

    @property
    def column(self) -> int:
        """Monday is 1."""
        return self.day.isoweekday()

    @property
    def is_empty(self) -> bool:
        """Nothing is on, not even a holiday."""
        return not self.entries and not self.free


@dataclass(frozen=True)
class Month:
    """One month of a year."""

    year: int
    number: int

    @property
    def words(self) -> str:
        """As a heading.

        >>> Month(2026, 11).words
        'November 2026'
        """
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def key(self) -> str:
        """As the address has it."""
        return f"{self.year}-{self.number:02}"

    @property
    def window(self) -> Window:
        """Its days."""
        last = calendar.monthrange(self.year, self.number)[1]
        return Window(date(self.year, self.number, 1), date(self.year, self.number, last))

    def shifted(self, months: int) -> "Month | None":
        """So many months later; None beyond the years one may leaf through.

        >>> Month(2026, 12).shifted(1).key, Month(2026, 1).shifted(-1).key
        ('2027-01', '2025-12')
        """
        index = self.year * 12 + self.number - 1 + months
        year, number = divmod(index, 12)
        return Month(year, number + 1) if FIRST_YEAR <= year <= LAST_YEAR else None


def month_asked(words: str, today: date) -> Month:
    """`2026-11`; anything else is the month of today.

    >>> month_asked("2027-02", date(2026, 11, 22)).key, month_asked("x", date(2026, 11, 22)).key
    ('2027-02', '2026-11')
    """
    year, _, number = words.partition("-")
    if year.isdecimal() and number.isdecimal() and len(words) <= len("2026-11"):
        asked = Month(int(year), int(number))
        if FIRST_YEAR <= asked.year <= LAST_YEAR and 1 <= asked.number <= len(MONTHS):
            return asked
    return Month(today.year, today.month)


def days_of(window: Window, entries: Iterable[Entry], today: date) -> list[Day]:
    """Every day of the window with what is on; what lasts stands on each of its days."""
    length = (window.last - window.first).days + 1
    days = [Day(window.first + timedelta(days=each)) for each in range(length)]
    for each in entries:
        first = max(0, (each.first - window.first).days)
        last = min(length - 1, (each.last - window.first).days)
        for place in range(first, last + 1):
            kept = days[place].free if each.kind in (Kind.HOLIDAY, Kind.SCHOOL) else None
            (days[place].entries if kept is None else kept).append(each)
    for day in days:
        day.is_today = day.day == today
    return days
