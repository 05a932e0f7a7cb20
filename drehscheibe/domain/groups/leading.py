"""Who leads a group on a day, and who may speak for which organisation in it."""

from datetime import date, datetime, timedelta

from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.models import LEADING, Function, Group, GroupMembership
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.kernel.calendar.moments import day_of
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


def refuse_without_chair(row: GroupMembership, last_day: date) -> None:
    """A living group keeps somebody who chairs it."""
    if row.function != Function.CHAIR:
        return
    after = last_day + timedelta(days=1)
    others = GroupMembership.objects.live(after).filter(group=row.group, function=Function.CHAIR)
    if row.group.is_live(after) and not others.exclude(pk=row.pk).exists():
        raise GroupRefused("Bitte bestimmen Sie zuerst eine neue Leitung.")


def only_leading(group: Group, by: Person, at: datetime) -> None:
    """Chair, minutes and the house that set it up alone."""
    if not leads(by, group, on=day_of(at)):
        raise GroupRefused("Das können nur Leitung und Protokoll der Gruppe.")
