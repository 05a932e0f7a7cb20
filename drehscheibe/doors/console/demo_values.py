"""Actual values of the demonstration: by hand, counted, one to explain, one still missing."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from drehscheibe.domain.controlling.models import GoalPeriod, Value, ValueIs, ValueSheet
from drehscheibe.domain.controlling.values.entering import Sent, save_values
from drehscheibe.domain.controlling.values.lines import IndicatorLine
from drehscheibe.domain.controlling.values.nightly import look_after_year
from drehscheibe.domain.controlling.values.selectors import lines_of
from drehscheibe.doors.console.demo_days import Days, moment
from drehscheibe.doors.console.demo_goal_steps import HOCHSAUERLAND, SIGN_INS, Side, side_of
from drehscheibe.doors.console.demo_people import WARENDORF, People
from drehscheibe.kernel.language.amounts import german_number

REACHED = (Decimal("0.95"), Decimal("1.10"), Decimal("0.70"), Decimal("1.00"))
"""How much of its target each indicator in turn reached."""


def values(cast: People, days: Days) -> None:
    """The years of running periods that are over, by hand where nothing counts; the rest is fed."""
    for key in (*SIGN_INS, HOCHSAUERLAND):
        side = side_of(cast, key)
        for period in GoalPeriod.objects.filter(centre=side.centre, status="agreed"):
            _period(side, period, days)


@transaction.atomic
def _period(side: Side, period: GoalPeriod, days: Days) -> None:
    """All its years at once; what was loaded before stays, whatever the day is now."""
    actual = Value.objects.filter(indicator__goal__period=period, role=ValueIs.ACTUAL)
    if actual.exists() or ValueSheet.objects.filter(period=period).exists():
        return
    for year in period.each_year:
        if year <= days.today.year:
            _year(side, period, year, days)


def _year(side: Side, period: GoalPeriod, year: int, days: Days) -> None:
    """The night comes after what people typed."""
    at = min(moment(year + 1, 1, 12), days.ago(1))
    if year < days.today.year:
        last_is_missing = period.centre.key == WARENDORF
        enter(side, period, year, at=at, but_last=last_is_missing)
    look_after_year(side.centre, year, at=at)


def past_values(side: Side, period: GoalPeriod, days: Days) -> None:
    """A period about to be closed: every value stands, so that the next has a history."""
    for year in period.each_year:
        enter(side, period, year, at=days.on(year + 1, 1, 12), instead_of_counted=True)


def enter(
    side: Side, period: GoalPeriod, year: int, *, at: datetime, but_last: bool = False,
    instead_of_counted: bool = False,
) -> None:  # fmt: skip
    """Type a plausible number into every indicator that nothing counts (or into all)."""
    lines = lines_of(side.centre, year, period=period)
    by_hand = [line for line in lines if instead_of_counted or not line.source]
    texts: dict[str, str] = {}
    for place, line in enumerate(by_hand[:-1] if but_last else by_hand):
        texts |= _typed(line, REACHED[place % len(REACHED)])
    save_values(period=period, year=year, sent=Sent(texts), by=side.specialist, at=at)


def _typed(line: IndicatorLine, reached: Decimal) -> dict[str, str]:
    target = line.target or line.baseline
    if target is None:
        return {}
    amount = (target.amount * reached).quantize(Decimal(1), ROUND_HALF_UP)
    typed = {f"{line.anchor()}-amount": german_number(min(amount, target.of or amount))}
    if target.of is not None:
        typed[f"{line.anchor()}-of"] = german_number(target.of)
    if line.source:
        typed[f"{line.anchor()}-origin"] = "hand"
        typed[f"{line.anchor()}-comment"] = "Aus der Liste des Zentrums; die Plattform kam später."
    return typed
