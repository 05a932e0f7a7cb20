"""When something is due for a centre, and whether it binds: founded late, merged early."""

from dataclasses import dataclass
from datetime import date, timedelta

from drehscheibe.domain.controlling.returns.obligations import CONCEPT, GOALS, Obligation
from drehscheibe.kernel.calendar.deadlines import deadline


@dataclass(frozen=True)
class Lifetime:
    """From when to when a centre is known to exist; an unknown beginning lies long ago."""

    since: date | None = None
    until: date | None = None

    def touches(self, first: date, last: date) -> bool:
        """Whether it existed on one of these days."""
        return (self.since is None or self.since <= last) and (
            self.until is None or self.until >= first
        )


@dataclass(frozen=True)
class Span:
    """The calendar years something is about: a period, or one year alone."""

    first: int
    last: int

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return date(self.first, 1, 1), date(self.last, 12, 31)


def binds(obligation: Obligation, span: Span, life: Lifetime) -> bool:
    """Whether the centre owes this at all.

    A centre owes a report and a proof for every year in which it existed, even for a part of it;
    goals only when it still exists once the period has begun, a concept when it goes on.
    """
    first, last = span.days
    if obligation.key == CONCEPT and life.until is not None and life.until < last:
        return False
    if obligation.key == GOALS and life.until is not None and life.until <= first:
        return False
    return life.touches(first, last)


def due_day(obligation: Obligation, span: Span, life: Lifetime) -> date:
    """The next working day on or after the due day; later for a centre that has just begun.

    The day is counted from the first year of the span.
    """
    nominal = obligation.due.of(span.first)
    if life.since is not None:
        nominal = max(nominal, life.since + timedelta(days=obligation.newcomer_days))
    return deadline(nominal).shifted


def lock_day(obligation: Obligation, due: date) -> date | None:
    """The first day on which nothing is taken any more; None when it never locks."""
    if obligation.locks_after is None:
        return None
    return due + timedelta(days=obligation.locks_after + 1)
