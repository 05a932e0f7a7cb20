"""What the host does with a published event: dates that move, calling off, seats and people."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from drehscheibe.domain.qualification.calendars import CANCEL, REQUEST
from drehscheibe.domain.qualification.mail_words import ADDED, DROPPED, MOVED
from drehscheibe.domain.qualification.models import (
    UPCOMING,
    Event,
    EventIs,
    EventPool,
    OnlineAccess,
    Participation,
    Session,
)
from drehscheibe.domain.qualification.preparing import (
    SeatFacts,
    SessionFacts,
    fit_times,
    locked_event,
    new_session,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import holding_all
from drehscheibe.domain.qualification.telling import tell_moved, tell_of_dates
from drehscheibe.domain.qualification.workflow import EVENT
from drehscheibe.domain.registration import hosting as seats
from drehscheibe.domain.registration.models import KeptSeats, Pool, Registration
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

PLACE_AND_TIME = ("starts_at", "ends_at", "room")


@transaction.atomic
def publish(*, event: Event, by: Person, at: datetime) -> Event:
    """Open the event for those who may see it; raises `TransitionRefused` when something lacks."""
    publish_change()
    return perform(EVENT, "publish", on=event, by=by, at=at)


@transaction.atomic
def confirm(*, event: Event, by: Person, at: datetime) -> Event:
    """Say that it takes place for certain, also below the minimum."""
    publish_change()
    return perform(EVENT, "confirm", on=event, by=by, at=at)


@transaction.atomic
def cancel_event(*, event: Event, reason: str, by: Person, at: datetime) -> int:
    """Call it off: all told once, calendars strike it out, seats free; how many mails that are."""
    publish_change()
    with holding_all(event) as pools:
        called_off = perform(EVENT, "cancel", on=event, by=by, at=at, reason=reason)
        called_off.sessions.update(sequence=F("sequence") + 1, changed_at=at)
        moved: list[Registration] = []
        for pool in pools.values():
            moved += seats.cancel_all(pool=pool, reason=reason, by=by, at=at)
        return tell_moved(moved, at=at, about=reason.strip())


@transaction.atomic
def change_session(*, session: Session, facts: SessionFacts, by: Person, at: datetime) -> Session:
    """Change a date. Only a change of time or place raises its sequence and is told (Sc 1.5)."""
    event = locked_event(session.event, by=by, at=at)
    known = event.sessions.select_for_update().get(pk=session.pk)
    _refuse_ended(event, known)
    if facts.ends_at <= facts.starts_at:
        raise QualificationRefused("Das Ende liegt vor dem Beginn.", "ends_at")
    moved = any(getattr(known, name) != getattr(facts, name) for name in PLACE_AND_TIME)
    for name in facts.__dataclass_fields__:
        setattr(known, name, getattr(facts, name))
    known.changed_at = at
    if moved and event.status != EventIs.DRAFT:
        known.sequence += 1
    known.save()
    fit_times(event)
    record(
        "qualification.session.change", about=known, by=by, at=at,
        detail={"sequence": known.sequence},
    )  # fmt: skip
    if moved and event.status in UPCOMING:
        with holding_all(event):
            tell_of_dates(event, [known], method=REQUEST, news=MOVED, at=at)
    return known


@transaction.atomic
def add_date(
    *, event: Event, facts: SessionFacts, by: Person, at: datetime,
    workshop: EventPool | None = None, link: str = "",
) -> Session:  # fmt: skip
    """One more date of a published event; those who come are invited to it."""
    locked = locked_event(event, by=by, at=at)
    session = new_session(locked, facts, workshop=workshop, link=link, at=at)
    record("qualification.session.create", about=session, by=by, at=at)
    if locked.status in UPCOMING:
        with holding_all(locked):
            tell_of_dates(locked, [session], method=REQUEST, news=ADDED, at=at)
    return session


@transaction.atomic
def call_off_date(*, session: Session, by: Person, at: datetime) -> Session:
    """One date does not take place; calendars strike it out."""
    event = locked_event(session.event, by=by, at=at)
    known = event.sessions.select_for_update().get(pk=session.pk)
    _refuse_ended(event, known)
    if event.sessions.filter(called_off_at__isnull=True).count() == 1:
        raise QualificationRefused(
            "Das ist der einzige Termin. Bitte sagen Sie die Veranstaltung ab."
        )
    known.sequence += 1
    known.called_off_at = known.changed_at = at
    known.save()
    fit_times(event)
    record("qualification.session.call_off", about=known, by=by, at=at)
    with holding_all(event):
        tell_of_dates(event, [known], method=CANCEL, news=DROPPED, at=at)
    return known


@transaction.atomic
def set_link(*, session: Session, link: str, note: str, by: Person, at: datetime) -> OnlineAccess:
    """How one gets into the online room; seen by hosts and confirmed online participants alone."""
    locked_event(session.event, by=by, at=at)
    access, _ = OnlineAccess.objects.update_or_create(
        session=session, defaults={"link": link, "note": note}
    )
    record("qualification.online_access.set", about=session, by=by, at=at)
    return access


@transaction.atomic
def drop_link(*, session: Session, by: Person, at: datetime) -> None:
    """The session has no online room any longer."""
    locked_event(session.event, by=by, at=at)
    OnlineAccess.objects.filter(session=session).delete()
    record("qualification.online_access.drop", about=session, by=by, at=at)


@transaction.atomic
def change_seats(
    *, part: EventPool, change: Callable[[Pool], None], by: Person, at: datetime
) -> None:
    """More or fewer seats, another share; the queue moves up and is told."""
    publish_change()
    with holding_all(part.event):
        moved = seats.change_rules(pool=part.pool, change=change, by=by, at=at)
        record("qualification.event_pool.change", about=part, by=by, at=at)
        tell_moved(moved, at=at)


def set_seats(*, part: EventPool, facts: SeatFacts, by: Person, at: datetime) -> None:
    """All rules of one part as they were typed, kept seats among them."""

    def change(pool: Pool) -> None:
        for name in facts.__dataclass_fields__:
            if name != "kept":
                setattr(pool, name, getattr(facts, name))
        pool.kept.all().delete()
        KeptSeats.objects.bulk_create(
            KeptSeats(pool=pool, organisation_id=organisation, seats=number)
            for organisation, number in facts.kept.items()
        )

    change_seats(part=part, change=change, by=by, at=at)


@transaction.atomic
def decide(
    *, participation: Participation, accepted: bool, by: Person, at: datetime, reason: str = ""
) -> None:
    """Accept a registration that is checked, or turn it down with a reason."""
    with holding_all(participation.event):
        one = participation.registration
        if accepted:
            tell_moved(seats.approve(registration=one, by=by, at=at), at=at)
        else:
            tell_moved(seats.reject(registration=one, reason=reason, by=by, at=at), at=at)


@transaction.atomic
def give_seat(*, participation: Participation, by: Person, at: datetime) -> None:
    """Where the host gives the seats: to this person."""
    with holding_all(participation.event):
        moved = seats.give_seat(registration=participation.registration, by=by, at=at)
        tell_moved(moved, at=at)


def _refuse_ended(event: Event, session: Session) -> None:
    if event.status in (EventIs.CANCELLED, EventIs.DONE, EventIs.ARCHIVED):
        raise QualificationRefused("Die Veranstaltung ist abgeschlossen.")
    if session.called_off_at is not None:
        raise QualificationRefused("Dieser Termin entfällt schon.")
