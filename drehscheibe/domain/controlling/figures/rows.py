"""The rows a figure is the sum of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import Goal


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)


def year(number: int) -> Span:
    """A calendar year.

    >>> year(2028).last
    datetime.date(2028, 12, 31)
    """
    return Span(date(number, 1, 1), date(number, 12, 31))


@dataclass(frozen=True)
class Asked:
    """What a source is asked for: a centre's days, perhaps narrowed to one goal."""

    centre: Centre
    span: Span
    goal: Goal | None = None


@dataclass(frozen=True)
class FigureRow:
    """One row of a figure: what it is, of which day, how much, and where it can be opened.

    `kind` and `reference` name the thing (`activity` 17, `application` KI-2023-…); the door makes
    an address of it.
    """

    label: str
    on: date | None
    amount: Decimal
    kind: str
    reference: str


def total(rows: Iterable[FigureRow]) -> Decimal:
    """The figure."""
    return sum((row.amount for row in rows), Decimal(0))
