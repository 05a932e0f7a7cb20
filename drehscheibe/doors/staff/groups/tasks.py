"""What groups put on the first screen: votes, date polls, minutes, actions, people who ask."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import DecisionIs, MeetingIs, PollAnswer, Vote, Way
from drehscheibe.domain.exchange.working import TO_DO
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.models import LEADING, GroupMembership, JoinRequest
from drehscheibe.domain.groups.visibility import groups_of
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.reach import Standing, holds

MOST = 10
AHEAD = timedelta(days=14)


def actions_due(standing: Standing, now: datetime) -> list[Task]:
    """Own actions and those of one's organisation, due soon or late."""
    if not holds(standing, [may.TAKE_PART]):
        return []
    own = Q(person=standing.person) | Q(organisation__in=standing.organisations)
    rows = work.actions_for(standing).filter(own, status__in=TO_DO, due_on__lte=day_of(now) + AHEAD)
    return [
        Task(
            what=f"Auftrag: {each.text}", who=each.group.name, button="Öffnen", due=each.due_on,
            url=reverse("staff:groups:action_detail", args=[each.pk]),
        )
        for each in rows.order_by("due_on")[:MOST]
    ]  # fmt: skip


def minutes_to_read(standing: Standing, now: datetime) -> list[Task]:
    """Minutes one may still comment on."""
    if not holds(standing, [may.TAKE_PART]):
        return []
    rows = work.meetings_for(standing).filter(
        group__in=groups_of(standing, full=True), status=MeetingIs.COMMENT_PERIOD,
        comments_until__gte=day_of(now),
    )  # fmt: skip
    return [
        Task(
            what=f"Protokoll durchsehen: {each}", who=str(each.group), button="Lesen",
            due=each.comments_until,
            url=reverse("staff:groups:meeting_detail", args=[each.pk]) + "#protokoll",
        )
        for each in rows[:MOST]
    ]  # fmt: skip


def votes_to_cast(standing: Standing, now: datetime) -> list[Task]:
    """Open votes in which one's organisation has no vote yet."""
    if not holds(standing, [may.TAKE_PART]):
        return []
    live = GroupMembership.objects.live(standing.on).full().filter(person=standing.person)
    homes = dict(live.values_list("group_id", "on_behalf_of_id"))
    rows = list(
        work.decisions_for(standing)
        .filter(Q(closes_at=None) | Q(closes_at__gt=now))
        .filter(group__in=homes, status=DecisionIs.OPEN, way=Way.VOTE)[: 2 * MOST]
    )
    cast = set(Vote.objects.filter(decision__in=rows).values_list("decision_id", "organisation_id"))
    return [
        Task(
            what=f"Abstimmen: {each.text[:100]}", who=each.group.name, button="Abstimmen",
            due=day_of(each.closes_at) if each.closes_at else None, since=each.proposed_at,
            url=reverse("staff:groups:decision_detail", args=[each.pk]),
        )
        for each in rows if (each.pk, homes[each.group_id]) not in cast
    ]  # fmt: skip


def reviews_due(standing: Standing, now: datetime) -> list[Task]:
    """Decisions of the groups one leads that are to be looked at again."""
    if not holds(standing, [may.TAKE_PART]):
        return []
    led = groups_of(standing).filter(function__in=LEADING)
    rows = work.decisions_for(standing).filter(
        group__in=led, status=DecisionIs.TAKEN, superseded_by=None,
        review_on__lte=day_of(now) + AHEAD,
    )  # fmt: skip
    return [
        Task(
            what=f"{each} überprüfen: {each.text[:100]}", who=each.group.name, button="Ansehen",
            due=each.review_on, url=reverse("staff:groups:decision_detail", args=[each.pk]),
        )
        for each in rows[:MOST]
    ]  # fmt: skip


def dates_to_answer(standing: Standing, now: datetime) -> list[Task]:
    """Date polls one has not answered yet."""
    if not holds(standing, [may.TAKE_PART]):
        return []
    answered = PollAnswer.objects.filter(person=standing.person).values("option__poll")
    rows = work.polls_for(standing).filter(
        group__in=groups_of(standing), closed_at=None, closes_at__gt=now
    )
    return [
        Task(
            what=f"Welcher Termin passt: {each.title}", who=str(each.group), button="Antworten",
            due=day_of(each.closes_at),
            url=reverse("staff:groups:poll_detail", args=[each.pk]),
        )
        for each in rows.exclude(pk__in=answered)[:MOST]
    ]  # fmt: skip


def people_who_ask(standing: Standing, now: datetime) -> list[Task]:
    """Requests to join the groups one leads."""
    if not holds(standing, [may.TAKE_PART]):
        return []
    led = groups_of(standing).filter(function__in=LEADING)
    rows = JoinRequest.objects.filter(group__in=led, answered_at=None)
    return [
        Task(
            what=f"Möchte beitreten: {each.person}", who=each.group.name, button="Beantworten",
            since=each.asked_at, url=reverse("staff:groups:member_list", args=[each.group_id]),
        )
        for each in rows.select_related("group", "person")[:MOST]
    ]  # fmt: skip


DUE = (actions_due, minutes_to_read, dates_to_answer, reviews_due)
WAITING = (votes_to_cast, people_who_ask)
