"""Choosing who may know of a thing: a tier, and for the narrowest one the persons."""

from collections.abc import Collection
from datetime import datetime

from drehscheibe.domain.groups.models import Group, GroupMembership, Tier
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_for

NOBODY = "Bitte benennen Sie mindestens eine Person."


def named_for(tier: str, named: Collection[int]) -> list[int]:
    """The persons a group is shown to besides its members; none for any other tier.

    Raises `GroupRefused` when nobody is named.
    """
    if tier != Tier.NAMED:
        return []
    if not named:
        raise GroupRefused(NOBODY, "named")
    return sorted(set(named))


def named_of_members(
    tier: str, named: Collection[int], *, group: Group, by: Person, at: datetime
) -> list[int]:
    """The same for what a group works on: its members, and always whoever chooses.

    Raises `GroupRefused` for strangers, when nobody else is named, and when `by` would not see it
    herself: the tier of an organisation is for its own people.
    """
    today = day_of(at)
    if tier == Tier.ORGANISATION and group.host_id not in standing_for(by, on=today).organisations:
        raise GroupRefused(
            "Dann sähen Sie es selbst nicht mehr: Das wählt, wer zur einrichtenden Organisation "
            "gehört.", "tier",
        )  # fmt: skip
    if tier != Tier.NAMED:
        return []
    chosen = set(named) - {by.pk}
    if not chosen:
        raise GroupRefused(NOBODY, "named")
    members = GroupMembership.objects.live(today).filter(group=group, person__in=chosen)
    if set(members.values_list("person", flat=True)) != chosen:
        raise GroupRefused("Benannt werden können die Mitglieder der Gruppe.", "named")
    return sorted(chosen | {by.pk})
