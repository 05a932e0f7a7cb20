"""Typing an application by keyboard: neither Tab nor Enter takes a row away."""

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.journeys.conftest import Server, signed_in, visit

EDIT = "/mitarbeit/foerderung/antraege/KI-2027-05570-1/bearbeiten/"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def draft(browser: Browser, server: Server, *, script: bool) -> Page:
    """The form of the case with an open query."""
    page = signed_in(visit(browser, server, script=script), server, "fachkraft@warendorf.example")
    page.goto(EDIT)
    return page


def test_tab_from_the_last_field_to_the_remove_button_saves_and_removes_nothing(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    """htmx takes a focused button for a pressed one; a change is no press."""
    page = draft(browser, server, script=True)
    page.click("text=Sachausgabe hinzufügen")
    page.wait_for_url("**#material-1")
    page.fill("#material-1-amount", "1.200,50")
    with page.expect_response(lambda answer: answer.request.method == "POST") as saving:
        page.press("#material-1-amount", "Tab")
    assert saving.value.url.endswith("/bearbeiten/")
    expect(page.locator("#amounts")).to_contain_text("1.200,50")
    page.reload()
    assert page.input_value("#material-1-amount") == "1200,50"


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_enter_in_a_field_saves_and_removes_nothing(
    browser: Browser, server: Server, demonstrated: None, script: bool
) -> None:
    """Enter presses the first button of the form: it must not be „Stelle 1 entfernen“."""
    page = draft(browser, server, script=script)
    page.fill("#head_share", "0,9")
    page.press("#head_share", "Enter")
    page.wait_for_load_state("networkidle")
    page.goto(EDIT)
    assert page.input_value("#head_share") == "0,9"
    expect(page.locator("#posts-1-share")).to_have_count(1)


def test_a_press_on_save_waits_for_the_saving_on_its_way(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    """Else one's own saving would count as somebody else's change."""
    page = draft(browser, server, script=True)
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        """The first saving is done, but its answer has not arrived."""
        if route.request.headers.get("hx-request") and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/bearbeiten/", hold)
    page.fill("#head_share", "0,7")
    page.press("#head_share", "Tab")
    while not held:
        page.wait_for_timeout(20)
    page.locator("#deputy_share").evaluate("field => { field.value = '0,6' }")
    page.get_by_role("button", name="Speichern", exact=True).click(no_wait_after=True)
    with page.expect_navigation():
        route, answer = held[0]
        route.fulfill(response=answer)
    assert "Inzwischen gespeichert" not in page.content()
    page.goto(EDIT)
    assert page.input_value("#head_share") == "0,7"
    assert page.input_value("#deputy_share") == "0,6"
