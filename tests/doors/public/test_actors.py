"""Actors without an account: the right place with a call button, in three taps (Nr. 6, Sc 11.4)."""

import gzip
import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from drehscheibe.domain.directory.models import Actor, ActorHint, ActorRevision
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.domain.directory.writing import write
from drehscheibe.doors.public.actors.filters import NAMES
from drehscheibe.doors.public.edge import QUERY_NAMES
from tests.domain.directory.stories import AT, STREET, Stage
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/akteure/"


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def text_of(answer: Any) -> str:
    """What a reader sees."""
    body = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def found(query: dict[str, str]) -> list[str]:
    """The names of the hits, in their order."""
    page = Client().get(LIST, query).content.decode()
    return re.findall(r'class="hit__title"><a[^>]*><bdi lang="de">([^<]+)', page)


def token(answer: Any) -> str:
    match = re.search(r'name="form" value="([^"]+)"', answer.content.decode())
    assert match
    return match[1]


def test_three_taps_lead_from_the_language_over_place_and_topic_to_a_call_button() -> None:
    Stage().actor("Rat und Hilfe", offer="querschnitt.wohnumfeld")
    browser = Client()
    assert 'href="/ar/"' in browser.get("/").content.decode()  # 1: the language
    assert 'href="/ar/hilfe-im-alltag/"' in browser.get("/ar/").content.decode()  # 2: help
    door = browser.get("/ar/hilfe-im-alltag/").content.decode()
    assert 'action="/ar/akteure/"' in door
    assert 'name="thema" value="wohnen"' in door
    hits = browser.get("/ar/akteure/", {"ort": "Dortmund", "thema": "wohnen"})  # 3: the topic
    assert 'href="tel:023112345"' in hits.content.decode()
    place = browser.get("/ar/suche/", {"ort": "Dortmund"}).content.decode()  # or: place, then topic
    assert "/ar/akteure/?ort=Dortmund&amp;thema=wohnen" in place


def test_each_wish_narrows_and_the_town_meant_comes_first() -> None:
    stage = Stage()
    stage.actor("A in Lünen", ags=stage.far.ags, kind="pt.kirche")
    stage.actor("Z in Dortmund", offer="querschnitt.wohnumfeld")
    stage.actor("Schule", kind="pt.schule", school_number="123456")
    stage.actor("Abends", openings=(), said={"languages": ("uk",)})
    stage.actor("Anderswo", ended_on=AT.date())
    assert found({}) == ["A in Lünen", "Abends", "Z in Dortmund"]
    assert found({"ort": "Dortmund"}) == ["Abends", "Z in Dortmund", "A in Lünen"]
    assert found({"ort": "Lünen"})[0] == "A in Lünen"
    assert found({"thema": "wohnen"}) == ["Z in Dortmund"]
    assert found({"thema": "treffen"}) == ["A in Lünen", "Abends", "Z in Dortmund"]
    assert found({"art": "pt.schule"}) == ["Schule"]
    assert found({"sprache": "uk"}) == ["Abends"]
    assert found({"offen": "1"}) == ["A in Lünen", "Z in Dortmund"]
    assert found({"name": "abend"}) == ["Abends"]
    assert found({"ort": "Dortmund", "thema": "gesundheit"}) == []


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "Jetzt geöffnet, bis 12:00 Uhr"), (3, "Heute geöffnet ab 14:00 Uhr"),
     (8, "Heute nicht mehr geöffnet"),
     (24 * 10, "Heute ist ein Feiertag")],
)  # fmt: skip
def test_two_blocks_a_day_are_told_as_they_stand(
    time_machine: TimeMachineFixture, hours: int, said: str
) -> None:
    actor = Stage().actor("Rat und Hilfe")
    time_machine.move_to(AT + timedelta(hours=hours), tick=False)  # the tenth day is Ascension
    for address in (LIST, f"{LIST}{actor.public_id}/"):
        assert said in text_of(Client().get(address))
    assert "Montag 09:00–12:00 , 14:00–16:00" in text_of(Client().get(f"{LIST}{actor.public_id}/"))


def test_sc_11_4_of_an_actor_at_risk_no_door_tells_more_than_the_town() -> None:
    actor = Stage().actor("Frauenhaus", at_risk=True)
    browser = Client()
    own = f"{LIST}{actor.public_id}/"
    sheet = reverse("sitemap_sheet", args=["de", "akteure", 1])
    pages = [
        browser.get(each).content.decode()
        for each in (LIST, own, f"/ar{own}", f"{own}hinweis/", sheet, f"{LIST}?ort=Dortmund")
    ]
    assert str(actor.public_id) in pages[4]
    assert not [each for each in pages if "Geheimer" in each or "44137" in each]
    assert "09:00" not in pages[1]
    assert "openstreetmap" not in pages[1]
    assert "Die Anschrift erfahren Sie am Telefon." in pages[1]
    told = json.loads(re.findall(r'ld\+json">(.*?)</script>', pages[1])[0])
    assert told["location"] == [
        {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Dortmund",
                                       "addressCountry": "DE"}}
    ]  # fmt: skip
    assert found({"offen": "1"}) == found({"stufenlos": "1"}) == []
    Actor.objects.update(at_risk=False)
    assert STREET in browser.get(f"{LIST}{actor.public_id}/").content.decode()
    assert found({"offen": "1"}) == ["Frauenhaus"]


