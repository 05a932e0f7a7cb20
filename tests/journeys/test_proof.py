"""The proof of use in a real browser: examples 8 and 9, and the round trip by spreadsheet."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from drehscheibe.kernel.people.models import Person
from tests.domain.funding.proof import samples
from tests.domain.funding.proof.workbooks import book_of, cells_of, typed_into, with_vouchers
from tests.journeys.conftest import Server, sent, signed_in, visit

BASE = "/mitarbeit/foerderung/antraege"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Turn:
    """One browser setting, in which people of both sides take their turns at one proof."""

    browser: Browser
    server: Server
    number: str
    script: bool = True

    def of(self, who: Person, path: str = "") -> Page:
        """The page below the proof as this person sees it."""
        page = visit(self.browser, self.server, script=self.script)
        page = signed_in(page, self.server, who.email)
        page.goto(f"{BASE}/{self.number}/nachweis/{path}")
        return page

    def step(self, who: Person, path: str, **typed: str) -> Page:
        """Fill in, press the first button, arrive at the proof."""
        page = self.of(who, path)
        for name, text in typed.items():
            page.fill(f"[name={name}]", text)
        page.click("main form button.kern-btn--primary")
        page.wait_for_url(f"**{BASE}/{self.number}/nachweis/")
        return page


def fill_in(page: Page) -> None:
    """What only the carrier knows of example 8."""
    expect(page.locator("#known-title")).to_contain_text("Angaben sind schon ausgefüllt")
    assert page.input_value("#posts-5-filled_from") == "01.04.2023"
    for number, cost in enumerate(samples.COSTS, start=1):
        page.fill(f"#posts-{number}-actual_cost", cost)
    page.fill("#income", "0")
    page.fill("#survey_confirmed_on", "15.02.2024")
    page.check("#confirmed_necessary")
    sent(page.locator("button:has-text('Speichern')").first)


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_journey_1_example_8_ends_in_a_claim_of_24500(
    browser: Browser, server: Server, noon: datetime, script: bool
) -> None:
    case = samples.city()
    turn = Turn(browser, server, samples.paid_case(case, at=noon).number, script)
    page = turn.of(case.specialist, "bearbeiten/")
    fill_in(page)
    expect(page.locator("#figures")).to_contain_text("283.000,00")
    expect(page.locator("#figures")).to_contain_text("24.500,00")
    expect(page.locator("#missing")).not_to_contain_text("Nötig:")
    turn.step(case.carrier, "schritt/submit/")
    page = turn.of(case.officer)
    page.goto("/mitarbeit/foerderung/nachweise/")
    expect(page.locator("#results")).to_contain_text("24.500,00")
    turn.step(case.officer, "pruefen/", note="Sachlich und rechnerisch richtig.")
    page = turn.of(case.approver)
    expect(page.locator("main")).to_contain_text("Zu fordern")
    expect(page.locator("main")).to_contain_text("24.500,00")
    page.goto(f"{BASE}/{turn.number}/nachweis/schritt/close/")
    page.click("main form button.kern-btn--primary")
    expect(page.locator("main")).to_contain_text("zurückzufordern")


def test_journey_1_example_9_is_closed_with_nothing_to_repay(
    browser: Browser, server: Server, noon: datetime
) -> None:
    case = samples.city()
    number = samples.paid_case(case, at=noon, halves=("153750", "129250")).number
    turn = Turn(browser, server, number)
    fill_in(turn.of(case.specialist, "bearbeiten/"))
    turn.step(case.carrier, "schritt/submit/")
    turn.step(case.officer, "pruefen/", note="Sachlich und rechnerisch richtig.")
    page = turn.step(case.approver, "schritt/close/")
    expect(page.locator(".case-head")).to_contain_text("Abgeschlossen")
    with page.expect_download() as download:
        page.click(".aside a:has-text('Verwendungsnachweis, Fassung 1')")
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_autosave_shows_the_eligible_amount_of_a_post_at_once(
    browser: Browser, server: Server, noon: datetime
) -> None:
    case = samples.city()
    turn = Turn(browser, server, samples.paid_case(case, at=noon).number)
    page = turn.of(case.specialist, "bearbeiten/")
    page.fill("#posts-1-actual_cost", "61.000,00")
    page.locator("#posts-1-actual_cost").blur()
    expect(page.locator("#posts-1-sum")).to_contain_text("über der Höchstgrenze")
    page.fill("#posts-2-actual_cost", "57,000")
    page.locator("#posts-2-actual_cost").blur()
    expect(page.locator("#error-posts-2-actual_cost")).to_contain_text("Meinten Sie")
    page.reload()
    assert page.input_value("#posts-2-actual_cost") == "57,000"


def tried(page: Page, file: Path) -> None:
    """A dry run with this file."""
    page.set_input_files("#file", file)
    page.click("button:has-text('Probelauf')")


def test_journey_3_the_round_trip_by_spreadsheet(
    browser: Browser, server: Server, noon: datetime, tmp_path: Path
) -> None:
    """Out, filled offline, in again: errors by row first, then everything, then nothing new."""
    case = samples.city()
    turn = Turn(browser, server, samples.paid_case(case, at=noon).number)
    page = turn.of(case.specialist, "einlesen/")
    with page.expect_download() as download:
        page.click("text=Nachweis als Excel-Datei laden")
    cells = with_vouchers(typed_into(cells_of(download.value.path().read_bytes())), 30)
    wrong, right = tmp_path / "falsch.xlsx", tmp_path / "richtig.xlsx"
    right.write_bytes(book_of(cells))
    cells["Belege"][4][7] = "1,234"
    wrong.write_bytes(book_of(cells))

    tried(page, wrong)
    expect(page.locator("main")).to_contain_text("1,234")
    expect(page.locator("main")).to_contain_text("mehrdeutig")
    assert page.locator("button:has-text('Alles übernehmen')").count() == 0
    tried(page, right)
    page.click("button:has-text('Alles übernehmen')")
    page.wait_for_url("**/nachweis/bearbeiten/")
    expect(page.locator("#figures")).to_contain_text("283.000,00")
    expect(page.locator("main")).to_contain_text("30 Belege sind erfasst")
    page.goto(f"{BASE}/{turn.number}/nachweis/einlesen/")
    tried(page, right)
    expect(page.locator("main")).to_contain_text("nichts Neues")
