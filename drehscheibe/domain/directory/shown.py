"""What the public learns of an actor: one policy for page, list, map, search, feed and export."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.hours import Hours
from drehscheibe.domain.directory.models import (
    Actor,
    ActorPlace,
    ActorRevision,
    Service,
)
from drehscheibe.domain.directory.shown_rows import COLUMNS, WEEK, PlaceRow, Row, town_told
from drehscheibe.kernel.calendar.moments import day_of


@dataclass(frozen=True)
class ShownPlace:
    """An address as the public learns it: of an actor at risk the town alone."""

    kind: str
    street: str
    postcode: str
    town: str
    point: tuple[float, float] | None
    step_free: bool | None
    hours: tuple[Hours, ...] = ()
    note: str = ""
    valid_to: date | None = None


@dataclass(frozen=True)
class ShownActor:
    """An actor as the public learns it, on a day. `stale`: nobody has confirmed it for too long.

    `guarded`: where it is, it tells on the telephone. `services` are those the row was read with.
    """

    public_id: UUID
    kind: str
    name: str
    description: str
    phone: str
    email: str
    website: str
    languages: tuple[str, ...]
    places: tuple[ShownPlace, ...]
    verified_at: datetime | None
    stale: bool
    guarded: bool = False
    kind_key: str = ""
    services: tuple[Service, ...] = ()
    cleared_at: datetime | None = None


def actors_shown() -> QuerySet[Actor]:
    """Actors that the public knows, with all a page needs: three queries for any number."""
    places = Prefetch("places", ActorPlace.objects.annotate(week=WEEK), to_attr="addresses")
    shown = ActorRevision.objects.filter(shown=True).prefetch_related(places)
    return (
        Actor.objects.filter(revisions__shown=True, ended_on__isnull=True)
        .select_related("kind")
        .annotate(town_told=town_told())
        .prefetch_related(Prefetch("revisions", shown, to_attr="on_show"))
        .order_by("revisions__name", "pk")
    )


def as_shown(actor: Actor, *, on: date) -> ShownActor:
    """What the public learns of one of `actors_shown`."""
    found: list[ActorRevision] = getattr(actor, "on_show")  # noqa: B009 – set by the prefetch
    said = found[0]
    row = Row(
        actor.public_id, actor.at_risk, actor.verified_at, actor.stale_after, actor.kind.label,
        actor.kind.key, said.name, said.description, said.phone, said.email, said.website,
        said.languages, said.decided_at, vars(actor)["town_told"],
    )  # fmt: skip
    services = tuple(vars(actor).get("on_offer", ()))
    return _told(row, map(_place_row, vars(said)["addresses"]), services, on=on)


def all_shown(centre: Centre, *, on: date) -> list[ShownActor]:
    """What the public learns of all actors of a centre, by name, without their services.

    Two queries, read as plain rows: of hundreds of actors the models were half of the work.
    """
    said = ActorRevision.objects.filter(
        shown=True, actor__centre=centre, actor__ended_on__isnull=True
    ).order_by("name", "actor")
    rows = list(said.values_list("pk", *COLUMNS, town_told("actor")))
    places: dict[int, list[PlaceRow]] = {}
    there = ActorPlace.objects.filter(revision__in=[pk for pk, *_ in rows]).annotate(week=WEEK)
    for pk, *place in there.order_by("kind", "pk").values_list("revision", *PlaceRow._fields):
        places.setdefault(pk, []).append(PlaceRow(*place))
    return [_told(Row(*row), places.get(pk, ()), (), on=on) for pk, *row in rows]


def _told(
    row: Row, addresses: Iterable[PlaceRow], services: tuple[Service, ...], *, on: date
) -> ShownActor:
    """The policy itself, whichever way the rows were read."""
    places = [_whole(each) for each in addresses if _holds(each, on)]
    if row.at_risk:  # whoever does not keep it cannot read its places; who does, tells none either
        places = [_town_only(row.town)] if row.town else []
    return ShownActor(
        public_id=row.public_id, kind=row.kind, name=row.name, description=row.description,
        phone=row.phone, email=row.email, website=row.website, languages=tuple(row.languages),
        places=tuple(places),
        verified_at=row.verified_at, stale=is_stale(row, on=on), guarded=row.at_risk,
        kind_key=row.kind_key, services=services, cleared_at=row.cleared_at,
    )  # fmt: skip


def _place_row(place: ActorPlace) -> PlaceRow:
    known = vars(place)
    return PlaceRow(*(known[name] for name in PlaceRow._fields))


def is_stale(actor: Actor | Row, *, on: date) -> bool:
    """Whether nobody has confirmed it for longer than it may stand; never confirmed counts."""
    if actor.verified_at is None:
        return True
    return day_of(actor.verified_at) + timedelta(days=actor.stale_after) < on


def _holds(place: PlaceRow, day: date) -> bool:
    began = place.valid_from is None or place.valid_from <= day
    return began and (place.valid_to is None or day <= place.valid_to)


def _town_only(town: str) -> ShownPlace:
    return ShownPlace(ActorPlace.Kind.VISIT, "", "", town, None, None)


def _whole(place: PlaceRow) -> ShownPlace:
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = (float(place.latitude), float(place.longitude))
    return ShownPlace(
        place.kind, place.street, place.postcode, place.town, point, place.step_free,
        tuple(map(_hours, place.week)), place.note, place.valid_to,
    )  # fmt: skip


@lru_cache(maxsize=2048)
def _hours(told: str) -> Hours:
    """A block of opening hours; thousands of places open at the same few hours.

    >>> _hours("1 09:00:00 12:00:00 false").closes
    datetime.time(12, 0)
    """
    day, opens, closes, asked = told.split()
    return Hours(int(day), time.fromisoformat(opens), time.fromisoformat(closes), asked == "true")
