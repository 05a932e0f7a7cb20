"""Courses at the centre: written, published, counted, read in; what is missing from five on."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.demand import LEAST, Missing, signal
from drehscheibe.domain.courses.hints import tell
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.mail.models import OutboxMail
from tests import factories
from tests.domain.courses.stories import AT, Stage
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = b"Kursnummer;Titel;Ziel;erster Tag;letzter Tag\nD-1;Deutsch A2;A2;01.06.2026;18.12.2026\n"


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def signed_in(stage: Stage) -> Client:
    return factories.client_of(stage.keeper)


def typed(stage: Stage, **more: str) -> dict[str, str]:
    """A filled form."""
    return {
        "title": "Deutsch am Abend", "kind": "general", "funding": "federal", "level_from": "0",
        "level_to": "1", "script": "none", "starts_on": "01.06.2026", "ends_on": "18.12.2026",
        "entry": "fixed", "mode": "onsite", "childcare": "none", "municipality": stage.town.ags,
        "day_2": "18:00–20:15", "seats_max": "20", "seats_booked": "18", **more,
    }  # fmt: skip


def test_a_course_is_written_published_and_found_by_everybody() -> None:
    stage = Stage()
    browser = signed_in(stage)
    page = browser.get("/mitarbeit/kurse/neu/")
    assert "Volkshochschule Beispiel" in page.content.decode()
    address = f"/mitarbeit/kurse/neu/?traeger={stage.actor.pk}"
    assert browser.post(address, typed(stage)).status_code == 302
    offer = CourseOffer.objects.get()
    assert Client().get(f"/kurse/{offer.public_id}/").status_code == 404
    assert (
        browser.post(f"/mitarbeit/kurse/{offer.pk}/schritt/", {"act": "publish"}).status_code == 302
    )
    assert "2 frei" in re.sub(r"<[^>]+>", "", Client().get("/kurse/").content.decode())


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"day_2": "abends"}, "Bitte eine Uhrzeit"),
        ({"day_2": "20:00–18:00"}, "endet vor ihrem Beginn"),
        ({"level_from": "1"}, "Das Ziel liegt nicht über dem Vorwissen"),
        ({"seats_booked": "21"}, "höchstens so viele Plätze"),
        ({"ends_on": ""}, "Bitte nennen Sie den letzten Tag"),
        ({"days_off": "31.02.2026"}, "31.02.2026"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    said: dict[str, str], refused: str
) -> None:
    stage = Stage()
    form = typed(stage, **said)
    page = signed_in(stage).post(f"/mitarbeit/kurse/neu/?traeger={stage.actor.pk}", form)
    assert_sound(page)
    assert (page.status_code, refused in page.content.decode()) == (422, True)
    assert "Deutsch am Abend" in page.content.decode()
    assert not CourseOffer.objects.exists()


def test_seats_are_counted_by_telephone_and_a_course_is_called_off() -> None:
    stage = Stage()
    offer, browser = stage.course(at=AT - timedelta(days=9)), signed_in(stage)
    said = {"act": "count", "seats_max": "20", "seats_booked": "20"}
    assert browser.post(f"/mitarbeit/kurse/{offer.pk}/schritt/", said).status_code == 302
    offer.refresh_from_db()
    assert (offer.is_full, offer.is_stale(AT)) == (True, False)
    browser.post(f"/mitarbeit/kurse/{offer.pk}/schritt/", {"act": "cancel"})
    again = browser.post(f"/mitarbeit/kurse/{offer.pk}/schritt/", {"act": "cancel"})
    assert again.status_code == 422


def test_another_centre_finds_neither_course_nor_provider() -> None:
    stage = Stage()
    offer = stage.course()
    other = factories.client_of(
        factories.person("specialist", of=factories.centre("Kreis Soest").organisation)
    )
    assert "Deutsch für den Alltag" not in other.get("/mitarbeit/kurse/").content.decode()
    for page in (f"{offer.pk}/", f"{offer.pk}/bearbeiten/", f"traeger/{stage.actor.pk}/",
                 f"traeger/{stage.actor.pk}/einlesen/"):  # fmt: skip
        assert other.get(f"/mitarbeit/kurse/{page}").status_code == 404


def test_the_carrier_reads_and_changes_nothing() -> None:
    stage = Stage()
    offer = stage.course()
    carrier = factories.client_of(factories.person("carrier", of=stage.centre.carrier))
    assert carrier.get(f"/mitarbeit/kurse/{offer.pk}/").status_code == 200
    refused = carrier.post(f"/mitarbeit/kurse/{offer.pk}/schritt/", {"act": "cancel"})
    assert refused.status_code == 403


def test_a_list_is_uploaded_tried_and_taken_over() -> None:
    stage = Stage()
    browser, address = signed_in(stage), f"/mitarbeit/kurse/traeger/{stage.actor.pk}/einlesen/"
    file = SimpleUploadedFile("kurse.csv", LIST)
    assert browser.post(address, {"act": "upload", "file": file}).status_code == 302
    page = browser.get(address)
    assert_sound(page)
    chosen = {f"spalte-{place}": key for place, key in
              enumerate(("number", "title", "level_to", "starts_on", "ends_on"))}  # fmt: skip
    tried = browser.post(address, {"act": "try", **chosen})
    told = "<dt>Neue Kurse</dt><dd>1</dd>" in tried.content.decode()
    assert (told, CourseOffer.objects.count()) == (True, 0)
    assert browser.post(address, {"act": "take", **chosen}).status_code == 302
    assert CourseOffer.objects.get().number == "D-1"
    useless = browser.post(address, {"act": "upload", "file": SimpleUploadedFile("x", b"%PDF-1")})
    assert (useless.status_code, browser.post(address, {"act": "upload"}).status_code) == (422, 422)


def test_another_file_from_a_second_window_is_not_taken_unseen(
    time_machine: TimeMachineFixture,
) -> None:
    stage = Stage()
    browser, address = signed_in(stage), f"/mitarbeit/kurse/traeger/{stage.actor.pk}/einlesen/"
    browser.post(address, {"act": "upload", "file": SimpleUploadedFile("kurse.csv", LIST)})
    mark = re.search(r'name="datei" value="([^"]+)"', browser.get(address).content.decode())
    assert mark
    first = {"act": "take", "datei": mark[1], "spalte-0": "title", "spalte-9": "phone"}
    time_machine.move_to(AT + timedelta(minutes=1), tick=False)
    other = LIST.replace(b"D-1;Deutsch A2", b"D-2;Ganz anderes")
    browser.post(address, {"act": "upload", "file": SimpleUploadedFile("andere.csv", other)})
    refused = browser.post(address, first)
    assert_sound(refused)
    assert (refused.status_code, CourseOffer.objects.count()) == (422, 0)
    assert "inzwischen eine andere Datei" in refused.content.decode()
    chosen = {f"spalte-{place}": key for place, key in
              enumerate(("number", "title", "level_to", "starts_on", "ends_on"))}  # fmt: skip
    beyond = {"act": "take", "spalte-99": "phone", **chosen}  # a column no table has
    assert browser.post(address, beyond).status_code == 302
    assert CourseOffer.objects.get().title == "Ganz anderes"


def test_the_link_goes_out_and_all_of_them_end() -> None:
    stage = Stage()
    stage.course()
    browser, address = signed_in(stage), f"/mitarbeit/kurse/traeger/{stage.actor.pk}/"
    assert browser.post(address, {"act": "send", "email": "keine"}).status_code == 422
    assert browser.post(address, {"act": "send", "email": "vhs@vhs.example"}).status_code == 302
    mail = OutboxMail.objects.get(to="vhs@vhs.example")
    link = re.search(r"/kurse/anbieter/\S+", mail.text)
    assert link
    assert Client().get(link[0]).status_code == 200
    browser.post(address, {"act": "revoke"})
    assert Client().get(link[0]).status_code == 410


def test_sc_9_demand_is_shown_from_five_on() -> None:
    stage = Stage()
    browser = signed_in(stage)
    for each in range(LEAST):
        assert "A1 bis A2" not in browser.get("/mitarbeit/kurse/fehlt/").content.decode()
        signal(missing=Missing(stage.town.ags, 1, 2), visitor=Visitor(f"192.0.2.{each}", "x"),
               at=AT)  # fmt: skip
    assert "A1 bis A2" in browser.get("/mitarbeit/kurse/fehlt/").content.decode()
    other = factories.centre("Kreis Soest").organisation
    there = factories.client_of(factories.person("specialist", of=other))
    assert "A1 bis A2" not in there.get("/mitarbeit/kurse/fehlt/").content.decode()


def test_a_hint_is_seen_and_settled_once() -> None:
    stage = Stage()
    offer, browser = stage.course(), signed_in(stage)
    tell(offer=offer, what="phone", text="", visitor=Visitor("192.0.2.1", "x"), at=AT)
    assert "Telefon oder E-Mail stimmt nicht" in browser.get(
        f"/mitarbeit/kurse/{offer.pk}/"
    ).content.decode()  # fmt: skip
    hint = f"/mitarbeit/kurse/hinweise/{offer.hints.get().pk}/"
    assert [browser.post(hint).status_code for _ in range(2)] == [302, 404]


def test_lists_cost_the_same_for_few_and_for_many() -> None:
    stage = Stage()
    browser: Any = signed_in(stage)
    counted: dict[str, list[int]] = {"": [], "traeger/": [], "fehlt/": []}
    for many in (2, 18):
        for each in range(many):
            stage.course(title=f"Kurs {each}")
        for page, numbers in counted.items():
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(f"/mitarbeit/kurse/{page}").status_code == 200
            numbers.append(len(queries))
    assert all(first == second <= 20 for first, second in counted.values()), counted
