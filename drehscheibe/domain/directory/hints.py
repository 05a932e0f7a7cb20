"""„Das stimmt nicht“: visitors tell the centre what is wrong with an actor."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.models import Actor, ActorHint
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.kernel.access.hints import keep_hint, refuse_hint, settle_hint
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.refused import Refused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, within_reach

SALT = "drehscheibe.directory.hint"


@transaction.atomic
def tell(*, actor: Actor, what: str, text: str, visitor: Visitor, at: datetime) -> bool:
    """Keep a hint for the centre; whether it was kept. The same twice is once."""
    try:
        words = refuse_hint(what, text, ActorHint.What.values)
    except Refused as refusal:
        raise DirectoryRefused(str(refusal), refusal.field) from None
    said = {"actor": actor, "what": what, "text": words}
    hint = keep_hint(ActorHint.objects, said, visitor=visitor, salt=SALT, at=at)
    if hint is None:
        return False
    record("directory.hint.create", about=hint, by=None, at=at, detail={"what": what})
    return True


@transaction.atomic
def settle(*, hint: ActorHint, by: Person, at: datetime) -> None:
    """The centre has looked into it."""
    check(by, may.KEEP, hint.actor, on=day_of(at))
    settle_hint(hint, by=by, at=at)
    record("directory.hint.settle", about=hint, by=by, at=at)


def open_hints(standing: Standing) -> QuerySet[ActorHint]:
    """What nobody has looked into yet, newest first."""
    actors = within_reach(Actor.objects.all(), may.KEEP, standing=standing)
    return ActorHint.objects.filter(settled_at=None, actor__in=actors)
