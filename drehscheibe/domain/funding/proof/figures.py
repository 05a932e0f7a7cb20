"""What a proof of use adds up to: eligible, paid, difference (F20, Nr. 5.4.1 and 7.4).

All amounts are euro. Each post counts up to its own cap, posts are not netted; the other parts
count up to what was granted for them. Other income lessens what is eligible (full funding), and
the whole never exceeds the grant in force. Netting and income are unconfirmed assumptions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from drehscheibe.domain.funding.guideline import PostCategory
from drehscheibe.domain.funding.guideline_files import guideline_by_key
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.staffing_grant import (
    ZERO,
    PostAmount,
    PostLine,
    eligible,
    post_amount,
)

PARTS = ("material", "komm_an", "volunteering")
"""The parts beside staff that count up to what was granted for them."""


class PostUse(NamedTuple):  # a tuple: the queue makes thousands of them
    """A post as it was filled in the year; `actual=None` is not stated yet."""

    number: int
    category: str
    share: Decimal | None
    filled_from: date | None
    filled_to: date | None = None
    actual: Decimal | None = None


class PostFigure(NamedTuple):
    """What a post cost, the most that counts, and what counts; `derivation` explains the cap."""

    number: int
    actual: Decimal
    cap: Decimal
    eligible: Decimal
    derivation: str
    confirmed: bool

    @property
    def above(self) -> Decimal:
        """What the carrier bears itself because the post cost more than its cap."""
        return self.actual - self.eligible


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFigure:
    """Material costs, KOMM-AN part I or volunteering: spent, granted, what counts."""

    part: str
    actual: Decimal
    granted: Decimal
    eligible: Decimal

    @property
    def label(self) -> str:
        """The words for people."""
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The sums of a proof; `difference` is paid − eligible and may be negative."""

    posts: tuple[PostFigure, ...]
    parts: tuple[PartFigure, ...]
    spent: Decimal
    income: Decimal
    staff: Decimal
    countable: Decimal
    granted: Decimal
    eligible: Decimal
    paid: Decimal

    @property
    def staff_spent(self) -> Decimal:
        """What all posts cost, in euro."""
        return sum((line.actual for line in self.posts), ZERO)

    @property
    def difference(self) -> Decimal:
        """Paid − eligible, in euro."""
        return self.paid - self.eligible

    @property
    def repayment(self) -> Decimal:
        """What is to be paid back (proposal, F20)."""
        return repayment(paid=self.paid, eligible_total=self.eligible)

    @property
    def is_limited(self) -> bool:
        """Whether more would count than was granted."""
        return self.countable > self.granted


def figures(
    lines: tuple[PostFigure, ...],
    spent: Mapping[str, Decimal],
    *,
    granted: Mapping[str, Decimal],
    paid: Decimal,
    income: Decimal = ZERO,
) -> Figures:
    """Every sum of a proof; `lines` are its posts, `spent` and `granted` go by part.

    `granted` also has `staff`. Parts nobody stated count as 0.
    """
    parts = tuple(_part(part, spent, granted) for part in PARTS)
    staff = sum((line.eligible for line in lines), ZERO)
    counted = staff + sum((part.eligible for part in parts), ZERO)
    countable = max(ZERO, counted - income)
    total = sum(granted.values(), ZERO)
    return Figures(
        posts=lines,
        parts=parts,
        spent=sum((line.actual for line in lines), ZERO)
        + sum((part.actual for part in parts), ZERO),
        income=income,
        staff=staff,
        countable=countable,
        granted=total,
        eligible=min(countable, total),
        paid=paid,
    )


def post_figure(use: PostUse, guideline_key: str, fiscal_year: int) -> PostFigure:
    """One post against its cap (examples 6 and 7).

    >>> march = PostUse(number=5, category="FACHKRAFT", share=Decimal(1),
    ...                 filled_from=date(2023, 4, 1), actual=Decimal(40100))
    >>> line = post_figure(march, "2023-03-10", 2023)
    >>> line.cap, line.eligible
    (Decimal('42750.00'), Decimal('40100'))
    """
    most = post_cap_of(
        guideline_key, fiscal_year, use.category, use.share, use.filled_from, use.filled_to
    )
    actual = use.actual or ZERO
    return PostFigure(
        number=use.number,
        actual=actual,
        cap=most.cap,
        eligible=eligible(actual=actual, cap=most.cap),
        derivation=most.derivation,
        confirmed=most.confirmed,
    )


@lru_cache(maxsize=4096)
def post_cap_of(  # the six facts a cap follows from; hashable, so that 4,000 posts share few caps
    guideline_key: str,
    fiscal_year: int,
    category: str,
    share: Decimal | None,
    filled_from: date | None,
    filled_to: date | None,
) -> PostAmount:
    """The most that counts for a post filled so, with the rule it follows from."""
    line = PostLine(
        number=0,
        category=PostCategory(category) if category else None,
        share=share,
        filled_from=filled_from,
        filled_to=filled_to,
    )
    return post_amount(line, guideline=guideline_by_key(guideline_key), fiscal_year=fiscal_year)


def repayment(*, paid: Decimal, eligible_total: Decimal) -> Decimal:
    """What was paid beyond what is eligible, never negative (examples 8 and 9).

    >>> repayment(paid=Decimal(307500), eligible_total=Decimal(283000))
    Decimal('24500')
    >>> repayment(paid=Decimal(283000), eligible_total=Decimal(283000))
    Decimal('0.00')
    """
    return max(ZERO, paid - eligible_total)


def _part(part: str, spent: Mapping[str, Decimal], granted: Mapping[str, Decimal]) -> PartFigure:
    actual, most = spent.get(part, ZERO), granted.get(part, ZERO)
    return PartFigure(part=part, actual=actual, granted=most, eligible=min(actual, most))
