"""The jury: members, bias, votes, and a ranking that stands."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from drehscheibe.domain.forwarding.centre import checking, jury
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import ForwardingCase, JuryMeeting, JuryMember, JuryVote
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.forwarding.centre.desk import AT, Desk, desk, fresh, status

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Desk:
    """A centre whose call has a jury."""
    return desk(with_jury=True)


@pytest.fixture
def meeting(own: Desk) -> JuryMeeting:
    """An open meeting."""
    return jury.call_meeting(
        call=own.call, held_on=date(2024, 3, 5), place="Rathaus", by=own.specialist, at=AT
    )


def seated(own: Desk, meeting: JuryMeeting, name: str, organisation: str = "") -> JuryMember:
    """A member."""
    guest = jury.Guest(name, organisation)
    return jury.seat_member(meeting=meeting, guest=guest, by=own.specialist, at=AT)


def vote(own: Desk, member: JuryMember, case: ForwardingCase, points: int | None) -> JuryVote:
    """A vote."""
    return jury.cast_vote(member=member, case=case, points=points, by=own.specialist, at=AT)


def test_votes_give_a_ranking_that_stands(own: Desk, meeting: JuryMeeting) -> None:
    first, second = own.checked(name="Chor"), own.checked(name="Sportverein")
    one, two = seated(own, meeting, "Ada Muster"), seated(own, meeting, "Bo Beispiel")
    vote(own, one, first, 6)
    vote(own, two, first, None)
    vote(own, one, second, 9)
    vote(own, two, second, 8)
    with pytest.raises(TransitionRefused, match="noch nicht abgestimmt"):
        own.promise(own.checked(name="Dritter"), {1: Decimal(1000)})
    jury.close_meeting(meeting=meeting, minutes="Einig.", by=own.specialist, at=AT)
    assert (fresh(first).rank, fresh(second).rank) == (2, 1)
    assert status(first) == "ranked"
    with pytest.raises(StepRefused, match="Reihung steht fest"):
        vote(own, one, first, 10)
    with pytest.raises(IntegrityError), transaction.atomic():
        ForwardingCase.objects.filter(pk=first.pk).update(rank=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        JuryVote.objects.filter(member=one).update(points=10)
    own.promise(second, {1: Decimal(1000)})


@pytest.mark.parametrize("written", ["Sportverein Musterau e. V.", "sport-verein musterau"])
def test_nobody_votes_for_the_own_association(
    own: Desk, meeting: JuryMeeting, written: str
) -> None:
    case = own.checked(name="Sportverein Musterau")
    member = seated(own, meeting, "Cem Muster", written)
    with pytest.raises(StepRefused, match="eigenen Organisation stimmt niemand mit ab"):
        vote(own, member, case, 10)
    with pytest.raises(IntegrityError), transaction.atomic():
        JuryVote.objects.create(
            member=member, case=case, points=10, entered_by=own.head, entered_at=AT
        )


def test_a_declared_bias_ends_the_vote_and_comes_before_it(own: Desk, meeting: JuryMeeting) -> None:
    case, other = own.checked(name="Chor"), own.checked(name="Tanz")
    member = seated(own, meeting, "Dana Muster")
    with pytest.raises(StepRefused, match="Grund der Befangenheit"):
        _bias(own, member, case, " ")
    _bias(own, member, case, "Schwester im Vorstand")
    with pytest.raises(StepRefused, match="befangen"):
        vote(own, member, case, 5)
    vote(own, member, other, 5)
    with pytest.raises(StepRefused, match="schon abgestimmt"):
        _bias(own, member, other, "zu spät")


def _bias(own: Desk, member: JuryMember, case: ForwardingCase, reason: str) -> None:
    jury.declare_bias(member=member, case=case, reason=reason, by=own.specialist, at=AT)


def test_points_go_from_0_to_10_for_checked_cases_of_the_call(
    own: Desk, meeting: JuryMeeting
) -> None:
    member = seated(own, meeting, "Eva Muster")
    with pytest.raises(StepRefused, match="Punkte gehen von 0 bis 10"):
        vote(own, member, own.checked(name="Chor"), 11)
    with pytest.raises(StepRefused, match="kann nicht abgestimmt werden"):
        vote(own, member, own.submitted(name="Tanz"), 5)
    with pytest.raises(StepRefused, match="schon in dieser Jury"):
        seated(own, meeting, "eva muster")
    with pytest.raises(StepRefused, match="noch keine Stimme"):
        jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT)


def test_a_case_checked_again_loses_its_rank(own: Desk, meeting: JuryMeeting) -> None:
    case = own.checked(name="Chor")
    vote(own, seated(own, meeting, "Fia Muster"), case, 7)
    jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT)
    checking.check_again(case=case, reason="Neue Angaben", by=own.specialist, at=AT)
    assert (status(case), fresh(case).rank, fresh(case).checked_by) == ("submitted", None, None)
