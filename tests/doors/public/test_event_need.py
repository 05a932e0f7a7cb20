"""„Das brauche ich“ without an account, and the event as data for programs that gather dates."""

import json
import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.qualification.hosting import cancel_event
from drehscheibe.domain.qualification.models import Demand
from drehscheibe.domain.qualification.preparing import SeatFacts
from tests import factories
from tests.domain.qualification.stories import Hall, hall

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def said(answer: Any) -> str:
    """The page as text."""
    return str(answer.content, "utf-8")


def token(answer: Any) -> str:
    """What a form of ours carries."""
    found = re.search(r'name="form" value="([^"]+)"', said(answer))
    assert found
    return found.group(1)


def data_of(own: Hall, place: str = "") -> tuple[dict[str, Any], str]:
    """What a program reads, and the element as it stands."""
    page = said(Client().get(f"{place}/veranstaltungen/{own.event.number}/"))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found.group(1)), found.group(1)


def test_a_visitor_clicks_once_and_is_thanked_twice() -> None:
    own, place = hall(NOW), factories.centre("Kreis Musterau").district
    url, browser = f"/veranstaltungen/{own.event.number}/bedarf/", Client()
    page = browser.get(f"/veranstaltungen/{own.event.number}/")
    form = {"form": token(page), "district": place.ags}
    for _ in range(2):
        answer = browser.post(url, form, headers={"user-agent": "Probe"})
        assert (answer.status_code, answer["Location"]) == (302, f"{url}?danke")
    assert "Danke, das ist gezählt." in said(browser.get(answer["Location"]))
    assert Demand.objects.get().government_district == "Musterbezirk"
    assert not browser.cookies


def test_without_a_place_or_a_token_nothing_counts() -> None:
    own, browser = hall(NOW), Client()
    url = f"/veranstaltungen/{own.event.number}/bedarf/"
    form = {"form": token(browser.get(url))}
    for wrong in ("", "00000", "x" * 50, "\x00"):
        refused = browser.post(url, {**form, "district": wrong})
        assert refused.status_code == 422
        assert "Bitte wählen Sie Ihren Kreis oder Ihre Stadt." in said(refused)
    assert browser.post(url, {"district": "x"}).status_code == 403
    foreign = browser.post(url, form, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    assert not Demand.objects.exists()


def test_what_is_not_public_is_not_asked_for() -> None:
    for own in (hall(NOW, tier="network"), hall(NOW, draft=True)):
        assert Client().get(f"/veranstaltungen/{own.event.number}/bedarf/").status_code == 404


def test_an_event_tells_programs_when_where_and_how_many() -> None:
    seats = {"onsite": SeatFacts(capacity=14), "online": SeatFacts(capacity=6)}
    own = hall(NOW, seats=seats, format="hybrid", link="https://raum.example.org/geheim",
               description="Mit Dr. Erfunden", contact="jo@example.org")  # fmt: skip
    own.come(at=NOW, part="onsite", name="Geheime Person")
    told, text = data_of(own)
    assert told["@type"] == "EducationEvent"
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["maximumPhysicalAttendeeCapacity"] == 14
    assert told["maximumVirtualAttendeeCapacity"] == 6
    assert told["remainingAttendeeCapacity"] == 19
    assert told["startDate"] == "2026-05-01T12:00+02:00"
    assert (told["inLanguage"], told["isAccessibleForFree"]) == ("de", True)
    for secret in ("geheim", "Geheime", "Erfunden", "jo@example.org", own.host.family_name):
        assert secret not in text
    assert data_of(own, "/ar")[0] == told


def test_a_title_ends_no_element() -> None:
    own = hall(NOW, title="</script><b>&")
    told, text = data_of(own)
    assert told["name"] == "</script><b>&"
    assert "<" not in text
    assert "\\u003c/script\\u003e" in text


def test_what_costs_is_not_free_and_what_is_off_has_no_seats() -> None:
    own = hall(NOW, fee=Decimal("12.50"))
    told, _ = data_of(own)
    assert told["isAccessibleForFree"] is False
    assert told["offers"]["price"] == "12.50"
    cancel_event(event=own.event, reason="Sturm", by=own.host, at=NOW)
    told, _ = data_of(own)
    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert told["remainingAttendeeCapacity"] == 0


def test_no_limit_is_no_number() -> None:
    told, _ = data_of(hall(NOW, seats=None))
    assert not [name for name in told if "Capacity" in name]


def test_a_public_event_may_be_found_and_a_form_may_not() -> None:
    own = hall(NOW)
    page = Client().get(f"/veranstaltungen/{own.event.number}/")
    assert "X-Robots-Tag" not in page
    assert page["Cache-Control"] == "private, no-store"
    assert "script-src 'self'" in page["Content-Security-Policy"]
    form = Client().get(f"/veranstaltungen/{own.event.number}/bedarf/")
    assert form["X-Robots-Tag"] == "noindex, nofollow"
