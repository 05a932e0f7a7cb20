"""Pages of events in the workspace, from the template to the certificate."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.qualification import clock
from drehscheibe.domain.qualification.models import (
    Certificate,
    CourseTemplate,
    Event,
    Participation,
)
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.qualification.stories import centre, hall, office

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
HOME = "/mitarbeit/veranstaltungen/"
FORM = {"kind": "training", "format": "onsite", "tier": "network", "certificate_percent": "75"}
As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def said(answer: Any) -> str:
    """The page as text."""
    return str(answer.content, "utf-8")


def test_from_template_to_certificate(as_person: As, time_machine: TimeMachineFixture) -> None:
    """The journey: template, draft, date, seats, published, registered, present, certified."""
    host = factories.person("coordination", of=office())
    desk = as_person(host)
    event = _from_template(desk)
    own = f"{HOME}{event.number}/"
    assert (event.number, event.title) == ("D-2026-001", "Basisschulung")
    early = desk.post(f"{own}schritt/", {"step": "publish"}, follow=True)
    assert "mindestens einen Termin" in said(early)
    date = {"day": "28.03.2027", "begins": "02:30", "ends": "12:00", "units": "4"}
    assert "gibt es 02:30 Uhr nicht" in said(desk.post(f"{own}termin/", date))
    desk.post(f"{own}termin/", {**date, "day": "04.05.2026", "begins": "09:00"})
    desk.post(f"{own}plaetze/", {"part": "onsite", "capacity": "1", "mode": "offer",
                                 "offer_hours": "48"})  # fmt: skip
    assert "eingetragen" in said(desk.post(f"{own}schritt/", {"step": "publish"}, follow=True))
    _registered(as_person, own)
    at_noon = datetime(2026, 5, 4, 10, tzinfo=NOW.tzinfo)
    time_machine.move_to(at_noon, tick=False)
    clock.begin_and_finish(at=at_noon)
    _present(as_person(host), own, event)
    after = at_noon + timedelta(hours=3)
    time_machine.move_to(after, tick=False)
    clock.begin_and_finish(at=after)
    _certified(as_person(host), f"{own}bescheinigungen/")


def _from_template(desk: Client) -> Event:
    course = {"owner": office().pk, "code": "basis", "title": "Basisschulung", "units": "4",
              "tier": "network", "certificate_percent": "75"}  # fmt: skip
    desk.post(f"{HOME}vorlagen/neu/", course)
    planned = f"{HOME}neu/?vorlage={CourseTemplate.objects.get().pk}"
    assert 'value="Basisschulung"' in said(desk.get(planned))
    desk.post(planned, {"owner": office().pk, "title": "Basisschulung", **FORM})
    return Event.objects.get()


def _present(desk: Client, own: str, event: Event) -> None:
    """The list refuses minutes that are missing; the table ticks who is meant beyond doubt."""
    one = Participation.objects.get(registration__status="confirmed")
    assert one.name in said(desk.get(f"{own}teilnehmende/"))
    list_ = f"{own}anwesenheit/{event.sessions.get().pk}/"
    assert "1 bis 180" in said(desk.post(list_, {f"was-{one.pk}": "partial"}))
    table = SimpleUploadedFile("liste.csv", f"Name\n{one.name}\n".encode())
    assert "checked" in said(desk.post(f"{list_}tabelle/", {"file": table}))
    desk.post(f"{list_}tabelle/", {"act": "take", "chosen": [one.pk]})


def _certified(desk: Client, papers: str) -> None:
    """Issued for whoever has earned it, revoked with a reason."""
    assert "Ausgestellt: 1." in said(desk.post(papers, {"act": "issue"}, follow=True))
    paper = Certificate.objects.get()
    revoke = {"act": "revoke", "certificate": paper.pk, "reason": ""}
    assert "den Grund" in said(desk.post(papers, revoke, follow=True))
    desk.post(papers, {**revoke, "reason": "Irrtum"})
    assert "widerrufen" in said(desk.get(papers))


def _registered(as_person: As, own: str) -> None:
    """One sits, the next waits with number and reason."""
    for expected in ("Angemeldet", "Wartenummer 1"):
        person = factories.person("specialist", of=centre())
        browser = as_person(person)
        who = f"{person.pk}-{centre().pk}"
        answer = browser.post(f"{own}anmelden/", {"who": who}, follow=True)
        assert expected in said(answer)
        again = browser.post(f"{own}anmelden/", {"who": who})
        assert again.status_code == 422
        assert "schon eine Anmeldung" in said(again)


def test_the_desk_is_the_hosts_alone(as_person: As) -> None:
    own = hall(NOW, tier="network")
    session = own.sessions[0].pk
    others = [
        as_person(factories.person(role, of=centre(name)))
        for role, name in (("specialist", "Hagen"), ("head", "Unna"))
    ]
    base = f"{HOME}{own.event.number}/"
    assert others[0].get(base).status_code == 200
    for browser in others:
        for page in ("teilnehmende/", "bescheinigungen/", "termin/", "plaetze/",
                     f"anwesenheit/{session}/", f"anwesenheit/{session}/tabelle/"):  # fmt: skip
            assert browser.get(f"{base}{page}").status_code == 404
        assert browser.post(f"{base}schritt/", {"step": "cancel"}).status_code == 404
    hidden = hall(NOW, tier="organisation")
    assert others[0].get(f"{HOME}{hidden.event.number}/").status_code == 404
    assert hidden.event.title not in said(others[0].get(f"{HOME}?wort={hidden.event.number}"))


def test_calling_off_says_how_many_were_told(as_person: As) -> None:
    own = hall(NOW)
    for _ in range(3):
        own.come(at=NOW)
    desk = as_person(own.host)
    step = f"{HOME}{own.event.number}/schritt/"
    answer = desk.post(step, {"step": "cancel", "reason": ""}, follow=True)
    assert "Begründung" in said(answer)
    answer = desk.post(step, {"step": "cancel", "reason": "Krank"}, follow=True)
    assert "3 Nachrichten" in said(answer)


def test_a_feed_is_shown_once_and_revoked(as_person: As) -> None:
    own = hall(NOW, tier="network", title="Im Netz")
    person = factories.person("centre_admin", of=centre())
    browser = as_person(person)
    page = said(browser.post(f"{HOME}kalender/", {"of": "network"}))
    found = re.search(r"/kalender/[\w-]{40,}\.ics", page)
    assert found
    address = found.group(0)
    assert own.event.title in said(Client().get(address))
    assert address not in said(browser.get(f"{HOME}kalender/"))
    other = as_person(factories.person("specialist", of=centre("Unna")))
    feed = person.calendar_feeds.get()
    assert other.post(f"{HOME}kalender/{feed.pk}/widerrufen/").status_code == 404
    browser.post(f"{HOME}kalender/{feed.pk}/widerrufen/")
    assert Client().get(address).status_code == 404
    assert browser.post(f"{HOME}kalender/", {"of": "organisation:999"}).status_code == 404


def test_the_catalogue_asks_few_questions(as_person: As) -> None:
    """≤ 12 queries for the catalogue itself, however many events."""
    host = factories.person("coordination", of=office())
    for number in range(12):
        hall(NOW, host=host, starts=NOW + timedelta(days=number + 1))
    browser = as_person(factories.person("specialist", of=centre()))
    browser.get(HOME)
    with CaptureQueriesContext(connection) as few:
        Client().get("/veranstaltungen/")
    assert len(few) <= 12
    with CaptureQueriesContext(connection) as asked:
        browser.get(HOME)
    own = [each for each in asked if "qualification_" in each["sql"]]
    assert len(own) <= 12
