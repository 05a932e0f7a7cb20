"""The folded navigation: by keyboard, with and without script, nothing hidden behind it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server, signed_in, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def first_screen(browser: Browser, server: Server, *, script: bool) -> Page:
    """Somebody with many pages."""
    page = signed_in(visit(browser, server, script=script), server, "leitung@koeln.example")
    page.goto("/mitarbeit/")
    return page


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_heading_opens_by_keyboard_and_leads_on(
    browser: Browser, server: Server, demonstrated: None, script: bool, width: int
) -> None:
    page = first_screen(browser, server, script=script)
    page.set_viewport_size({"width": width, "height": 800})
    nav = page.get_by_role("navigation", name="Hauptnavigation")
    expect(nav.get_by_role("link", name="Förderung")).to_be_hidden()
    nav.locator("summary", has_text="Controlling").press("Enter")
    nav.locator("summary", has_text="Geld").press("Enter")
    expect(nav.get_by_role("link", name="Aktivitäten")).to_be_hidden()  # one at a time
    expect(nav.get_by_role("link", name="Förderung")).to_be_visible()
    nav.locator("summary", has_text="Verwaltung").click(trial=True)  # covered by nothing
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/foerderung/**")
    expect(nav.locator("summary", has_text="Geld")).to_have_attribute("aria-current", "true")


def test_escape_closes_and_keeps_the_focus(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    page = first_screen(browser, server, script=True)
    heading = page.locator("nav summary", has_text="Geld")
    heading.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(heading).to_be_focused()
    nav = page.get_by_role("navigation", name="Hauptnavigation")
    expect(nav.get_by_role("link", name="Weiterleitung")).to_be_hidden()
