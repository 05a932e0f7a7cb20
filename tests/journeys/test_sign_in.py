"""Signing in with a real browser: code, security key, text that survives."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from drehscheibe.kernel.access.demonstration import demonstration_secret
from drehscheibe.kernel.access.models import Session
from drehscheibe.kernel.people.models import Membership, Person
from tests import factories
from tests.doors.staff.sign_in.conftest import code_of
from tests.journeys.axe import findings
from tests.journeys.conftest import Server, visit

pytestmark = pytest.mark.journey


@pytest.fixture
def head(transactional_db: None) -> Person:
    """Somebody whose role demands a second factor, with an app."""
    from allauth.mfa.totp.internal.auth import TOTP

    centre = factories.organisation("KI Musterau", kind="centre")
    person = factories.person("head", of=centre, password=True)
    TOTP.activate(person.account, demonstration_secret(person.account.email))
    return person


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A visitor."""
    page = visit(browser, server)
    yield page
    page.context.close()


def give_password(page: Page, person: Person) -> None:
    """Address and password."""
    page.get_by_label("E-Mail-Adresse").fill(person.account.email)
    page.get_by_label("Kennwort", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Anmelden").click()


def give_code(page: Page, person: Person, *, steps: int = 0) -> None:
    """The code of the app."""
    secret = demonstration_secret(person.account.email)
    page.get_by_label("Code").fill(code_of(secret, steps=steps))
    page.get_by_role("button", name="Anmelden").click()


@pytest.mark.parametrize("script", [True, False])
def test_password_and_code_lead_to_the_page_wanted(
    browser: Browser, server: Server, head: Person, script: bool
) -> None:
    page = visit(browser, server, script=script, width=320)
    page.goto("/mitarbeit/personen/")
    give_password(page, head)
    give_code(page, head)
    assert page.get_by_role("heading", level=1).inner_text() == "Personen"
    page.context.close()


def test_a_security_key_is_set_up_and_opens(page: Page, head: Person) -> None:
    """Item 9, with the browser's virtual authenticator."""
    control = page.context.new_cdp_session(page)
    control.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True,
           "hasUserVerification": True, "isUserVerified": True}  # fmt: skip
    control.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.goto("/mitarbeit/konto/zweiter-faktor/schluessel/")
    give_password(page, head)
    give_code(page, head)
    page.get_by_role("link", name="Schlüssel einrichten").click()
    page.get_by_label("Name des Schlüssels").fill("Schlüsselbund")
    page.get_by_role("button", name="Weiter zum Schlüssel").click()
    page.get_by_text("Der Sicherheitsschlüssel ist eingerichtet.").wait_for()
    page.get_by_role("button", name="Abmelden").click()
    page.goto("/mitarbeit/")
    give_password(page, head)
    page.get_by_role("button", name="Schlüssel benutzen").click()
    page.get_by_role("heading", name="Übersicht", level=1).wait_for()


def test_a_session_ends_while_somebody_types(page: Page, head: Person) -> None:
    page.goto("/mitarbeit/personen/einladen/")
    give_password(page, head)
    give_code(page, head)
    page.get_by_label("Nachname").fill("Brunnen-Öztürk")
    page.get_by_label("E-Mail-Adresse").fill("neu@example.org")
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    page.get_by_role("button", name="Einladung senden").click()
    page.get_by_text("Ihre Eingaben sind aufbewahrt").wait_for()
    give_password(page, head)
    give_code(page, head, steps=1)
    page.get_by_role("button", name="Eingaben absenden").click()
    assert page.get_by_label("Nachname").input_value() == "Brunnen-Öztürk"
    assert page.get_by_label("E-Mail-Adresse").input_value() == "neu@example.org"


def test_attack_17_an_open_tab_closes_with_the_role(page: Page, head: Person) -> None:
    page.goto("/mitarbeit/")
    give_password(page, head)
    give_code(page, head)
    page.get_by_role("heading", name="Übersicht", level=1).wait_for()
    Membership.objects.update(withdrawn_at=timezone.now())
    page.reload()
    assert "Übersicht" not in page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("address", ["anmelden/", "kennwort/vergessen/", "wartet/"])
def test_the_pages_before_signing_in_are_accessible(
    browser: Browser, server: Server, address: str
) -> None:
    page = visit(browser, server)
    page.goto(f"/mitarbeit/konto/{address}")
    assert findings(page) == []
    page.context.close()
