"""The calendar as people meet it: on a desk, on a phone, without scripts, to a program."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Browser, expect

from drehscheibe.kernel.calendar.moments import BERLIN
from tests import factories
from tests.domain.exchange.stories import Circle, circle, planned
from tests.domain.qualification.stories import hall
from tests.journeys.axe import findings
from tests.journeys.conftest import Server, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def world() -> Circle:
    """Tomorrow an event and a meeting."""
    now = datetime.now(BERLIN)
    own = circle(now)
    planned(own, now + timedelta(hours=3), at=now)
    hall(timezone.now(), tier="network", title="Sprachsensibel beraten", starts=now + timedelta(1))
    return own


def test_from_the_calendar_to_a_subscription(browser: Browser, server: Server) -> None:
    """Month, list, own dates; the address of a feed, read by a program, revoked."""
    own = world()
    page = visit(browser, server)
    cookie = factories.client_of(own.bonn).cookies["sitzung"].value
    page.context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    page.goto("/mitarbeit/kalender/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kalender")
    assert findings(page) == []
    page.get_by_label("Ansicht").select_option("liste")
    page.get_by_label("Was?").select_option("meeting")
    page.get_by_role("button", name="Anzeigen").click()
    main = page.locator("main")
    expect(main).to_contain_text("Projektgruppe Sport: 1. Sitzung")
    expect(main).not_to_contain_text("Sprachsensibel beraten")
    assert findings(page) == []
    page.get_by_role("link", name="Kalender abonnieren").click()
    page.get_by_role("button", name="Adresse anlegen").click()
    address = page.locator("code").inner_text()
    text = page.request.get(address).text()
    titles = [str(each["SUMMARY"]) for each in Calendar.from_ical(text).walk("VEVENT")]
    assert "Projektgruppe Sport: 1. Sitzung" in titles
    page.get_by_role("button", name="Widerrufen").first.click()
    assert page.request.get(address).status == 404


def test_on_a_phone_without_scripts(browser: Browser, server: Server) -> None:
    """One day below the other, nothing sticks out, days without anything are left out."""
    own = world()
    page = visit(browser, server, script=False, width=360)
    cookie = factories.client_of(own.bonn).cookies["sitzung"].value
    page.context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    page.goto("/mitarbeit/kalender/?ansicht=liste")
    expect(page.locator("main")).to_contain_text("Sprachsensibel beraten")
    page.get_by_label("Wessen Kalender?").select_option("ich")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("main")).not_to_contain_text("Sprachsensibel beraten")
    page.goto("/mitarbeit/kalender/?monat=2026-10")
    box = page.locator(".month__day").filter(has_text="Tag der Deutschen Einheit").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 360
    expect(page.locator(".month__day").nth(0)).to_be_hidden()
    page.get_by_role("link", name="November 2026").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("November 2026")
