"""K12, double funding: when two measures are taken for the same one. A hint, never a refusal.

Same address, a day in common and a like title; across applications, lines and programmes. How alike
is alike stands in `data/double_funding.toml` and is named as unconfirmed wherever it is used.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from drehscheibe.domain.forwarding.case_facts import OtherMeasure
from drehscheibe.domain.forwarding.comparing import alike, overlap
from drehscheibe.domain.funding.guideline import Confidence, Value

FILE = Path(__file__).parent / "data" / "double_funding.toml"
CLAUSE = "Nr. 4.2 a, R23, V"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How alike is alike: a share of letters, a number of letters, and whose measures count."""

    title_likeness: Value[float]
    contained_letters: Value[int]
    across_centres: Value[bool]

    @property
    def basis(self) -> str:
        """The rule with its source, and how sure the threshold is."""
        percent = round(self.title_likeness.value * 100)
        sure = "" if self.title_likeness.confirmed else ", unbestätigt"
        return f"{CLAUSE}; Titel zu {percent} % gleich ({self.title_likeness.source}{sure})"


@cache
def thresholds() -> Thresholds:
    """The values as they stand in the file."""
    return read_thresholds(tomllib.loads(FILE.read_text(encoding="utf-8")))


def read_thresholds(table: Mapping[str, Mapping[str, Any]]) -> Thresholds:
    """From the table of a file; raises KeyError or TypeError when it does not fit."""
    return Thresholds(
        **{
            name: Value(
                value=row["value"],
                source=row["source"],
                confidence=Confidence(row["confidence"]),
                note=row["note"],
            )
            for name, row in table.items()
        }
    )


def looks_double(
    one: OtherMeasure, other: OtherMeasure, *, rules: Thresholds | None = None
) -> bool:
    """Whether the two may be the same measure, paid twice.

    Within the own lines of one centre the same line does not count: that is one measure, written
    down in parts.
    """
    rules = rules or thresholds()
    if one.measure == other.measure != "" or one.place_key != other.place_key or not one.place_key:
        return False
    if not overlap(one.starts_on, one.ends_on, other.starts_on, other.ends_on):
        return False
    if one.centre_id != other.centre_id and not rules.across_centres.value:
        return False
    if one.own and other.own and one.centre_id == other.centre_id and one.line == other.line:
        return False
    return _alike(
        *sorted((one.title, other.title)),
        rules.title_likeness.value,
        rules.contained_letters.value,
    )


def told(other: OtherMeasure) -> str:
    """What both sides read about the other measure: programme, title, place, nobody's name."""
    return (
        "Eine ähnliche Maßnahme am selben Ort und zur selben Zeit ist schon bei "
        f"„{other.line}“ beantragt oder gefördert: {other.named}."
    )


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str, likeness: float, contained: int) -> bool:
    """Titles repeat from year to year; the same two are compared once."""
    return alike(one, other, likeness=likeness, contained=contained)
