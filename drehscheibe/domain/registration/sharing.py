"""Seats kept for an organisation that it does not need: given back before the release date."""

from datetime import datetime

from drehscheibe.domain.registration import permissions as may
from drehscheibe.domain.registration.holding import holding
from drehscheibe.domain.registration.models import KeptSeats, Pool, Registration
from drehscheibe.domain.registration.moving import settled, taken_in
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_for


def give_back(
    *, pool: Pool, organisation: Organisation, seats: int, by: Person, at: datetime
) -> list[Registration]:
    """Everybody else may have these seats at once; whoever waited for them sits, and is told.

    Raises `RegistrationRefused` for seats that are not kept or used already, and for strangers.
    """
    if organisation.pk not in standing_for(by, on=day_of(at)).organisations_with(may.REGISTER):
        raise RegistrationRefused("Plätze gibt nur die Organisation selbst zurück.")
    with holding(pool) as held:
        locked = held[pool.pk]
        kept = KeptSeats.objects.filter(pool=locked, organisation=organisation).first()
        left = unused(locked, kept)
        if kept is None or not 0 < seats <= left:
            raise RegistrationRefused(f"Zurückgeben können Sie höchstens {left} Plätze.", "seats")
        kept.seats -= seats
        if kept.seats:
            kept.save(update_fields=["seats"])
        else:
            kept.delete()
        return settled(locked, by=by, at=at)


def unused(pool: Pool, kept: KeptSeats | None) -> int:
    """Seats still kept that nobody of the organisation has taken; ask while the pool is held."""
    if kept is None:
        return 0
    return max(0, kept.seats - taken_in(pool)[kept.organisation_id])
