"""How Integreat names things: languages, numbers, addresses. See docs/adr/0026."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "integreat_2026-11-22.toml"


@dataclass(frozen=True)
class Twin:
    """A language in both systems; `tag` is BCP 47 as the other side writes it."""

    ours: str
    theirs: str
    tag: str
    number: int


@cache
def twins() -> dict[str, Twin]:
    """By our code, in the order of the file."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["language"]
    found = [
        Twin(row["ours"], row["theirs"], row["tag"], number) for number, row in enumerate(rows, 1)
    ]
    return {each.ours: each for each in found}


@cache
def _by_theirs() -> dict[str, str]:
    rows = tomllib.loads(FILE.read_text("utf-8"))["language"]
    return {
        name.lower(): row["ours"] for row in rows for name in (row["theirs"], *row.get("also", ()))
    }


def ours(code: str) -> str | None:
    """Our code of a language of theirs; None for one the guide has no address for.

    >>> ours("kmr"), ours("ku"), ours("de-si"), ours("ti"), ours("tlh")
    ('ku', 'ku', 'de-simple', 'ti', None)
    """
    return _by_theirs().get(code.lower())


def number_of(identity: str) -> int:
    """An identity as the whole number that Integreat expects; the same for ever.

    >>> number_of("22222222")
    161206280426
    """
    return int(identity, 36)
