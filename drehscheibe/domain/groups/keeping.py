"""Keeping a living group: its charter, and who does what in it."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from drehscheibe.domain.groups.actions import Charter
from drehscheibe.domain.groups.choosing import named_for
from drehscheibe.domain.groups.leading import only_leading, refuse_without_chair
from drehscheibe.domain.groups.models import Function, Group, GroupMembership
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person


def charter_of(group: Group) -> Charter:
    """What the group stands for today, as it was typed."""
    return Charter(**{name: getattr(group, name) for name in Charter.__dataclass_fields__})


@transaction.atomic
def change_charter(*, group: Group, charter: Charter, by: Person, at: datetime) -> Group:
    """Another name, mandate, end, way of joining or tier; host, kind and beginning stay.

    Raises `GroupRefused` for a name that is taken and an end before the beginning.
    """
    held = Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    only_leading(held, by, at)
    named = named_for(charter.tier, charter.named)
    wanted = replace(charter, kind=held.kind, starts_on=held.starts_on, named=named)
    if wanted.ends_on is not None and wanted.ends_on < held.starts_on:
        raise GroupRefused("Das Ende liegt vor dem Anfang.", "ends_on")
    before = charter_of(held)
    changed = [name for name, value in vars(wanted).items() if value != getattr(before, name)]
    for name in changed:
        setattr(held, name, getattr(wanted, name))
    try:
        with transaction.atomic():
            held.save(update_fields=changed)
    except IntegrityError:
        raise GroupRefused("Eine Gruppe mit diesem Namen gibt es schon.", "name") from None
    if changed:
        record("groups.group.change", about=held, by=by, at=at, detail={"changed": changed})
    return held


@transaction.atomic
def change_function(
    *, membership: GroupMembership, function: str, by: Person, at: datetime
) -> GroupMembership:
    """Somebody does something else in the group from today on; what was before stays readable.

    Deputies go on standing in for the same person. Raises `GroupRefused` for guests and deputies,
    who are taken in anew, and when the last chair would go.
    """
    today = day_of(at)
    row = GroupMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    only_leading(row.group, by, at)
    if row.until is not None or Function.DEPUTY in (function, row.function):
        raise GroupRefused("Eine Vertretung beginnt und endet mit einer eigenen Mitgliedschaft.")
    if row.on_behalf_of_id is None:
        raise GroupRefused("Bitte nennen Sie, für wen die Person kommt.", "organisation")
    if function == row.function:
        return row
    if function != Function.CHAIR:
        refuse_without_chair(row, today)
    if row.since == today:
        row.function = Function(function)
        row.save(update_fields=["function"])
        new = row
    else:
        GroupMembership.objects.filter(pk=row.pk).update(until=today - timedelta(days=1))
        new = GroupMembership.objects.create(
            group=row.group, person=row.person, on_behalf_of=row.on_behalf_of,
            function=function, since=today,
        )  # fmt: skip
        row.deputies.live(today).update(deputy_for=new)
    detail = {"from": row.function, "to": function}
    record("groups.membership.change", about=new, by=by, at=at, detail=detail)
    return new
