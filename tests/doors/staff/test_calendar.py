"""The calendar's page and its feeds at the door."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.qualification.feeds import open_feed
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.exchange.stories import circle, planned
from tests.domain.qualification.stories import centre, hall

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 4, 1, 12, tzinfo=BERLIN)
CALENDAR = "/mitarbeit/kalender/"
As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def said(answer: Any) -> str:
    """The page as text."""
    assert answer.status_code == 200
    return str(answer.content, "utf-8")


def test_a_month_shows_events_meetings_and_holidays(as_person: As) -> None:
    own = circle(NOW)
    planned(own, NOW + timedelta(days=6), at=NOW)
    hall(NOW, tier="network", title="Im Netz", starts=NOW + timedelta(days=9))
    hall(NOW, tier="organisation", title="Im Haus", starts=NOW + timedelta(days=9))
    browser = as_person(own.bonn)
    page = said(browser.get(CALENDAR))
    assert "Termine im Netzwerk: April 2026" in page
    for words in ("Projektgruppe Sport: 1. Sitzung", "Im Netz: Teil 1", "Karfreitag",
                  "Osterferien NRW", "heute"):  # fmt: skip
        assert words in page
    assert "Im Haus" not in page
    assert "<script" not in page.split("</main>")[0].split("<main")[1]
    may = said(browser.get(CALENDAR, {"monat": "2026-05"}))
    assert "Tag der Arbeit" in may
    assert "nichts eingetragen" in may
    assert "Im Netz" not in said(browser.get(CALENDAR, {"was": "meeting"}))


def test_the_list_holds_only_days_with_something_on(as_person: As) -> None:
    hall(NOW, tier="network", title="Im Netz", starts=NOW + timedelta(days=60))
    page = said(as_person(factories.person("specialist", of=centre())).get(
        CALENDAR, {"ansicht": "liste"}))  # fmt: skip
    assert "Im Netz: Teil 1" in page
    assert page.count('class="month__day ') == 1


@pytest.mark.parametrize(
    "asked", ["9999-99", "x", "2026-13", "0000-01", "2026-", "-", "2026-11-22", "٢٠٢٦-٠١"]
)
def test_an_impossible_month_is_this_month(as_person: As, asked: str) -> None:
    browser = as_person(factories.person("specialist", of=centre()))
    page = said(browser.get(CALENDAR, {"monat": asked}))
    assert re.search(r": (April|Januar) 2026", page)


def test_ones_own_a_houses_and_a_strange_houses_calendar(as_person: As) -> None:
    own = hall(NOW, title="Meine", starts=NOW + timedelta(days=9))
    one = own.come(at=NOW)
    hall(NOW, title="Andere", starts=NOW + timedelta(days=9))
    person = one.registration.person
    assert person is not None
    browser = as_person(person)
    mine = said(browser.get(CALENDAR, {"wer": "ich"}))
    assert ("Meine" in mine, "Andere" in mine) == (True, False)
    house = said(browser.get(CALENDAR, {"wer": str(centre().pk)}))
    assert ("KI Hagen" in house, "Meine: Teil" in house) == (True, False)
    for asked in ("999999", "x", "0"):
        assert browser.get(CALENDAR, {"wer": asked}).status_code == 404


def test_who_has_no_role_sees_no_calendar(as_person: As) -> None:
    operator = factories.person("operator", of=factories.organisation("Betrieb", "operator"))
    assert as_person(operator).get(CALENDAR).status_code == 403
    assert Client().get(CALENDAR).status_code == 302


def test_the_page_asks_as_little_for_many_dates_as_for_few(as_person: As) -> None:
    host = factories.person("coordination", of=factories.organisation(
        "Koordinierungsstelle Muster", "coordinating_office"))  # fmt: skip
    browser = as_person(factories.person("specialist", of=centre()))

    def queries() -> int:
        browser.get(CALENDAR)
        with CaptureQueriesContext(connection) as asked:
            browser.get(CALENDAR)
        return len(asked)

    hall(NOW, host=host, starts=NOW + timedelta(days=1))
    few = queries()
    for number in range(10):
        hall(NOW, host=host, starts=NOW + timedelta(days=number + 1))
    assert queries() == few
    assert few <= 16


def test_a_feed_answers_304_until_something_changes() -> None:
    own = hall(NOW, tier="network", title="Im Netz", starts=NOW + timedelta(days=9))
    person = factories.person("specialist", of=centre())
    _, secret = open_feed(of="network", by=person, at=NOW)
    address = f"/kalender/{secret}.ics"
    first = Client().get(address)
    assert "Im Netz" in said(first)
    same = Client().get(address, headers={"If-None-Match": f"W/{first['ETag']}"})
    assert (same.status_code, same.content) == (304, b"")
    own.event.sessions.update(room="Raum 5")
    other = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    assert other["ETag"] != first["ETag"]
    public = Client().get("/kalender/veranstaltungen.ics")
    assert "Im Netz" not in said(public)
