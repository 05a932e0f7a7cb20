"""The network of a centre frozen on a day, and what changed between two of these days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.measuring import MEASURES, Number, measured
from drehscheibe.domain.network.models import Relation, Snapshot
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.domain.network.seeing import Wish, network_among
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

Tie = tuple[str, str, str]


@dataclass(frozen=True)
class Change:
    """From one day to the other: actors by name; relations as names of both sides and kind.

    `measures`: what is counted, before and after.
    """

    came: tuple[str, ...]
    went: tuple[str, ...]
    tied: tuple[Tie, ...]
    parted: tuple[Tie, ...]
    measures: tuple[tuple[str, Number, Number], ...] = ()


@transaction.atomic
def take(*, centre: Centre, by: Person, at: datetime) -> Snapshot:
    """Freeze what stands today. Raises `NetworkRefused` where today is frozen already."""
    held = locked_for(by, may.FREEZE, centre, on=day_of(at))
    wish = Wish(on=day_of(at))
    found = network_among(Actor.objects.filter(centre=held), Relation.objects.all(), wish)
    ids = {each.pk: each.public_id for each in found.nodes}
    actors = [[each.public_id, each.name, each.kind] for each in found.nodes]
    relations = [[ids[each.source], ids[each.target], each.kind] for each in found.edges]
    try:
        with transaction.atomic():
            made = Snapshot.objects.create(
                centre=held, on=wish.on, actors=actors, relations=relations,
                measures=_measures(actors, relations), taken_by=by, taken_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise NetworkRefused("Für heute ist der Stand schon festgehalten.") from None
    record("network.snapshot.take", about=made, by=by, at=at, detail={"actors": len(actors)})
    return made


def compared(before: Snapshot, after: Snapshot, kinds: Mapping[str, str] | None = None) -> Change:
    """What came and went between two frozen days of one centre; `kinds` say codes in words."""
    words = kinds or {}
    old = {each[0]: each[1] for each in before.actors}
    new = {each[0]: each[1] for each in after.actors}
    names = old | new
    first, then = _ties(before, names), _ties(after, names)

    def named(ties: set[Tie]) -> tuple[Tie, ...]:
        return tuple(
            sorted((names[one], names[other], words.get(kind, kind)) for one, other, kind in ties)
        )

    return Change(
        tuple(sorted(new[each] for each in new.keys() - old.keys())),
        tuple(sorted(old[each] for each in old.keys() - new.keys())),
        named(then - first), named(first - then), _side_by_side(before, after),
    )  # fmt: skip


def _ties(snapshot: Snapshot, names: Mapping[str, str]) -> set[Tie]:
    """A mutual one is the same whichever side said it: both in the order of their names."""
    mutual = {code for code, kind in kinds_on(snapshot.on).items() if kind.mutual}
    found = set()
    for one, other, kind in snapshot.relations:
        turned = kind in mutual and (names[other], other) < (names[one], one)
        found.add((other, one, kind) if turned else (one, other, kind))
    return found


def _side_by_side(before: Snapshot, after: Snapshot) -> tuple[tuple[str, Number, Number], ...]:
    """Days frozen before there were measures are counted now: what they hold is unchanged."""
    old, new = (each.measures or _measures(each.actors, each.relations) for each in (before, after))
    return tuple((label, old[key], new[key]) for key, label in MEASURES.items())


def _measures(actors: list[list[str]], relations: list[list[str]]) -> dict[str, Number]:
    return measured((each[0] for each in actors), ((each[0], each[1]) for each in relations))
