"""Journey: a visitor on a phone says what she needs, and the host plans the date from the radar."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from drehscheibe.domain.qualification.demand import ask_publicly
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.territory.models import District
from tests import factories
from tests.domain.qualification.stories import Hall, hall
from tests.journeys.axe import findings
from tests.journeys.conftest import Server

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REGIONS = ("Arnsberg", "Detmold", "Düsseldorf", "Köln", "Münster")
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


def sound(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing sticks out; kept as a picture when one is wanted."""
    assert not findings(page)
    assert not page.evaluate(WIDE)
    if pictures := os.environ.get("PICTURES"):
        page.screenshot(path=Path(pictures) / f"{name}.png", full_page=True)


def asked(now: datetime) -> Hall:
    """One thing asked for in two districts, another by one visitor."""
    places = [
        District.objects.create(
            ags=f"9600{n}", name=f"Kreis {name}", kind="Kreis", government_district=name
        )
        for n, name in enumerate(REGIONS)
    ]
    own = hall(now, title="Sprachsensibel beraten", starts=now + timedelta(days=20))
    few = hall(now, title="Rassismuskritisch arbeiten", starts=now + timedelta(days=20))
    for number in range(12):
        who = Visitor("192.0.2.1", f"B{number}")
        ask_publicly(event=own.event, district=places[number % 2], visitor=who, at=now)
    ask_publicly(event=few.event, district=places[2], visitor=Visitor("192.0.2.1", "B"), at=now)
    return own


def test_a_visitor_says_on_a_phone_what_she_needs(browser: Browser, server: Server) -> None:
    own = asked(timezone.now())
    phone = browser.new_context(base_url=server.url, viewport={"width": 360, "height": 800})
    page, wrong = phone.new_page(), list[str]()
    page.on("console", lambda each: wrong.append(each.text) if each.type == "error" else None)
    for place in ("/ar", ""):
        page.goto(f"{place}/veranstaltungen/{own.event.number}/")
        sound(page, f"event{place.replace('/', '-')}")
    page.get_by_label("Ihr Kreis oder Ihre Stadt").select_option("Kreis Köln")
    page.get_by_role("button", name="Das brauche ich").click()
    page.get_by_text("Danke, das ist gezählt.").wait_for()
    sound(page, "thanks")
    assert not wrong
    assert not phone.cookies()
    phone.close()


def test_the_host_plans_the_next_date_from_the_radar(browser: Browser, server: Server) -> None:
    own = asked(timezone.now())
    desk = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
    cookie = factories.client_of(own.host).cookies["sitzung"].value
    desk.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    page = desk.new_page()
    page.goto("/mitarbeit/veranstaltungen/bedarf/")
    sound(page, "radar")
    assert "unter 5" in page.inner_text("tbody")
    page.set_viewport_size({"width": 360, "height": 800})
    sound(page, "radar-360")
    page.get_by_role("link", name="Termin planen").first.click()  # most asked for comes first
    assert page.get_by_label("Titel").input_value() == "Sprachsensibel beraten"
    desk.close()
