"""Reading a group's work: each list asks the one policy of `groups.visibility`."""

from django.db.models import Q, QuerySet

from drehscheibe.domain.exchange.models import (
    ActionItem,
    AgendaItem,
    DatePoll,
    Decision,
    DecisionIs,
    InternalMinutes,
    Meeting,
    MeetingIs,
    Minutes,
    MinutesComment,
    Paper,
    Post,
    Thread,
    Vote,
)
from drehscheibe.domain.exchange.working import TO_DO
from drehscheibe.domain.groups.models import Group
from drehscheibe.domain.groups.visibility import NARROW, groups_of, visible
from drehscheibe.kernel.permissions.reach import Standing

MINUTES_FOR_ALL = (MeetingIs.PUBLISHED,)
MINUTES_FOR_MEMBERS = (MeetingIs.COMMENT_PERIOD, MeetingIs.APPROVED, MeetingIs.PUBLISHED)


def meetings_for(standing: Standing) -> QuerySet[Meeting]:
    """The meetings this person may know of, latest first."""
    return Meeting.objects.filter(visible(standing)).select_related("group", "owner")


def items_for(standing: Standing) -> QuerySet[AgendaItem]:
    """Their items; internal ones for full members of the group alone."""
    return AgendaItem.objects.filter(_items(standing)).select_related(
        "presenter", "carried_from__meeting"
    )


def minutes_for(standing: Standing) -> QuerySet[Minutes]:
    """Published ones with the meeting; approved ones and those to comment on for full members;
    drafts for whoever leads."""
    full = Q(meeting__group__in=groups_of(standing, full=True))
    leading = Q(meeting__group__in=_led(standing))
    stage = (
        Q(meeting__status__in=MINUTES_FOR_ALL)
        | full & Q(meeting__status__in=MINUTES_FOR_MEMBERS)
        | leading
    )
    return Minutes.objects.filter(visible(standing, through="meeting__") & stage)


def internal_minutes_for(standing: Standing, minutes: Minutes) -> str:
    """The internal part, empty for everybody but full members."""
    rows = InternalMinutes.objects.filter(
        minutes__in=minutes_for(standing).filter(pk=minutes.pk),
        minutes__meeting__group__in=groups_of(standing, full=True),
    )
    return rows.values_list("text", flat=True).first() or ""


def comments_for(standing: Standing) -> QuerySet[MinutesComment]:
    """What members want changed in minutes; for the full members alone."""
    full = Q(minutes__meeting__group__in=groups_of(standing, full=True))
    return MinutesComment.objects.filter(
        full & visible(standing, through="minutes__meeting__")
    ).select_related("by")


def votes_for(standing: Standing, decision: Decision) -> QuerySet[Vote]:
    """Which organisation voted how, for the members, once the vote is closed."""
    rows = Vote.objects.filter(decision__in=decisions_for(standing).filter(pk=decision.pk))
    mine = Q(decision__group__in=groups_of(standing)) & ~Q(decision__status=DecisionIs.OPEN)
    return rows.filter(mine).select_related("organisation").order_by("organisation__code", "pk")


def decisions_for(standing: Standing) -> QuerySet[Decision]:
    """Decisions of the items this person may know of."""
    return Decision.objects.filter(_items(standing, "item__")).select_related("group", "item")


def actions_for(standing: Standing) -> QuerySet[ActionItem]:
    """Actions of one's groups, of one's organisation, and one's own.

    What comes from a meeting that few know of is known to them and to whoever does it.
    """
    mine = Q(group__in=groups_of(standing)) | Q(organisation__in=standing.organisations)
    known = mine & Q(internal=False) | Q(group__in=groups_of(standing, full=True))
    few = Q(origin__meeting__tier__in=NARROW) & ~Q(origin__in=items_for(standing).values("pk"))
    return ActionItem.objects.filter(
        Q(person=standing.person) | known & (Q(origin=None) | ~few)
    ).select_related("organisation", "person", "origin__meeting", "group")


def open_actions(group: Group, standing: Standing) -> QuerySet[ActionItem]:
    """What is still to do in a group, soonest first: listed at each of its meetings."""
    return actions_for(standing).filter(group=group, status__in=TO_DO)


def papers_for(standing: Standing) -> QuerySet[Paper]:
    """Papers, those in the trash left out."""
    return Paper.objects.filter(visible(standing), removed_at=None).select_related("group")


def trash_for(standing: Standing) -> QuerySet[Paper]:
    """Papers in the trash, by the same policy as everywhere."""
    return Paper.objects.filter(visible(standing), removed_at__isnull=False)


def threads_for(standing: Standing) -> QuerySet[Thread]:
    """Talks this person may know of."""
    return Thread.objects.filter(visible(standing)).select_related("group")


def posts_for(standing: Standing) -> QuerySet[Post]:
    """Their contributions; what was removed is gone for all."""
    return Post.objects.filter(visible(standing, through="thread__"), removed_at=None)


def polls_for(standing: Standing) -> QuerySet[DatePoll]:
    """Date polls this person may know of."""
    return DatePoll.objects.filter(visible(standing)).select_related("group")


def _items(standing: Standing, path: str = "") -> Q:
    full = Q(**{f"{path}meeting__group__in": groups_of(standing, full=True)})
    return visible(standing, through=f"{path}meeting__") & (Q(**{f"{path}internal": False}) | full)


def _led(standing: Standing) -> QuerySet[Group]:
    """Groups the person chairs or keeps the minutes of, or whose chair it stands in for."""
    live = groups_of(standing).filter(
        Q(function__in=["chair", "minutes"]) | Q(deputy_for__function="chair")
    )
    return Group.objects.filter(pk__in=live)
