"""Seats of an event that are kept for one's house: how many are left, and giving them back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.qualification.models import Event, EventPool
from drehscheibe.domain.qualification.registering import holding_all
from drehscheibe.domain.qualification.telling import tell_moved
from drehscheibe.domain.registration import permissions as seats_may
from drehscheibe.domain.registration.models import KeptSeats
from drehscheibe.domain.registration.sharing import give_back, unused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing


@dataclass(frozen=True)
class Kept:
    """Seats kept for one organisation in one part, and until when."""

    part: EventPool
    organisation: Organisation
    left: int
    until: date


def kept_for(standing: Standing, event: Event) -> Iterator[Kept]:
    """What is kept for organisations this person registers for, as far as it is not used yet."""
    able = standing.organisations_with(seats_may.REGISTER)
    rows = KeptSeats.objects.filter(
        pool__of_event__event=event, organisation__in=able, pool__released_on__gt=standing.on
    ).select_related("pool__of_event__pool", "organisation")
    listed = list(rows)
    if not listed or not event.is_open:
        return
    with holding_all(event):
        for each in listed:
            left = unused(each.pool, each)
            if left and each.pool.released_on is not None:
                yield Kept(each.pool.of_event, each.organisation, left, each.pool.released_on)


@transaction.atomic
def return_seats(
    *, part: EventPool, organisation: Organisation, seats: int, by: Person, at: datetime
) -> int:
    """Give kept seats back to the network; how many people moved up because of it."""
    with holding_all(part.event):
        moved = give_back(pool=part.pool, organisation=organisation, seats=seats, by=by, at=at)
        record(
            "qualification.event_pool.give_back", about=part, by=by, at=at,
            detail={"seats": seats, "organisation": organisation.pk},
        )  # fmt: skip
        tell_moved(moved, at=at)
        return len(moved)
