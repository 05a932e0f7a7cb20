"""What people type into the cells of a list, and what it means; each raises `CellRefused`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches

from drehscheibe.kernel.language.days import german_day, parse_day
from drehscheibe.kernel.tables.refusals import CellRefused

WEEKDAYS = {
    "mo": 1, "di": 2, "mi": 3, "do": 4, "fr": 5, "sa": 6, "so": 7, "montag": 1, "dienstag": 2,
    "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6, "sonnabend": 6, "sonntag": 7,
    "montags": 1, "dienstags": 2, "mittwochs": 3, "donnerstags": 4, "freitags": 5, "samstags": 6,
    "sonntags": 7,
}  # fmt: skip
"""From a word for a day to its number (1 = Monday); the seven short ones first."""
LISTED_DAY = re.compile(
    rf"(?:({'|'.join(WEEKDAYS)})[.,]*\s+)?(.+?)(?:[T\s]\s*00?:00(?::00)?)?", re.IGNORECASE
)
SHORT_YEAR = re.compile(r"^(\d{1,2}\.\s*\d{1,2}\.\s*)(\d{2})$")
YES = {"ja", "j", "x", "1", "yes", "wahr"}
NO = {"nein", "n", "0", "no", "falsch", "-", "–", ""}


def text_up_to(longest: int) -> Callable[[str], str]:
    """A text of so many characters at most."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise CellRefused(f"Bitte höchstens {longest} Zeichen; es sind {len(text)}.")
        return text

    return read


def one_of(words: Mapping[str, str], default: str = "") -> Callable[[str], str]:
    """The value of a known word (in lower case); `default` where nothing stands."""

    def read(text: str) -> str:
        word = " ".join(text.casefold().split())
        if not word and default:
            return default
        if word in words:
            return str(words[word])
        raise CellRefused(f"„{text[:40]}“ kennen wir nicht. {_known(word, words)}")

    return read


def _known(word: str, words: Mapping[str, str]) -> str:
    """All that are possible, or of many the nearest."""
    every = sorted({each for each in words if each})
    near = get_close_matches(word, every, 3, 0.5) if len(every) > 15 else every
    return f"Möglich sind: {', '.join(near)}." if near else "Bitte nehmen Sie ein Wort der Liste."


def day(text: str) -> date | None:
    """A day of our time as lists write it, or none: „Di, 1.9.26“, or with the midnight of a file.

    >>> {day(text).isoformat() for text in ("Di., 1.9.26", "01.09.2026 00:00:00", "2026-09-01")}
    {'2026-09-01'}
    """
    if not text:
        return None
    listed = LISTED_DAY.fullmatch(text)
    named, told = (listed[1], listed[2]) if listed else (None, text)
    found = parse_day(SHORT_YEAR.sub(r"\g<1>20\g<2>", told))
    if named and WEEKDAYS[named.casefold()] != found.isoweekday():
        raise CellRefused(f"Der {german_day(found)} ist kein {named}. Was stimmt?")
    return found


def whole_number(text: str) -> int | None:
    """Up to five digits, or none."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        raise CellRefused(f"„{text[:40]}“ ist keine ganze Zahl.")
    return int(text)


def flag(text: str) -> bool | None:
    """Ja or nein; None where nothing stands.

    >>> flag("x"), flag("Nein"), flag("")
    (True, False, None)
    """
    word = text.casefold()
    if word in YES:
        return True
    if word in NO:
        return False if word else None
    raise CellRefused("Bitte „ja“ oder „nein“.")


def postcode(text: str) -> str:
    """Five digits, or nothing."""
    if text and not re.fullmatch(r"[0-9]{5}", text):
        raise CellRefused(f"„{text[:40]}“ ist keine Postleitzahl mit fünf Ziffern.")
    return text


def email(text: str) -> str:
    """What looks like a mail address, or nothing."""
    if text and not re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}", text):
        raise CellRefused(f"„{text[:40]}“ ist keine E-Mail-Adresse.")
    return text_up_to(254)(text)
