"""Offices as people call them: whoever asks for the „Arbeitsamt“ means the Jobcenter."""

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

from drehscheibe.domain.finding.folding import LONGEST, fold

DATA = Path(__file__).parent / "data"


def meant_by(question: str, *, on: date) -> list[str]:
    """Official German names of the offices a question speaks of, in the order of the file.

    Only whole words count. The official name itself adds nothing it does not say already.

    >>> meant_by("Termin beim Arbeitsamt", on=date(2026, 12, 1))
    ['Jobcenter', 'Agentur für Arbeit']
    """
    padded = f" {fold(question[:LONGEST])} "
    found: dict[str, None] = {}
    for words, names in _offices(on):
        if any(f" {each} " in padded for each in words):
            found.update(dict.fromkeys(each for each in names if f" {fold(each)} " not in padded))
    return list(found)


@lru_cache(maxsize=4)
def _offices(on: date) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Of each office all folded words for it and its names, from the file valid on that day."""
    valid: tuple[date, list[dict[str, list[str]]]] = (date.min, [])
    for file in DATA.glob("offices_*.toml"):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        if valid[0] < told["valid_from"] <= on:
            valid = (told["valid_from"], told["office"])
    return tuple(
        (tuple(fold(word) for word in (*each["said"], *each["names"])), tuple(each["names"]))
        for each in valid[1]
    )
