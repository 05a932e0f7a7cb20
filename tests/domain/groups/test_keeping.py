"""A living group changes: its charter, who chairs it; those concerned are told once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from drehscheibe.domain.groups.actions import (
    Seat,
    add_member,
    answer_request,
    ask_to_join,
    end_membership,
)
from drehscheibe.domain.groups.keeping import change_charter, change_function, charter_of
from drehscheibe.domain.groups.leading import leads
from drehscheibe.domain.groups.models import Function, GroupMembership, JoinRequest
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.domain.groups.selectors import past_members_of, requests_to_answer
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.groups.test_membership import founded

pytestmark = pytest.mark.django_db


def test_the_charter_changes_but_not_kind_and_beginning(noon: datetime) -> None:
    group, chair = founded(noon)
    wanted = replace(charter_of(group), name="Sport", kind="heads", starts_on=date(2020, 1, 1))
    changed = change_charter(group=group, charter=wanted, by=chair, at=noon)
    assert (changed.name, changed.kind, changed.starts_on) == ("Sport", "experts", noon.date())
    early = replace(wanted, ends_on=noon.date() - timedelta(days=1))
    with pytest.raises(GroupRefused, match="vor dem Anfang"):
        change_charter(group=group, charter=early, by=chair, at=noon)
    stranger = factories.person(of=factories.organisation("KI Soest", "centre"))
    with pytest.raises(GroupRefused, match="nur Leitung"):
        change_charter(group=group, charter=wanted, by=stranger, at=noon)


def test_the_chair_is_handed_over_and_what_was_stays_readable(noon: datetime) -> None:
    group, chair = founded(noon)
    soest = factories.organisation("KI Soest", "centre")
    head, deputy = factories.person("head", of=soest), factories.person(of=soest)
    member = add_member(group=group, seat=Seat(head, soest, noon.date()), by=chair, at=noon)
    seat = Seat(deputy, soest, noon.date(), Function.DEPUTY, member)
    stands_in = add_member(group=group, seat=seat, by=chair, at=noon)
    later = noon + timedelta(days=30)
    with pytest.raises(GroupRefused, match="neue Leitung"):
        change_function(
            membership=group.memberships.get(person=chair), function="member", by=chair, at=later
        )
    new = change_function(membership=member, function="chair", by=chair, at=later)
    stands_in.refresh_from_db()
    assert stands_in.deputy_for == new
    assert leads(head, group, on=later.date())
    assert leads(deputy, group, on=later.date())  # stands in for the chair
    assert not leads(head, group, on=noon.date())
    before = past_members_of(group, standing_of(head, on=later.date()))
    assert [(each.function, each.until) for each in before] == [
        ("member", later.date() - timedelta(days=1))
    ]
    outsider = factories.person(of=factories.organisation("KI Bonn", "centre"))
    assert not past_members_of(group, standing_of(outsider, on=later.date())).exists()
    with pytest.raises(GroupRefused, match="eigenen Mitgliedschaft"):
        change_function(membership=stands_in, function="chair", by=head, at=later)


def test_a_membership_does_not_end_before_it_began(noon: datetime) -> None:
    """Refused in words; it was a fault of the database before."""
    group, chair = founded(noon)
    soest = factories.organisation("KI Soest", "centre")
    seat = Seat(factories.person(of=soest), soest, noon.date())
    member = add_member(group=group, seat=seat, by=chair, at=noon)
    before = noon.date() - timedelta(days=1)
    with pytest.raises(GroupRefused, match="vor dem Anfang"):
        end_membership(membership=member, last_day=before, by=chair, at=noon)


def test_who_asks_and_who_decides_are_told_once(noon: datetime) -> None:
    group, chair = founded(noon, joining="request")
    soest = factories.organisation("KI Soest", "centre")
    first, second = factories.person(of=soest), factories.person(of=soest)
    for person in (first, first, second):
        ask_to_join(group=group, organisation=soest, message="", by=person, at=noon)
    own = standing_of(chair, on=noon.date())
    assert requests_to_answer(group, own).count() == 2
    assert not requests_to_answer(group, standing_of(first, on=noon.date())).exists()
    for person, accept in ((first, True), (second, False)):
        asked = JoinRequest.objects.get(person=person)
        answer_request(request=asked, accept=accept, by=chair, at=noon)
    with pytest.raises(GroupRefused, match="gehören schon"):
        ask_to_join(group=group, organisation=soest, message="", by=first, at=noon)
    of_groups = OutboxMail.objects.filter(key__startswith="groups.")
    told = [of_groups.filter(to=each.email).count() for each in (chair, first, second)]
    assert told == [2, 1, 1]
    assert GroupMembership.objects.filter(group=group).count() == 2
    names = [group.name, first.family_name, second.family_name]
    for mail in OutboxMail.objects.all():
        assert not any(name in mail.subject + mail.text for name in names)
