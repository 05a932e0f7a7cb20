"""Calendars to subscribe to: an address with a secret that can be revoked; the public one.

What a secret one shows, with the other rooms' dates, tells the room agenda.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.calendars import PRODUCT, mail_domain, place_of
from drehscheibe.domain.qualification.models import UPCOMING, CalendarFeed, EventIs, Session
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.selectors import events_for
from drehscheibe.kernel.access.mailed_links import fingerprint
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.feeds import Feed, FeedEntry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.permissions.second_wall import acting_as_system

BACK = timedelta(days=90)
"""So far back a feed reaches."""
SAID = (
    "uid", "event__number", "starts_at", "ends_at", "changed_at", "sequence", "called_off_at",
    "event__title", "title", "event__status", "event__format", "event__place", "room",
)  # fmt: skip
IN_FEED = (*UPCOMING, EventIs.RUNNING, EventIs.DONE, EventIs.CANCELLED)


@transaction.atomic
def open_feed(
    *, of: str, by: Person, at: datetime, organisation: Organisation | None = None
) -> tuple[CalendarFeed, str]:
    """A new feed and its secret, which is shown once and kept as a fingerprint only."""
    check(by, may.CATALOGUE, on=day_of(at))
    if of == CalendarFeed.Of.GROUP:
        raise QualificationRefused("Die Sitzungen einer Gruppe abonnieren Sie auf ihrer Seite.")
    if (of == CalendarFeed.Of.ORGANISATION) != (organisation is not None):
        raise QualificationRefused("Bitte wählen Sie die Organisation.", "organisation")
    return opened_row(CalendarFeed(person=by, of=of, organisation=organisation), by, at)


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


def opened_row(feed: CalendarFeed, by: Person, at: datetime) -> tuple[CalendarFeed, str]:
    """Write it with a new secret; whoever calls has checked that it may be."""
    secret = secrets.token_urlsafe(32)
    feed.fingerprint, feed.created_at = fingerprint(secret), at
    with acting_as_system():  # a calendar of a group may be opened for its guest
        CalendarFeed.objects.bulk_create([feed])
    record("qualification.calendar_feed.open", about=feed, by=by, at=at)
    return feed, secret


def feed_of(secret: str) -> CalendarFeed:
    """Raises `CalendarFeed.DoesNotExist` for an unknown or revoked secret."""
    with acting_as_system():
        rows = CalendarFeed.objects.select_related("person", "organisation", "group")
        return rows.get(fingerprint=fingerprint(secret), revoked_at__isnull=True)


def public_feed(*, at: datetime) -> Feed:
    """The dates of all public events."""
    events = events_for(None).filter(status__in=IN_FEED)
    rows = Session.objects.filter(event__in=events.values("pk"), ends_at__gte=at - BACK)
    return Feed("Veranstaltungen", PRODUCT, tuple(what for _, what in entries_of(rows)))


def entries_of(rows: QuerySet[Session]) -> Iterator[tuple[str, FeedEntry]]:
    """The number of the event, and what calendars say of the date: no names, no online access.

    Columns instead of rows: 500 dates in a feed that is asked for each quarter of an hour.
    """
    domain = mail_domain()
    for uid, number, starts, ends, changed, sequence, off, *words in rows.order_by(
        "starts_at", "pk"
    ).values_list(*SAID):  # fmt: skip
        title, part, status, form, place, room = words
        yield number, FeedEntry(
            uid=f"{uid}@{domain}", sequence=sequence, starts=starts, ends=ends, changed_at=changed,
            title=f"{title}: {part}" if part else title, place=place_of(form, room or place),
            called_off=off is not None or status == EventIs.CANCELLED,
        )  # fmt: skip
