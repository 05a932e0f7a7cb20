"""Coming to a group and leaving it, with what that means for meetings that are invited already.

Who comes gets the invitation once, who leaves before the day gets its CANCEL once. What a person
was told is known from the keys of the mails, which outlive their words.
"""

from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.exchange.inviting import tell_one, told_of
from drehscheibe.domain.exchange.models import Meeting, MeetingIs
from drehscheibe.domain.exchange.telling import addresses_of
from drehscheibe.domain.groups import actions as groups
from drehscheibe.domain.groups.models import Group, GroupMembership, JoinRequest
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


@transaction.atomic
def take_in(*, group: Group, seat: groups.Seat, by: Person, at: datetime) -> GroupMembership:
    """See `groups.actions.add_member`; with the invitations that are out."""
    member = groups.add_member(group=group, seat=seat, by=by, at=at)
    tell_changed(group, at=at)
    return member


@transaction.atomic
def leave(
    *, membership: GroupMembership, last_day: date, by: Person, at: datetime
) -> GroupMembership:
    """See `groups.actions.end_membership`; meetings after the last day leave the calendar."""
    row = groups.end_membership(membership=membership, last_day=last_day, by=by, at=at)
    tell_changed(row.group, at=at)
    return row


@transaction.atomic
def join(
    *, group: Group, organisation: Organisation, message: str, by: Person, at: datetime
) -> JoinRequest | GroupMembership:
    """See `groups.actions.ask_to_join`; an open group invites at once."""
    found = groups.ask_to_join(
        group=group, organisation=organisation, message=message, by=by, at=at
    )
    tell_changed(group, at=at)
    return found


@transaction.atomic
def answer(
    *, request: JoinRequest, accept: bool, by: Person, at: datetime
) -> GroupMembership | None:
    """See `groups.actions.answer_request`; who is let in is invited."""
    member = groups.answer_request(request=request, accept=accept, by=by, at=at)
    tell_changed(request.group, at=at)
    return member


def tell_changed(group: Group | None, *, at: datetime) -> int:
    """Bring invitations in line with who belongs to the group; how many mails. Twice is once.

    Without a group all are looked at: memberships also begin and end by the calendar.
    """
    rows = Meeting.objects.filter(status=MeetingIs.INVITED, starts_at__gt=at)
    if group is not None:
        rows = rows.filter(group=group)
    held = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    return sum(_catch_up(meeting, at) for meeting in held.select_related("group", "owner"))


def _catch_up(meeting: Meeting, at: datetime) -> int:
    if meeting.group is None:
        return 0
    meets_on = day_of(meeting.starts_at)
    coming = dict(addresses_of(meeting, at=at, stays_until=meets_on))
    invited = told_of(meeting)
    gone = Person.objects.filter(pk__in=invited - coming.keys()).exclude(email="").order_by("pk")
    if gone:  # calendars obey only what is newer than the invitation
        meeting.revision += 1
        meeting.save(update_fields=["revision"])
    told = sum(tell_one(meeting, person.pk, person.email, change="leave", at=at) for person in gone)
    return told + sum(
        tell_one(meeting, person, address, change="join", at=at)
        for person, address in coming.items()
        if person not in invited
    )
