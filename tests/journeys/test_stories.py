"""Whole stories in a real browser."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server, sent, signed_in, visit

BASE = "/mitarbeit/foerderung/antraege"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_journey_1_a_newcomer_finds_the_centre_for_ahlen_by_keyboard_in_arabic(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    page = visit(browser, server)
    page.goto("/ar/")
    assert page.get_attribute("html", "dir") == "rtl"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "ort":
            break
    page.keyboard.type("Ahlen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/suche/**")
    link = page.locator("main a[href*='/zentren/05570']").first
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/zentren/05570/**")
    expect(page.locator("h1")).to_contain_text("Warendorf")
    expect(page.locator("main")).to_contain_text("Ahlen")
    assert page.context.cookies() == []


@dataclass(frozen=True)
class Visit:
    """One browser setting, in which people of both sides take their turns."""

    browser: Browser
    server: Server
    script: bool

    def of(self, who: str, path: str) -> Page:
        """The page as this person sees it."""
        page = signed_in(visit(self.browser, self.server, script=self.script), self.server, who)
        page.goto(f"{BASE}/{path}")
        return page

    def step(self, who: str, number: str, path: str, **typed: str) -> None:
        """Fill in, press the first button, arrive at the case."""
        page = self.of(who, f"{number}/{path}")
        for name, text in typed.items():
            page.fill(f"[name={name}]", text)
        page.click("main form button.kern-btn--primary")
        page.wait_for_url(f"**{BASE}/{number}/")


def unfolded(page: Page) -> Page:
    """The form with every post open to be typed into."""
    closed = page.locator("#draft details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    return page


def written(turn: Visit) -> str:
    """A complete draft for 2024, typed into the form; returns its number."""
    page = turn.of("fachkraft@warendorf.example", "neu/")
    page.fill("input[name=fiscal_year]", "2024")
    page.click("main form button")
    page.wait_for_url("**/bearbeiten/")
    number = page.url.split("/")[-3]
    unfolded(page)
    for post in range(1, 7):
        page.select_option(f"#posts-{post}-qualification", "DEGREE")
    page.fill("#posts-1-filled_from", "01.04.2024")
    page.fill("#head_share", "1")
    page.fill("#deputy_share", "1")
    for code in "abcdef":
        page.check(f"#declarations-{code}")
    sent(page.locator("button:has-text('Speichern')").first)
    expect(page.locator("#amounts")).to_contain_text("350.250,00")
    expect(page.locator("#missing")).not_to_contain_text("Nötig:")
    return number


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_journey_2_application_for_warendorf_from_draft_to_notice(
    browser: Browser, server: Server, demonstrated: None, script: bool
) -> None:
    """2024: 6 + 0.5 posts, one vacant January–March; query, answer, decision, PDF."""
    turn = Visit(browser, server, script)
    number = written(turn)
    turn.step("leitung@warendorf.example", number, "schritt/sign_off/")
    turn.step("traeger@warendorf.example", number, "schritt/submit/")
    turn.step("sachbearbeitung@behoerde.example", number, "rueckfrage/", reason="Warum vakant?")
    page = turn.of("fachkraft@warendorf.example", f"{number}/")
    page.click("text=Rückfrage beantworten")
    page.fill("[name=reason]", "Elternzeit bis Ende März.")
    sent(page.locator("main form button.kern-btn--primary"))
    turn.step("traeger@warendorf.example", number, "schritt/answer/")
    turn.step("sachbearbeitung@behoerde.example", number, "entscheidung/")
    turn.step("zeichnung@behoerde.example", number, "zeichnen/")
    page = turn.of("traeger@warendorf.example", f"{number}/")
    expect(page.locator(".case-head")).to_contain_text("Bewilligt")
    with page.expect_download() as download:
        page.click("text=Zuwendungsbescheid")
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_autosave_keeps_what_was_typed_and_shows_the_new_sum(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    page = signed_in(visit(browser, server), server, "fachkraft@warendorf.example")
    page.goto("/mitarbeit/foerderung/antraege/KI-2027-05570-1/bearbeiten/")
    unfolded(page)
    page.fill("#posts-1-filled_from", "01.01.2027")
    page.locator("#posts-1-filled_from").blur()
    expect(page.locator("#amounts")).to_contain_text("364.500,00")
    page.fill("#posts-2-filled_from", "31.02.2027")
    page.locator("#posts-2-filled_from").blur()
    expect(page.locator("#error-posts-2-filled_from")).to_contain_text("31.02")
    page.reload()
    assert page.input_value("#posts-2-filled_from") == "31.02.2027"


def test_journey_3_the_same_is_refused_where_rules_refuse(
    browser: Browser, server: Server, demonstrated: None
) -> None:
    """A share of 0.7, a missing declaration: named at the field, listed, and no step goes on."""
    turn = Visit(browser, server, script=False)
    number = written(turn)
    page = unfolded(turn.of("fachkraft@warendorf.example", f"{number}/bearbeiten/"))
    page.fill("#posts-2-share", "0,7")
    page.uncheck("#declarations-c")
    sent(page.locator("button:has-text('Speichern')").first)
    assert page.input_value("#posts-2-share") == "0,7"
    expect(page.locator("#error-posts-2-share")).not_to_be_empty()
    expect(page.locator("#missing")).to_contain_text("Nötig:")

    head = turn.of("leitung@warendorf.example", f"{number}/schritt/sign_off/")
    head.click("main form button.kern-btn--primary")
    expect(head.locator("main")).to_contain_text("Es fehlt noch etwas")
    for who, path in (
        ("traeger@warendorf.example", "schritt/submit/"),
        ("fachkraft@warendorf.example", "schritt/sign_off/"),
    ):
        stopped = signed_in(visit(browser, server, script=False), server, who)
        answer = stopped.goto(f"{BASE}/{number}/{path}")
        assert answer is not None
        assert answer.status in {200, 403}
        if answer.status == 200:
            stopped.click("main form button.kern-btn--primary")
            expect(stopped.locator("main")).to_contain_text("nicht mehr möglich")
    stranger = signed_in(visit(browser, server), server, "leitung@koeln.example")
    hidden = stranger.goto(f"{BASE}/{number}/")
    assert hidden is not None
    assert hidden.status == 404
