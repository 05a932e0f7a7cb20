"""The picture of the network at the keyboard: one stop, arrows along the ties, Enter, Escape."""

from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.doors.console import demonstration
from drehscheibe.doors.console.demo_actors import actors
from drehscheibe.doors.console.demo_days import Days
from tests.journeys.conftest import Server, signed_in, visit

HERE = "/mitarbeit/netzwerk/"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FOCUS = "document.activeElement.dataset.key || document.activeElement.className"


@pytest.fixture
def tied(demonstrated: None, noon: datetime) -> None:
    """The actors of the demonstration and what ties them."""
    actors(demonstration.people(at=noon), Days(timezone.localdate()))


def opened(browser: Browser, server: Server, *, script: bool) -> Page:
    """The picture, as a specialist sees it."""
    page = signed_in(visit(browser, server, script=script), server, "fachkraft@warendorf.example")
    page.goto(HERE)
    return page


def test_the_picture_is_one_stop_and_arrows_follow_the_ties(
    browser: Browser, server: Server, tied: None
) -> None:
    page = opened(browser, server, script=True)
    expect(page.locator("a[data-key][tabindex='0']")).to_have_count(1)
    page.locator(".network").focus()
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    ties = page.locator(f"a[data-key='{first}']").get_attribute("data-ties") or ""
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUS) in ties.split()
    reached = page.locator("a[data-key]:focus circle").get_attribute("cx")
    expect(page.locator(".network__ring")).to_be_visible()
    expect(page.locator(".network__ring")).to_have_attribute("cx", reached or "")
    page.keyboard.press("End")
    last = page.evaluate(FOCUS)
    page.keyboard.press("PageUp")
    assert page.evaluate(FOCUS) != last
    expect(page.locator("a[data-key][tabindex='0']")).to_have_count(1)
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS) == "network"
    expect(page.locator(".network__ring")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mitarbeit/netzwerk/akteur/*/")


def test_without_a_script_every_dot_is_a_link(browser: Browser, server: Server, tied: None) -> None:
    page = opened(browser, server, script=False)
    assert page.locator("a[data-key]").count() > 1
    assert page.locator("a[data-key][tabindex]").count() == 0
