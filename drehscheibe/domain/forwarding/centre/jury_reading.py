"""Reading for the jury's pages: meetings, what they vote on, who may sit in them."""

from django.db.models import QuerySet

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.selectors import LARGE
from drehscheibe.domain.forwarding.models import (
    CaseIs,
    ForwardingCase,
    JuryMeeting,
    JuryMember,
)
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.permissions.declarations import roles
from drehscheibe.kernel.permissions.reach import Standing, within_reach

DETAILS = ("members__person", "members__conflicts", "members__votes")


def meetings_of(standing: Standing) -> QuerySet[JuryMeeting]:
    """The jury's meetings of the reader's centres, for those who keep them."""
    rows = within_reach(JuryMeeting.objects.all(), may.JURY_KEEP, standing=standing)
    return rows.select_related("call__centre").prefetch_related(*DETAILS)


def own_seats(standing: Standing) -> QuerySet[JuryMember]:
    """Where the reader votes, as a member who is signed in."""
    meetings = within_reach(JuryMeeting.objects.all(), may.JURY_VOTE, standing=standing)
    rows = JuryMember.objects.filter(person=standing.person, meeting__in=meetings)
    return rows.select_related("meeting__call", "person").prefetch_related("conflicts", "votes")


def jury_cases(meeting: JuryMeeting) -> list[ForwardingCase]:
    """What the meeting votes on; after it was closed, what it ranked."""
    rows = ForwardingCase.objects.filter(call_id=meeting.call_id)
    if meeting.closed_at is None:
        rows = rows.filter(status=CaseIs.CHECKED)
    else:
        rows = rows.filter(votes__member__meeting=meeting).distinct()
    return list(rows.defer(*LARGE[2:]).order_by("rank", "number"))


def candidates(meeting: JuryMeeting, standing: Standing) -> list[Person]:
    """Who works for the centre or its carrier, may vote, and does not sit there yet."""
    centre = meeting.call.centre
    voting = [code for code, role in roles().items() if may.JURY_VOTE in role.permissions]
    members = Membership.objects.live(standing.on).filter(
        role__in=voting, organisation_id__in=[centre.organisation_id, centre.carrier_id]
    )
    seated = meeting.members.exclude(person=None).values("person_id")
    rows = Person.objects.filter(pk__in=members.values("person_id")).exclude(pk__in=seated)
    return list(rows.order_by("family_name", "given_name"))


def seats_to_vote(standing: Standing) -> list[JuryMember]:
    """Open meetings in which the reader has not voted on every case yet (bias aside)."""
    found = []
    for seat in own_seats(standing).filter(meeting__closed_at=None):
        settled = {vote.case_id for vote in seat.votes.all()}
        settled |= {conflict.case_id for conflict in seat.conflicts.all()}
        cases = ForwardingCase.objects.filter(
            call_id=seat.meeting.call_id, status=CaseIs.CHECKED
        ).exclude(applicant_key__in=[key for key in _keys(seat) if key])
        if cases.exclude(pk__in=settled).exists():
            found.append(seat)
    return found


def _keys(seat: JuryMember) -> list[str]:
    return [seat.organisation_key, *seat.further_keys]
