"""A session ends while somebody types: the text survives signing in again, for them alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from drehscheibe.kernel.access import held_inputs
from drehscheibe.kernel.access.models import HeldInput, Session
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.pages import assert_sound

LOGIN = "/mitarbeit/konto/anmelden/"
PAGE = "/mitarbeit/personen/einladen/"
TYPED = {"family_name": "Öztürk <b>", "note": "eine\r\nlange Zeile", "choice": ["a", "b"]}

pytestmark = pytest.mark.django_db


def expired(browser: Client) -> Client:
    """The same browser eleven hours later."""
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    return browser


def signed_in_again(browser: Client, person: Person, to: str) -> str:
    """Sign in with the password; where that leads."""
    data = {"login": person.account.email, "password": factories.PASSWORD, "next": to}
    return str(browser.post(LOGIN, data)["Location"])


def held_address(answer_location: str) -> str:
    """The address in `next`."""
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(answer_location).query)["next"][0]


def test_what_was_typed_is_there_after_signing_in_again(specialist: Person) -> None:
    browser = expired(factories.client_of(specialist))
    answer = browser.post(PAGE, TYPED)
    assert answer["Location"].startswith(LOGIN)
    back = held_address(answer["Location"])
    assert "aufbewahrt" in browser.get(answer["Location"]).content.decode()
    specialist.account.authenticator_set.all().delete()  # type: ignore[attr-defined]
    assert signed_in_again(browser, specialist, back) == back
    page = browser.get(back)
    assert_sound(page)
    text = page.content.decode()
    assert f'action="{PAGE}"' in text
    assert 'name="family_name" value="Öztürk &lt;b&gt;"' in text
    assert 'name="note" value="eine\r\nlange Zeile"' in text
    assert text.count('name="choice"') == 2
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_nothing_readable_is_kept(specialist: Person) -> None:
    expired(factories.client_of(specialist)).post(PAGE, TYPED)
    kept = HeldInput.objects.get()
    assert "ztürk" not in kept.sealed


def test_somebody_else_at_the_same_browser_does_not_find_it(
    specialist: Person, head: Person
) -> None:
    browser = expired(factories.client_of(specialist))
    back = held_address(browser.post(PAGE, TYPED)["Location"])
    assert factories.client_of(head).get(back).status_code == 404
    assert Client().get(back).status_code == 302


def test_it_is_kept_for_two_hours(specialist: Person) -> None:
    browser = expired(factories.client_of(specialist))
    back = held_address(browser.post(PAGE, TYPED)["Location"])
    HeldInput.objects.update(expires_at=timezone.now())
    assert factories.client_of(specialist).get(back).status_code == 404


def test_it_can_be_thrown_away(specialist: Person) -> None:
    browser = expired(factories.client_of(specialist))
    back = held_address(browser.post(PAGE, TYPED)["Location"])
    again = factories.client_of(specialist)
    assert again.post(back)["Location"] == "/mitarbeit/"
    assert not HeldInput.objects.exists()


def test_a_stranger_without_a_session_fills_nothing(client: Client) -> None:
    answer = client.post(PAGE, TYPED)
    assert answer.status_code == 401
    assert_sound(answer)
    text = answer.content.decode()
    assert "Öztürk &lt;b&gt;" in text, "shown again for copying"
    assert not HeldInput.objects.exists()


def test_a_huge_form_is_shown_not_kept(specialist: Person) -> None:
    browser = expired(factories.client_of(specialist))
    assert browser.post(PAGE, {"text": "x" * held_inputs.AT_MOST}).status_code == 401
    assert not HeldInput.objects.exists()


def test_one_account_keeps_a_limited_number(specialist: Person, noon: object) -> None:
    at = timezone.now()
    for number in range(held_inputs.FORMS_EACH + 5):
        typed = held_inputs.Typed(PAGE, {"n": [str(number)]})
        held_inputs.hold(typed, account=specialist.account, at=at + timedelta(seconds=number))
    assert HeldInput.objects.count() == held_inputs.FORMS_EACH


def test_htmx_is_led_to_the_whole_page(specialist: Person) -> None:
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/mitarbeit/personen/?seite=2"}
    answer = Client().get("/mitarbeit/personen/", headers=htmx)
    assert answer.status_code == 204
    assert held_address(answer["HX-Redirect"]) == "/mitarbeit/personen/?seite=2"
    saving = expired(factories.client_of(specialist)).post(PAGE, TYPED, headers=htmx)
    assert "/fortsetzen/" in held_address(saving["HX-Redirect"])


def test_a_form_from_before_signing_in_again_offers_its_text(specialist: Person) -> None:
    """Signed in again in another tab: the token of the old form no longer fits."""
    browser = factories.client_of(specialist)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(PAGE, TYPED, headers={"Origin": "http://testserver"})
    assert answer.status_code == 403
    assert_sound(answer)
    assert "Öztürk &lt;b&gt;" in answer.content.decode()
    assert not HeldInput.objects.exists()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_attack_18_a_stranger_s_form_is_not_handed_back(
    specialist: Person, origin: str | None
) -> None:
    browser = factories.client_of(specialist)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(PAGE, TYPED, headers={"Origin": origin} if origin else None)
    assert answer.status_code == 403
    assert "ztürk" not in answer.content.decode()


def test_p2_nothing_of_the_workspace_is_stored_by_browsers(specialist: Person) -> None:
    page = factories.client_of(specialist).get("/mitarbeit/")
    assert "no-store" in page["Cache-Control"]
