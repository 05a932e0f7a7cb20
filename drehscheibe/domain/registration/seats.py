"""What people do about their own seat; each act holds the pool, so all come one after the other.

Functions answer with every registration that moved, so that the room above can tell people.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from django.db.models import Q

from drehscheibe.domain.registration.holding import holding
from drehscheibe.domain.registration.models import LIVE, Pool, Registration, RegistrationIs
from drehscheibe.domain.registration.moving import counted, refusal_now, seat_or_queue, settled
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.domain.registration.workflow import REGISTRATION
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.following import perform_following

OVER = (
    "Dieses Angebot gilt nicht mehr. Wenn Sie weiter teilnehmen möchten, melden Sie sich bitte neu "
    "an; Sie kommen dann ans Ende der Warteliste."
)


@dataclass(frozen=True)
class Who:
    """Who asks for a seat: a person of the platform, or a guest by name and address."""

    person: Person | None = None
    guest_name: str = ""
    guest_email: str = ""
    organisation: Organisation | None = None


@dataclass(frozen=True)
class Outcome:
    """The registration, whether it is new, and who else moved because of it."""

    registration: Registration
    is_new: bool
    moved: list[Registration]


def register(*, pool: Pool, key: UUID, who: Who, by: Person | None, at: datetime) -> Outcome:
    """Ask for a seat: confirmed, waiting with number and reason, or to be checked first.

    The same `key` again is the same registration. Raises `RegistrationRefused` when the time is
    not yet or over, or when the person is registered already.
    """
    with holding(pool) as held:
        locked = held[pool.pk]
        found = list(locked.registrations.filter(Q(key=key) | _same(who)))
        known = next((each for each in found if each.key == key), None)
        if known is not None:
            return Outcome(known, is_new=False, moved=[])
        _refuse_untimely(locked, at)
        if found:
            _refuse_twice(who)
        now = counted(locked)
        moved = settled(locked, by=None, at=at, now=now)
        one = Registration.objects.create(
            pool=locked, key=key, person=who.person, guest_name=who.guest_name.strip(),
            guest_email=who.guest_email.strip().lower(), organisation=who.organisation,
            registered_by=by, registered_at=at,
        )  # fmt: skip
        if not locked.needs_approval:
            seat_or_queue(locked, one, by=by, at=at, now=None if moved else now)
        return Outcome(one, is_new=True, moved=moved)


def accept_offer(*, registration: Registration, by: Person | None, at: datetime) -> Registration:
    """Take the offered seat; at the end of the offer it is refused, to the second."""
    with holding(registration.pool) as held:
        one = of_held(held, registration)
        if one.status == RegistrationIs.CONFIRMED:
            return one
        if one.status != RegistrationIs.OFFERED or at >= (one.offered_until or at):
            raise RegistrationRefused(OVER)
        perform_following(REGISTRATION, "confirm", on=[one], by=by, at=at)
        return one


def withdraw(*, registration: Registration, by: Person | None, at: datetime) -> list[Registration]:
    """Give up one's seat, offer or place in the queue; a seat goes on at once."""
    with holding(registration.pool) as held:
        one = of_held(held, registration)
        if one.status not in LIVE:
            raise RegistrationRefused(f"Diese Anmeldung ist schon „{one.get_status_display()}“.")
        step = "decline" if one.status == RegistrationIs.OFFERED else "withdraw"
        perform_following(REGISTRATION, step, on=[one], by=by, at=at)
        return [one, *settled(held[one.pool_id], by=by, at=at)]


def switch(
    *, registration: Registration, to: Pool, by: Person | None, at: datetime
) -> list[Registration]:
    """Move a confirmed seat to another pool of the same thing (on site → online), or refuse.

    The old seat is given up only when there is a new one.
    """
    with holding(registration.pool, to) as held:
        old, new = held[registration.pool_id], held[to.pk]
        one = of_held(held, registration)
        if one.status != RegistrationIs.CONFIRMED:
            raise RegistrationRefused("Wechseln kann, wer einen bestätigten Platz hat.")
        who = Who(one.person, one.guest_name, one.guest_email)
        if new.registrations.filter(_same(who)).exists():
            _refuse_twice(who)
        moved = settled(new, by=None, at=at)
        why = refusal_now(new, one.organisation_id, at=at)
        if why is not None:
            raise RegistrationRefused(f"Dort ist kein Platz für Sie frei. {why.label}")
        one.pool, one.number = new, None
        one.save(update_fields=["pool", "number"])
        return [one, *moved, *settled(old, by=by, at=at)]


def of_held(held: dict[int, Pool], registration: Registration) -> Registration:
    """The registration as it stands now, or a refusal when it switched its pool meanwhile."""
    pool = held[registration.pool_id]
    one = pool.registrations.filter(pk=registration.pk).first()
    if one is None:
        raise RegistrationRefused(
            "Diese Anmeldung hat sich inzwischen geändert. Bitte laden Sie die Seite neu."
        )
    return one


def _refuse_untimely(pool: Pool, at: datetime) -> None:
    if pool.is_open(at):
        return
    if pool.opens_at is not None and at < pool.opens_at:
        raise RegistrationRefused("Die Anmeldung hat noch nicht begonnen.")
    raise RegistrationRefused(
        "Die Anmeldung ist beendet. Bitte wenden Sie sich an den Veranstalter."
    )


def _same(who: Who) -> Q:
    """What this person or address has in a pool and still counts on."""
    email = who.guest_email.strip().lower()
    return Q(Q(person=who.person) if who.person else Q(guest_email=email), status__in=LIVE)


def _refuse_twice(who: Who) -> NoReturn:
    raise RegistrationRefused(
        "Für diese Person gibt es hier schon eine Anmeldung.",
        "person" if who.person else "guest_email",
    )
