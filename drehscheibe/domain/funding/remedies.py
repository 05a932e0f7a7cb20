"""Until when a notice can be challenged; the rules are dated data (data/remedies.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from drehscheibe.kernel.calendar.deadlines import deadline, months_after

FILE = Path(__file__).parent / "data" / "remedies.toml"


@dataclass(frozen=True)
class RemedyRule:
    """Days until a notice counts as delivered, months to challenge it, and where that stands."""

    valid_from: date
    delivery_days: int
    remedy_months: int
    source: str
    confidence: str

    @property
    def confirmed(self) -> bool:
        """Whether the rule was verified in the law's text."""
        return self.confidence == "V"


@cache
def _rules() -> tuple[RemedyRule, ...]:
    """All rules, newest first."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["rule"]
    rules = (RemedyRule(**row) for row in rows)
    return tuple(sorted(rules, key=lambda rule: rule.valid_from, reverse=True))


def remedy_rule(decided_on: date) -> RemedyRule:
    """The rule in force on the day of the decision; the oldest one for days before it."""
    rules = _rules()
    return next((rule for rule in rules if rule.valid_from <= decided_on), rules[-1])


def remedy_until(decided_on: date) -> date:
    """The last day to challenge a notice sent on this day, moved off weekends and holidays.

    >>> remedy_until(date(2023, 3, 24)), remedy_until(date(2025, 3, 24))
    (datetime.date(2023, 4, 27), datetime.date(2025, 4, 28))
    """
    rule = remedy_rule(decided_on)
    delivered = decided_on + timedelta(days=rule.delivery_days)
    return deadline(months_after(delivered, rule.remedy_months)).shifted
