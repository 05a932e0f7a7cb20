"""Founding, coming and going, standing in."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from drehscheibe.domain.groups.actions import (
    Charter,
    Seat,
    add_member,
    answer_request,
    ask_to_join,
    end_membership,
    found_group,
)
from drehscheibe.domain.groups.leading import leads
from drehscheibe.domain.groups.models import Function, Group, GroupMembership, JoinRequest
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.domain.groups.selectors import groups_for, members_of, own_groups
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories

pytestmark = pytest.mark.django_db


def founded(at: datetime, **rest: Any) -> tuple[Group, Person]:
    """A group of the coordinating office, and who chairs it."""
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    chair = factories.person("coordination", of=office)
    charter = Charter("Facharbeitskreis Sport", "experts", day_of(at), **rest)
    return found_group(charter=charter, host=office, by=chair, at=at), chair


def test_whoever_founds_chairs(noon: datetime) -> None:
    group, chair = founded(noon)
    assert leads(chair, group, on=noon.date())
    assert [each.function for each in group.memberships.all()] == ["chair"]
    with pytest.raises(GroupRefused, match="gibt es schon"):
        founded(noon)


def test_nobody_founds_for_another_house(noon: datetime) -> None:
    other = factories.organisation("Ministerium", "ministry")
    head = factories.person("head", of=factories.organisation("KI Soest", "centre"))
    charter = Charter("X", "experts", noon.date())
    with pytest.raises(GroupRefused, match="eigene Organisation"):
        found_group(charter=charter, host=other, by=head, at=noon)


def test_a_deputy_comes_from_the_same_house_and_leaves_with_the_principal(noon: datetime) -> None:
    group, chair = founded(noon)
    soest, bonn = (factories.organisation(f"KI {name}", "centre") for name in ("Soest", "Bonn"))
    head, deputy = factories.person("head", of=soest), factories.person(of=soest)
    add = partial(add_member, group=group, by=chair, at=noon)
    principal = add(seat=Seat(head, soest, noon.date()))
    wrong = Seat(deputy, bonn, noon.date(), Function.DEPUTY, principal)
    with pytest.raises(GroupRefused, match="derselben Organisation"):
        add(seat=wrong)
    stands_in = add(seat=Seat(deputy, soest, noon.date(), Function.DEPUTY, principal))
    with pytest.raises(GroupRefused, match="gehört schon"):
        add(seat=Seat(head, soest, noon.date()))
    end_membership(membership=principal, last_day=noon.date(), by=head, at=noon)
    stands_in.refresh_from_db()
    assert stands_in.until == noon.date()
    later = noon.date() + timedelta(days=1)
    assert not GroupMembership.objects.live(later).filter(person__in=[head, deputy]).exists()
    assert GroupMembership.objects.live(noon.date()).filter(person=head).exists()


def test_the_last_chair_does_not_leave_a_living_group(noon: datetime) -> None:
    group, chair = founded(noon)
    own = group.memberships.get()
    with pytest.raises(GroupRefused, match="neue Leitung"):
        end_membership(membership=own, last_day=noon.date(), by=chair, at=noon)


def test_joining_by_request_and_openly(noon: datetime) -> None:
    group, chair = founded(noon, joining="request")
    soest = factories.organisation("KI Soest", "centre")
    person = factories.person(of=soest)
    ask = partial(ask_to_join, group=group, message="", by=person, at=noon)
    with pytest.raises(GroupRefused, match="handeln nicht"):
        ask(organisation=factories.organisation("KI Bonn", "centre"))
    request = ask(organisation=soest)
    assert isinstance(request, JoinRequest)
    assert ask(organisation=soest) == request
    with pytest.raises(GroupRefused, match="nur Leitung"):
        answer_request(request=request, accept=True, by=person, at=noon)
    assert answer_request(request=request, accept=True, by=chair, at=noon) is not None
    with pytest.raises(GroupRefused, match="schon beantwortet"):
        answer_request(request=request, accept=False, by=chair, at=noon)
    assert list(own_groups(standing_of(person, on=noon.date()))) == [group]
    Group.objects.filter(pk=group.pk).update(joining="invite")
    group.refresh_from_db()
    with pytest.raises(GroupRefused, match="eingeladen"):
        ask(organisation=soest)


def test_a_group_for_members_alone_is_unknown_to_others(noon: datetime) -> None:
    group, chair = founded(noon, tier="group")
    stranger = factories.person(of=factories.organisation("KI Soest", "centre"))
    assert not groups_for(standing_of(stranger, on=noon.date())).exists()
    own = standing_of(chair, on=noon.date())
    assert list(groups_for(own)) == [group]
    assert members_of(group, own).count() == 1
    assert group.is_live(date(2030, 1, 1))
