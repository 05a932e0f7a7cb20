"""How a centre keeps its actors: a new one, its kind and guard, its services, its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db import transaction

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.alike import alike
from drehscheibe.domain.directory.models import Actor, Service
from drehscheibe.domain.directory.refusals import DirectoryRefused, LooksAlike
from drehscheibe.domain.directory.wording import Wording, plain_name
from drehscheibe.domain.directory.writing import deeds_of, write_shown
from drehscheibe.kernel.audit.actions import Deed, record, record_all
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_all, locked_for
from drehscheibe.kernel.territory.models import Municipality

TOWN_NEEDED = "Mit Schutzvermerk ist nur die Gemeinde öffentlich. Bitte nennen Sie sie."


@dataclass(frozen=True)
class Facts:
    """What does not stand in a wording: kind, town, guard."""

    kind: FieldOfAction
    municipality: Municipality | None
    at_risk: bool = False

    @property
    def lacks_its_town(self) -> bool:
        """At risk without the town, which is all the public would learn."""
        return self.at_risk and self.municipality is None


@transaction.atomic
def enter(
    *, centre: Centre, facts: Facts, wording: Wording, sure: bool, by: Person, at: datetime
) -> Actor:
    """A new actor with its first wording, shown at once; `sure` that a like name is another's."""
    if not sure:
        refuse_alike(wording.name, centre=centre.pk, but=None, near=facts.municipality)
    (actor,) = enter_all(centre=centre, rows=[(facts, wording)], by=by, at=at)
    return actor


@transaction.atomic
def enter_all(
    *, centre: Centre, rows: Sequence[tuple[Facts, Wording]], by: Person, at: datetime
) -> list[Actor]:
    """New actors of a centre; nobody asks whether names are alike."""
    refuse_without_town(facts for facts, _ in rows)
    made = Actor.objects.bulk_create(
        Actor(centre=centre, created_at=at, **vars(facts)) for facts, _ in rows
    )
    locked_all(by, may.KEEP, made, on=day_of(at))  # whose they are, is asked of their rows
    said = [(actor, wording) for actor, (_, wording) in zip(made, rows, strict=True)]
    revisions = write_shown(said, by=by, at=at)
    created = [Deed("directory.actor.create", each) for each in made]
    record_all([*created, *chain.from_iterable(map(deeds_of, revisions))], by=by, at=at)
    return made


@transaction.atomic
def reword(
    *, actor: Actor, facts: Facts, wording: Wording, sure: bool, by: Person, at: datetime
) -> Actor:
    """The centre's own wording and facts, shown at once."""
    held = locked_for(by, may.KEEP, actor, on=day_of(at))
    if not sure and not held.revisions.filter(shown=True, name=plain_name(wording.name)).exists():
        refuse_alike(wording.name, centre=held.centre_id, but=held.pk, near=facts.municipality)
    _reword([(held, facts, wording)], by=by, at=at)
    held.refresh_from_db()
    return held


@transaction.atomic
def reword_all(*, rows: Sequence[tuple[Actor, Facts, Wording]], by: Person, at: datetime) -> None:
    """The same of any number of actors; nobody asks whether names are alike."""
    held = locked_all(by, may.KEEP, [actor for actor, _, _ in rows], on=day_of(at))
    _reword([(held[actor.pk], facts, wording) for actor, facts, wording in rows], by=by, at=at)


def _reword(rows: Sequence[tuple[Actor, Facts, Wording]], *, by: Person, at: datetime) -> None:
    refuse_without_town(facts for _, facts, _ in rows)
    changed, deeds = [], []
    for actor, facts, _ in rows:
        before = {"kind": actor.kind_id, "at_risk": actor.at_risk, "town": actor.municipality_id}
        actor.kind, actor.municipality = facts.kind, facts.municipality
        actor.at_risk = facts.at_risk
        after = {"kind": actor.kind_id, "at_risk": actor.at_risk, "town": actor.municipality_id}
        if before != after:
            changed.append(actor)
            deeds.append(Deed("directory.actor.change", actor, after))
    Actor.objects.bulk_update(changed, ["kind", "municipality", "at_risk"])
    revisions = write_shown([(actor, wording) for actor, _, wording in rows], by=by, at=at)
    record_all([*deeds, *chain.from_iterable(map(deeds_of, revisions))], by=by, at=at)


def refuse_without_town(facts: Iterable[Facts]) -> None:
    """Raise `DirectoryRefused` for one at risk of no town: the public would learn nothing of it."""
    if any(each.lacks_its_town for each in facts):
        raise DirectoryRefused(TOWN_NEEDED, "municipality")


def refuse_alike(name: str, *, centre: int, but: int | None, near: Municipality | None) -> None:
    """Raise `LooksAlike` so that somebody says whether it is another organisation."""
    if found := alike(name, centre=centre, but=but, near=near):
        raise LooksAlike(
            f"So heißt schon ein anderer Akteur: {', '.join(found[:3])}. Wenn es eine andere"
            " Organisation ist, bestätigen Sie es unten.", "name",
        )  # fmt: skip


@transaction.atomic
def close(*, actor: Actor, last_day: date, by: Person, at: datetime) -> None:
    """It has gone: the public finds it no more; what was said of it stays with the centre."""
    held = locked_for(by, may.KEEP, actor, on=day_of(at))
    if last_day > day_of(at):
        raise DirectoryRefused("Bitte nennen Sie einen Tag, der schon war.", "last_day")
    Actor.objects.filter(pk=held.pk).update(ended_on=last_day)
    record("directory.actor.end", about=held, by=by, at=at, detail={"on": str(last_day)})
    publish_change()


@transaction.atomic
def keep_service(*, service: Service, by: Person, at: datetime) -> Service:
    """A new or changed offer, confirmed with it."""
    check(by, may.KEEP, service.actor, on=day_of(at))
    if not service.name.strip():
        raise DirectoryRefused("Bitte nennen Sie das Angebot.", "name")
    service.name, service.verified_at = service.name.strip(), at
    service.save()
    record("directory.service.keep", about=service, by=by, at=at)
    publish_change()
    return service
