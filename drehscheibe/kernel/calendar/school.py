"""School holidays of North Rhine-Westphalia, as decreed (`data/school_holidays_nrw.toml`)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "school_holidays_nrw.toml"


@dataclass(frozen=True)
class SchoolHolidays:
    """From the first to the last day, both free."""

    name: str
    first: date
    last: date


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _known() -> tuple[SchoolHolidays, ...]:
    return tuple(SchoolHolidays(**each) for each in _file()["holiday"])


def known_until() -> date:
    """The last day the decree speaks of; beyond it nothing is known, not that nothing is free."""
    last: date = _file()["known_until"]
    return last


def school_holidays(first: date, last: date) -> list[SchoolHolidays]:
    """Those that touch these days, in order.

    >>> [each.name for each in school_holidays(date(2026, 9, 1), date(2026, 10, 17))]
    ['Sommerferien', 'Herbstferien']
    """
    return [each for each in _known() if each.first <= last and each.last >= first]


def is_school_free(day: date) -> bool:
    """Whether the day lies in school holidays.

    >>> is_school_free(date(2026, 10, 31)), is_school_free(date(2026, 11, 1))
    (True, False)
    """
    return bool(school_holidays(day, day))
