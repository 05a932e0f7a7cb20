"""Sign-in at an organisation's own OpenID provider, against a real one."""

import html
import re
from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from drehscheibe.kernel.access.models import Admission, IdentityProvider
from drehscheibe.kernel.access.providers import Service, register_provider, switch_provider
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Membership, Person
from tests import factories
from tests.doors.staff.sign_in.openid_provider import OpenIdProvider, asked
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LOGIN = "/mitarbeit/konto/anmelden/"
OFF = "/mitarbeit/konto/anbieter/kreis-b/"


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdProvider]:
    """The sign-in service of Kreis B."""
    running = OpenIdProvider()
    yield running
    running.kill()


@pytest.fixture
def kreis_b(db: None) -> Organisation:
    """The organisation it speaks for."""
    return factories.organisation("Kreis B", kind="carrier")


@pytest.fixture
def service(provider: OpenIdProvider, kreis_b: Organisation) -> IdentityProvider:
    """How we know the service."""
    told = Service("kreis-b", "Kreis B", provider.issuer, "drehscheibe", "geheim")
    return register_provider(told, organisation=kreis_b, by=None, at=timezone.now())


def way_there(browser: Client, address: str = OFF, **data: str) -> str:
    """Press the button; the link that leads away."""
    page = browser.post(address, data)
    assert page.status_code == 200, page
    assert_sound(page)
    link = re.search(r'href="(http://localhost:[^"]+)"', page.content.decode())
    assert link is not None
    return html.unescape(link[1])


def linked(service: IdentityProvider, subject: str, role: str = "carrier") -> Person:
    """A member of Kreis B who is known to the service."""
    person = factories.person(role, of=service.organisation, password=True)
    SocialAccount.objects.create(user=person.account, provider=service.slug, uid=subject)
    return person


def test_item_7_the_request_has_pkce_nonce_and_nothing_from_the_address_bar(
    client: Client, service: IdentityProvider
) -> None:
    said = asked(way_there(client, OFF + "?scope=admin&auth_params=acr_values%3D0"))
    assert said["code_challenge_method"] == "S256"
    assert said["response_type"] == "code"
    assert len(said["nonce"]) > 20
    assert set(said["scope"].split()) == {"openid", "profile", "email"}
    assert "acr_values" not in said


def test_looking_at_the_page_leads_nowhere(client: Client, service: IdentityProvider) -> None:
    page = client.get(OFF)
    assert page.status_code == 200
    assert_sound(page)
    assert "Kreis B" in client.get(LOGIN).content.decode()


