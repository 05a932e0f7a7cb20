"""What may stand in a cell of a provider's list, and what it means."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from drehscheibe.domain.courses.columns import CHOICES, DAYS
from drehscheibe.domain.courses.levels import BY_NAME
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.kernel.language.days import parse_day
from drehscheibe.kernel.tables.readers import (
    day,
    email,
    flag,
    one_of,
    postcode,
    text_up_to,
    whole_number,
)
from drehscheibe.kernel.tables.refusals import CellRefused

SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d{2}))?")
LEVEL = re.compile(r"\b(a1|a2|b1|b2|c1|c2)\b", re.IGNORECASE)
WORD = re.compile(r"[a-zäöüß]+")


def _needed_text(text: str) -> str:
    if not text:
        raise CellRefused("Hier fehlt eine Angabe.")
    return text_up_to(150)(text)


def _level_to(text: str) -> int:
    named = LEVEL.findall(text)
    if not named:
        raise CellRefused("Bitte ein Niveau von A1 bis C2 nennen.")
    return BY_NAME[named[-1].upper()]


def _level_known(text: str) -> int | None:
    if not text:
        return None
    if text.casefold() in {"0", "a0", "keine", "ohne", "ohne vorkenntnisse"}:
        return 0
    return _level_to(text)


def _needed_day(text: str) -> date:
    if not text:
        raise CellRefused("Hier fehlt der erste Tag.")
    return parse_day(text)


def days(text: str) -> tuple[int, ...]:
    """Weekdays as people write them, „Mo–Do“ as a range.

    >>> days("Di, Do"), days("Mo-Mi"), days("")
    ((2, 4), (1, 2, 3), ())
    """
    found: set[int] = set()
    for part in re.split(r"[,;/+&]|\bund\b", text.casefold()):
        words = WORD.findall(part)
        if any(word not in DAYS and word != "bis" for word in words):
            raise CellRefused(f"„{text[:40]}“: Bitte Tage wie „Mo, Mi“ oder „Mo–Fr“.")
        named = [DAYS[word] for word in words if word in DAYS]
        found |= set(range(named[0], named[-1] + 1)) if len(named) == 2 else set(named)
    return tuple(sorted(found))


def spans(text: str) -> tuple[tuple[time, time], ...]:
    """Times as people write them.

    >>> [f"{a:%H:%M}-{b:%H:%M}" for a, b in spans("9 bis 12.15 Uhr")]
    ['09:00-12:15']
    """
    found = SPAN.findall(text.casefold())
    if text and not found:
        raise CellRefused(f"„{text[:40]}“: Bitte eine Uhrzeit wie „9:00–12:15“.")
    try:
        return tuple((time(int(a), int(b or 0)), time(int(c), int(d or 0))) for a, b, c, d in found)
    except ValueError as error:
        raise CellRefused(f"„{text[:40]}“ ist keine Uhrzeit.") from error


READERS: dict[str, Callable[[str], Any]] = {
    "number": text_up_to(40),
    "title": _needed_text,
    "kind": one_of(CHOICES["kind"], CourseOffer.Kind.GENERAL),
    "funding": one_of(CHOICES["funding"], CourseOffer.Funding.OTHER),
    "level_from": _level_known,
    "level_to": _level_to,
    "script": one_of(CHOICES["script"]),
    "starts_on": _needed_day,
    "ends_on": day,
    "entry": one_of(CHOICES["entry"]),
    "apply_by": day,
    "street": text_up_to(150),
    "postcode": postcode,
    "mode": one_of(CHOICES["mode"]),
    "childcare": one_of(CHOICES["childcare"]),
    "women_only": lambda text: bool(flag(text)),
    "step_free": flag,
    "units": whole_number,
    "units_a_week": whole_number,
    "seats_max": whole_number,
    "seats_booked": whole_number,
    "fee": text_up_to(200),
    "eligibility": text_up_to(300),
    "exam": text_up_to(100),
    "phone": text_up_to(40),
    "email": email,
}
