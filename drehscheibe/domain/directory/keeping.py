"""How a centre keeps its actors: a new one, its kind and guard, its services, its end."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.alike import alike
from drehscheibe.domain.directory.clearing import show, write
from drehscheibe.domain.directory.models import Actor, Service
from drehscheibe.domain.directory.refusals import DirectoryRefused, LooksAlike
from drehscheibe.domain.directory.wording import Wording, plain_name
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for
from drehscheibe.kernel.territory.models import Municipality


@dataclass(frozen=True)
class Facts:
    """What does not stand in a wording: kind, town, guard."""

    kind: FieldOfAction
    municipality: Municipality | None
    at_risk: bool = False


@transaction.atomic
def enter(
    *, centre: Centre, facts: Facts, wording: Wording, sure: bool, by: Person, at: datetime
) -> Actor:
    """A new actor with its first wording, shown at once; `sure` that a like name is another's."""
    if not sure:
        refuse_alike(wording.name, centre=centre.pk, but=None, near=facts.municipality)
    actor = Actor.objects.create(centre=centre, created_at=at, **vars(facts))
    check(by, may.KEEP, actor, on=day_of(at))  # whose it is, is asked of its row
    record("directory.actor.create", about=actor, by=by, at=at)
    show(write(actor, wording, by=by, at=at), by=by, at=at)
    return actor


@transaction.atomic
def reword(
    *, actor: Actor, facts: Facts, wording: Wording, sure: bool, by: Person, at: datetime
) -> Actor:
    """The centre's own wording and facts, shown at once."""
    held = locked_for(by, may.KEEP, actor, on=day_of(at))
    if not sure and not held.revisions.filter(shown=True, name=plain_name(wording.name)).exists():
        refuse_alike(wording.name, centre=held.centre_id, but=held.pk, near=facts.municipality)
    before = {"kind": held.kind_id, "at_risk": held.at_risk, "town": held.municipality_id}
    Actor.objects.filter(pk=held.pk).update(**vars(facts))
    after = {
        "kind": facts.kind.pk, "at_risk": facts.at_risk,
        "town": facts.municipality.pk if facts.municipality else None,
    }  # fmt: skip
    if before != after:
        record("directory.actor.change", about=held, by=by, at=at, detail=after)
    show(write(held, wording, by=by, at=at), by=by, at=at)
    held.refresh_from_db()
    return held


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
