"""What may stand in a cell of a provider's list, and what it means."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from drehscheibe.domain.courses.columns import CHOICES, DAYS, NO, YES
from drehscheibe.domain.courses.levels import BY_NAME
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.kernel.language.days import parse_day
from drehscheibe.kernel.tables.refusals import CellRefused

SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d{2}))?")
LEVEL = re.compile(r"\b(a1|a2|b1|b2|c1|c2)\b", re.IGNORECASE)
WORD = re.compile(r"[a-zäöüß]+")


def _text(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest:
            raise CellRefused(f"Bitte höchstens {longest} Zeichen; es sind {len(text)}.")
        return text

    return read


def _needed_text(text: str) -> str:
    if not text:
        raise CellRefused("Hier fehlt eine Angabe.")
    return _text(150)(text)


def _choice(key: str, default: str = "") -> Callable[[str], str]:
    def read(text: str) -> str:
        word = " ".join(text.casefold().split())
        if not word and default:
            return default
        if word in CHOICES[key]:
            return str(CHOICES[key][word])
        known = ", ".join(sorted({each for each in CHOICES[key] if each}))
        raise CellRefused(f"„{text[:40]}“ kennen wir nicht. Möglich sind: {known}.")

    return read


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


def _day(text: str) -> date | None:
    return parse_day(text) if text else None


def _needed_day(text: str) -> date:
    if not text:
        raise CellRefused("Hier fehlt der erste Tag.")
    return parse_day(text)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        raise CellRefused(f"„{text[:40]}“ ist keine ganze Zahl.")
    return int(text)


def _flag(text: str) -> bool | None:
    word = text.casefold()
    if word in YES:
        return True
    if word in NO:
        return False if word else None
    raise CellRefused("Bitte „ja“ oder „nein“.")


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


def _postcode(text: str) -> str:
    if text and not re.fullmatch(r"[0-9]{5}", text):
        raise CellRefused(f"„{text[:40]}“ ist keine Postleitzahl mit fünf Ziffern.")
    return text


def _email(text: str) -> str:
    if text and not re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}", text):
        raise CellRefused(f"„{text[:40]}“ ist keine E-Mail-Adresse.")
    return _text(254)(text)


READERS: dict[str, Callable[[str], Any]] = {
    "number": _text(40), "title": _needed_text, "kind": _choice("kind", CourseOffer.Kind.GENERAL),
    "funding": _choice("funding", CourseOffer.Funding.OTHER), "level_from": _level_known,
    "level_to": _level_to, "script": _choice("script"), "starts_on": _needed_day, "ends_on": _day,
    "entry": _choice("entry"), "apply_by": _day, "street": _text(150), "postcode": _postcode,
    "mode": _choice("mode"), "childcare": _choice("childcare"),
    "women_only": lambda text: bool(_flag(text)), "step_free": _flag, "units": _number,
    "units_a_week": _number, "seats_max": _number, "seats_booked": _number, "fee": _text(200),
    "eligibility": _text(300), "exam": _text(100), "phone": _text(40), "email": _email,
}  # fmt: skip
