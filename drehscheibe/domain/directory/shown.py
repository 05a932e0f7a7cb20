"""What the public learns of an actor: one policy for page, list, map, search, feed and export."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Prefetch, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from drehscheibe.domain.directory.hours import Hours
from drehscheibe.domain.directory.models import (
    Actor,
    ActorPlace,
    ActorRevision,
    OpeningBlock,
    Service,
)
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


WEEK = ArraySubquery(
    OpeningBlock.objects.filter(place=OuterRef("pk"))
    .order_by("weekday", "block")
    .values(
        told=Concat(
            "weekday", Value(" "), "opens", Value(" "), "closes", Value(" "),
            Cast("by_appointment", CharField()), output_field=TextField(),
        )
    )
)  # fmt: skip
"""Opening hours of a place as plain words: a region has thousands, no page needs them as rows."""


def actors_shown() -> QuerySet[Actor]:
    """Actors that the public knows, with all a page needs: three queries for any number."""
    places = Prefetch("places", ActorPlace.objects.annotate(week=WEEK), to_attr="addresses")
    shown = ActorRevision.objects.filter(shown=True).prefetch_related(places)
    return (
        Actor.objects.filter(revisions__shown=True, ended_on__isnull=True)
        .select_related("kind")
        .prefetch_related(Prefetch("revisions", shown, to_attr="on_show"))
        .order_by("revisions__name", "pk")
    )


def as_shown(actor: Actor, *, on: date) -> ShownActor:
    """What the public learns of one of `actors_shown`."""
    found: list[ActorRevision] = getattr(actor, "on_show")  # noqa: B009 – set by the prefetch
    revision = found[0]
    places = [each for each in vars(revision)["addresses"] if _holds(each, on)]
    if actor.at_risk:
        places = [each for each in places if each.kind == ActorPlace.Kind.VISIT][:1]
    return ShownActor(
        public_id=actor.public_id, kind=actor.kind.label, name=revision.name,
        description=revision.description, phone=revision.phone, email=revision.email,
        website=revision.website, languages=tuple(revision.languages),
        places=tuple(_town_only(each) if actor.at_risk else _whole(each) for each in places),
        verified_at=actor.verified_at, stale=is_stale(actor, on=on), guarded=actor.at_risk,
        kind_key=actor.kind.key, services=tuple(vars(actor).get("on_offer", ())),
        cleared_at=revision.decided_at,
    )  # fmt: skip


def is_stale(actor: Actor, *, on: date) -> bool:
    """Whether nobody has confirmed it for longer than it may stand; never confirmed counts."""
    if actor.verified_at is None:
        return True
    return day_of(actor.verified_at) + timedelta(days=actor.stale_after) < on


def _holds(place: ActorPlace, day: date) -> bool:
    began = place.valid_from is None or place.valid_from <= day
    return began and (place.valid_to is None or day <= place.valid_to)


def _town_only(place: ActorPlace) -> ShownPlace:
    return ShownPlace(place.kind, "", "", place.town, None, None)


def _whole(place: ActorPlace) -> ShownPlace:
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = (float(place.latitude), float(place.longitude))
    return ShownPlace(
        place.kind, place.street, place.postcode, place.town, point, place.step_free,
        tuple(map(_hours, vars(place)["week"])),
        place.note, place.valid_to,
    )  # fmt: skip


@lru_cache(maxsize=2048)
def _hours(told: str) -> Hours:
    """A block of opening hours; thousands of places open at the same few hours.

    >>> _hours("1 09:00:00 12:00:00 false").closes
    datetime.time(12, 0)
    """
    day, opens, closes, asked = told.split()
    return Hours(int(day), time.fromisoformat(opens), time.fromisoformat(closes), asked == "true")
