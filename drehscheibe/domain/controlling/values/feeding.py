"""Figures that other rooms count become actual values, again and again, each time the same."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import GoalPeriod, Value, ValueIs
from drehscheibe.domain.controlling.values.counting import figure_of
from drehscheibe.domain.controlling.values.lines import WHOLE, IndicatorLine
from drehscheibe.domain.controlling.values.openness import CLOSED, is_closed
from drehscheibe.domain.controlling.values.selectors import lines_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check


@dataclass
class Fed:
    """What a feeding did, by indicator id."""

    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    by_hand: list[int] = field(default_factory=list)
    """Left alone: somebody entered another number and said why."""


@transaction.atomic
def feed(
    centre: Centre, year: int, *, at: datetime, by: Person | None = None, only: int | None = None
) -> Fed:
    """Write what the figure sources count for the agreed indicators of a centre and year.

    Idempotent: what is counted already is not written again, and not recorded. A value entered by
    hand is never overwritten, nor anything of a closed period. `by` is None for the platform itself
    and else must hold `VALUE_ENTER`; `only` narrows it to one indicator. Nothing is written for
    days that lie ahead, nor a zero while the year still runs.
    """
    fed = Fed()
    for period in _locked_periods(centre, year):
        if by is not None:
            check(by, may.VALUE_ENTER, period, on=day_of(at))
        if is_closed(period, year):
            continue
        for line in lines_of(centre, year, period=period):
            if line.source and only in (None, line.indicator.pk):
                _feed_line(line, fed, by=by, at=at)
    return fed


def open_years(*, at: datetime) -> list[tuple[Centre, int]]:
    """The centres and years that are fed at night: begun, of a period that is not closed."""
    today = day_of(at)
    periods = GoalPeriod.objects.exclude(status__in=CLOSED).filter(starts_on__lte=today)
    found = {
        (period.centre, year)
        for period in periods.select_related("centre")
        for year in period.each_year
        if year <= today.year
    }
    return sorted(found, key=lambda each: (each[0].pk, each[1]))


def _locked_periods(centre: Centre, year: int) -> list[GoalPeriod]:
    """One writer of a period's values at a time, the form included."""
    rows = GoalPeriod.objects.covering(year).filter(centre=centre).order_by("pk")
    return list(rows.select_for_update(no_key=True))


def _feed_line(line: IndicatorLine, fed: Fed, *, by: Person | None, at: datetime) -> None:
    whole = line.whole
    if whole is not None and not whole.source:
        fed.by_hand.append(line.indicator.pk)
        return
    amount = figure_of(line)
    is_early = line.span.first > day_of(at) or (not amount and line.span.last >= day_of(at))
    if amount is None or (is_early and whole is None):
        return
    if whole is not None and (whole.parts.amount, whole.source) == (amount, line.source):
        fed.unchanged.append(line.indicator.pk)
        return
    store_fed(line, amount, by=by, at=at)
    fed.changed.append(line.indicator.pk)


def store_fed(line: IndicatorLine, amount: Decimal, *, by: Person | None, at: datetime) -> None:
    """Write a counted figure; a comment that stood there stays."""
    before = line.whole
    Value.objects.update_or_create(
        indicator=line.indicator, centre=line.goal.centre, role=ValueIs.ACTUAL, split=WHOLE,
        starts_on=line.span.first, ends_on=line.span.last,
        defaults={
            "amount": amount, "of": None, "source": line.source, "entered_by": by, "entered_at": at,
        },
    )  # fmt: skip
    detail = {
        "year": line.year,
        "source": line.source,
        "before": str(before.parts.amount) if before else "",
        "after": str(amount),
    }
    record("controlling.value.feed", about=line.indicator, by=by, at=at, detail=detail)
