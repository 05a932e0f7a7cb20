"""Who leads a group on a day, and who may speak for which organisation in it."""

from datetime import date

from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.models import LEADING, Function, Group, GroupMembership
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import allows


def leads(person: Person, group: Group, *, on: date) -> bool:
    """Whether the person chairs it, keeps its minutes, stands in for its chair, or keeps it for
    the house that set it up."""
    rows = GroupMembership.objects.live(on).filter(group=group, person=person)
    for function, of in rows.values_list("function", "deputy_for__function"):
        if function in LEADING or (function == Function.DEPUTY and of == Function.CHAIR):
            return True
    return allows(person, may.KEEP, group, on=on)


def membership_of(person: Person, group: Group, *, on: date) -> GroupMembership | None:
    """The person's live membership; the full one where there are two."""
    rows = GroupMembership.objects.live(on).filter(group=group, person=person)
    found = sorted(rows, key=lambda each: each.function == Function.GUEST)
    return found[0] if found else None
