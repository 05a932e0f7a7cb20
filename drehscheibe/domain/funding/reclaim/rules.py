"""Periods of a reclaim and the day interest runs from, as data (data/reclaim.toml)."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "reclaim.toml"
CONFIRMED = frozenset("VS")


class Arises(StrEnum):
    """From which day a claim bears interest."""

    PERIOD_END = "PERIOD_END"
    """The day after the grant period."""
    LAST_PAYMENT = "LAST_PAYMENT"
    """The day of the last payment."""
    KNOWN = "KNOWN"
    """The day from which the authority knew."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A value with where it stands and how sure it is."""

    value: Any
    source: str
    confidence: str

    @property
    def confirmed(self) -> bool:
        """Only what a source itself says."""
        return self.confidence in CONFIRMED


@dataclass(frozen=True, slots=True)
class ReclaimRules:
    """Months to give notice, days to answer and to pay, and when the claim arises."""

    notice_months: Rule
    hearing_days: Rule
    payment_days: Rule
    arises: Rule


@cache
def reclaim_rules() -> ReclaimRules:
    """The rules as they stand in the file."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return ReclaimRules(**{name: Rule(**row) for name, row in table.items()})
