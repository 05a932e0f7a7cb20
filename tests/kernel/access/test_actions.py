"""Giving and taking roles, apart from pages."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from drehscheibe.kernel.access import actions
from drehscheibe.kernel.access.actions import AccessRefused, Newcomer, Place
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Invitation, Membership, Person
from tests import factories

NEW = Newcomer("Ayla", "Brunnen", "Neu@example.org")


@pytest.fixture
def centre(db: None) -> Organisation:
    """A centre."""
    return factories.organisation("KI Musterau", kind="centre")


def invited(centre: Organisation, at: datetime, role: str = "specialist") -> Invitation:
    """An open invitation."""
    head = factories.person("head", of=centre)
    place = Place(centre, role, day_of(at))
    return actions.invite(NEW, place, by=head, at=at, link=lambda token: f"/x/{token}/")


@pytest.mark.django_db
def test_accepting_creates_person_account_and_membership(
    centre: Organisation, noon: datetime
) -> None:
    invitation = invited(centre, noon)
    account = actions.accept_as_newcomer(invitation, password="x" * 14, at=noon)
    membership = Membership.objects.get(person=account.person)
    assert (membership.organisation, membership.role) == (centre, "specialist")
    assert account.email == "neu@example.org"
    assert list(Entry.objects.values_list("act", flat=True)) == [
        "access.invitation.create",
        "access.invitation.accept",
    ]


@pytest.mark.django_db
def test_an_invitation_is_open_for_seven_days(centre: Organisation, noon: datetime) -> None:
    invitation = invited(centre, noon)
    assert invitation.is_open(noon + timedelta(days=7) - timedelta(seconds=1))
    late = noon + timedelta(days=7)
    with pytest.raises(AccessRefused):
        actions.accept_as_newcomer(invitation, password="x" * 14, at=late)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_make_one_account(noon: datetime) -> None:
    """Attack 11: a double click."""
    invitation = invited(factories.organisation("KI Musterau", kind="centre"), noon)

    def accept(_: int) -> bool:
        try:
            actions.accept_as_newcomer(invitation, password="x" * 14, at=noon)
        except AccessRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(accept, range(4))) == [False, False, False, True]
    assert Account.objects.filter(email="neu@example.org").count() == 1


@pytest.mark.django_db
def test_a_role_that_ended_yesterday_gives_no_right_to_invite(
    centre: Organisation, noon: datetime
) -> None:
    head = factories.person("head", of=centre)
    Membership.objects.filter(person=head).update(valid_to=noon.date() - timedelta(days=1))
    place = Place(centre, "specialist", noon.date())
    with pytest.raises(AccessRefused):
        actions.invite(NEW, place, by=head, at=noon, link=str)


@pytest.mark.django_db
def test_a_withdrawn_role_can_be_given_again_the_same_day(
    centre: Organisation, noon: datetime
) -> None:
    head = factories.person("head", of=centre)
    invitation = invited(centre, noon)
    account = actions.accept_as_newcomer(invitation, password="x" * 14, at=noon)
    role = Membership.objects.get(person=account.person)
    actions.withdraw_membership(role, by=head, at=noon)
    with pytest.raises(AccessRefused):
        actions.withdraw_membership(role, by=head, at=noon)
    place = Place(centre, "specialist", noon.date())
    newcomer = Newcomer("", "Brunnen", account.email)
    again = actions.invite(newcomer, place, by=head, at=noon, link=str)
    actions.accept_as_member(again, account=account, at=noon)
    assert Membership.objects.live(noon.date()).filter(person=account.person).count() == 1


@pytest.mark.django_db
def test_a_place_ends_after_it_begins(centre: Organisation, noon: datetime) -> None:
    head = factories.person("head", of=centre)
    place = Place(centre, "specialist", date(2022, 9, 14), date(2022, 9, 13))
    with pytest.raises(AccessRefused):
        actions.invite(NEW, place, by=head, at=noon, link=str)


@pytest.mark.django_db
def test_a_refused_invitation_leaves_nothing(centre: Organisation, noon: datetime) -> None:
    specialist = factories.person("specialist", of=centre)
    with pytest.raises(AccessRefused):
        actions.invite(
            NEW, Place(centre, "specialist", noon.date()), by=specialist, at=noon, link=str
        )
    assert not Invitation.objects.exists()
    assert not Entry.objects.exists()
    assert Person.objects.count() == 1
