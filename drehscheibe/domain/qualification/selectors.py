"""Reading: the catalogue with its free seats, one event's page, its participants.

Whatever shows an event asks `events_for`: list, detail, search, count, export and feed are one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from drehscheibe.domain.groups.visibility import Columns, visible
from drehscheibe.domain.qualification.models import (
    SHOWN,
    UPCOMING,
    CourseTemplate,
    Event,
    EventIs,
    EventPool,
    Participation,
    Session,
)
from drehscheibe.domain.registration.models import LIVE, RegistrationIs
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import Standing

NETWORK = "land"
"""Beside the keys of the centres: the coordinating office."""
OF_EVENTS = Columns(owner_knows=True)


@dataclass(frozen=True)
class CatalogueFilters:
    """What the catalogue is narrowed to; empty means all that is still to come."""

    words: str = ""
    kind: str = ""
    format: str = ""
    owner: int | None = None
    house: str = ""
    """The key of a centre, or NETWORK: what it holds, alone or with others."""
    field_of_action: str = ""
    first: date | None = None
    past: bool = False


@dataclass(frozen=True)
class Seats:
    """How full a part is; `free` is None without limit."""

    part: EventPool
    taken: int
    waiting: int

    @property
    def free(self) -> int | None:
        """Seats nobody has; kept ones among them."""
        capacity = self.part.pool.capacity
        return None if capacity is None else max(0, capacity - self.taken)


def events_for(standing: Standing | None) -> QuerySet[Event]:
    """The events this person (or, without standing, everybody) may know of."""
    if standing is None:
        return Event.objects.filter(visible(None, OF_EVENTS), status__in=SHOWN)
    mine = Q(owner__in=standing.organisations)
    co_hosted = Q(pk__in=_co_hosted(standing))
    taking_part = Q(pk__in=_taking_part(standing))
    seen = visible(standing, OF_EVENTS) & Q(status__in=(*SHOWN, EventIs.ARCHIVED))
    return Event.objects.filter(mine | co_hosted | taking_part | seen)


def catalogue(
    standing: Standing | None, filters: CatalogueFilters, *, at: datetime
) -> QuerySet[Event]:
    """What one can still come to, by date; drafts of the own house stand in `own_events`."""
    rows = events_for(standing)
    if filters.past:
        rows = rows.filter(status__in=SHOWN, ends_at__lte=at).order_by("-starts_at", "-id")
    else:
        rows = rows.filter(status__in=(*UPCOMING, EventIs.RUNNING, EventIs.CANCELLED))
        rows = rows.filter(ends_at__gt=at)
    for word in filters.words.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(description__icontains=word)
            | Q(number__icontains=word) | Q(place__icontains=word)
        )  # fmt: skip
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.format:
        rows = rows.filter(format=filters.format)
    if filters.owner is not None or filters.house:
        theirs = _houses(filters)
        rows = rows.filter(Q(owner__in=theirs) | Q(co_hosts__in=theirs)).distinct()
    if filters.field_of_action:
        rows = rows.filter(fields_of_action=filters.field_of_action)
    if filters.first is not None:
        rows = rows.filter(starts_at__date__gte=filters.first)
    return rows.select_related("owner")


def _houses(filters: CatalogueFilters) -> QuerySet[Organisation, int]:
    """Whose events: of the organisation, or of whoever the key stands for."""
    if filters.owner is not None:
        return Organisation.objects.filter(pk=filters.owner).values_list("pk", flat=True)
    if filters.house == NETWORK:
        rows = Organisation.objects.filter(kind=Organisation.Kind.COORDINATING_OFFICE)
        return rows.values_list("pk", flat=True)
    return Organisation.objects.filter(centre__key=filters.house).values_list("pk", flat=True)


def in_pages(rows: QuerySet[Event], *, size: int, number: str | None) -> Page[Event]:
    """One page of a long list, the visibility of all rows asked once and not again for the count.

    Any text is a page: what is none is the first or the last.
    """
    pages = Paginator(list(rows.values_list("pk", flat=True)), size)
    page: Any = pages.get_page(number)
    wanted = list(page.object_list)
    found = {each.pk: each for each in Event.objects.filter(pk__in=wanted).select_related("owner")}
    page.object_list = [found[each] for each in wanted if each in found]
    shown: Page[Event] = page
    return shown


def own_events(standing: Standing) -> QuerySet[Event]:
    """Events of the own organisations, drafts among them, newest first."""
    rows = Event.objects.filter(owner__in=standing.organisations).select_related("owner")
    return rows.order_by("-created_at", "-id")


def templates_for(standing: Standing) -> QuerySet[CourseTemplate]:
    """Courses this person may know of that are still offered."""
    rows = CourseTemplate.objects.filter(visible(standing, OF_EVENTS))
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=standing.on))


def seats_of(events: Iterable[Event]) -> dict[int, list[Seats]]:
    """Seats of each part by event: counted over everybody, as numbers only; two queries."""
    rows = EventPool.objects.filter(event__in=list(events)).select_related("pool")
    parts = list(rows.order_by("pk"))  # the event's own order would ask for the event again
    counted = _counts([part.pool_id for part in parts])
    found: dict[int, list[Seats]] = {}
    for part in parts:
        taken, waiting = counted.get(part.pool_id, (0, 0))
        found.setdefault(part.event_id, []).append(Seats(part, taken, waiting))
    return found


def participants(event: Event) -> QuerySet[Participation]:
    """Everybody who ever asked for a seat, as far as the wall lets the reader see."""
    rows = event.participations.select_related(
        "registration__person", "registration__organisation", "registration__pool__of_event"
    )
    return rows.prefetch_related("workshops", "attendances", "certificates")


def namesakes(event: Event) -> set[int]:
    """Live participations whose name another one has as well: perhaps one person, two addresses.

    A person decides: two people may share a name, so nothing is refused or merged.
    """
    rows = event.participations.filter(registration__status__in=LIVE)
    found: dict[str, list[int]] = {}
    for each in rows.select_related("registration__person"):
        found.setdefault(" ".join(sorted(each.name.casefold().split())), []).append(each.pk)
    return {pk for same in found.values() if len(same) > 1 for pk in same}


def confirmed(event: Event) -> QuerySet[Participation]:
    """Those with a seat."""
    return participants(event).filter(registration__status=RegistrationIs.CONFIRMED)


def own_participations(standing: Standing) -> QuerySet[Participation]:
    """What the person takes or took part in herself, and whom she registered."""
    rows = Participation.objects.filter(
        Q(registration__person=standing.person) | Q(registration__registered_by=standing.person)
    )
    rows = rows.select_related("event__owner", "registration__person", "registration__pool")
    return rows.order_by("-event__starts_at", "-id")


def with_sessions(rows: QuerySet[Event]) -> QuerySet[Event]:
    """The same with their dates in order."""
    return rows.prefetch_related(Prefetch("sessions", Session.objects.order_by("starts_at", "id")))


def _counts(pools: list[int]) -> dict[int, tuple[int, int]]:
    if not pools:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pool_id, taken, waiting FROM registration_counts(%s)", [pools])
        return {pool: (taken, waiting) for pool, taken, waiting in cursor.fetchall()}


def _co_hosted(standing: Standing) -> QuerySet[Any, int]:
    through = Event.co_hosts.through.objects.filter(organisation__in=standing.organisations)
    return through.values_list("event_id", flat=True)


def _taking_part(standing: Standing) -> QuerySet[Participation, int]:
    mine = Participation.objects.filter(registration__person=standing.person)
    return mine.values_list("event_id", flat=True)
