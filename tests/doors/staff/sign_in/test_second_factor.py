"""The second factor: demanded where a role decides or exports, good once, not to be removed."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from drehscheibe.kernel.access.models import Session
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Account, Person
from tests import factories
from tests.doors.staff.sign_in.conftest import code_of, give_app
from tests.pages import assert_sound

LOGIN = "/mitarbeit/konto/anmelden/"
CODE = "/mitarbeit/konto/zweiter-faktor/code/"
SET_UP = "/mitarbeit/konto/zweiter-faktor/"
APP = "/mitarbeit/konto/zweiter-faktor/app/einrichten/"

pytestmark = pytest.mark.django_db


def password(client: Client, account: Account, **more: str) -> str:
    """Send address and password; where it leads."""
    data = {"login": account.email, "password": factories.PASSWORD, **more}
    return str(client.post(LOGIN, data)["Location"])


def test_who_decides_sets_up_a_second_factor_before_anything_else(
    client: Client, head: Person
) -> None:
    assert password(client, head.account) == "/mitarbeit/"
    for page in ("/mitarbeit/", "/mitarbeit/personen/", "/mitarbeit/berechtigungen/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, SET_UP)
    assert "zweiten Faktor" in client.get(SET_UP).content.decode()


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_counts_for_the_running_session(client: Client, head: Person) -> None:
    password(client, head.account)
    assert_sound(client.get(APP))
    secret = re.search(r"<bdi>([A-Z2-7]{32})</bdi>", client.get(APP).content.decode())
    assert secret is not None
    answer = client.post(APP, {"code": code_of(secret[1])})
    assert answer["Location"].endswith("/ersatzcodes/")
    codes = client.get(answer["Location"])
    assert_sound(codes)
    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    assert client.get("/mitarbeit/").status_code == 200
    assert "people.account.add_totp" in Entry.objects.values_list("act", flat=True)
    assert OutboxMail.objects.filter(to=head.account.email).count() == 1


def test_password_and_code_lead_to_the_page_wanted(client: Client, head: Person) -> None:
    secret = give_app(head.account)
    assert password(client, head.account, next="/mitarbeit/personen/") == CODE
    assert client.get("/mitarbeit/").status_code == 302, "the password alone opens nothing"
    assert_sound(client.get(CODE))
    answer = client.post(CODE, {"code": code_of(secret)})
    assert answer["Location"] == "/mitarbeit/personen/"
    assert client.get("/mitarbeit/personen/").status_code == 200
    assert Entry.objects.order_by("id").last().detail == {"methods": ["password", "totp"]}  # type: ignore[union-attr]


def test_a_code_is_good_once_on_every_worker(head: Person) -> None:
    from django.core.cache import cache

    secret = give_app(head.account)
    code = code_of(secret)
    first, second = Client(), Client()
    for browser in (first, second):
        password(browser, head.account)
    assert first.post(CODE, {"code": code}).status_code == 302
    cache.clear()  # another worker has its own
    again = second.post(CODE, {"code": code})
    assert "schon benutzt" in again.content.decode()
    assert second.post(CODE, {"code": code_of(secret, steps=1)}).status_code == 302


def test_a_wrong_code_is_refused_and_recorded(client: Client, head: Person) -> None:
    secret = give_app(head.account)
    password(client, head.account)
    wrong = f"{(int(code_of(secret)) + 7) % 1_000_000:06}"
    page = client.post(CODE, {"code": wrong})
    assert page.status_code == 200
    assert "Der Code stimmt nicht" in page.content.decode()
    entry = Entry.objects.order_by("id").last()
    assert entry is not None
    assert entry.act == "people.account.second_factor_refused"
    assert entry.about_id == str(head.account.pk)


def test_guessing_codes_is_slowed(client: Client, head: Person) -> None:
    secret = give_app(head.account)
    password(client, head.account)
    wrong = f"{(int(code_of(secret)) + 7) % 1_000_000:06}"
    pages = [client.post(CODE, {"code": wrong}).content.decode() for _ in range(11)]
    assert "Zu viele Versuche" in pages[-1]


def test_a_recovery_code_opens_once(client: Client, head: Person) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    give_app(head.account)
    code = RecoveryCodes.activate(head.account).generate_codes()[0]
    password(client, head.account)
    assert client.post(CODE, {"code": code}).status_code == 302
    other = Client()
    password(other, head.account)
    assert other.post(CODE, {"code": code}).status_code == 200


def test_a_session_without_the_factor_is_asked_for_it(client: Client, head: Person) -> None:
    """The factor was set up elsewhere; this session has not proved it."""
    password(client, head.account)
    secret = give_app(head.account)
    answer = client.get("/mitarbeit/personen/")
    assert answer["Location"].startswith("/mitarbeit/konto/zweiter-faktor/bestaetigen/?next=")
    assert_sound(client.get(answer["Location"]))
    data = {"code": code_of(secret), "next": "/mitarbeit/personen/"}
    assert client.post(SET_UP + "bestaetigen/", data)["Location"] == "/mitarbeit/personen/"
    assert client.get("/mitarbeit/personen/").status_code == 200


def test_a_factor_that_was_removed_no_longer_counts(client: Client, head: Person) -> None:
    browser = factories.client_of(head)
    assert browser.get("/mitarbeit/").status_code == 200
    Authenticator.objects.all().delete()
    assert browser.get("/mitarbeit/")["Location"] == SET_UP


def test_the_last_factor_a_role_demands_cannot_be_removed(head: Person) -> None:
    browser = factories.client_of(head)
    page = browser.post("/mitarbeit/konto/zweiter-faktor/app/entfernen/")
    assert "verlangt einen zweiten Faktor" in page.content.decode()
    assert Authenticator.objects.filter(user=head.account).exists()


def test_changing_protection_asks_again_after_a_while(specialist: Person) -> None:
    browser = factories.client_of(specialist)
    assert browser.get(SET_UP + "ersatzcodes/neu/").status_code == 200
    session = browser.session
    for each in session["account_authentication_methods"]:
        each["at"] -= timedelta(minutes=16).total_seconds()
    session.save()
    answer = browser.get(SET_UP + "ersatzcodes/neu/")
    assert answer.status_code == 302
    assert "bestaetigen" in answer["Location"]


def test_secrets_are_not_readable_in_the_database(head: Person) -> None:
    secret = give_app(head.account)
    kept = Authenticator.objects.get(user=head.account).data["secret"]
    assert secret not in kept


def test_a_security_key_is_offered_without_inline_script(head: Person) -> None:
    browser = factories.client_of(head)
    page = browser.get("/mitarbeit/konto/zweiter-faktor/schluessel/neu/")
    assert_sound(page)
    text = page.content.decode()
    assert "data-security-key" in text
    assert not re.search(r"<script(?![^>]*src=)", text)


@pytest.mark.parametrize(
    "page",
    ["", "zweiter-faktor/", "zweiter-faktor/ersatzcodes/neu/", "zweiter-faktor/schluessel/",
     "kennwort/aendern/", "kennwort/setzen/", "zweiter-faktor/app/entfernen/"],
)  # fmt: skip
def test_the_pages_of_the_account_are_sound(head: Person, page: str) -> None:
    browser = factories.client_of(head)
    answer = browser.get(f"/mitarbeit/konto/{page}", follow=True)
    assert answer.status_code == 200
    assert_sound(answer)


@pytest.mark.parametrize("page", ["anmelden/", "kennwort/vergessen/", "wartet/", "abmelden/"])
def test_the_pages_before_signing_in_are_sound(client: Client, page: str) -> None:
    assert_sound(client.get(f"/mitarbeit/konto/{page}", follow=True))


def test_sessions_know_whose_they_are(client: Client, specialist: Person) -> None:
    password(client, specialist.account)
    assert Session.objects.get(account__isnull=False).account == specialist.account
