"""Finding actors the public knows: what somebody asks for, one condition each.

Nothing that is hidden of an actor at risk helps to find it: neither its hours nor its steps count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Power

from drehscheibe.domain.centres.models import FieldOfAction, ServedArea
from drehscheibe.domain.directory.models import (
    Actor,
    ActorPlace,
    ActorRevision,
    OpeningBlock,
    Service,
)
from drehscheibe.domain.directory.shown import ShownActor, actors_shown, as_shown
from drehscheibe.domain.directory.topics import topics_on
from drehscheibe.kernel.calendar.holidays import holiday_name
from drehscheibe.kernel.calendar.moments import BERLIN, day_of

SCHOOL = "pt.schule"
"""There are thousands: they are listed for those who ask for schools."""
SHRINK = 0.39
"""Square of the length of a degree of longitude against one of latitude, in the middle of NRW."""
Actors = QuerySet[Actor]


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is empty does not narrow.

    `towns` are AGS, the one meant first; `near` its middle (WGS 84).
    """

    towns: tuple[str, ...] = ()
    near: tuple[float, float] | None = None
    kind: str = ""
    topic: str = ""
    language: str = ""
    words: str = ""
    open_now: bool = False
    step_free: bool = False


def actors_found(wish: Wish, *, at: datetime) -> Actors:
    """Actors the public knows that fit: of the place first, then near ones, by name."""
    rows = actors_shown().prefetch_related(services_shown())
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    elif not wish.words:
        rows = rows.exclude(kind=SCHOOL)
    if wish.words:
        rows = rows.filter(Q(revisions__name__icontains=wish.words), revisions__shown=True)
    for condition in _conditions(wish, at):
        rows = rows.filter(condition)
    return _placed(rows, wish)


def services_shown() -> Any:
    """What they offer at present."""
    rows = Service.objects.filter(status=Service.Status.ACTIVE).select_related("topic")
    return Prefetch("services", rows, to_attr="on_offer")


def actor_shown(public_id: UUID, *, at: datetime) -> tuple[Actor, ShownActor] | None:
    """One by its name outside, with what the public learns; None where it knows none."""
    rows = actors_shown().prefetch_related(services_shown()).select_related("centre__organisation")
    found = rows.filter(public_id=public_id).first()
    return (found, as_shown(found, on=day_of(at))) if found else None


def kinds_shown() -> list[tuple[str, str]]:
    """The kinds of which the public knows an actor, by key."""
    used = Actor.objects.filter(revisions__shown=True, ended_on=None).values("kind")
    rows = FieldOfAction.objects.filter(pk__in=used).order_by("position")
    return list(rows.values_list("key", "label"))


def languages_spoken() -> set[str]:
    """In which languages one can be helped, whoever it is."""
    rows = ActorRevision.objects.filter(shown=True).exclude(languages=[])
    told: Iterable[list[str]] = rows.order_by().values_list("languages", flat=True).distinct()
    return {each for some in told for each in some}


def _conditions(wish: Wish, at: datetime) -> list[Q | Exists]:
    found: list[Q | Exists] = []
    if wish.towns:
        serving = ServedArea.objects.filter(municipality__in=wish.towns).values("centre")
        found.append(Q(centre__in=serving) | Q(municipality__in=wish.towns))
    if wish.topic:
        found.append(_about(wish.topic, day_of(at)))
    if wish.language:
        found.append(_speaks(wish.language))
    if wish.open_now:
        found.append(_open(at))
    if wish.step_free:
        found.append(Exists(_places(day_of(at)).filter(step_free=True)))
    return found


def _about(key: str, on: date) -> Q:
    topic = topics_on(on).get(key)
    if topic is None:
        return Q(pk__in=[])
    offered = Service.objects.filter(
        actor=OuterRef("pk"), status=Service.Status.ACTIVE, topic__in=topic.fields
    )
    return Q(kind__in=topic.kinds) | Q(Exists(offered))


def _speaks(tag: str) -> Exists:
    told = ActorRevision.objects.filter(actor=OuterRef("pk"), shown=True)
    return Exists(told.filter(languages__contains=[tag]))


def _places(on: date) -> QuerySet[ActorPlace]:
    """Places in force of the actor asked about; none of one at risk."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return ActorPlace.objects.filter(
        begun, lasting, revision__actor=OuterRef("pk"), revision__shown=True,
        revision__actor__at_risk=False,
    )  # fmt: skip


def _open(at: datetime) -> Q | Exists:
    here = at.astimezone(BERLIN)
    if holiday_name(here.date()):
        return Q(pk__in=[])
    now = OpeningBlock.objects.filter(
        place=OuterRef("pk"), weekday=here.isoweekday(), opens__lte=here.time(),
        closes__gt=here.time(), by_appointment=False,
    )  # fmt: skip
    return Exists(_places(here.date()).filter(Exists(now)))


def _placed(rows: Actors, wish: Wish) -> Actors:
    """The town meant first, then by distance of town to town, so that no address is measured."""
    if not wish.towns:
        return rows
    away: Case | Value = Value(0.0)
    if wish.near is not None:
        latitude, longitude = wish.near
        away = Case(
            When(
                municipality__isnull=False,
                then=Power(Cast(F("municipality__lat"), FloatField()) - latitude, 2)
                + SHRINK * Power(Cast(F("municipality__lon"), FloatField()) - longitude, 2),
            ),
            default=Value(None), output_field=FloatField(),
        )  # fmt: skip
    here = Case(
        When(municipality__in=wish.towns, then=Value(0)), default=Value(1),
        output_field=IntegerField(),
    )  # fmt: skip
    return rows.annotate(elsewhere=here, away=away).order_by(
        "elsewhere", F("away").asc(nulls_last=True), "revisions__name", "pk"
    )
