"""What a column of a foreign table can mean, and which meaning its header suggests."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Literal, Protocol

ALIKE = 0.8
"""From this likeness on a header is taken for a word we know; a person confirms it anyway."""
YEAR = re.compile(r"\b(20[0-9]{2})\b")
WORDS = re.compile(r"[^0-9a-zäöüß]+")


class Suggested(Protocol):
    """One thing a column can hold; `words` are headers that suggest it."""

    @property
    def label(self) -> str:
        """How people call it."""

    @property
    def words(self) -> tuple[str, ...]:
        """What else they write above it."""


@dataclass(frozen=True)
class Meaning:
    """A meaning of a flat list, where each row is one thing."""

    key: str
    label: str
    words: tuple[str, ...] = ()
    kind: Literal["text", "number", "day", "code", "phone"] = "text"
    """A code (postcode, course number) is digits nobody calculates with."""


def plain(header: str) -> str:
    """A header without its marks and case.

    >>> plain("  Maßnahme(n) /  Projekt* ")
    'maßnahme n projekt'
    """
    return " ".join(WORDS.sub(" ", header.casefold().replace("ss", "ß")).split())


def fingerprint(headers: Sequence[str]) -> str:
    """The same for the same header words in the same order."""
    return sha256("\n".join(plain(header) for header in headers).encode()).hexdigest()


def proposed(
    headers: Sequence[str], known: Mapping[str, Suggested], remembered: Mapping[str, str]
) -> dict[int, str]:
    """What each column (from 0) likely means; each meaning once, the likeliest column first.

    What people chose for the same word before counts more than any likeness.
    """
    rated = sorted(
        (
            (likeness, -place, key)
            for place, header in enumerate(headers)
            for key, likeness in _suggestions(header, known, remembered).items()
        ),
        reverse=True,
    )
    chosen: dict[int, str] = {}
    for _, place, key in rated:
        if -place not in chosen and key not in chosen.values():
            chosen[-place] = key
    return chosen


def _suggestions(
    header: str, known: Mapping[str, Suggested], remembered: Mapping[str, str]
) -> dict[str, float]:
    word = plain(header)
    if not word:
        return {}
    if word in remembered:
        return {remembered[word]: 2.0} if remembered[word] in known else {}
    likely = {key: _likeness(word, meaning) for key, meaning in known.items()}
    return {key: likeness for key, likeness in likely.items() if likeness >= ALIKE}


def _likeness(word: str, meaning: Suggested) -> float:
    """1 for the same word; a year must be the same one."""
    best = 0.0
    for each in (meaning.label, *meaning.words):
        ours = plain(each)
        if YEAR.findall(ours) == YEAR.findall(word):
            best = max(best, 1.0 if ours == word else _ratio(word, ours))
    return best


def _ratio(one: str, other: str) -> float:
    """How alike; 0 where a quick look shows that it is below what counts."""
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
