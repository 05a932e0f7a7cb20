"""Meetings of groups, as `groups.visibility` lets the reader know of them."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from drehscheibe.domain.agenda.entries import Entry, Kind, Of, Scope, Window
from drehscheibe.domain.exchange.calendars import uid_of
from drehscheibe.domain.exchange.models import Meeting, MeetingIs
from drehscheibe.domain.exchange.selectors import meetings_for
from drehscheibe.domain.groups.models import Group, GroupMembership
from drehscheibe.domain.groups.visibility import groups_of
from drehscheibe.kernel.calendar.feeds import FeedEntry
from drehscheibe.kernel.permissions.reach import Standing


def of_groups(standing: Standing, scope: Scope, window: Window) -> Iterator[Entry]:
    """When and where they meet; neither agenda nor the way in online."""
    rows = meetings_for(standing).filter(starts_at__lt=window.ends, ends_at__gt=window.begins)
    if scope.of == Of.PERSON:
        rows = rows.filter(group__in=groups_of(standing))
    if scope.of == Of.ORGANISATION:
        live = GroupMembership.objects.live(standing.on).filter(on_behalf_of=scope.organisation)
        rows = rows.filter(
            Q(owner=scope.organisation) | Q(group__in=live.values_list("group_id", flat=True))
        )
    yield from _entries(rows)


def of_one_group(standing: Standing, group: Group, window: Window) -> Iterator[Entry]:
    """Its meetings; what is internal stands in no calendar that guests may have too."""
    rows = meetings_for(standing).filter(group=group, internal=False)
    touching = rows.filter(starts_at__lt=window.ends, ends_at__gt=window.begins)
    return _entries(touching)


def _entries(rows: QuerySet[Meeting]) -> Iterator[Entry]:
    for each in rows.order_by("starts_at", "pk"):
        what = FeedEntry(
            uid=uid_of(each), sequence=each.revision, title=f"{each.group}: {each}",
            starts=each.starts_at, ends=each.ends_at,
            place=each.place or ("online" if each.link else ""),
            called_off=each.status == MeetingIs.CANCELLED,
        )  # fmt: skip
        yield Entry(Kind.MEETING, what, str(each.pk))
