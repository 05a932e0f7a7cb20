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


def told_of(question: str, *, on: date) -> list[str]:
    """Of the offices meant, the names worth telling: none of one that is called by its name.

    >>> told_of("Jobcenter", on=date(2026, 12, 1)), told_of("Rathaus", on=date(2026, 12, 1))
    ([], ['Bürgeramt', 'Einwohnermeldeamt'])
    """
    padded = f" {fold(question[:LONGEST])} "
    called = {
        name
        for _, names in _offices(on)
        if any(f" {fold(each)} " in padded for each in names)
        for name in names
    }
    return [each for each in meant_by(question, on=on) if each not in called]


def words_for_offices(on: date) -> set[str]:
    """All folded words in which offices are asked for; a typing error in one is met by it."""
    return {word for words, _ in _offices(on) for each in words for word in each.split()}


def written(words: str, *, on: date) -> str:
    """A word of an office as people write it; the same where it belongs to none.

    >>> written("auslanderamt", on=date(2026, 12, 1)), written("haus", on=date(2026, 12, 1))
    ('Ausländeramt', 'haus')
    """
    return _as_written(on).get(words, words)


@lru_cache(maxsize=4)
def _as_written(on: date) -> dict[str, str]:
    told = _valid(on)
    every = (word for each in told for names in (each["said"], each["names"])
             for name in names for word in name.split())  # fmt: skip
    return {fold(word): word for word in every}


@lru_cache(maxsize=4)
def _offices(on: date) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Of each office all folded words for it and its names, from the file valid on that day."""
    return tuple(
        (tuple(fold(word) for word in (*each["said"], *each["names"])), tuple(each["names"]))
        for each in _valid(on)
    )


def _valid(on: date) -> list[dict[str, list[str]]]:
    """The file that is in force."""
    valid: tuple[date, list[dict[str, list[str]]]] = (date.min, [])
    for file in DATA.glob("offices_*.toml"):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        if valid[0] < told["valid_from"] <= on:
            valid = (told["valid_from"], told["office"])
    return valid[1]
