"""Journey 1 goes on in a real browser: example 8 from the checked proof to repaid and closed."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.journeys.conftest import Server, signed_in, visit

BASE = "/mitarbeit/foerderung/antraege"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_journey_1_example_8_is_heard_claimed_repaid_and_closed(
    browser: Browser, server: Server, noon: datetime, script: bool
) -> None:
    case = proofs.city()
    number = samples.checked(case, paid_at=noon).application.number
    today = timezone.localdate()

    def turn(who: Person, path: str, **typed: str) -> Page:
        """Open a page as somebody, fill in, press its button, arrive at the reclaim."""
        page = signed_in(visit(browser, server, script=script), server, who.email)
        page.goto(f"{BASE}/{number}/erstattung/{path}")
        for name, text in typed.items():
            page.fill(f"[name={name}]", text)
        page.click("main form button.kern-btn--primary")
        page.wait_for_url(f"**{BASE}/{number}/erstattung/")
        return page

    page = turn(
        case.officer, "anhoerung/", reason="Stelle 5 war bis März frei.",
        known_on=german_day(today), hearing_until=german_day(today + timedelta(days=28)),
    )  # fmt: skip
    expect(page.locator("main")).to_contain_text("24.500,00")
    page = turn(case.carrier, "stellungnahme/", text="Wir zahlen.")
    expect(page.locator("main")).to_contain_text("Wir zahlen.")
    turn(case.officer, "bescheid/")
    page = turn(case.approver, "zeichnen/")
    expect(page.locator("#letters-title + ul")).to_contain_text("Erstattungsbescheid")
    page = turn(case.officer, "eingang/", reference="KZ 2024-17")
    expect(page.locator("main")).to_contain_text("KZ 2024-17")
    turn(case.officer, "schritt/repay/")
    page = turn(case.approver, "schritt/finish/")
    expect(page.locator("main")).to_contain_text("Abgeschlossen")
    expect(page.locator("#letters-title + ul")).to_contain_text("Abschlussmitteilung")
    package_arrives(page, number)


def package_arrives(page: Page, number: str) -> None:
    """The whole case as a file."""
    page.goto(f"{BASE}/{number}/paket/")
    with page.expect_download() as arriving:
        page.click("main form button.kern-btn--primary")
    assert arriving.value.suggested_filename == f"vorgang-{number.lower()}.zip"
