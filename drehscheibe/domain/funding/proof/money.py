"""Granted, called and paid for many cases at once: what the proofs of a whole queue rest on.

The same definitions as `payout.selectors.money_of`, which shows one case with its rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from drehscheibe.domain.funding.models import PARTS
from drehscheibe.domain.funding.payout.parts import nothing, total
from drehscheibe.domain.funding.payout.selectors import LIVE_CALLS
from drehscheibe.domain.funding.staffing_grant import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """A reported change: what, from when, and when it was reported (F22)."""

    number: int
    kind: str
    effective_on: date
    reported_on: date
    post: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoney:
    """Euro of one case: the grant in force by part, called for which days, paid; its changes."""

    granted: Mapping[str, Decimal]
    called: Decimal = ZERO
    paid: Decimal = ZERO
    call_days: tuple[date, ...] = ()
    changes: tuple[ChangeFacts, ...] = ()

    @property
    def total(self) -> Decimal:
        """The whole grant in force."""
        return total(self.granted)


NO_MONEY = CaseMoney(granted=nothing())


QUERY = """
WITH granted AS (
    SELECT DISTINCT ON (case_id) * FROM (
        SELECT application_id AS case_id, number, staff, material, komm_an, volunteering
          FROM funding_amendednotice WHERE application_id = ANY(%(cases)s) AND status = 'signed'
        UNION ALL
        SELECT application_id, 0, staff, material, komm_an, volunteering FROM funding_decision
         WHERE application_id = ANY(%(cases)s) AND outcome = 'grant' AND decided_by_id IS NOT NULL
    ) AS notices ORDER BY case_id, number DESC
), live AS (
    SELECT id, application_id, due_on, staff + material + komm_an + volunteering AS total
      FROM funding_paymentcall
     WHERE application_id = ANY(%(cases)s) AND status = ANY(%(live)s)
), calls AS (
    SELECT application_id AS case_id, sum(total) AS called, sum(total) FILTER (WHERE id IN (
               SELECT funding_paid_calls(ARRAY(SELECT id FROM live)))) AS paid,
           array_agg(DISTINCT due_on ORDER BY due_on) AS days
      FROM live GROUP BY application_id
), changes AS (
    SELECT each.application_id AS case_id, array_agg(each.number ORDER BY each.number) AS numbers,
           array_agg(kind::text ORDER BY each.number) AS kinds,
           array_agg(effective_on ORDER BY each.number) AS starts,
           array_agg(reported_on ORDER BY each.number) AS reports,
           array_agg(post.number ORDER BY each.number) AS posts
      FROM funding_changenotice AS each LEFT JOIN funding_fundedpost AS post ON post.id = post_id
     WHERE each.application_id = ANY(%(cases)s) AND each.status <> 'withdrawn'
     GROUP BY each.application_id
)
SELECT case_id, staff, material, komm_an, volunteering, called, paid, days,
       numbers, kinds, starts, reports, posts
  FROM granted LEFT JOIN calls USING (case_id) LEFT JOIN changes USING (case_id)
"""


def money_by_case(cases: Iterable[int]) -> dict[int, CaseMoney]:
    """The money of these applications by their key, one query for all.

    The grant in force is the last signed amended notice, else the signed decision; paid is what
    the bank has paid, told past the payments' wall by `funding_paid_calls`.
    """
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"cases": list(cases), "live": [str(each) for each in LIVE_CALLS]})
        rows = cursor.fetchall()
    return {
        case: CaseMoney(
            granted=dict(zip(PARTS, row[:4], strict=True)),
            called=row[4] or ZERO,
            paid=row[5] or ZERO,
            call_days=tuple(row[6] or ()),
            changes=_changes(row[7:]),
        )
        for case, *row in rows
    }


def _changes(columns: list[Any]) -> tuple[ChangeFacts, ...]:
    if columns[0] is None:
        return ()
    names = ("number", "kind", "effective_on", "reported_on", "post")
    return tuple(
        ChangeFacts(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)
    )
