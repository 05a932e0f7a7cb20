"""Granted, called, paid, expected, to be paid back: every number of a case with its rows.

Plain values; `selectors.money_of` fills them. Amounts are euro by part of the grant.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from drehscheibe.domain.funding.payout.expected import ExpectedPost
from drehscheibe.domain.funding.payout.parts import ZERO, added, nothing, total
from drehscheibe.kernel.language.amounts import CENT

Amounts = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row behind a number: what it is, of which day, how much of each part."""

    label: str
    on: date | None
    amounts: Amounts
    kind: str = ""

    @property
    def total(self) -> Decimal:
        """All parts of the row."""
        return total(self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The money of a case at this moment.

    `grants` are the notice and its amendments, the last one is in force; `calls` are the live
    ones; `payments` those the bank has paid; `posts` the forecast row by row.
    """

    grants: tuple[MoneyRow, ...]
    calls: tuple[MoneyRow, ...]
    payments: tuple[MoneyRow, ...]
    expected: Amounts
    posts: tuple[ExpectedPost, ...]

    @property
    def granted(self) -> Amounts:
        """The grant in force."""
        return self.grants[-1].amounts if self.grants else nothing()

    @property
    def called(self) -> Amounts:
        """All live calls."""
        return added(row.amounts for row in self.calls)

    @property
    def paid(self) -> Amounts:
        """What the bank has paid."""
        return added(row.amounts for row in self.payments)

    @property
    def still_callable(self) -> Amounts:
        """What may still be called; never negative."""
        called = self.called
        return {part: max(ZERO, each - called[part]) for part, each in self.granted.items()}

    @property
    def expected_repayment(self) -> Decimal:
        """What will probably have to be paid back if nothing changes: paid beyond expected."""
        return max(ZERO, total(self.paid) - total(self.expected))


def proposed_call(*, limit: Decimal, called: Decimal, days_left: int) -> Decimal:
    """What to call now so that the rest spreads evenly over the payout days that are left.

    Halves of example 8, then the lowered second call of example 9:

    >>> proposed_call(limit=Decimal(307500), called=Decimal(0), days_left=2)
    Decimal('153750.00')
    >>> proposed_call(limit=Decimal(283000), called=Decimal(153750), days_left=1)
    Decimal('129250.00')
    >>> proposed_call(limit=Decimal(100), called=Decimal(150), days_left=1)
    Decimal('0.00')
    """
    left = max(ZERO, limit - called)
    return (left / max(1, days_left)).quantize(CENT, ROUND_DOWN)
