"""Public holidays of North Rhine-Westphalia and the working days between them."""

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "holidays_nrw.toml"
SATURDAY = 5


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Anonymous algorithm, valid from 1583).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    >>> easter(2038)
    datetime.date(2038, 4, 25)
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarters, rest = divmod(of_century, 4)
    weekday = (32 + 2 * left + 2 * quarters - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=1)
def _rules() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(DATA.read_text(encoding="utf-8"))["holiday"])


def _day(rule: dict[str, Any], year: int) -> date:
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    month, day = rule["day"].split("-")
    return date(year, int(month), int(day))


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    in_force = (r for r in _rules() if r.get("from", year) <= year <= r.get("to", year))
    return dict(sorted((_day(rule, year), rule["name"]) for rule in in_force))


def holidays(year: int) -> dict[date, str]:
    """The legal holidays of a year with their German names, in order (Feiertagsgesetz NW).

    >>> list(holidays(2024).values())[1:3]
    ['Karfreitag', 'Ostermontag']
    >>> [name for day, name in holidays(2017).items() if day.month == 10]
    ['Tag der Deutschen Einheit', 'Reformationstag (500 Jahre Reformation)']
    """
    return dict(_holidays(year))


def holiday_name(day: date) -> str:
    """The name of the holiday, empty on every other day.

    >>> holiday_name(date(2024, 4, 1))
    'Ostermontag'
    """
    return _holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Whether offices work: Monday to Friday and no legal holiday.

    >>> is_working_day(date(2024, 3, 31)), is_working_day(date(2024, 4, 2))
    (False, True)
    """
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself when offices work, else the first day on which they do.

    >>> next_working_day(date(2024, 3, 31))
    datetime.date(2024, 4, 2)
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after the day; the day itself does not count.

    >>> add_working_days(date(2024, 3, 28), 3)
    datetime.date(2024, 4, 4)
    """
    if count < 0:
        raise ValueError("count must not be negative")
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day
