"""Meetings from planning to the day itself; what was not reached comes again."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from drehscheibe.domain.exchange.agenda import AHEAD
from drehscheibe.domain.exchange.attending import tell_changed
from drehscheibe.domain.exchange.inviting import tell_invited
from drehscheibe.domain.exchange.models import AgendaItem, Meeting, MeetingIs
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.domain.groups.choosing import named_of_members
from drehscheibe.domain.groups.leading import leads
from drehscheibe.domain.groups.models import Group, Tier
from drehscheibe.domain.groups.visibility import NARROW
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.rich_text import cleaned
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

TOLD = ("starts_at", "ends_at", "place", "link")
"""What calendars hold of a meeting; other changes tell nobody."""
WAS_HELD = (
    MeetingIs.HELD, MeetingIs.MINUTES_DRAFT, MeetingIs.COMMENT_PERIOD, MeetingIs.APPROVED,
    MeetingIs.PUBLISHED,
)  # fmt: skip


@dataclass(frozen=True)
class When:
    """When and where a group meets."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    tier: str = Tier.GROUP
    named: list[int] = field(default_factory=list)


@transaction.atomic
def schedule_meeting(*, group: Group, when: When, by: Person, at: datetime) -> Meeting:
    """Plan the next meeting; items that were not reached last time stand on its agenda at once."""
    _only_leading(group, by, at)
    if when.ends_at <= when.starts_at:
        raise ExchangeRefused("Das Ende liegt vor dem Anfang.", "ends_at")
    named = named_of_members(when.tier, when.named, group=group, by=by, at=at)
    when = replace(when, named=named)
    Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    last = Meeting.objects.filter(group=group).aggregate(last=Max("number"))["last"]
    meeting = Meeting.objects.create(
        group=group, owner=group.host, number=(last or 0) + 1, **vars(when)
    )
    record("exchange.meeting.schedule", about=meeting, by=by, at=at)
    carry_over(meeting)
    return meeting


def carry_over(meeting: Meeting) -> list[AgendaItem]:
    """What the meeting before did not reach, at the top of the agenda; twice is once."""
    before = (
        Meeting.objects.filter(
            _of_the_same_people(meeting),
            group=meeting.group_id,
            status__in=WAS_HELD,
            starts_at__lt=meeting.starts_at,
        )
        .order_by("-starts_at")
        .first()
    )
    if before is None:
        return []
    there = meeting.items.exclude(carried_from=None).values("carried_from")
    missed = list(before.items.filter(reached=False).exclude(pk__in=there))
    place = meeting.items.aggregate(last=Max("number"))["last"] or 0
    return [
        AgendaItem.objects.create(
            meeting=meeting, number=place + step, kind=item.kind, title=item.title,
            text=item.text, presenter=item.presenter, minutes=item.minutes,
            internal=item.internal, carried_from=item,
        )
        for step, item in enumerate(missed, start=1)
    ]  # fmt: skip


def carried_text(item: AgendaItem) -> str:
    """From when an item is carried over, as the agenda says it; empty when it is new."""
    if item.carried_from is None:
        return ""
    return f"Übertrag vom {german_day(day_of(item.carried_from.meeting.starts_at))}"


@transaction.atomic
def reschedule(*, meeting: Meeting, when: When, by: Person, at: datetime) -> Meeting:
    """Another day, place, title or tier. Whoever was invited learns of another time or place once,
    with a file that moves the entry in her calendar; a title corrected tells nobody."""
    held = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    _only_leading(held.group, by, at)
    if held.status not in AHEAD:
        raise ExchangeRefused("Die Sitzung ist vorbei oder abgesagt.")
    if when.ends_at <= when.starts_at:
        raise ExchangeRefused("Das Ende liegt vor dem Anfang.", "ends_at")
    if held.group is not None:
        named = named_of_members(when.tier, when.named, group=held.group, by=by, at=at)
        when = replace(when, named=named)
    others = (held.tier, held.named) != (when.tier, when.named)
    moved = any(getattr(held, name) != getattr(when, name) for name in TOLD)
    for name, value in vars(when).items():
        setattr(held, name, value)
    held.revision += moved
    held.save(update_fields=[*vars(when), "revision"])
    detail = {"revision": held.revision}
    record("exchange.meeting.reschedule", about=held, by=by, at=at, detail=detail)
    if moved and held.status == MeetingIs.INVITED:
        tell_invited(held, change="move", at=at)
    if (moved or others) and held.status == MeetingIs.INVITED:
        tell_changed(held.group, at=at)
    return held


@transaction.atomic
def invite(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Send the invitation to every member, once; internal items are in no mail."""
    invited = perform(MEETING, "invite", on=meeting, by=by, at=at)
    tell_invited(invited, change="invite", at=at)
    return invited


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: Person, at: datetime) -> Meeting:
    """Call it off; whoever was invited learns it once, and her calendar too."""
    was_invited = Meeting.objects.get(pk=meeting.pk).status == MeetingIs.INVITED
    gone = perform(MEETING, "cancel", on=meeting, by=by, at=at, reason=reason)
    gone.revision += 1
    gone.save(update_fields=["revision"])
    if was_invited:
        tell_invited(gone, change="cancel", at=at)
    return gone


@transaction.atomic
def hold(*, meeting: Meeting, results: dict[int, str], by: Person, at: datetime) -> Meeting:
    """Note which items were reached (by id, with their result) and close the meeting.

    The rest is carried over to the next meeting that is planned already.
    """
    held = perform(MEETING, "hold", on=meeting, by=by, at=at)
    for item in held.items.filter(pk__in=results):
        text = results[item.pk].strip()
        item.reached, item.result = True, cleaned(text) if text else ""
        item.save(update_fields=["reached", "result"])
    following = Meeting.objects.filter(
        _of_the_same_people(held),
        group=held.group_id,
        status__in=AHEAD,
        starts_at__gt=held.starts_at,
    )
    nearest = following.order_by("starts_at").first()
    if nearest is not None:
        carry_over(nearest)
    return held


def _of_the_same_people(meeting: Meeting) -> Q:
    """Meetings that items may pass to and from: what few know of stays among the same few."""
    if meeting.tier in NARROW:
        return Q(tier=meeting.tier, named=meeting.named)
    return ~Q(tier__in=NARROW)


def _only_leading(group: Group | None, by: Person, at: datetime) -> None:
    if group is None or not leads(by, group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
