"""Days as people in Germany write them: read, refuse with a reason, show."""

import calendar
import re
from datetime import date

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_GERMAN = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})")
_SPOKEN = re.compile(r"([0-9]{1,2})\.?\s+([A-Za-zÄÖÜäöü]+)\.?\s+([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


class DayRefused(ValueError):
    """The text is no day of the calendar; the message is German and says why."""


def parse_day(text: str) -> date:
    """Read a day: German, spoken or ISO 8601 (what a date field of a browser sends).

    >>> {parse_day(text).isoformat() for text in ("1.3.2026", "2026-03-01", "1. März 2026")}
    {'2026-03-01'}
    >>> parse_day("31.02.2026")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    DayRefused: Den 31.02.2026 gibt es nicht: Der Februar 2026 hat 28 Tage.

    Raises `DayRefused`.
    """
    year, month, day = _parts(" ".join(text.split()))
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DayRefused(f"Das Jahr {year} liegt zu weit entfernt. Prüfen Sie die Jahreszahl.")
    if not 1 <= month <= len(MONTHS):
        raise DayRefused(f"Den Monat {month} gibt es nicht. Der Monat liegt zwischen 1 und 12.")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise DayRefused(
            f"Den {day:02}.{month:02}.{year} gibt es nicht: "
            f"Der {MONTHS[month - 1]} {year} hat {days} Tage."
        )
    return date(year, month, day)


def _parts(text: str) -> tuple[int, int, int]:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _GERMAN.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if (match := _SPOKEN.fullmatch(text)) and (month := _month(match[2])):
        return int(match[3]), month, int(match[1])
    raise DayRefused("Geben Sie den Tag so ein: Tag.Monat.Jahr, zum Beispiel 01.03.2026.")


def _month(name: str) -> int | None:
    """The number of a month by its name or the first three letters of it or more."""
    wanted = name.casefold()
    for number, month in enumerate(MONTHS, start=1):
        if len(wanted) >= 3 and month.casefold().startswith(wanted):
            return number
    return None


def german_day(day: date) -> str:
    """The day in figures, as letters and tables carry it.

    >>> german_day(date(2026, 3, 1))
    '01.03.2026'
    """
    return day.strftime("%d.%m.%Y")
