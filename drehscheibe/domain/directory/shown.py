"""What the public learns of an actor: one policy for page, list, map, search, feed and export."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from drehscheibe.domain.directory.hours import Hours
from drehscheibe.domain.directory.models import Actor, ActorPlace, ActorRevision, Service
from drehscheibe.kernel.calendar.moments import day_of


@dataclass(frozen=True)
class ShownPlace:
    """An address as the public learns it: of an actor at risk the town alone."""

    kind: str
    street: str
    postcode: str
    town: str
    point: tuple[float, float] | None
    openings: tuple[str, ...]
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


def actors_shown() -> QuerySet[Actor]:
    """Actors that the public knows, with all a page needs: four queries for any number."""
    shown = ActorRevision.objects.filter(shown=True).prefetch_related(
        Prefetch("places", ActorPlace.objects.prefetch_related("openings"))
    )
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
    places = [each for each in revision.places.all() if _holds(each, on)]
    if actor.at_risk:
        places = [each for each in places if each.kind == ActorPlace.Kind.VISIT][:1]
    return ShownActor(
        public_id=actor.public_id, kind=actor.kind.label, name=revision.name,
        description=revision.description, phone=revision.phone, email=revision.email,
        website=revision.website, languages=tuple(revision.languages),
        places=tuple(_town_only(each) if actor.at_risk else _whole(each) for each in places),
        verified_at=actor.verified_at, stale=is_stale(actor, on=on), guarded=actor.at_risk,
        kind_key=actor.kind.key, services=tuple(vars(actor).get("on_offer", ())),
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
    return ShownPlace(place.kind, "", "", place.town, None, (), None)


def _whole(place: ActorPlace) -> ShownPlace:
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = (float(place.latitude), float(place.longitude))
    return ShownPlace(
        place.kind, place.street, place.postcode, place.town, point,
        tuple(f"{each.weekday} {each}" for each in place.openings.all()), place.step_free,
        tuple(
            Hours(each.weekday, each.opens, each.closes, each.by_appointment)
            for each in place.openings.all()
        ),
        place.note, place.valid_to,
    )  # fmt: skip
