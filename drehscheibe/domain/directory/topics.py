"""What people look for help with, in their words; from dated data files."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Topic:
    """A topic, the kinds of actors that always belong to it, and the topics of their services."""

    key: str
    label: str
    kinds: tuple[str, ...]
    fields: tuple[str, ...]


@cache
def _lists() -> tuple[tuple[date, dict[str, Topic]], ...]:
    found = []
    for path in FOLDER.glob("topics_*.toml"):
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = {
            row["key"]: Topic(row["key"], row["label"], tuple(row["kinds"]), tuple(row["fields"]))
            for row in text["topic"]
        }
        found.append((text["valid_from"], rows))
    return tuple(sorted(found, key=lambda each: each[0], reverse=True))


def topics_on(day: date) -> dict[str, Topic]:
    """The topics in force on a day by key; the oldest list for days before it.

    >>> topics_on(date(2026, 11, 22))["wohnen"].label
    'Wohnen'
    """
    return next((rows for since, rows in _lists() if since <= day), _lists()[-1][1])
