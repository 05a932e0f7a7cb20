"""Kinds of relations, from dated data files."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Kind:
    """One kind; a `mutual` one reads the same from both sides."""

    code: str
    label: str
    mutual: bool


@cache
def _lists() -> tuple[tuple[date, dict[str, Kind]], ...]:
    found = []
    for path in FOLDER.glob("relation_kinds_*.toml"):
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append((text["valid_from"], {row["code"]: Kind(**row) for row in text["kind"]}))
    return tuple(sorted(found, key=lambda each: each[0], reverse=True))


def kinds_on(day: date) -> dict[str, Kind]:
    """The kinds in force on a day by code; the oldest list for days before it.

    >>> kinds_on(date(2026, 1, 1))["funds"].label
    'fördert'
    """
    return next((kinds for since, kinds in _lists() if since <= day), _lists()[-1][1])
