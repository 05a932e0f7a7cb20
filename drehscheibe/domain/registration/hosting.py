"""What the host does about seats, and what time brings."""

from collections.abc import Callable
from datetime import datetime

from drehscheibe.domain.registration import permissions as may
from drehscheibe.domain.registration.holding import holding
from drehscheibe.domain.registration.models import LIVE, Mode, Pool, Registration, RegistrationIs
from drehscheibe.domain.registration.moving import has_room, seat_or_queue, settled, taken_in
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.domain.registration.seating import Why
from drehscheibe.domain.registration.seats import of_held
from drehscheibe.domain.registration.workflow import REGISTRATION
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.following import perform_following


def approve(*, registration: Registration, by: Person, at: datetime) -> list[Registration]:
    """Let a checked registration take a seat or join the queue."""
    with holding(registration.pool) as held:
        one = of_held(held, registration)
        check(by, may.KEEP, one.pool, on=day_of(at))
        if one.status != RegistrationIs.PENDING:
            raise RegistrationRefused(f"Diese Anmeldung ist schon „{one.get_status_display()}“.")
        moved = settled(held[one.pool_id], by=None, at=at)
        seat_or_queue(held[one.pool_id], one, by=by, at=at)
        return [one, *moved]


def reject(
    *, registration: Registration, reason: str, by: Person, at: datetime
) -> list[Registration]:
    """Turn a registration down that is checked or waits; the person learns why."""
    with holding(registration.pool) as held:
        one = of_held(held, registration)
        check(by, may.KEEP, one.pool, on=day_of(at))
        perform_following(REGISTRATION, "reject", on=[one], by=by, at=at, reason=reason)
        return [one]


def give_seat(*, registration: Registration, by: Person, at: datetime) -> list[Registration]:
    """Give a free seat to somebody who waits, where the host gives them (`Mode.MANUAL`)."""
    with holding(registration.pool) as held:
        one, pool = of_held(held, registration), held[registration.pool_id]
        check(by, may.KEEP, pool, on=day_of(at))
        if pool.mode != Mode.MANUAL or one.status != RegistrationIs.WAITLISTED:
            raise RegistrationRefused("Hier rückt die Warteliste von selbst nach.")
        if not has_room(pool):
            raise RegistrationRefused(Why.FULL.label)
        perform_following(REGISTRATION, "confirm", on=[one], by=by, at=at)
        return [one]


def change_rules(
    *, pool: Pool, change: Callable[[Pool], None], by: Person, at: datetime
) -> list[Registration]:
    """Change capacity, share or mode of the held pool; nobody loses a seat, the queue moves up.

    Raises `RegistrationRefused` when fewer seats would be left than are taken.
    """
    with holding(pool) as held:
        locked = held[pool.pk]
        check(by, may.KEEP, locked, on=day_of(at))
        change(locked)
        taken = sum(taken_in(locked).values())
        if locked.capacity is not None and locked.capacity < taken:
            raise RegistrationRefused(
                f"{taken} Plätze sind schon vergeben; weniger können es nicht werden.", "capacity"
            )
        locked.save()
        return settled(locked, by=by, at=at)


def cancel_all(*, pool: Pool, reason: str, by: Person, at: datetime) -> list[Registration]:
    """Call it off: everybody who still counted on a seat, once; all seats are free."""
    with holding(pool) as held:
        check(by, may.KEEP, pool, on=day_of(at))
        live = list(held[pool.pk].registrations.filter(status__in=LIVE))
        perform_following(REGISTRATION, "cancel", on=live, by=by, at=at, reason=reason)
        return live


def settle(*, pool: Pool, at: datetime) -> list[Registration]:
    """What time brings: offers that ended, seats that are released. Twice is once."""
    with holding(pool) as held:
        return settled(held[pool.pk], by=None, at=at)
