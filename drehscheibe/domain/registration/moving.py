"""How seats move in a held pool: a newcomer sits or queues, a free seat goes to the next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

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


@dataclass(frozen=True)
class Counted:
    """A held pool in numbers: seats taken by sending organisation, offers among them, the queue."""

    taken: Counter[int | None]
    offers: int
    waiting: int


def counted(pool: Pool) -> Counted:
    """As it stands; whatever moves afterwards makes it old."""
    rows = pool.registrations.filter(status__in=(*TAKES_A_SEAT, RegistrationIs.WAITLISTED))
    taken, by_state = Counter[int | None](), Counter[str]()
    for organisation, status, people in (
        rows.order_by().values_list("organisation", "status").annotate(people=Count("pk"))
    ):
        by_state[status] += people
        if status in TAKES_A_SEAT:
            taken[organisation] += people
    return Counted(taken, by_state[RegistrationIs.OFFERED], by_state[RegistrationIs.WAITLISTED])


def seat_or_queue(
    pool: Pool, one: Registration, *, by: Person | None, at: datetime, now: Counted | None = None
) -> None:
    """A newcomer takes a seat only when nobody waits who might have it; else the next number."""
    why = refusal_now(pool, one.organisation_id, at=at, now=now)
    if why is None:
        perform_following(REGISTRATION, "confirm", on=[one], by=by, at=at)
        return
    pool.last_number += 1
    pool.save(update_fields=["last_number"])
    perform_following(
        REGISTRATION, "wait", on=[one], by=by, at=at, number=pool.last_number, waits_for=why.value
    )


def settled(
    pool: Pool, *, by: Person | None, at: datetime, now: Counted | None = None
) -> list[Registration]:
    """End offers that are over, then let the queue move up as far as seats go; who moved."""
    now = now or counted(pool)
    over = _ended_offers(pool, at) if now.offers else []
    if over:
        perform_following(REGISTRATION, "expire", on=over, by=None, at=at)
        now = counted(pool)
    if not pool.moves_up(at) or not now.waiting or not _room(pool, now):
        return over
    waiting = {one.number: one for one in waiting_in(pool)}
    up = [waiting[each.number] for each in _turns(pool, waiting.values(), now, at)]
    given = [one for one in up if pool.mode == Mode.AUTO or one.waits_for in SHARED_OUT]
    perform_following(REGISTRATION, "confirm", on=given, by=by, at=at)
    asked = [one for one in up if one not in given]
    until = at + timedelta(hours=pool.offer_hours)
    until = min(until, pool.moves_until or until)
    perform_following(REGISTRATION, "offer", on=asked, by=by, at=at, offered_until=until)
    return over + up


def refusal_now(
    pool: Pool, organisation: int | None, *, at: datetime, now: Counted | None = None
) -> Why | None:
    """Why somebody new of this organisation would have to wait; None when a seat is free.

    Where the host gives the seats, those who wait and might have one come first.
    """
    now = now or counted(pool)
    why = why_not(_rules(pool, at), now.taken, organisation)
    if why is None and now.waiting and not pool.moves_up(at):
        return Why.TURN if _turns(pool, waiting_in(pool), now, at) else None
    return why


def taken_in(pool: Pool) -> Counter[int | None]:
    """Seats taken, by sending organisation."""
    return counted(pool).taken


def waiting_in(pool: Pool) -> list[Registration]:
    """The queue in its order."""
    return list(pool.registrations.filter(status=RegistrationIs.WAITLISTED).order_by("number"))


def has_room(pool: Pool) -> bool:
    """Whether any seat is left, whoever it is kept for."""
    return _room(pool, counted(pool))


def _room(pool: Pool, now: Counted) -> bool:
    return why_not(Rules(pool.capacity), now.taken, None) is None


def _ended_offers(pool: Pool, at: datetime) -> list[Registration]:
    return list(pool.registrations.filter(status=RegistrationIs.OFFERED, offered_until__lte=at))


def _turns(
    pool: Pool, waiting: Iterable[Registration], now: Counted, at: datetime
) -> list[Waiting]:
    queue = [Waiting(one.number or 0, one.organisation_id) for one in waiting]
    return list(turns(_rules(pool, at), now.taken, queue)) if queue else []


def _rules(pool: Pool, at: datetime) -> Rules:
    kept = dict(pool.kept.values_list("organisation", "seats")) if pool.released_on else {}
    return pool.rules(kept, on=day_of(at))
