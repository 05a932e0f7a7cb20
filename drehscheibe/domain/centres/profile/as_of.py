"""A day, a month or a year: how exactly people know since when an address holds."""

import re

from drehscheibe.kernel.language.days import DayRefused, parse_day

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})|(\d{4})-(\d{2})")
_EARLIEST, _LATEST = 1900, 2100


def parse_as_of(text: str) -> str:
    """Read what was typed; the answer is ISO 8601 of the same exactness.

    >>> [parse_as_of(text) for text in ("2024", "05/2024", "2024-05", "1.5.2024", "")]
    ['2024', '2024-05', '2024-05', '2024-05-01', '']

    Raises `DayRefused`.
    """
    text = text.strip()
    if not text:
        return ""
    if found := _YEAR.fullmatch(text):
        return _in_time(int(found[1]), found[1])
    if found := _MONTH.fullmatch(text):
        month, year = int(found[1] or found[4]), int(found[2] or found[3])
        if not 1 <= month <= 12:
            raise DayRefused(f"Den Monat {month} gibt es nicht.")
        return _in_time(year, f"{year}-{month:02}")
    return parse_day(text).isoformat()


def as_of_text(stored: str) -> str:
    """What is stored, as people write it.

    >>> as_of_text("2024"), as_of_text("2024-05"), as_of_text("2024-05-01")
    ('2024', '05/2024', '01.05.2024')
    """
    parts = stored.split("-")
    separator = "/" if len(parts) == 2 else "."
    return separator.join(reversed(parts))


def _in_time(year: int, answer: str) -> str:
    if not _EARLIEST <= year <= _LATEST:
        raise DayRefused(f"Das Jahr {year} liegt zu weit entfernt. Prüfen Sie die Jahreszahl.")
    return answer
