"""Base rates, the points above them and the day count, as dated data (data/interest.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings

from drehscheibe.kernel.calendar.deadlines import months_after

HALF_YEAR = 6
FILE = Path(__file__).parent.parent / "data" / "interest.toml"


class DayCount(StrEnum):
    """How days become a part of a year."""

    ACT_365 = "ACT_365"
    """The days as they are, the year with 365."""
    THIRTY_360 = "THIRTY_360"
    """Every month with 30 days, the year with 360 (commercial year; a 31st counts as a 30th)."""

    @property
    def days_of_year(self) -> int:
        """By what the days are divided."""
        return 365 if self is DayCount.ACT_365 else 360

    def days(self, first: date, until: date) -> int:
        """Days of interest from the first day up to, not with, the last.

        >>> DayCount.THIRTY_360.days(date(2024, 1, 31), date(2025, 1, 31))
        360
        >>> DayCount.ACT_365.days(date(2024, 1, 31), date(2025, 1, 31))
        366
        """
        if self is DayCount.ACT_365:
            return (until - first).days
        return _commercial(until) - _commercial(first)


def _commercial(day: date) -> int:
    return day.year * 360 + day.month * 30 + min(day.day, 30)


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The base rate (Basiszinssatz, § 247 BGB) in percent a year, from a day on."""

    valid_from: date
    percent: Decimal
    confirmed: bool


@dataclass(frozen=True, slots=True)
class InterestRules:
    """Everything interest depends on; `source` names where the points above stand."""

    rates: tuple[BaseRate, ...]
    points_above_base: Decimal
    day_count: DayCount
    day_count_confirmed: bool
    source: str

    @property
    def known_until(self) -> date:
        """The first day whose base rate is not known: a new one holds every half-year (§ 247 BGB).

        >>> known = BaseRate(date(2025, 7, 1), Decimal("1.27"), confirmed=False)
        >>> InterestRules((known,), Decimal(5), DayCount.ACT_365, False, "").known_until
        datetime.date(2026, 1, 1)
        """
        return months_after(self.rates[-1].valid_from, HALF_YEAR)

    def rate_on(self, day: date) -> BaseRate:
        """The base rate of a day; the oldest known one before that."""
        known = [rate for rate in self.rates if rate.valid_from <= day]
        return known[-1] if known else self.rates[0]


def interest_rules() -> InterestRules:
    """The rules as they stand in the file; the setting `INTEREST_FILE` names another one."""
    return _rules(getattr(settings, "INTEREST_FILE", FILE))


@cache
def _rules(file: Path) -> InterestRules:
    """Base rates in order of time."""
    table = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    rates = (
        BaseRate(row["from"], row["percent"], row["confidence"] == "V")
        for row in table["base_rate"]
    )
    rule = table["rule"][-1]
    return InterestRules(
        rates=tuple(sorted(rates, key=lambda rate: rate.valid_from)),
        points_above_base=rule["points_above_base"],
        day_count=DayCount(table["day_count"]["method"]),
        day_count_confirmed=table["day_count"]["confidence"] == "V",
        source=rule["source"],
    )
