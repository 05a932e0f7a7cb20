"""Deadlines: months by § 188 BGB, the shift of § 31 (3) VwVfG NRW, days left."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from drehscheibe.kernel.calendar.holidays import next_working_day

MONTHS = 12


@dataclass(frozen=True)
class Deadline:
    """A day as the rule names it and as it falls when § 31 (3) VwVfG NRW is applied.

    Both are kept: whether the shift applies to a given rule is a question of law, not of code.
    """

    nominal: date
    shifted: date

    @property
    def is_shifted(self) -> bool:
        """Whether the nominal day is a Saturday, a Sunday or a holiday."""
        return self.nominal != self.shifted


def deadline(nominal: date) -> Deadline:
    """The deadline of a nominal day: next working day when offices are closed.

    >>> deadline(date(2024, 3, 31))
    Deadline(nominal=datetime.date(2024, 3, 31), shifted=datetime.date(2024, 4, 2))
    """
    return Deadline(nominal=nominal, shifted=next_working_day(nominal))


def months_after(day: date, months: int, *, end_of_month: bool = False) -> date:
    """The same day of a later month, or that month's last day (§ 188 (2), (3) BGB).

    `end_of_month=True` keeps the end: a period ending on the last day of a month runs to the last
    day of the later one, whatever its length.

    >>> months_after(date(2023, 12, 31), 3)
    datetime.date(2024, 3, 31)
    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    >>> months_after(date(2024, 6, 30), 3, end_of_month=True)
    datetime.date(2024, 9, 30)
    >>> months_after(date(2024, 9, 30), 1, end_of_month=True)
    datetime.date(2024, 10, 31)
    """
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if end_of_month and was_last else min(day.day, last))


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 (retention of vouchers).

    >>> years_after(date(2025, 3, 28), 5)
    datetime.date(2030, 3, 28)
    """
    return months_after(day, MONTHS * years)


def days_left(due: date, today: date) -> int:
    """Days until the due day: 0 on the day itself, negative when overdue.

    >>> days_left(date(2026, 10, 30), date(2026, 10, 18))
    12
    >>> days_left(date(2026, 1, 1), date(2026, 1, 4))
    -3
    """
    return (due - today).days