def test_a_known_subject_signs_in_and_the_factor_is_still_asked(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    person = linked(service, "s-1")
    back = provider.agree(way_there(client, next="/mitarbeit/personen/"), "s-1")
    assert client.get(back)["Location"] == "/mitarbeit/personen/"
    assert client.get("/mitarbeit/")["Location"] == "/mitarbeit/konto/zweiter-faktor/"
    entry = Entry.objects.get(act="people.account.sign_in")
    assert (entry.by, entry.detail) == (person, {"methods": ["socialaccount"]})
    assert SocialAccount.objects.get().extra_data == {}


def test_attack_20_an_asserted_address_links_to_nobody(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    """Kreis B's service says somebody has the address of a person of Kreis A."""
    victim = factories.person("head", of=factories.organisation("KI A", kind="centre"))
    email = victim.account.email
    provider.knows("s-2", email=email, given_name="Eva", family_name="Böse", email_verified="1")
    answer = client.get(provider.agree(way_there(client), "s-2"))
    assert answer["Location"] == "/mitarbeit/konto/wartet/"
    assert client.get("/mitarbeit/").status_code == 302
    assert not SocialAccount.objects.filter(user=victim.account).exists()
    stranger = Admission.objects.get().account
    assert stranger != victim.account
    assert not stranger.is_active
    assert stranger.email != email
    assert (str(stranger.person), stranger.person.email) == ("Eva Böse", email)


def test_a_stranger_waits_until_somebody_gives_a_role(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    provider.knows("s-3", email="neu@kreis-b.example", given_name="Ayla", family_name="Brunnen")
    client.get(provider.agree(way_there(client), "s-3"))
    again = client.get(provider.agree(way_there(client), "s-3"))
    assert again["Location"] == "/mitarbeit/konto/wartet/"
    assert Admission.objects.count() == 1, "the second try does not make a second person"

    boss = factories.client_of(factories.person("carrier", of=service.organisation))
    page = f"/mitarbeit/personen/wartende/{Admission.objects.get().pk}/"
    assert page in boss.get("/mitarbeit/").content.decode()
    assert page in boss.get("/mitarbeit/personen/").content.decode()
    assert_sound(boss.get(page))
    data = {"place": f"{service.organisation.pk}:carrier", "valid_from": "01.01.2026"}
    assert boss.post(page, data)["Location"] == "/mitarbeit/personen/"

    assert client.get(provider.agree(way_there(client), "s-3"))["Location"] == "/mitarbeit/"
    account = Account.objects.get(email="neu@kreis-b.example")
    assert Membership.objects.get(person=account.person).role == "carrier"


def test_a_stranger_is_nobody_else_s_to_admit(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    client.get(provider.agree(way_there(client), "s-4"))
    other = factories.client_of(factories.person("carrier", of=factories.organisation("Kreis C")))
    page = f"/mitarbeit/personen/wartende/{Admission.objects.get().pk}/"
    assert other.get(page).status_code == 404
    assert other.post(page).status_code == 404


def test_the_issuer_opens_its_own_organisation_only(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    """Who also acts for another organisation cannot be signed in by this one's service."""
    person = linked(service, "s-5")
    Membership.objects.create(
        person=person, organisation=factories.organisation("KI A", kind="centre"),
        role="head", valid_from="2026-01-01",
    )  # fmt: skip
    answer = client.get(provider.agree(way_there(client), "s-5"))
    assert answer.status_code == 401
    assert_sound(answer)
    assert client.get("/mitarbeit/").status_code == 302


def test_the_parts_of_the_organisation_count_as_its_own(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    centre = factories.organisation("KI B", kind="centre", parent=service.organisation)
    person = factories.person("specialist", of=centre)
    SocialAccount.objects.create(user=person.account, provider="kreis-b", uid="s-6")
    assert client.get(provider.agree(way_there(client), "s-6"))["Location"] == "/mitarbeit/"
    assert client.get("/mitarbeit/").status_code == 200


def test_a_member_connects_the_service_to_the_own_account(
    service: IdentityProvider, provider: OpenIdProvider
) -> None:
    person = factories.person("carrier", of=service.organisation)
    browser = factories.client_of(person)
    assert "verbinden" in browser.get("/mitarbeit/konto/").content.decode()
    back = provider.agree(way_there(browser, process="connect"), "s-7")
    assert browser.get(back)["Location"] == "/mitarbeit/konto/"
    assert SocialAccount.objects.get(uid="s-7").user == person.account
    assert "people.account.connect_provider" in Entry.objects.values_list("act", flat=True)


def test_a_stranger_to_the_organisation_cannot_connect(
    service: IdentityProvider, provider: OpenIdProvider
) -> None:
    person = factories.person("carrier", of=factories.organisation("Kreis A"))
    browser = factories.client_of(person)
    back = provider.agree(way_there(browser, process="connect"), "s-8")
    assert browser.get(back).status_code == 401
    assert not SocialAccount.objects.exists()


def test_attack_19_a_token_for_another_request_is_refused(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    linked(service, "s-9")
    back = provider.agree(way_there(client), "s-9")
    session = client.session
    states = session["socialaccount_states"]
    for state in states.values():
        state[0]["nonce"] = "another"
    session["socialaccount_states"] = states
    session.save()
    answer = client.get(back)
    assert answer.status_code == 401
    assert_sound(answer)
    assert Entry.objects.filter(act="access.provider.refuse").exists()


def test_attack_19_a_code_is_good_once(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    linked(service, "s-10", role="carrier")
    back = provider.agree(way_there(client), "s-10")
    assert client.get(back).status_code == 302
    client.post("/mitarbeit/konto/abmelden/")
    assert client.get(back).status_code == 401
    other = Client()
    assert other.get(back).status_code == 401, "another browser has no such state"


def test_attack_19_answers_of_two_providers_are_not_mixed_up(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    linked(service, "s-11")
    other = Service("kreis-c", "Kreis C", "https://sso.kreis-c.example", "drehscheibe", "x")
    register_provider(
        other, organisation=factories.organisation("Kreis C"), by=None, at=timezone.now()
    )
    back = provider.agree(way_there(client), "s-11")
    assert client.get(back.replace("kreis-b", "kreis-c")).status_code == 401
    assert client.get(f"{back}&iss=https://sso.kreis-c.example").status_code == 401


def test_attack_19_a_provider_that_calls_itself_otherwise_is_not_used(
    client: Client, service: IdentityProvider
) -> None:
    IdentityProvider.objects.update(issuer=service.issuer + "/")
    answer = client.post(OFF)
    assert answer.status_code == 503
    assert_sound(answer)


def test_a_service_out_of_operation_does_not_exist(
    client: Client, service: IdentityProvider
) -> None:
    switch_provider(service, is_active=False, local_sign_in=True, by=None, at=timezone.now())
    assert client.get(OFF).status_code == 404
    assert client.get("/mitarbeit/konto/anbieter/erfunden/").status_code == 404


def test_item_10_with_the_provider_dead_the_password_opens_the_same_account(
    client: Client, kreis_b: Organisation
) -> None:
    doomed = OpenIdProvider()
    told = Service("kreis-b", "Kreis B", doomed.issuer, "drehscheibe", "geheim")
    service = register_provider(told, organisation=kreis_b, by=None, at=timezone.now())
    person = linked(service, "s-12", role="carrier")
    back = doomed.agree(way_there(client), "s-12")
    doomed.kill()
    for answer in (client.get(back), Client().post(OFF)):
        assert answer.status_code in (401, 503)
        assert_sound(answer)
    data = {"login": person.account.email, "password": factories.PASSWORD}
    assert client.post(LOGIN, data)["Location"] == "/mitarbeit/"
    assert Entry.objects.filter(act="people.account.sign_in", by=person).count() == 1


def test_item_10_an_organisation_may_switch_passwords_off_and_on_again(
    client: Client, service: IdentityProvider
) -> None:
    person = linked(service, "s-13")
    switch_provider(service, is_active=True, local_sign_in=False, by=None, at=timezone.now())
    data = {"login": person.account.email, "password": factories.PASSWORD}
    refused = client.post(LOGIN, data)
    assert refused.status_code == 403
    assert_sound(refused)
    assert client.get("/mitarbeit/").status_code == 302
    switch_provider(service, is_active=True, local_sign_in=True, by=None, at=timezone.now())
    assert client.post(LOGIN, data)["Location"] == "/mitarbeit/"


def test_who_knows_no_password_can_still_set_up_a_second_factor(
    client: Client, service: IdentityProvider, provider: OpenIdProvider
) -> None:
    person = linked(service, "s-14")
    Account.objects.filter(person=person).update(password="!")
    client.get(provider.agree(way_there(client), "s-14"))
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()
    assert client.get("/mitarbeit/konto/zweiter-faktor/app/einrichten/").status_code == 200


def test_the_secret_is_not_readable_in_the_database(service: IdentityProvider) -> None:
    assert "geheim" not in service.client_secret_sealed
