"""Dates of events, as `events_for` lets the reader know of them."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from drehscheibe.domain.agenda.entries import Entry, Kind, Of, Scope, Window
from drehscheibe.domain.qualification.feeds import IN_FEED, entries_of
from drehscheibe.domain.qualification.models import Event, Session
from drehscheibe.domain.qualification.selectors import events_for
from drehscheibe.domain.registration.models import Registration, RegistrationIs
from drehscheibe.kernel.permissions.reach import Standing


def of_events(standing: Standing, scope: Scope, window: Window) -> Iterator[Entry]:
    """One entry a date; one's own calendar holds workshops one has a seat in, not the others."""
    rows = Session.objects.filter(
        event__in=_events(standing, scope).values("pk"),
        starts_at__lt=window.ends,
        ends_at__gt=window.begins,
    )
    if scope.of == Of.PERSON:
        rows = rows.filter(Q(workshop=None) | Q(workshop__pool__in=_seats(standing)))
    for number, what in entries_of(rows):
        yield Entry(Kind.EVENT, what, number)


def _events(standing: Standing, scope: Scope) -> QuerySet[Event]:
    events = events_for(standing).filter(status__in=IN_FEED)
    if scope.of == Of.ORGANISATION:
        through = Event.co_hosts.through.objects.filter(organisation=scope.organisation)
        shared = through.values("event_id")
        events = events.filter(Q(owner=scope.organisation) | Q(pk__in=shared))
    if scope.of == Of.PERSON:
        events = events.filter(pools__pool__in=_seats(standing))
    return events


def _seats(standing: Standing) -> QuerySet[Registration, int]:
    """Where the person has a confirmed seat."""
    mine = Registration.objects.filter(person=standing.person, status=RegistrationIs.CONFIRMED)
    return mine.values_list("pool_id", flat=True)
