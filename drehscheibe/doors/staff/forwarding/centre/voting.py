"""Entering a member's votes: by the member, or for a guest by who keeps the meeting."""

from collections.abc import Sequence

from django.db import transaction

from drehscheibe.domain.forwarding.centre import jury
from drehscheibe.domain.forwarding.centre.jury_bias import bias_of
from drehscheibe.domain.forwarding.models import ForwardingCase, JuryMember
from drehscheibe.doors.staff.forwarding.centre.jury_forms import VotesForm
from drehscheibe.doors.staff.pages import StaffRequest


def votes_form(
    request: StaffRequest, member: JuryMember, cases: Sequence[ForwardingCase]
) -> VotesForm:
    """Every case the member may vote on, with the vote so far."""
    given = {vote.case_id: vote.points for vote in member.votes.all()}
    return VotesForm(
        request.POST if request.method == "POST" else None,
        cases=[
            (case, given.get(case.pk), case.pk in given)
            for case in cases
            if not bias_of(member, case)
        ],
    )


@transaction.atomic
def enter_votes(
    request: StaffRequest, member: JuryMember, cases: Sequence[ForwardingCase], form: VotesForm
) -> None:
    """What changed, all or nothing; raises the refusals of `jury.cast_vote`."""
    given = {vote.case_id: vote.points for vote in member.votes.all()}
    by_key = {case.pk: case for case in cases}
    for key, points in form.points().items():
        if key not in given or given[key] != points:
            jury.cast_vote(
                member=member, case=by_key[key], points=points, by=request.person, at=request.now
            )
