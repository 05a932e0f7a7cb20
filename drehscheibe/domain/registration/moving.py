"""How seats move in a held pool: a newcomer sits or queues, a free seat goes to the next."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from drehscheibe.domain.registration.models import (
    TAKES_A_SEAT,
    Mode,
    Pool,
    Registration,
    RegistrationIs,
)
from drehscheibe.domain.registration.seating import Rules, Waiting, Why, turns, why_not
from drehscheibe.domain.registration.workflow import REGISTRATION
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.following import perform_following

SHARED_OUT = frozenset({Why.SHARE, Why.KEPT})
"""Whoever waited for a seat to be released while seats were free asked for nothing else: no offer,
the seat itself."""


def seat_or_queue(pool: Pool, one: Registration, *, by: Person | None, at: datetime) -> None:
    """A newcomer takes a seat only when nobody waits who might have it; else the next number."""
    why = refusal_now(pool, one.organisation_id, at=at)
    if why is None:
        perform_following(REGISTRATION, "confirm", on=[one], by=by, at=at)
        return
    pool.last_number += 1
    pool.save(update_fields=["last_number"])
    perform_following(
        REGISTRATION, "wait", on=[one], by=by, at=at, number=pool.last_number, waits_for=why.value
    )


def settled(pool: Pool, *, by: Person | None, at: datetime) -> list[Registration]:
    """End offers that are over, then let the queue move up as far as seats go; who moved."""
    offered = pool.registrations.filter(status=RegistrationIs.OFFERED, offered_until__lte=at)
    over = list(offered)
    perform_following(REGISTRATION, "expire", on=over, by=None, at=at)
    if not pool.moves_up(at) or not has_room(pool):
        return over
    waiting = {one.number: one for one in waiting_in(pool)}
    if not waiting:
        return over
    up = [waiting[each.number] for each in _turns(pool, waiting.values(), at)]
    given = [one for one in up if pool.mode == Mode.AUTO or one.waits_for in SHARED_OUT]
    perform_following(REGISTRATION, "confirm", on=given, by=by, at=at)
    asked = [one for one in up if one not in given]
    until = at + timedelta(hours=pool.offer_hours)
    until = min(until, pool.moves_until or until)
    perform_following(REGISTRATION, "offer", on=asked, by=by, at=at, offered_until=until)
    return over + up


def refusal_now(pool: Pool, organisation: int | None, *, at: datetime) -> Why | None:
    """Why somebody new of this organisation would have to wait; None when a seat is free.

    Where the host gives the seats, those who wait and might have one come first.
    """
    why = why_not(_rules(pool, at), taken_in(pool), organisation)
    if why is None and not pool.moves_up(at) and _turns(pool, waiting_in(pool), at):
        return Why.TURN
    return why


def taken_in(pool: Pool) -> Counter[int | None]:
    """Seats taken, by sending organisation."""
    seats = pool.registrations.filter(status__in=TAKES_A_SEAT)
    return Counter(seats.order_by().values_list("organisation", flat=True))


def waiting_in(pool: Pool) -> list[Registration]:
    """The queue in its order."""
    return list(pool.registrations.filter(status=RegistrationIs.WAITLISTED).order_by("number"))


def has_room(pool: Pool) -> bool:
    """Whether any seat is left, whoever it is kept for."""
    return why_not(Rules(pool.capacity), taken_in(pool), None) is None


def _turns(pool: Pool, waiting: Iterable[Registration], at: datetime) -> list[Waiting]:
    queue = [Waiting(one.number or 0, one.organisation_id) for one in waiting]
    return list(turns(_rules(pool, at), taken_in(pool), queue)) if queue else []


def _rules(pool: Pool, at: datetime) -> Rules:
    kept = dict(pool.kept.values_list("organisation", "seats")) if pool.released_on else {}
    return pool.rules(kept, on=day_of(at))
