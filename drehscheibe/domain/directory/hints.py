"""„Das stimmt nicht“: visitors tell the centre what is wrong with an actor."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.models import Actor, ActorHint
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, within_reach
from drehscheibe.kernel.permissions.second_wall import acting_as_system

SALT = "drehscheibe.directory.hint"
LONGEST = 500
MOST_A_DAY = 20
"""So many hints a day come from one network; what is more is thanked and dropped."""


@transaction.atomic
def tell(*, actor: Actor, what: str, text: str, visitor: Visitor, at: datetime) -> bool:
    """Keep a hint for the centre; whether it was kept. The same twice is once."""
    if what not in ActorHint.What.values:
        raise DirectoryRefused("Bitte wählen Sie, was nicht stimmt.", "was")
    words = " ".join(text.replace("\x00", " ").split())
    if len(words) > LONGEST:
        raise DirectoryRefused(f"Bitte höchstens {LONGEST} Zeichen.", "text")
    network = visitor.network_mark(SALT, "hint")
    with acting_as_system():  # visitors read no hints
        known = ActorHint.objects.filter(network=network, at__gt=at - timedelta(days=1))
        same = ActorHint.objects.filter(actor=actor, what=what, text=words, settled_at=None)
        if known.count() >= MOST_A_DAY or same.exists():
            return False
        hint = ActorHint.objects.create(actor=actor, what=what, text=words, at=at, network=network)
    record("directory.hint.create", about=hint, by=None, at=at, detail={"what": what})
    return True


@transaction.atomic
def settle(*, hint: ActorHint, by: Person, at: datetime) -> None:
    """The centre has looked into it."""
    check(by, may.KEEP, hint.actor, on=day_of(at))
    ActorHint.objects.filter(pk=hint.pk, settled_at=None).update(settled_by=by, settled_at=at)
    record("directory.hint.settle", about=hint, by=by, at=at)


def open_hints(standing: Standing) -> QuerySet[ActorHint]:
    """What nobody has looked into yet, newest first."""
    actors = within_reach(Actor.objects.all(), may.KEEP, standing=standing)
    return ActorHint.objects.filter(settled_at=None, actor__in=actors)
