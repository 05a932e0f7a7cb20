"""The demand radar: where it is shown, how one asks, and the date that follows."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.qualification.demand import ask_publicly
from drehscheibe.domain.qualification.models import Demand
from drehscheibe.domain.qualification.preparing import TemplateFacts, create_template
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.territory.models import District
from tests import factories
from tests.domain.qualification.stories import hall, office

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
HOME = "/mitarbeit/veranstaltungen/"
RADAR = f"{HOME}bedarf/"
ASK = f"{RADAR}melden/"
As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def said(answer: Any) -> str:
    """The page as text."""
    return str(answer.content, "utf-8")


def ask_often(event: Any, place: District, count: int) -> None:
    """So many visitors."""
    for number in range(count):
        visitor = Visitor("192.0.2.1", f"B{number}")
        ask_publicly(event=event, district=place, visitor=visitor, at=NOW)


def test_the_radar_masks_few_and_leads_to_a_date(as_person: As) -> None:
    place = factories.centre("Kreis Musterau").district
    many, few = hall(NOW, title="Gefragt"), hall(NOW, title="Selten")
    ask_often(many.event, place, 6)
    ask_often(few.event, place, 4)
    browser = as_person(many.host)
    page = said(browser.get(RADAR))
    assert page.index("Gefragt") < page.index("Selten")
    assert 'data-label="Musterbezirk">6</td>' in page
    assert 'data-label="Musterbezirk">unter 5</td>' in page
    assert 'data-label="Musterbezirk">4</td>' not in page
    assert f"neu/?wie={many.event.number}" in page
    home = "Kommunales Integrationszentrum Kreis Musterau"
    assert page.count(f"Kürzeste Wege: <bdi>{home}</bdi>, im Mittel 0&nbsp;km") == 1
    assert "Luftlinie" in page
    planning = said(browser.get(f"{HOME}neu/?wie={many.event.number}"))
    assert 'value="Gefragt"' in planning
    assert 'value="Essen"' not in planning


def test_a_member_asks_for_a_course_and_the_date_comes_from_it(as_person: As) -> None:
    host = factories.person("coordination", of=office())
    facts = TemplateFacts(code="basis", title="Basisschulung", units=Decimal(4), tier="network")
    course = create_template(owner=office(), facts=facts, by=host, at=NOW)
    centre = factories.centre("Kreis Musterau")
    browser = as_person(factories.person("specialist", of=centre.organisation))
    form = said(browser.get(f"{ASK}?vorlage={course.pk}"))
    assert f'value="{centre.district_id}" selected' in form
    data = {"template": course.pk, "district": centre.district_id}
    assert browser.post(ASK, {**data, "district": ""}).status_code == 422
    assert browser.post(ASK, {**data, "template": course.pk + 999}).status_code == 422
    assert not Demand.objects.exists()
    for words in ("Danke, das ist gezählt.", "Das haben Sie schon gemeldet."):
        assert words in said(browser.post(ASK, data, follow=True))
    assert Demand.objects.get().template == course
    page = said(as_person(host).get(RADAR))
    assert f"neu/?vorlage={course.pk}" in page
    planning = said(as_person(host).get(f"{HOME}neu/?vorlage={course.pk}"))
    assert 'value="Basisschulung"' in planning


def test_an_event_s_topic_is_asked_for_from_its_page(as_person: As) -> None:
    own, place = hall(NOW, tier="network"), factories.centre("Kreis Musterau").district
    browser = as_person(factories.person("specialist", of=factories.centre().organisation))
    assert f"?nummer={own.event.number}" in said(browser.get(f"{HOME}{own.event.number}/"))
    url = f"{ASK}?nummer={own.event.number}"
    assert browser.post(url, {"district": place.ags}).status_code == 302
    assert Demand.objects.get().event == own.event
    for wrong in ("D-2026-999", "%00"):
        assert browser.get(f"{ASK}?nummer={wrong}").status_code == 404


def test_only_those_who_hold_events_see_the_radar(as_person: As) -> None:
    reader = as_person(factories.person("ministry_integration", of=factories.organisation(
        "Ministerium", "ministry")))  # fmt: skip
    assert reader.get(RADAR).status_code == 403
    assert reader.get(ASK).status_code == 200


def test_the_radar_asks_as_often_for_many_as_for_few(as_person: As) -> None:
    place = factories.centre("Kreis Musterau").district
    browser = None
    asked = []
    for count in (1, 8):
        for _ in range(count):
            own = hall(NOW)
            ask_often(own.event, place, 1)
            browser = browser or as_person(own.host)
        assert browser is not None
        browser.get(RADAR)
        with CaptureQueriesContext(connection) as queries:
            browser.get(RADAR)
        asked.append([each for each in queries if " FROM " in each["sql"]])
    assert len(asked[0]) == len(asked[1]) <= 12
