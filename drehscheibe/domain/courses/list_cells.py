"""What may stand in a cell of a provider's list, and what it means."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from drehscheibe.domain.courses.columns import CHOICES
from drehscheibe.domain.courses.details import plain_words
from drehscheibe.domain.courses.levels import BY_NAME
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.kernel.tables.readers import (
    WEEKDAYS,
    day,
    email,
    flag,
    one_of,
    postcode,
    text_up_to,
    whole_number,
)
from drehscheibe.kernel.tables.refusals import CellRefused

SPAN = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d{2}))?\b"
)
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(?:uhr|h)?")
"""A time of its own cell; a spreadsheet tells the seconds, too."""
LEVEL = re.compile(r"\b(a1|a2|b1|b2|c1|c2)\b", re.IGNORECASE)
TURNED = re.compile(r"\b(?:unter|kein\w*|ohne|nicht|nach|vor|außer)\b", re.IGNORECASE)
AROUND = re.compile(r"(?:\s|[,;/+&]|\b(?:uhr|und|von)\b)*")
"""What may stand around spans of time: anything else says something we would lose."""
DAY_WORD = re.compile(r"[a-zäöüß]+|[-–—,;/+&]|\d+")
RANGING, BESIDE = ("-", "–", "—", "bis"), (",", ";", "/", "+", "&", "und")
NOTHING = ("", *RANGING)


def _needed_text(text: str) -> str:
    name = plain_words(text)
    if not name:
        raise CellRefused("Hier fehlt eine Angabe.")
    return text_up_to(150)(name)


def _number(text: str) -> str:
    """What a course is known by again: signs that nobody sees make no other number."""
    return text_up_to(40)(plain_words(text))


def _level_to(text: str) -> int:
    """The last level of „A1–A2“; „B1 (nach A2)“ or „kein B1“ says something else."""
    named = [BY_NAME[each.upper()] for each in LEVEL.findall(text)]
    if not named:
        raise CellRefused("Bitte ein Niveau von A1 bis C2 nennen.")
    if named != sorted(named) or TURNED.search(text):
        raise CellRefused(f"„{text[:40]}“: Bitte nur das Niveau nennen, zum Beispiel „A2–B1“.")
    return named[-1]


def _level_known(text: str) -> int | None:
    if not text:
        return None
    if text.casefold() in {"0", "a0", "keine", "ohne", "ohne vorkenntnisse"}:
        return 0
    found = _level_to(text)
    if len(set(map(str.upper, LEVEL.findall(text)))) > 1:
        raise CellRefused(f"„{text[:40]}“: Bitte das eine Niveau nennen, das man mitbringt.")
    return found


def _needed_day(text: str) -> date:
    found = day(text)
    if found is None:
        raise CellRefused("Hier fehlt der erste Tag.")
    return found


def days(text: str) -> tuple[int, ...]:
    """Weekdays as people write them; a range only where a dash or „bis“ stands between two.

    >>> days("Di, Do"), days("Di Do"), days("Mo-Mi"), days("Fr bis Mo"), days("")
    ((2, 4), (2, 4), (1, 2, 3), (1, 5, 6, 7), ())
    """
    found: set[int] = set()
    last, ranging = 0, False
    for word in [] if text.strip() in NOTHING else DAY_WORD.findall(text.casefold()):
        if word in RANGING and last and not ranging:
            ranging = True
        elif word in WEEKDAYS:
            found |= _through(last, WEEKDAYS[word]) if ranging else {WEEKDAYS[word]}
            last, ranging = 0 if ranging else WEEKDAYS[word], False
        elif word in BESIDE and not ranging:
            last = 0
        else:
            raise CellRefused(f"„{text[:40]}“: Bitte Tage wie „Mo, Mi“ oder „Mo–Fr“.")
    if ranging:
        raise CellRefused(f"„{text[:40]}“: Hinter dem Strich fehlt ein Tag.")
    return tuple(sorted(found))


def _through(first: int, last: int) -> set[int]:
    """Both days and those between, over the end of the week too."""
    return {(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)}


def spans(text: str) -> tuple[tuple[time, time], ...]:
    """Times as people write them; what is understood in part is refused whole.

    >>> [f"{a:%H:%M}-{b:%H:%M}" for a, b in spans("9 bis 12.15 Uhr")]
    ['09:00-12:15']
    """
    typed = text.casefold()
    found = SPAN.findall(typed)
    if not AROUND.fullmatch(SPAN.sub(" ", typed)) or (text and not found):
        raise CellRefused(f"„{text[:40]}“: Bitte eine Uhrzeit wie „9:00–12:15“.")
    try:
        return tuple((time(int(a), int(b or 0)), time(int(c), int(d or 0))) for a, b, c, d in found)
    except ValueError as error:
        raise CellRefused(f"„{text[:40]}“ ist keine Uhrzeit.") from error


def clock(text: str) -> time | None:
    """When a lesson begins or ends, told in a cell of its own.

    >>> clock("9"), clock("17.30 Uhr"), clock("08:15:00"), clock("")
    (datetime.time(9, 0), datetime.time(17, 30), datetime.time(8, 15), None)
    """
    if not text:
        return None
    found = CLOCK.fullmatch(text.casefold())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:  # 25:00
        pass
    raise CellRefused(f"„{text[:40]}“: Bitte eine Uhrzeit wie „9:00“.")


READERS: dict[str, Callable[[str], Any]] = {
    "number": _number,
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
