"""Reading groups."""

from django.db.models import QuerySet

from drehscheibe.domain.groups.leading import leads
from drehscheibe.domain.groups.models import Group, GroupMembership, JoinRequest
from drehscheibe.domain.groups.visibility import OF_GROUPS, groups_of, visible
from drehscheibe.kernel.permissions.reach import Standing


def groups_for(standing: Standing) -> QuerySet[Group]:
    """The groups this person may know of."""
    return Group.objects.filter(visible(standing, OF_GROUPS)).select_related("host")


def own_groups(standing: Standing) -> QuerySet[Group]:
    """Those it belongs to on the day."""
    return Group.objects.filter(pk__in=groups_of(standing)).select_related("host")


def members_of(group: Group, standing: Standing) -> QuerySet[GroupMembership]:
    """Who belongs to it on the standing's day."""
    live = GroupMembership.objects.live(standing.on).filter(group=group)
    return live.select_related("person", "on_behalf_of", "deputy_for__person")


def past_members_of(group: Group, standing: Standing) -> QuerySet[GroupMembership]:
    """Who belonged to it before, the last to leave first; for the members alone."""
    rows = GroupMembership.objects.filter(group=group, until__lt=standing.on)
    if not groups_of(standing).filter(group=group).exists():
        rows = rows.none()
    return rows.select_related("person", "on_behalf_of").order_by("-until", "id")


def requests_to_answer(group: Group, standing: Standing) -> QuerySet[JoinRequest]:
    """Open requests, the oldest first, for whoever leads."""
    rows = JoinRequest.objects.filter(group=group, answered_at=None)
    if not leads(standing.person, group, on=standing.on):
        rows = rows.none()
    return rows.select_related("person", "on_behalf_of")
