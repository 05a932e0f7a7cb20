"""Granted, called and paid for many cases at once: what the proofs of a whole queue rest on.

The same definitions as `payout.selectors.money_of`, which shows one case with its rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from drehscheibe.domain.funding.models import PARTS, AmendedNotice, Decision, PaymentCall
from drehscheibe.domain.funding.payout.parts import nothing, total
from drehscheibe.domain.funding.payout.selectors import LIVE_CALLS
from drehscheibe.domain.funding.staffing_grant import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoney:
    """Euro of one case: the grant in force by part, what was called for which days, and paid."""

    granted: Mapping[str, Decimal]
    called: Decimal = ZERO
    paid: Decimal = ZERO
    call_days: tuple[date, ...] = ()

    @property
    def total(self) -> Decimal:
        """The whole grant in force."""
        return total(self.granted)


NO_MONEY = CaseMoney(granted=nothing())


def money_by_case(cases: Iterable[int]) -> dict[int, CaseMoney]:
    """The money of these applications by their key: four queries, however many.

    The grant in force is the last signed amended notice, else the signed decision; paid is what
    the bank has paid.
    """
    keys = list(cases)
    granted = {row["application"]: _parts(row) for row in _decisions(keys)}
    amended = AmendedNotice.objects.filter(application__in=keys, status=AmendedNotice.Is.SIGNED)
    for row in amended.order_by("number").values("application", *PARTS):
        granted[row["application"]] = _parts(row)
    calls = PaymentCall.objects.filter(application__in=keys, status__in=LIVE_CALLS)
    live = list(calls.order_by().values("pk", "application", "due_on", *PARTS))
    settled = _paid([row["pk"] for row in live])
    called: dict[int, Decimal] = defaultdict(lambda: ZERO)
    paid: dict[int, Decimal] = defaultdict(lambda: ZERO)
    days: dict[int, set[date]] = defaultdict(set)
    for row in live:
        key, amount = row["application"], total(_parts(row))
        called[key] += amount
        days[key].add(row["due_on"])
        if row["pk"] in settled:
            paid[key] += amount
    return {
        key: CaseMoney(
            granted=amounts,
            called=called[key],
            paid=paid[key],
            call_days=tuple(sorted(days[key])),
        )
        for key, amounts in granted.items()
    }


def _decisions(keys: list[int]) -> Iterable[dict[str, Any]]:
    signed = Decision.objects.filter(application__in=keys, decided_by__isnull=False)
    rows: Iterable[dict[str, Any]] = signed.filter(outcome="grant").values("application", *PARTS)
    return rows


def _parts(row: Mapping[str, Any]) -> dict[str, Decimal]:
    return {part: row[part] for part in PARTS}


def _paid(calls: list[int]) -> set[int]:
    """Which of these calls the bank has paid; the database answers past the payments' wall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT funding_paid_calls(%s::bigint[])", [calls])
        return {call for (call,) in cursor.fetchall()}
