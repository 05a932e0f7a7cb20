"""Accepting an invitation: a link for one mailbox, once, seven days."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from drehscheibe.kernel.access.actions import Newcomer, Place, invite
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Invitation, Membership, Person
from tests import factories
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LONG = "Zug fährt abends nach Soest"


@pytest.fixture
def centre(db: None) -> Organisation:
    """The inviting centre."""
    return factories.organisation("KI Musterau", kind="centre")


def invited(centre: Organisation, email: str = "neu@example.org") -> str:
    """Invite somebody; the address of the page to accept at."""
    head = factories.person("head", of=centre)
    links: list[str] = []

    def link(token: str) -> str:
        links.append(f"/mitarbeit/konto/einladung/{token}/")
        return links[-1]

    place = Place(centre, "specialist", date(2026, 1, 1))
    invite(Newcomer("Ayla", "Brunnen", email), place, by=head, at=timezone.now(), link=link)
    return links[0]


def test_somebody_new_sets_a_password_and_signs_in(client: Client, centre: Organisation) -> None:
    page = client.get(invited(centre))
    assert_sound(page)
    assert "KI-Fachkraft" in page.content.decode()
    answer = client.post(page.wsgi_request.path, {"password": LONG, "again": LONG})
    assert answer["Location"] == "/mitarbeit/"
    account = Account.objects.get(email="neu@example.org")
    assert account.check_password(LONG)
    assert str(account.person) == "Ayla Brunnen"
    assert Membership.objects.get(person=account.person).role == "specialist"
    data = {"login": "neu@example.org", "password": LONG}
    assert client.post("/mitarbeit/konto/anmelden/", data)["Location"] == "/mitarbeit/"


def test_a_link_works_once(client: Client, centre: Organisation) -> None:
    link = invited(centre)
    client.post(link, {"password": LONG, "again": LONG})
    again = client.get(link)
    assert again.status_code == 404
    assert_sound(again)


def test_a_link_ends_after_seven_days(client: Client, centre: Organisation) -> None:
    link = invited(centre)
    Invitation.objects.update(expires_at=timezone.now())
    assert client.get(link).status_code == 404
    assert client.post(link, {"password": LONG, "again": LONG}).status_code == 404
    assert not Account.objects.filter(email="neu@example.org").exists()


def test_a_made_up_link_finds_nothing(client: Client) -> None:
    assert client.get("/mitarbeit/konto/einladung/erfunden/").status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("kurz", "kurz", "zu kurz"),
        ("passwortpasswort", "anderespasswort", "verschieden"),
        ("neu@example.org", "neu@example.org", "zu ähnlich"),
        ("", "", "Bitte füllen Sie"),
    ],
)
def test_a_weak_password_is_refused_at_its_field(
    client: Client, centre: Organisation, password: str, again: str, told: str
) -> None:
    page = client.post(invited(centre), {"password": password, "again": again})
    assert told in page.content.decode()
    assert "Passwort" not in page.content.decode(), "the house says Kennwort"
    assert_sound(page)
    assert not Account.objects.filter(email="neu@example.org").exists()


def test_who_has_an_account_signs_in_and_accepts(client: Client, centre: Organisation) -> None:
    member = factories.person("carrier", of=factories.organisation())
    link = invited(centre, email=member.account.email)
    page = client.get(link)
    assert_sound(page)
    assert "next=" in page.content.decode()
    browser = factories.client_of(member)
    assert browser.post(link)["Location"] == "/mitarbeit/"
    roles = set(Membership.objects.filter(person=member).values_list("role", flat=True))
    assert roles == {"carrier", "specialist"}
    assert Person.objects.filter(family_name="Brunnen").count() == 0


def test_somebody_else_cannot_accept_it(centre: Organisation) -> None:
    member = factories.person("carrier", of=factories.organisation())
    link = invited(centre, email=member.account.email)
    other = factories.client_of(factories.person("specialist", of=centre))
    page = other.post(link)
    assert "anderen Konto" in page.content.decode()
    assert Membership.objects.filter(person=member).count() == 1


def test_the_token_is_not_in_the_database(centre: Organisation) -> None:
    token = invited(centre).rsplit("/", 2)[1]
    assert token not in str(list(Invitation.objects.values()))
