"""What a hearing and a reclaim notice say, as values; and which days are proposed for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from drehscheibe.domain.funding.reclaim.rules import reclaim_rules
from drehscheibe.kernel.calendar.deadlines import deadline


@dataclass(frozen=True, kw_only=True)
class HearingTerms:
    """What is to be claimed (euro), why, since when it is known, and until when one may answer."""

    principal: Decimal
    reason: str
    known_on: date
    arises_on: date
    hearing_until: date


@dataclass(frozen=True, kw_only=True)
class NoticeTerms:
    """What is claimed (euro), why, from when it bears interest, and until when to pay."""

    principal: Decimal
    reason: str
    arises_on: date
    due_on: date


def proposed_hearing_until(today: date) -> date:
    """The last day to answer when the hearing begins today, moved off weekends and holidays."""
    return deadline(today + timedelta(days=reclaim_rules().hearing_days.value)).shifted


def proposed_due_on(today: date) -> date:
    """The day of payment in a notice of today, moved off weekends and holidays."""
    return deadline(today + timedelta(days=reclaim_rules().payment_days.value)).shifted
