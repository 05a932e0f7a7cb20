"""The obligations as dated data (`data/obligations.toml`): key, words, days, source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "data" / "obligations.toml"
CONCEPT, GOALS, REPORT, SURVEY, PROOF = "concept", "goals", "report", "survey", "proof"
CONFIRMED = "belegt"


@dataclass(frozen=True)
class DayOfYear:
    """A day as the data has it: month and day, so many years after the year it is about."""

    month: int
    day: int
    years_later: int

    def of(self, year: int) -> date:
        """The day itself."""
        return date(year + self.years_later, self.month, self.day)


@dataclass(frozen=True)
class Obligation:
    """What is owed. `locks_after` in days after the due day, `None` never; `remind` in days from
    the due day, negative before it; `columns` names it where one period has several."""

    key: str
    label: str
    what: str
    columns: tuple[str, ...]
    due: DayOfYear
    opens: DayOfYear
    newcomer_days: int
    locks_after: int | None
    remind: tuple[int, ...]
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str

    @property
    def is_confirmed(self) -> bool:
        """Whether a published source names the due day."""
        return self.confidence == CONFIRMED


@dataclass(frozen=True)
class Column:
    """A column of the matrix: an obligation, and the how-manieth of the period it is (from 0)."""

    obligation: Obligation
    label: str
    place: int = 0

    @property
    def key(self) -> str:
        """How the filter calls it: `goals`, `report-1`, `report-2`."""
        several = len(self.obligation.columns) > 1
        return f"{self.obligation.key}-{self.place + 1}" if several else self.obligation.key


@dataclass(frozen=True)
class Rhythm:
    """Where the periods of the network begin when a centre has none of its own."""

    first: int
    years: int

    def begins(self, year: int) -> int:
        """The first year of the period the year lies in.

        >>> Rhythm(2023, 2).begins(2026), Rhythm(2023, 2).begins(2022)
        (2025, 2021)
        """
        return year - (year - self.first) % self.years


@cache
def obligations() -> tuple[Obligation, ...]:
    """Every obligation of every time, in the order of the columns."""
    return tuple(_read(entry) for entry in _file()["obligation"])


@cache
def rhythm() -> Rhythm:
    """The two-year rhythm."""
    entry = _file()["rhythm"]
    return Rhythm(entry["first"], entry["years"])


def in_force(year: int) -> tuple[Obligation, ...]:
    """Those that hold in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return tuple(
        each
        for each in obligations()
        if each.valid_from <= last and (each.valid_to is None or each.valid_to >= first)
    )


def obligation(key: str, year: int) -> Obligation | None:
    """The one of this name that holds in the year."""
    return next((each for each in in_force(year) if each.key == key), None)


def columns(year: int) -> list[Column]:
    """The columns of the matrix of a year."""
    return [
        Column(each, label, place)
        for each in in_force(year)
        for place, label in enumerate(each.columns)
    ]


def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _read(entry: dict[str, Any]) -> Obligation:
    return Obligation(
        key=entry["key"],
        label=entry["label"],
        what=entry["what"],
        columns=tuple(entry.get("columns", [entry["label"]])),
        due=_day(entry["due"]),
        opens=_day(entry["opens"]),
        newcomer_days=entry["newcomer_days"],
        locks_after=entry.get("locks_after"),
        remind=tuple(entry["remind"]),
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to"),
        source=entry["source"],
        confidence=entry["confidence"],
    )


def _day(entry: dict[str, Any]) -> DayOfYear:
    month, day = entry["day"].split("-")
    return DayOfYear(int(month), int(day), entry["year"])
