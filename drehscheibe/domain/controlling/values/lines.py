"""What is known of one indicator in one year: agreed words, target, actual values, own history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zlib import crc32

from drehscheibe.domain.controlling.figures.rows import Span
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalPeriod,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Kind,
    Value,
)
from drehscheibe.domain.controlling.values.aggregation import Parts

WHOLE = ""
"""The split that is none."""


@dataclass(frozen=True)
class Actual:
    """An actual value as stored; `source` names what fed it, empty when entered by hand."""

    parts: Parts
    comment: str = ""
    source: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator × year. `actuals` by split, the whole under `WHOLE`; `history` by year."""

    version: GoalVersion
    terms: IndicatorTerms
    year: int
    span: Span
    target: Parts | None = None
    baseline: Parts | None = None
    actuals: Mapping[str, Actual] = field(default_factory=dict)
    history: Mapping[int, Parts] = field(default_factory=dict)

    @property
    def goal(self) -> Goal:
        """Whose indicator it is."""
        return self.version.goal

    @property
    def indicator(self) -> Indicator:
        """The identity its values hang on."""
        return self.terms.indicator

    @property
    def is_share(self) -> bool:
        """Whether it has a part and a whole."""
        return self.indicator.kind == Kind.SHARE

    @property
    def splits(self) -> tuple[str, ...]:
        """The whole, then the splits as the agreed version words them."""
        return (WHOLE, *self.terms.splits)

    @property
    def source(self) -> str:
        """The figure source that feeds it; a share has two parts and is counted by hand."""
        return "" if self.is_share else self.terms.source

    @property
    def whole(self) -> Actual | None:
        """The actual value of the whole, if there is one."""
        return self.actuals.get(WHOLE)

    def anchor(self, split: str = WHOLE) -> str:
        """Where a value stands in the form."""
        return f"values-{self.indicator.pk}-{split_key(split)}"


def split_key(split: str) -> str:
    """A split's name in addresses and inputs; words change places, their key does not.

    >>> split_key(""), split_key("Frauen")
    ('w', 's88f1121d')
    """
    return f"s{crc32(split.encode()):08x}" if split else "w"


def clipped(period: GoalPeriod, year: int) -> Span:
    """The days of a calendar year that belong to the period (a centre may begin in July)."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Span(max(first, period.starts_on), min(last, period.ends_on))


def parts_of(value: Value) -> Parts:
    """A stored value as its parts."""
    return Parts(Decimal(value.amount), value.of)
