"""Pages of the directory: enter, edit, clear with what changes (area 11, Sc 11.2)."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.directory.keeping import TOWN_NEEDED
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.domain.directory.writing import write
from drehscheibe.kernel.territory.models import Municipality
from tests import factories
from tests.domain.courses.stories import town
from tests.domain.directory.stories import AT, STREET, Stage, field
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/akteure/"


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def test_a_centre_enters_an_actor_and_the_public_finds_it() -> None:
    stage = Stage()
    browser = factories.client_of(stage.keeper)
    form = {
        "name": "Haus der Hilfe", "kind": field("pt.mso").pk, "municipality": stage.town.pk,
        "phone": "0231 5", "languages": ["de", "ti"], "place-1-kind": "counsel",
        "place-1-town": "Dortmund", "place-1-street": "Weg 3", "place-1-day-2": "9-12, 14-18",
    }  # fmt: skip
    wrong = browser.post(f"{LIST}neu/", {**form, "place-1-day-2": "früh", "email": "keine"})
    assert_sound(wrong)
    text = wrong.content.decode()
    assert (wrong.status_code, "früh" in text, "Weg 3" in text) == (422, True, True)
    made = browser.post(f"{LIST}neu/", form)
    actor = Actor.objects.get()
    assert made["Location"] == f"{LIST}{actor.pk}/"
    public = browser.get(f"/akteure/{actor.public_id}/").content.decode()
    assert "14:00–18:00" in public
    assert "ትግርኛ" in public


def test_a_like_name_is_warned_of_and_taken_when_confirmed() -> None:
    stage = Stage()
    stage.actor("Haus der Hilfe")
    browser = factories.client_of(stage.keeper)
    form = {"name": "HAUS DER HILFE", "kind": field("pt.mso").pk, "phone": "0231 5"}
    asked = browser.post(f"{LIST}neu/", form)
    assert (asked.status_code, 'name="sure"' in asked.content.decode()) == (422, True)
    assert browser.post(f"{LIST}neu/", {**form, "sure": "on"}).status_code == 302
    mixed = browser.post(f"{LIST}neu/", {**form, "name": "Hаus", "sure": "on"})  # Cyrillic a
    assert "mehreren Schriften" in mixed.content.decode()
    turned = browser.post(f"{LIST}neu/", {**form, "name": "Hilfe\u202e nebenan"})
    assert Actor.objects.filter(revisions__name="Hilfe nebenan").count() == 1
    assert turned.status_code == 302


def test_a_like_name_of_another_centre_is_asked_about_only_when_public_and_close() -> None:
    near, centre = Stage(), factories.centre("Kreis Unna")
    home = town(centre, "Unna")
    near.actor("Haus der Hilfe", said={"places": ()})
    hidden = Actor.objects.create(
        centre=near.centre, kind=field("pt.mso"), municipality=near.town, created_at=AT
    )
    write(hidden, Wording("Heim am Wall"), by=None, at=AT)
    browser = factories.client_of(factories.person("specialist", of=centre.organisation))
    form = {"name": "HAUS DER HILFE", "kind": field("pt.mso").pk, "phone": "0231 5"}
    asked = browser.post(f"{LIST}neu/", {**form, "municipality": home.pk})
    assert (asked.status_code, 'name="sure"' in asked.content.decode()) == (422, True)
    waiting = {**form, "name": "Heim am Wall", "municipality": home.pk}
    assert browser.post(f"{LIST}neu/", waiting).status_code == 302
    Actor.objects.filter(centre=near.centre).update(municipality=distant(near))
    assert browser.post(f"{LIST}neu/", {**form, "municipality": home.pk}).status_code == 302
    made = Actor.objects.get(centre=centre, revisions__name="HAUS DER HILFE")
    Actor.objects.filter(centre=near.centre).update(municipality=near.town)
    same = {**form, "municipality": home.pk, "phone": "0231 6"}
    assert browser.post(f"{LIST}{made.pk}/bearbeiten/", same).status_code == 302


def distant(stage: Stage) -> Municipality:
    """A town 40 km to the north."""
    return town(stage.centre, "Weitweg", lat=51.9)


def test_sc_11_2_the_centre_sees_what_changes_clears_or_refuses_what_it_saw() -> None:
    stage = Stage()
    actor = stage.actor("Haus der Hilfe")
    browser = factories.client_of(stage.keeper)
    said = said_in(actor.revisions.get(shown=True))
    first = write(actor, replace(said, phone="0231 777"), by=None, at=AT)
    page = browser.get(f"{LIST}{actor.pk}/")
    assert_sound(page)
    assert "<ins><bdi>0231 777</bdi></ins>" in page.content.decode()
    second = write(actor, replace(said, phone="0231 888"), by=None, at=AT)
    act = f"{LIST}{actor.pk}/schritt/"
    late = browser.post(act, {"act": "clear", "seen": first.number})
    assert (late.status_code, "inzwischen geändert" in late.content.decode()) == (422, True)
    nothing = browser.post(act, {"act": "refuse", "seen": second.number, "reason": " "})
    assert nothing.status_code == 422
    assert browser.post(act, {"act": "clear", "seen": second.number}).status_code == 302
    assert actor.revisions.get(shown=True).phone == "0231 888"


def test_another_centre_finds_nothing_of_what_waits_and_takes_no_step() -> None:
    stage = Stage()
    actor = stage.actor("Haus der Hilfe")
    other = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    browser = factories.client_of(other)
    assert "Haus der Hilfe" not in browser.get(LIST).content.decode()
    assert browser.get(f"{LIST}{actor.pk}/").status_code == 404
    assert browser.post(f"{LIST}{actor.pk}/schritt/", {"act": "confirm"}).status_code == 404
    assert browser.get(f"{LIST}{actor.pk}/bearbeiten/").status_code == 404


def test_sc_11_4_only_the_town_of_an_actor_at_risk_leaves_its_centre() -> None:
    stage = Stage()
    actor = stage.actor("Frauenhaus", at_risk=True)
    address = f"{LIST}{actor.pk}/"
    ministry = factories.person(
        "ministry_integration", of=factories.organisation("Ministerium", "ministry")
    )
    own = factories.client_of(stage.keeper).get(address).content.decode()
    other = factories.client_of(ministry).get(address)
    assert STREET in own
    assert other.status_code == 200
    assert STREET not in other.content.decode()


def test_sc_11_4_a_guard_is_taken_with_the_town_alone() -> None:
    """The town is all the public would learn; what was typed stands again."""
    stage = Stage()
    browser = factories.client_of(stage.keeper)
    form = {"name": "Frauenhaus", "kind": field("pt.mso").pk, "phone": "0231 5", "at_risk": "on"}
    wrong = browser.post(f"{LIST}neu/", form)
    assert_sound(wrong)
    text = wrong.content.decode()
    assert (wrong.status_code, TOWN_NEEDED in text, "0231 5" in text) == (422, True, True)
    assert browser.post(f"{LIST}neu/", {**form, "municipality": stage.town.pk}).status_code == 302
    address = f"{LIST}{Actor.objects.get().pk}/bearbeiten/"
    assert TOWN_NEEDED in browser.post(address, form).content.decode()
    assert Actor.objects.get().municipality == stage.town


def test_the_list_asks_the_same_for_two_and_for_thirty() -> None:
    stage = Stage()
    browser = factories.client_of(stage.keeper)
    counts = []
    for size in (2, 24):
        for number in range(Actor.objects.count(), size):
            stage.actor(f"Verein {number}")
        browser.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            assert_sound(browser.get(LIST))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_offer_makes_an_actor_found_by_its_topic() -> None:
    stage = Stage()
    actor = stage.actor("Haus der Hilfe", kind="pt.stiftung")
    browser = factories.client_of(stage.keeper)
    topic = field("querschnitt.wohnumfeld", "thema")
    assert "Haus der Hilfe" not in browser.get("/akteure/?thema=wohnen").content.decode()
    form = {"name": "Wohnungssuche", "topic": topic.pk, "status": "active"}
    assert browser.post(f"{LIST}{actor.pk}/angebot/", {**form, "name": ""}).status_code == 422
    assert browser.post(f"{LIST}{actor.pk}/angebot/", form).status_code == 302
    assert "Haus der Hilfe" in browser.get("/akteure/?thema=wohnen").content.decode()
