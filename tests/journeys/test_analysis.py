"""The ministry opens the analysis and drills to rows, with and without JavaScript."""

from datetime import datetime
from random import Random

import pytest
from playwright.sync_api import Browser, expect

from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests import factories
from tests.domain.reporting.world import network, report
from tests.journeys.conftest import Server, visit

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
START = "/mitarbeit/auswertung/?von=2023&bis=2024"


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_the_ministry_opens_the_analysis_and_drills_to_rows(
    browser: Browser, server: Server, noon: datetime, script: bool
) -> None:
    with acting_as_system():
        world = network(at=noon, areas=3)
        report(world, Random(7), at=noon)
    page = visit(browser, server, script=script)
    cookie = factories.client_of(world.stories[0].integration).cookies["sitzung"].value
    page.context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    page.goto(START)
    expect(page.locator("h1")).to_have_text("Auswertung")
    assert page.locator("figure.chart svg[role=img]").count() >= 1
    page.select_option("[name=art]", "kreis")
    if not script:  # with it, choosing is enough
        page.click("main form button")
    expect(page.locator("#results")).to_contain_text("Kreise und Städteregion")
    page.get_by_role("link", name="Events, 2024").click()  # one click: the rows
    expect(page.locator("main table")).to_have_count(1)
    expect(page.locator("main table")).to_contain_text("Kreis Ahausen")
    expect(page.locator("main table")).not_to_contain_text("Behausen")
    page.get_by_role("link", name="Ziele von Kreis Ahausen").first.click()  # two: the goals
    expect(page.locator("h1")).to_contain_text("2023/2024")
