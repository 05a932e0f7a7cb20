"""What people do about their own seat once they have asked for one: accept, withdraw, switch.

The door has opened the wall: for the person, a colleague who registered her, or by link.
"""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.qualification.models import UPCOMING, Event, EventPool, Participation
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import holding_all
from drehscheibe.domain.qualification.telling import tell_moved
from drehscheibe.domain.registration import seats
from drehscheibe.domain.registration.models import LIVE
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.people.models import Person


@transaction.atomic
def accept(*, participation: Participation, by: Person | None, at: datetime) -> None:
    """Take the offered seat, to the second of its end; raises `RegistrationRefused` after it."""
    with holding_all(participation.event):
        taken = seats.accept_offer(registration=participation.registration, by=by, at=at)
        tell_moved([taken], at=at)


@transaction.atomic
def withdraw(*, participation: Participation, by: Person | None, at: datetime) -> None:
    """Give up seat, offer or place in the queue, with those in workshops; whoever moves is told."""
    event = participation.event
    _refuse_past(event)
    if event.cancel_until is not None and at >= event.cancel_until:
        raise QualificationRefused(
            "Abmelden war bis zum genannten Tag möglich. Bitte wenden Sie sich an den Veranstalter."
        )
    with holding_all(event):
        moved = seats.withdraw(registration=participation.registration, by=by, at=at)
        for workshop in participation.workshops.filter(status__in=LIVE):
            moved += seats.withdraw(registration=workshop, by=by, at=at)
        record("qualification.participation.withdraw", about=participation, by=by, at=at)
        tell_moved(moved, at=at)


@transaction.atomic
def switch(*, participation: Participation, to: EventPool, by: Person | None, at: datetime) -> None:
    """On site to online or back, when there is a seat; the old one is given up only then (Sc 1.7).

    The calendar learns the new place; what the online room is, stands on the personal page.
    """
    if to.event_id != participation.event_id or to.part == EventPool.Part.WORKSHOP:
        raise QualificationRefused("Diesen Teil gibt es bei dieser Veranstaltung nicht.", "part")
    _refuse_past(participation.event)
    with holding_all(participation.event):
        moved = seats.switch(registration=participation.registration, to=to.pool, by=by, at=at)
        record(
            "qualification.participation.switch", about=participation, by=by, at=at,
            detail={"pool": to.pool_id},
        )  # fmt: skip
        tell_moved(moved, at=at)


def _refuse_past(event: Event) -> None:
    """Who was there stays in the books, with attendance and certificate."""
    if event.status not in UPCOMING:
        raise QualificationRefused(
            "Die Veranstaltung hat schon begonnen. Bitte wenden Sie sich an den Veranstalter."
        )
