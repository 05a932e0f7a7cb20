"""How wordings become rows: one that waits, or any number that are shown at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Max

from drehscheibe.domain.directory.models import Actor, ActorPlace, ActorRevision, OpeningBlock
from drehscheibe.domain.directory.offering import take_over
from drehscheibe.domain.directory.wording import Place, Wording, plain_name, refuse_incomplete
from drehscheibe.kernel.audit.actions import Deed, record_all
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person

IS = ActorRevision.Standing
TEXTS = ("short_name", "description", "phone", "email", "website", "source")
OF_PLACE = (
    "kind", "street", "postcode", "town", "latitude", "longitude", "step_free", "note",
    "valid_from", "valid_to",
)  # fmt: skip


def write(actor: Actor, wording: Wording, *, by: Person | None, at: datetime) -> ActorRevision:
    """The next wording, open; one that was still open is replaced. The actor's row is held."""
    (revision,) = _write([(actor, wording)], by=by, at=at)
    record_all([_written(revision)], by=by, at=at)
    return revision


def write_shown(
    said: Sequence[tuple[Actor, Wording]], *, by: Person, at: datetime
) -> list[ActorRevision]:
    """The centre's own wordings, shown in place of those before: so many statements for any number.

    The rows of the actors are held. The caller records `deeds_of` each as the last it does: the
    record has one writer at a time, and everybody else's acts wait until the transaction ends.
    """
    actors = [actor.pk for actor, _ in said]
    ActorRevision.objects.filter(actor__in=actors, shown=True).update(shown=False)
    decided = {"standing": IS.CLEARED, "shown": True, "decided_by": by, "decided_at": at}
    made = _write(said, by=by, at=at, **decided)
    for each in made:
        take_over(each, by=by, at=at)
    Actor.objects.filter(pk__in=actors).update(verified_at=at)
    publish_change()
    return made


def deeds_of(revision: ActorRevision) -> Iterator[Deed]:
    """What is recorded of a wording that was written and shown in one."""
    yield _written(revision)
    yield Deed("directory.actor.clear", revision.actor, {"number": revision.number})


def _written(revision: ActorRevision) -> Deed:
    return Deed("directory.actor.write", revision.actor, {"number": revision.number})


def _write(
    said: Sequence[tuple[Actor, Wording]], *, by: Person | None, at: datetime, **decided: object
) -> list[ActorRevision]:
    """Raises `DirectoryRefused` for the first that cannot stand; then nothing is written."""
    for _, wording in said:
        refuse_incomplete(Wording(**{**vars(wording), "name": plain_name(wording.name)}))
    held = ActorRevision.objects.filter(actor__in=[actor.pk for actor, _ in said])
    held.filter(standing=IS.OPEN).update(standing=IS.REPLACED)
    last = dict(held.order_by().values_list("actor").annotate(Max("number")))
    made = ActorRevision.objects.bulk_create(
        ActorRevision(
            actor=actor, number=last.get(actor.pk, 0) + 1, name=plain_name(wording.name),
            languages=list(wording.languages), written_by=by, written_at=at,
            services=[{"key": each.key, "said": dict(each.said)} for each in wording.services],
            **{each: getattr(wording, each).strip() for each in TEXTS}, **decided,
        )
        for actor, wording in said
    )  # fmt: skip
    _keep_places([
        (revision, place)
        for revision, (_, wording) in zip(made, said, strict=True) for place in wording.places
    ])  # fmt: skip
    return made


def _keep_places(told: Sequence[tuple[ActorRevision, Place]]) -> None:
    kept = ActorPlace.objects.bulk_create(
        ActorPlace(
            revision=revision, municipality_id=place.municipality,
            **{each: getattr(place, each) for each in OF_PLACE},
        )
        for revision, place in told
    )  # fmt: skip
    OpeningBlock.objects.bulk_create(
        block for row, (_, place) in zip(kept, told, strict=True) for block in _blocks(row, place)
    )


def _blocks(kept: ActorPlace, place: Place) -> Iterator[OpeningBlock]:
    seen: dict[int, int] = {}
    for each in sorted(place.openings, key=lambda one: (one.weekday, one.opens)):
        seen[each.weekday] = seen.get(each.weekday, 0) + 1
        yield OpeningBlock(
            place=kept, weekday=each.weekday, block=seen[each.weekday], opens=each.opens,
            closes=each.closes, by_appointment=each.by_appointment,
        )  # fmt: skip
