"""Jury members who sign in: they vote themselves, nobody for them, nobody for their own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drehscheibe.domain.forwarding.centre import jury, jury_rules
from drehscheibe.domain.forwarding.centre.jury_reading import candidates, seats_to_vote
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import ForwardingCase, JuryMeeting, JuryMember, JuryVote
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.forwarding.centre.desk import AT, Desk, desk, fresh

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


def seated(own: Desk, meeting: JuryMeeting, person: Person) -> JuryMember:
    """A member who signs in."""
    guest = jury.Guest("", person=person)
    return jury.seat_member(meeting=meeting, guest=guest, by=own.specialist, at=AT)


def guest(own: Desk, meeting: JuryMeeting, name: str, organisation: str = "") -> JuryMember:
    """A named guest."""
    who = jury.Guest(name, organisation)
    return jury.seat_member(meeting=meeting, guest=who, by=own.specialist, at=AT)


def vote(member: JuryMember, case: ForwardingCase, points: int | None, by: Person) -> JuryVote:
    """A vote."""
    return jury.cast_vote(member=member, case=case, points=points, by=by, at=AT)


def database_refuses(constraint: str, member: JuryMember, case: ForwardingCase, by: Person) -> None:
    """The same vote past the domain."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        JuryVote.objects.create(member=member, case=case, points=9, entered_by=by, entered_at=AT)
    assert constraint in str(caught.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_a_person_votes_signed_in_and_nobody_else_for_them(own: Desk, meeting: JuryMeeting) -> None:
    case = own.checked(name="Chor")
    member = seated(own, meeting, own.carrier)
    with pytest.raises(StepRefused, match="stimmt angemeldet selbst ab"):
        vote(member, case, 9, own.specialist)
    database_refuses("forwarding_vote_signed_in", member, case, own.specialist)
    vote(member, case, 7, own.carrier)
    vote(member, case, 8, own.carrier)
    given = JuryVote.objects.get(member=member)
    assert (given.points, given.entered_by) == (8, own.carrier)


def test_a_guests_vote_is_entered_by_who_keeps_the_meeting(own: Desk, meeting: JuryMeeting) -> None:
    case = own.checked(name="Chor")
    member = guest(own, meeting, "Ada Muster")
    reader = factories.person("centre_admin", of=own.call.centre.organisation)
    with pytest.raises(PermissionDenied):
        vote(member, case, 9, reader)
    vote(member, case, 9, own.specialist)


def test_only_who_works_for_the_centre_signs_in_others_are_guests(
    own: Desk, meeting: JuryMeeting
) -> None:
    stranger = factories.person("head", of=factories.centre("Kreis Musterfeld").organisation)
    with pytest.raises(StepRefused, match="als Gast") as caught:
        seated(own, meeting, stranger)
    assert caught.value.field == "person"
    seated(own, meeting, own.head)
    with pytest.raises(StepRefused, match="schon in dieser Jury"):
        seated(own, meeting, own.head)
    offered = candidates(meeting, standing_of(own.specialist, on=AT.date()))
    assert own.head not in offered
    assert {own.specialist, own.carrier, own.second} <= set(offered)
    assert stranger not in offered


def test_nobody_votes_on_the_application_of_an_organisation_they_act_for(
    own: Desk, meeting: JuryMeeting
) -> None:
    """The carrier's own offices may apply as well; so may the club somebody is named for."""
    case = own.checked(name=own.call.centre.carrier.name)
    member = seated(own, meeting, own.carrier)
    with pytest.raises(StepRefused, match="eigenen Organisation stimmt niemand mit ab"):
        vote(member, case, 10, own.carrier)
    database_refuses("forwarding_vote_is_unbiased", member, case, own.carrier)


def test_nobody_votes_on_an_application_whose_contact_they_are(
    own: Desk, meeting: JuryMeeting
) -> None:
    by_address = own.checked(name="Chor", email=own.carrier.email.upper())
    by_name = own.checked(name="Tanz", contact_name="Ada Muster")
    member, named = seated(own, meeting, own.carrier), guest(own, meeting, "ada muster")
    with pytest.raises(StepRefused, match="Ansprechperson dieses Antrags"):
        vote(member, by_address, 10, own.carrier)
    database_refuses("forwarding_vote_is_unbiased", member, by_address, own.carrier)
    with pytest.raises(StepRefused, match="Ansprechperson dieses Antrags"):
        vote(named, by_name, 10, own.specialist)
    database_refuses("forwarding_vote_is_unbiased", named, by_name, own.specialist)
    vote(member, by_name, 4, own.carrier)


def test_bias_is_declared_by_oneself_or_by_who_keeps_the_meeting(
    own: Desk, meeting: JuryMeeting
) -> None:
    one, two = own.checked(name="Chor"), own.checked(name="Tanz")
    admin = factories.person("centre_admin", of=own.call.centre.organisation)
    other = factories.person("centre_admin", of=own.call.centre.organisation)
    member = seated(own, meeting, admin)
    jury.declare_bias(member=member, case=one, reason="Schwester", by=admin, at=AT)
    jury.declare_bias(member=member, case=two, reason="Vorstand", by=own.specialist, at=AT)
    with pytest.raises(PermissionDenied):
        jury.declare_bias(member=member, case=two, reason="x", by=other, at=AT)
    for case in (one, two):
        with pytest.raises(StepRefused, match="befangen"):
            vote(member, case, 5, admin)
        database_refuses("forwarding_vote_is_unbiased", member, case, admin)


def test_who_has_voted_stays_who_it_is(own: Desk, meeting: JuryMeeting) -> None:
    """No vote given for one association counts for another afterwards."""
    member = guest(own, meeting, "Ada Muster", "Chor")
    vote(member, own.checked(name="Tanz"), 9, own.specialist)
    with pytest.raises(IntegrityError), transaction.atomic():
        JuryMember.objects.filter(pk=member.pk).update(organisation_key="tanz")


def test_ties_share_a_rank_and_abstentions_count_for_nothing(
    own: Desk, meeting: JuryMeeting
) -> None:
    first, second, third, none = (own.checked(name=name) for name in ("A", "B", "C", "D"))
    one, two = seated(own, meeting, own.carrier), guest(own, meeting, "Ada Muster")
    for case, points in ((first, 8), (second, 6), (third, 3), (none, None)):
        vote(one, case, points, own.carrier)
    for case, points in ((first, None), (second, 10), (third, 4), (none, None)):
        vote(two, case, points, own.specialist)
    jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT)
    assert [fresh(each).rank for each in (first, second, third, none)] == [1, 1, 3, None]
    assert fresh(none).status == "checked"
    own.promise(second, {1: Decimal(1000)})


