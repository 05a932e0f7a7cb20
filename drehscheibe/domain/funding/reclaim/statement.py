"""What is owed on a claim on a day: principal, interest with its rows, waived, received, remaining.

Amounts are euro. What comes in settles the principal first, so that interest stops with its last
cent; then the interest. That order is an assumption (data/interest.toml says what is confirmed).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from drehscheibe.domain.funding.models import InterestWaiver, ProofOfUse, Reclaim
from drehscheibe.domain.funding.reclaim.interest import (
    ZERO,
    Received,
    Stretch,
    interest_sum,
    interest_table,
)
from drehscheibe.domain.funding.reclaim.interest_rules import InterestRules, interest_rules
from drehscheibe.domain.funding.reclaim.rules import Arises, reclaim_rules
from drehscheibe.kernel.calendar.deadlines import months_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim on a day; `rows` explain the interest, `waived` is what signed waivers took off it.

    A waiver never takes more than the interest there is: a late entry of an early receipt may
    lessen the rows after it was signed.
    """

    on: date
    principal: Decimal
    rows: tuple[Stretch, ...]
    received: Decimal
    waived: Decimal = ZERO

    @property
    def interest(self) -> Decimal:
        """All rows together."""
        return interest_sum(self.rows)

    @property
    def claimed_interest(self) -> Decimal:
        """The interest that is claimed after what was waived."""
        return self.interest - self.waived

    @property
    def open_interest(self) -> Decimal:
        """Claimed interest that has not come in; what comes in settles the principal first."""
        paid_on_it = max(ZERO, self.received - self.principal)
        return max(ZERO, self.claimed_interest - paid_on_it)

    @property
    def owed(self) -> Decimal:
        """Principal and claimed interest, whatever came in."""
        return self.principal + self.claimed_interest

    @property
    def remaining(self) -> Decimal:
        """What is still to be paid; never negative."""
        return max(ZERO, self.owed - self.received)

    @property
    def remaining_principal(self) -> Decimal:
        """What still bears interest."""
        return max(ZERO, self.principal - self.received)

    @property
    def is_mixed(self) -> bool:
        """Whether some base rates in the rows are confirmed and some are not."""
        return len({row.confirmed for row in self.rows}) > 1

    @property
    def is_confirmed(self) -> bool:
        """Whether every base rate in the rows is."""
        return all(row.confirmed for row in self.rows)


def statement(
    principal: Decimal,
    *,
    arises_on: date,
    on: date,
    received: Iterable[Received] = (),
    waived: Decimal = ZERO,
    rules: InterestRules | None = None,
) -> Statement:
    """The claim on a day: interest up to, not with, that day, and what came in until it.

    >>> paid = [Received(date(2024, 3, 1), Decimal(600)), Received(date(2024, 9, 1), Decimal(400))]
    >>> claim = statement(Decimal(1000), arises_on=date(2024, 1, 1), on=date(2024, 9, 1),
    ...                   received=paid)
    >>> claim.interest, claim.received, claim.remaining
    (Decimal('31.38'), Decimal('1000'), Decimal('31.38'))
    """
    came = [each for each in received if each.on <= on]
    rows: tuple[Stretch, ...] = ()
    if arises_on < on:
        rows = interest_table(
            principal, from_day=arises_on, to_day=on, received=came, rules=rules or interest_rules()
        )
    return Statement(
        on=on,
        principal=principal,
        rows=rows,
        received=sum((each.amount for each in came), Decimal(0)),
        waived=min(waived, interest_sum(rows)),
    )


def statement_of(claim: Reclaim, *, on: date) -> Statement:
    """The stored claim on a day; reads its repayments and waivers."""
    return statement(
        claim.principal,
        arises_on=claim.arises_on,
        on=on,
        received=received_on(claim),
        waived=waived_of(claim),
    )


def waived_of(claim: Reclaim) -> Decimal:
    """Interest on which signed waivers refrain, in euro."""
    signed = InterestWaiver.Is.SIGNED
    return sum((each.amount for each in claim.waivers.all() if each.status == signed), ZERO)


def received_on(claim: Reclaim) -> list[Received]:
    """Everything that came in on a claim, oldest first."""
    return [Received(each.received_on, each.amount) for each in claim.repayments.all()]


def proposed_arises_on(proof: ProofOfUse, *, known_on: date, last_paid_on: date | None) -> date:
    """From which day the claim bears interest, by the parameter (unconfirmed)."""
    by_rule = {
        Arises.PERIOD_END: date(proof.application.fiscal_year + 1, 1, 1),
        Arises.LAST_PAYMENT: last_paid_on or known_on,
        Arises.KNOWN: known_on,
    }
    return by_rule[Arises(reclaim_rules().arises.value)]


def notice_until(known_on: date) -> date:
    """The last day on which a reclaim notice may be given (VVG 8.3).

    >>> notice_until(date(2024, 4, 8))
    datetime.date(2025, 4, 8)
    """
    return months_after(known_on, reclaim_rules().notice_months.value)