def test_sc_11_2_only_the_cleared_wording_is_found() -> None:
    stage = Stage()
    actor = stage.actor("Alter Name")
    write(actor, Wording("Neuer Name", phone="999"), by=None, at=AT)
    hidden = Actor.objects.create(centre=stage.centre, kind=actor.kind, created_at=AT)
    write(hidden, Wording("Noch nie gezeigt"), by=None, at=AT)
    assert found({}) == found({"name": "name"}) == ["Alter Name"]
    assert Client().get(f"{LIST}{hidden.public_id}/").status_code == 404


def test_a_stale_statement_says_so(time_machine: TimeMachineFixture) -> None:
    actor = Stage().actor("Rat und Hilfe")
    time_machine.move_to(AT + timedelta(days=366), tick=False)
    assert "Angabe veraltet" in text_of(Client().get(LIST))
    assert "lange niemand bestätigt" in text_of(Client().get(f"{LIST}{actor.public_id}/"))


@pytest.mark.parametrize("language", ["", "/ar", "/uk"])
def test_pages_are_sound_light_and_kept(language: str) -> None:
    stage = Stage()
    actors = [stage.actor(f"Verein {number}", offer="querschnitt.sport") for number in range(16)]
    for address in (f"{LIST}?ort=Dortmund", f"{LIST}{actors[0].public_id}/", "/hilfe-im-alltag/"):
        page = Client().get(f"{language}{address}")
        assert_sound(page)
        assert len(gzip.compress(page.content)) <= 30_000
        assert not page.cookies
        again = Client().get(f"{language}{address}", headers={"if-none-match": page["ETag"]})
        assert again.status_code == 304


def queries(address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert Client().get(address).status_code == 200
    return len(asked)


def test_a_list_and_a_page_ask_the_same_for_two_and_for_fifty() -> None:
    stage = Stage()
    first = stage.actor("Verein 1", offer="querschnitt.sport")
    stage.actor("Verein 2", offer="querschnitt.sport")
    addresses = (f"{LIST}?ort=Dortmund&utm=1", f"{LIST}{first.public_id}/?utm=1")
    few = [queries(each) for each in addresses]
    for number in range(3, 51):
        stage.actor(f"Verein {number}", offer="querschnitt.sport")
    assert [queries(each) for each in addresses] == few
    assert max(few) <= 12


@of_hypothesis(max_examples=40, deadline=None,
               suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.dictionaries(st.sampled_from([*sorted(NAMES), "seite"]), st.text(max_size=30)))
def test_no_question_is_a_fault(query: dict[str, str]) -> None:
    assert Client().get(LIST, query).status_code == 200


def test_the_edge_knows_every_name_and_nobody_is_found_by_an_invented_number() -> None:
    assert NAMES <= QUERY_NAMES
    assert Client().get(f"{LIST}{uuid4()}/").status_code == 404
    assert Client().get(f"{LIST}{uuid4()}/hinweis/").status_code == 404


def test_a_hint_reaches_the_centre_once_and_twenty_a_day_from_one_network() -> None:
    stage = Stage()
    actor = stage.actor("Rat und Hilfe")
    address = f"{LIST}{actor.public_id}/hinweis/"
    browser = Client()
    form = {"form": token(browser.get(address)), "was": "times", "text": "Erst ab 10 Uhr"}
    for _ in range(2):
        assert browser.post(address, form).status_code == 302
    assert ActorHint.objects.get().text == "Erst ab 10 Uhr"
    for number in range(30):
        assert browser.post(address, {**form, "text": f"Nr. {number}"}).status_code == 302
    assert ActorHint.objects.count() == 20
    elsewhere = Client(REMOTE_ADDR="192.0.2.77")
    assert elsewhere.post(address, {**form, "text": "von woanders"}).status_code == 302
    assert ActorHint.objects.count() == 21
    assert browser.get(address).status_code == 200


def test_a_hint_without_a_choice_forged_or_too_long_is_refused() -> None:
    actor = Stage().actor("Rat und Hilfe")
    address = f"{LIST}{actor.public_id}/hinweis/"
    good = token(Client().get(address))
    refused = Client().post(address, {"form": good, "text": "bleibt stehen"})
    assert (refused.status_code, "bleibt stehen" in refused.content.decode()) == (422, True)
    assert Client().post(address, {"form": "x", "was": "times"}).status_code == 403
    assert Client().post(address, {"form": good, "was": "times", "text": "x" * 17_000}
                         ).status_code == 413  # fmt: skip
    long = Client().post(address, {"form": good, "was": "times", "text": "x" * 600})
    assert long.status_code == 422
    assert not ActorHint.objects.exists()


def test_what_an_actor_writes_of_itself_is_text_on_every_page() -> None:
    stage = Stage()
    actor = stage.actor("Rat", said={"description": "</script><script>alert(1)</script>"})
    page = Client().get(f"{LIST}{actor.public_id}/").content.decode()
    assert "<script>alert" not in page
    assert said_in(ActorRevision.objects.get(shown=True)).description.startswith("</script>")
