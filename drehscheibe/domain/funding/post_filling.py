"""Which part of a fiscal year a post is filled: by whole calendar months, or by days.

Vacancies reduce the yearly amount "entsprechend" (Richtlinie 2023, Nr. 5.4.1); how, no
guideline says. The method is therefore a value of the guideline file, months by default.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from drehscheibe.domain.funding.guideline import VacancyMethod

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class FilledPart:
    """The part of the year a post is filled: 9 of 12 months, or 275 of 365 days."""

    numerator: int
    denominator: int

    @property
    def whole(self) -> bool:
        """Filled all year."""
        return self.numerator == self.denominator

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


def filled_part(
    start: date | None,
    end: date | None,
    *,
    fiscal_year: int,
    method: VacancyMethod,
    partial_month_counts: bool = False,
) -> FilledPart:
    """The filled part of the year by the given method; `end=None` means open end.

    A post without a first day, or with an end before it, counts as not filled.
    """
    if method is VacancyMethod.DAYS:
        return filled_days(start, end, fiscal_year=fiscal_year)
    return filled_months(
        start, end, fiscal_year=fiscal_year, partial_month_counts=partial_month_counts
    )


def filled_months(
    start: date | None, end: date | None, *, fiscal_year: int, partial_month_counts: bool = False
) -> FilledPart:
    """Calendar months of the year in which the post is filled from first to last day.

    With `partial_month_counts` one filled day is enough (assumption: it is not).

    >>> str(filled_months(date(2023, 4, 1), None, fiscal_year=2023))
    '9/12'
    >>> str(filled_months(date(2023, 4, 3), None, fiscal_year=2023))
    '8/12'
    """
    if start is None or (end is not None and end < start):
        return FilledPart(0, MONTHS_OF_A_YEAR)
    end = end or date.max
    filled = 0
    for month in range(1, MONTHS_OF_A_YEAR + 1):
        first = date(fiscal_year, month, 1)
        last = date(fiscal_year, month, calendar.monthrange(fiscal_year, month)[1])
        touched = start <= last and end >= first
        covered = start <= first and end >= last
        filled += touched if partial_month_counts else covered
    return FilledPart(filled, MONTHS_OF_A_YEAR)


def filled_days(start: date | None, end: date | None, *, fiscal_year: int) -> FilledPart:
    """Days of the year on which the post is filled, first and last day included.

    >>> str(filled_days(date(2023, 4, 1), None, fiscal_year=2023))
    '275/365'
    """
    first, last = date(fiscal_year, 1, 1), date(fiscal_year, 12, 31)
    days_of_the_year = (last - first).days + 1
    if start is None:
        return FilledPart(0, days_of_the_year)
    filled = (min(end or last, last) - max(start, first)).days + 1
    return FilledPart(max(0, filled), days_of_the_year)
