"""Schools of the official directory become actors of the centre that serves their municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Prefetch, Q

from drehscheibe.domain.centres.models import FieldOfAction, ServedArea
from drehscheibe.domain.directory.models import Actor, ActorPlace, ActorRevision, SchoolYear
from drehscheibe.domain.directory.schools.reading import School
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.people.models import Person

KIND = "pt.schule"
SOURCE = "Schulverzeichnis Nordrhein-Westfalen {}, IT.NRW und Ministerium für Schule und Bildung"
IS = ActorRevision.Standing
FACTS = ("form", "public", "pupils_about", "social_index")


@dataclass(frozen=True)
class Taken:
    """Numbers of schools: new ones, ones whose wording changed, ones that wait for their centre
    because it has written on its own, and ones that the file no longer names."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]


@transaction.atomic
def take_schools(schools: Sequence[School], *, by: Person | None, at: datetime) -> Taken:
    """Make actors of schools; the same file a second time changes nothing.

    What a centre wrote itself stays shown: the directory's wording waits for its clearance. Nothing
    ends by itself; a school may be missing because a file is incomplete.
    """
    known = _known()
    serving = dict(ServedArea.objects.values_list("municipality_id", "centre_id"))
    new = [each for each in schools if each.number not in known]
    _introduce(new, serving, known, at=at)
    changed = [each for each in schools if _differs(each, known[each.number])]
    waiting = _reword(changed, known, by=by, at=at)
    _note_years(schools, known)
    numbers = {each.number for each in schools}
    taken = Taken(
        tuple(each.number for each in new),
        tuple(each.number for each in changed if each not in new and each.number not in waiting),
        tuple(waiting),
        tuple(sorted(number for number in known if number not in numbers)),
    )
    detail = {name: len(found) for name, found in vars(taken).items()}
    if schools:
        record("directory.schools.take", about=None, by=by, at=at, detail=detail)
    return taken


def _known() -> dict[str, Actor]:
    wording = ActorRevision.objects.filter(Q(shown=True) | Q(standing=IS.OPEN))
    places = Prefetch("places", ActorPlace.objects.order_by("pk"))  # without joins
    current = wording.order_by("number").prefetch_related(places)
    rows = Actor.objects.filter(school_number__isnull=False).prefetch_related(
        Prefetch("revisions", current, to_attr="current")
    )
    return {str(each.school_number): each for each in rows}


def _introduce(
    schools: Sequence[School], serving: dict[str, int], known: dict[str, Actor], *, at: datetime
) -> None:
    kind = FieldOfAction.objects.get(key=KIND)
    made = Actor.objects.bulk_create(
        Actor(
            centre_id=serving[each.ags], kind=kind, municipality_id=each.ags,
            school_number=each.number, created_at=at,
        )
        for each in schools
    )  # fmt: skip
    for actor in made:
        vars(actor)["current"] = []
        known[str(actor.school_number)] = actor


def _differs(school: School, actor: Actor) -> bool:
    """Whether the newest wording, shown or waiting, says something else than the directory."""
    current: list[ActorRevision] = vars(actor)["current"]
    return not any(_says(each) == _would_say(school) for each in current)


def _says(revision: ActorRevision) -> tuple[str, ...]:
    places = [(each.street, each.postcode, each.town) for each in revision.places.all()]
    return (revision.name, revision.phone, revision.email, *(places[0] if places else ()))


def _would_say(school: School) -> tuple[str, ...]:
    return (school.name, school.phone, school.email, school.street, school.postcode, school.town)


def _reword(
    schools: Sequence[School], known: dict[str, Actor], *, by: Person | None, at: datetime
) -> list[str]:
    """Write what changed; returns the numbers of those that wait for their centre."""
    waiting = [each.number for each in schools if _own_words(known[each.number])]
    cleared = {known[each.number].pk for each in schools if each.number not in waiting}
    held = ActorRevision.objects.filter(actor__in=[known[each.number] for each in schools])
    held.filter(standing=IS.OPEN).update(standing=IS.REPLACED)
    held.filter(actor__in=cleared, shown=True).update(shown=False)
    last = dict(held.order_by().values_list("actor").annotate(Max("number")))
    made = ActorRevision.objects.bulk_create(
        ActorRevision(
            actor=(actor := known[each.number]), number=last.get(actor.pk, 0) + 1, name=each.name,
            phone=each.phone, email=each.email, source=SOURCE.format(each.year), written_by=by,
            written_at=at, shown=actor.pk in cleared,
            standing=IS.CLEARED if actor.pk in cleared else IS.OPEN,
            decided_at=at if actor.pk in cleared else None,
        )
        for each in schools
    )  # fmt: skip
    ActorPlace.objects.bulk_create(
        ActorPlace(
            revision=revision, street=each.street, postcode=each.postcode, town=each.town,
            municipality_id=each.ags,
        )
        for revision, each in zip(made, schools, strict=True)
    )  # fmt: skip
    Actor.objects.filter(pk__in=cleared).update(verified_at=at)
    return waiting


def _own_words(actor: Actor) -> bool:
    """Whether what is shown was written by the centre, not taken from the directory."""
    shown = [each for each in vars(actor)["current"] if each.shown]
    prefix = SOURCE.partition("{")[0]
    return bool(shown) and not shown[0].source.startswith(prefix)


def _note_years(schools: Sequence[School], known: dict[str, Actor]) -> None:
    SchoolYear.objects.bulk_create(
        (
            SchoolYear(
                actor=known[each.number], year=each.year,
                **{name: getattr(each, name) for name in FACTS},
            )
            for each in schools
        ),
        update_conflicts=True, unique_fields=["actor", "year"], update_fields=FACTS,
    )  # fmt: skip