def test_after_the_closing_nobody_votes_signed_in_or_not(own: Desk, meeting: JuryMeeting) -> None:
    case = own.checked(name="Chor")
    member = seated(own, meeting, own.carrier)
    vote(member, case, 5, own.carrier)
    jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT)
    late = own.checked(name="Tanz")
    for late_case in (case, late):
        with pytest.raises(StepRefused, match="Reihung steht fest"):
            vote(member, late_case, 10, own.carrier)
        database_refuses("forwarding_jury_closed", member, late_case, own.carrier)
    with pytest.raises(StepRefused, match="Reihung steht fest"):
        seated(own, meeting, own.head)


@pytest.fixture
def quorum_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A centre's rule: two members."""
    rules = jury_rules.jury_rules()
    stated = replace(rules, quorum=replace(rules.quorum, value=2, source="Geschäftsordnung"))
    monkeypatch.setattr(jury, "jury_rules", lambda: stated)


@pytest.mark.usefixtures("quorum_of_two")
def test_fewer_members_than_the_quorum_rank_nothing(own: Desk, meeting: JuryMeeting) -> None:
    case = own.checked(name="Chor")
    vote(seated(own, meeting, own.carrier), case, 5, own.carrier)
    guest(own, meeting, "Ada Muster")
    with pytest.raises(StepRefused, match=r"ab 2 Mitgliedern \(Geschäftsordnung\); .* haben 1\."):
        jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT)
    vote(meeting.members.get(name="Ada Muster"), case, None, own.specialist)
    jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT)


def test_without_a_source_there_is_no_quorum_and_it_is_unconfirmed() -> None:
    quorum = jury_rules.jury_rules().quorum
    assert (quorum.value, quorum.confirmed) == (None, False)


def test_the_first_screen_asks_until_every_case_is_settled(own: Desk, meeting: JuryMeeting) -> None:
    one, two = own.checked(name="Chor"), own.checked(name="Tanz")
    own.checked(name=own.call.centre.carrier.name)
    member = seated(own, meeting, own.carrier)
    standing = standing_of(own.carrier, on=AT.date())
    assert seats_to_vote(standing) == [member]
    vote(member, one, None, own.carrier)
    assert seats_to_vote(standing) == [member]
    jury.declare_bias(member=member, case=two, reason="Schwester", by=own.carrier, at=AT)
    assert seats_to_vote(standing) == []
