"""The actors the sources name for the concept, from dated data files."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Actor:
    """One kind of actor; `required` ones must be answered (yes or no) before adoption."""

    code: str
    label: str
    passage: str
    required: bool
    source: str
    note: str = ""


@cache
def _lists() -> tuple[tuple[date, tuple[Actor, ...]], ...]:
    """Every list with its first day, newest first."""
    found = []
    for path in FOLDER.glob("concept_actors_*.toml"):
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        actors = tuple(Actor(source=text["source"], **row) for row in text["actor"])
        found.append((text["valid_from"], actors))
    return tuple(sorted(found, reverse=True))


def actors_on(day: date) -> tuple[Actor, ...]:
    """The list in force on a day; the oldest one for days before it.

    >>> actors_on(date(2024, 1, 1))[0].label
    'Untere Schulaufsicht'
    >>> sum(actor.required for actor in actors_on(date(2024, 1, 1)))
    15
    """
    lists = _lists()
    return next((actors for first, actors in lists if first <= day), lists[-1][1])
