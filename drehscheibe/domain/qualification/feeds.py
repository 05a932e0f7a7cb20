"""Calendars to subscribe to: an address with a secret that can be revoked.

A feed shows what its person may see on the day it is read, the person's own one only what she has
a seat in. No names, no online access. A tag over what it would say answers „nothing new“ without
writing the text.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.calendars import published
from drehscheibe.domain.qualification.links import fingerprint
from drehscheibe.domain.qualification.models import (
    UPCOMING,
    CalendarFeed,
    Event,
    EventIs,
    Session,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.selectors import events_for
from drehscheibe.domain.registration.models import RegistrationIs
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as, acting_as_system

BACK = timedelta(days=90)
"""So far back a feed reaches."""
IN_FEED = (*UPCOMING, EventIs.RUNNING, EventIs.DONE, EventIs.CANCELLED)


@dataclass(frozen=True)
class Reading:
    """What a program gets: the tag of the content, and the content when asked for.

    `shared` says that many subscribe to the same, so that its text is worth keeping for a while.
    """

    tag: str
    sessions: QuerySet[Session]
    name: str
    shared: bool = True

    @property
    def rows(self) -> list[Session]:
        """The dates with what a calendar says of their events."""
        rows = self.sessions.select_related("event").only(
            "uid", "title", "starts_at", "ends_at", "room", "sequence", "changed_at",
            "called_off_at", "event__title", "event__place", "event__format", "event__status",
        )  # fmt: skip
        return list(rows.order_by("starts_at", "pk"))

    def text(self) -> str:
        """The calendar."""
        return published(((each.event, each) for each in self.rows), name=self.name)


@transaction.atomic
def open_feed(
    *, of: str, by: Person, at: datetime, organisation: Organisation | None = None
) -> tuple[CalendarFeed, str]:
    """A new feed and its secret, which is shown once and kept as a fingerprint only."""
    check(by, may.CATALOGUE, on=day_of(at))
    if (of == CalendarFeed.Of.ORGANISATION) != (organisation is not None):
        raise QualificationRefused("Bitte wählen Sie die Organisation.", "organisation")
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        person=by, of=of, organisation=organisation, fingerprint=fingerprint(secret),
        created_at=at,
    )  # fmt: skip
    record("qualification.calendar_feed.open", about=feed, by=by, at=at)
    return feed, secret


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: Person, at: datetime) -> None:
    """The address stops working at once."""
    mine = CalendarFeed.objects.select_for_update().filter(pk=feed.pk, person=by).first()
    if mine is None:
        raise QualificationRefused("Dieses Abo gehört jemand anderem.")
    if mine.revoked_at is None:
        mine.revoked_at = at
        mine.save(update_fields=["revoked_at"])
        record("qualification.calendar_feed.revoke", about=mine, by=by, at=at)


@contextmanager
def opened_feed(secret: str, *, at: datetime) -> Iterator[Reading]:
    """The feed of this secret, behind the wall of its person as she stands today.

    Raises `CalendarFeed.DoesNotExist` for an unknown or revoked secret.
    """
    with acting_as_system():
        rows = CalendarFeed.objects.select_related("person", "organisation")
        feed = rows.get(fingerprint=fingerprint(secret), revoked_at__isnull=True)
    standing = standing_of(feed.person, on=day_of(at))
    if not standing.places:
        raise CalendarFeed.DoesNotExist  # who left the network reads nothing of it
    with acting_as(standing):
        yield _reading(feed, standing, at)


def _reading(feed: CalendarFeed, standing: Standing, at: datetime) -> Reading:
    events = events_for(standing).filter(status__in=IN_FEED)
    if feed.of == CalendarFeed.Of.ORGANISATION:
        events = events.filter(owner=feed.organisation) | events.filter(co_hosts=feed.organisation)
    if feed.of == CalendarFeed.Of.PERSON:
        events = events.filter(
            participations__registration__person=feed.person,
            participations__registration__status=RegistrationIs.CONFIRMED,
        )
    found = read(Event.objects.filter(pk__in=events.values("pk")), name=_name(feed), at=at)
    return replace(found, shared=feed.of != CalendarFeed.Of.PERSON)


def read(events: QuerySet[Event], *, name: str, at: datetime) -> Reading:
    """Dates of these events, and the tag over everything the text says."""
    sessions = Session.objects.filter(event__in=events, ends_at__gte=at - BACK)
    said = sessions.order_by("pk").values_list(
        "pk", "sequence", "changed_at", "called_off_at", "event__changed_at", "event__status"
    )
    drawn = sha256(repr((name, list(said))).encode())
    return Reading(drawn.hexdigest()[:32], sessions, name)


def _name(feed: CalendarFeed) -> str:
    match CalendarFeed.Of(feed.of):
        case CalendarFeed.Of.ORGANISATION:
            return str(feed.organisation)
        case CalendarFeed.Of.PERSON:
            return "Meine Veranstaltungen"
    return "Veranstaltungen im Netzwerk"
