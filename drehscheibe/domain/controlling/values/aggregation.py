"""How values of several years and places become one. Pure; a share is always its two parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from drehscheibe.domain.controlling.models.indicator import OverPlaces, OverTime


@dataclass(frozen=True)
class Parts:
    """A counted number, or a share as part (`amount`) and whole (`of`)."""

    amount: Decimal
    of: Decimal | None = None

    @property
    def rate(self) -> Fraction | None:
        """The share, recomputed; None for a number and for a share of nothing."""
        return Fraction(self.amount) / Fraction(self.of) if self.of else None

    @property
    def rank(self) -> Fraction:
        """What „higher“ means: a share by its rate, a number by itself."""
        return Fraction(self.amount) if self.of is None else self.rate or Fraction(0)


def over_time(values: Sequence[Parts], how: str) -> Parts | None:
    """One value for several periods, given in order of time; None when there is none.

    >>> year = [Parts(Decimal(1), Decimal(4)), Parts(Decimal(9), Decimal(12))]
    >>> over_time(year, OverTime.SUM).rate  # 10 of 16, not the mean of 1/4 and 3/4
    Fraction(5, 8)
    >>> over_time(year, OverTime.LATEST).amount, over_time(year, OverTime.HIGHEST).rate
    (Decimal('9'), Fraction(3, 4))
    """
    if not values:
        return None
    if how == OverTime.LATEST:
        return values[-1]
    return max(values, key=lambda each: each.rank) if how == OverTime.HIGHEST else total(values)


def over_places(values: Sequence[Parts], how: str) -> Parts | None:
    """One value for several centres; None when there is none, or when they are not to be added.

    >>> both = [Parts(Decimal(3)), Parts(Decimal(5))]
    >>> over_places(both, OverPlaces.SUM), over_places(both, OverPlaces.NOT)
    (Parts(amount=Decimal('8'), of=None), None)
    """
    if not values or (how == OverPlaces.NOT and len(values) > 1):
        return None
    return max(values, key=lambda each: each.rank) if how == OverPlaces.HIGHEST else total(values)


def total(values: Sequence[Parts]) -> Parts:
    """Sum of parts, and sum of wholes where there are wholes.

    Numbers and shares do not mix: an indicator's kind never changes.
    """
    wholes = [each.of for each in values if each.of is not None]
    amount = sum((each.amount for each in values), Decimal(0))
    return Parts(amount, sum(wholes, Decimal(0)) if wholes else None)
