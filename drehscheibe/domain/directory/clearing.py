"""How a wording comes to be shown: written by somebody, cleared by the centre."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.directory.offering import take_over
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.domain.directory.writing import deeds_of, write, write_shown
from drehscheibe.kernel.audit.actions import record, record_all
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

IS = ActorRevision.Standing


@transaction.atomic
def propose(*, actor: Actor, wording: Wording, by: Person, at: datetime) -> ActorRevision:
    """A wording by the actor's own people: the public keeps the old one until it is cleared.

    Raises `DirectoryRefused` for a wording that cannot stand, `PermissionDenied` for others.
    """
    held = locked_for(by, may.PROPOSE, actor, on=day_of(at))
    return write(held, wording, by=by, at=at)


@transaction.atomic
def edit(*, actor: Actor, wording: Wording, by: Person, at: datetime) -> ActorRevision:
    """A wording by the centre, shown at once."""
    held = locked_for(by, may.KEEP, actor, on=day_of(at))
    (revision,) = write_shown([(held, wording)], by=by, at=at)
    record_all(deeds_of(revision), by=by, at=at)
    return revision


@transaction.atomic
def clear(*, actor: Actor, seen: int, by: Person, at: datetime) -> ActorRevision:
    """Show the open wording; `seen`, its number on the page, proves that it was read."""
    return show(_open(actor, seen, by=by, at=at), by=by, at=at)


@transaction.atomic
def refuse(*, actor: Actor, seen: int, reason: str, by: Person, at: datetime) -> ActorRevision:
    """Leave the public with the old wording, and say why."""
    if not reason.strip():
        raise DirectoryRefused("Bitte nennen Sie den Grund.", "reason")
    found = _open(actor, seen, by=by, at=at)
    return _decide(found, IS.REFUSED, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def confirm(*, actor: Actor, by: Person, at: datetime) -> Actor:
    """„Stimmt noch“: all that is shown still holds."""
    held = locked_for(by, may.KEEP, actor, on=day_of(at))
    Actor.objects.filter(pk=held.pk).update(verified_at=at)
    record("directory.actor.confirm", about=held, by=by, at=at)
    publish_change()
    held.refresh_from_db()
    return held


def show(revision: ActorRevision, *, by: Person | None, at: datetime) -> ActorRevision:
    """Cleared, and shown in place of the one before; whoever clears says that it holds."""
    take_over(revision, by=by, at=at)
    revision.actor.revisions.filter(shown=True).update(shown=False)
    Actor.objects.filter(pk=revision.actor_id).update(verified_at=at)
    return _decide(revision, IS.CLEARED, shown=True, by=by, at=at)


def _open(actor: Actor, seen: int, *, by: Person, at: datetime) -> ActorRevision:
    held = locked_for(by, may.CLEAR, actor, on=day_of(at))
    found = held.revisions.filter(standing=IS.OPEN).first()
    if found is None:
        raise DirectoryRefused("Es wartet kein Wortlaut mehr auf Freigabe.")
    if found.number != seen:
        raise DirectoryRefused("Der Wortlaut wurde inzwischen geändert. Bitte sehen Sie ihn an.")
    return found


def _decide(
    revision: ActorRevision, standing: str, *, by: Person | None, at: datetime,
    shown: bool = False, reason: str = "",
) -> ActorRevision:  # fmt: skip
    ActorRevision.objects.filter(pk=revision.pk).update(
        standing=standing, shown=shown, reason=reason, decided_by=by, decided_at=at
    )
    record(
        f"directory.actor.{'clear' if shown else 'refuse'}", about=revision.actor, by=by, at=at,
        detail={"number": revision.number},
    )  # fmt: skip
    revision.refresh_from_db()
    if shown:
        publish_change()
    return revision
