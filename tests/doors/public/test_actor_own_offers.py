"""Behind its link an actor proposes offers; the centre clears them with all else (Sc 11.2)."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.directory.clearing import clear, refuse
from drehscheibe.domain.directory.keeping import keep_service
from drehscheibe.domain.directory.links import opened_by_link, propose_offer_by_link
from drehscheibe.domain.directory.models import Actor, Service
from drehscheibe.domain.directory.offering import EMPTY
from tests import factories
from tests.at_once import at_once
from tests.domain.directory.stories import AT, Stage
from tests.doors.public.test_actor_own import form_of, mailed
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
SAID = {"name": "Sprechstunde", "description": "Wir helfen bei Briefen.", "fee": "kostenlos",
        "status": "active"}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def send(link: str, key: str, **said: str) -> Any:
    """As a browser would."""
    page = Client().get(link)
    token = {"form": form_of(page)["form"]}
    return Client().post(f"{link}?angebot={key}", {**SAID, **said, **token})


def beside(stage: Stage, actor: Actor) -> str:
    """What the centre sees of what waits."""
    page = factories.client_of(stage.keeper).get(f"/mitarbeit/akteure/{actor.pk}/")
    assert_sound(page)
    return str(page.content.decode())


def public(actor: Actor) -> str:
    """What everybody reads of it."""
    return str(Client().get(f"/akteure/{actor.public_id}/").content.decode())


def test_a_new_offer_a_changed_one_and_an_end_wait_together_until_cleared(stage: Stage) -> None:
    actor = stage.actor("Mein Verein", offer="querschnitt.wohnumfeld")
    old = actor.services.get()
    gone = keep_service(service=Service(actor=actor, name="Café"), by=stage.keeper, at=AT)
    link = mailed(stage, actor)
    for key in ("neu", str(old.public_id)):
        assert_sound(Client().get(f"/ar{link}?angebot={key}"))
    assert send(link, "neu").headers["Location"].endswith("?danke=neu")
    send(link, str(old.public_id), name=old.name, description="", fee="2 Euro")
    send(link, str(gone.public_id), name="Café", description="", fee="", status="defunct")
    page = Client().get(link)
    assert_sound(page)
    assert page.content.decode().count("wartet auf Freigabe") == 3
    assert [word in public(actor) for word in ("Sprechstunde", "Café")] == [False, True]
    assert actor.services.count() == 2
    waiting = actor.revisions.get(standing="open")
    seen = beside(stage, actor)
    for words in ("Angebot „Sprechstunde“", "Kosten: kostenlos", "Kosten: 2 Euro",
                  "Läuft es noch?: eingestellt"):  # fmt: skip
        assert words in seen
    clear(actor=actor, seen=waiting.number, by=stage.keeper, at=AT)
    after = {each.name: (each.fee, each.status) for each in actor.services.all()}
    assert after == {"Sprechstunde": ("kostenlos", "active"), old.name: ("2 Euro", "active"),
                     "Café": ("", "defunct")}  # fmt: skip
    old.refresh_from_db()
    assert old.topic_id == "querschnitt.wohnumfeld"
    assert [word in public(actor) for word in ("Sprechstunde", "Café")] == [True, False]
    assert "wartet auf Freigabe" not in Client().get(link).content.decode()


def test_a_change_of_the_telephone_keeps_what_waits_and_the_same_twice_is_once(
    stage: Stage,
) -> None:
    actor = stage.actor("Mein Verein", offer="querschnitt.wohnumfeld")
    old, link = actor.services.get(), mailed(stage, actor)
    changed = {"name": old.name, "description": "", "fee": "2 Euro"}
    send(link, str(old.public_id), **changed)
    again = send(link, str(old.public_id), **changed)
    assert again["Location"].endswith("?danke=gleich")
    Client().post(link, {**form_of(Client().get(link)), "phone": "0231 99"})
    waiting = actor.revisions.get(standing="open")
    assert (waiting.phone, waiting.services[0]["said"]) == ("0231 99", {"fee": "2 Euro"})
    keep_service(service=_with(old, audience="Familien", fee="3 Euro"), by=stage.keeper, at=AT)
    clear(actor=actor, seen=waiting.number, by=stage.keeper, at=AT)
    old.refresh_from_db()
    assert (old.audience, old.fee) == ("Familien", "2 Euro"), "only what was proposed"


def test_what_the_centre_refuses_never_becomes_an_offer(stage: Stage) -> None:
    actor = stage.actor("Mein Verein")
    link = mailed(stage, actor)
    send(link, "neu")
    number = actor.revisions.get(standing="open").number
    refuse(actor=actor, seen=number, reason="Gibt es nicht.", by=stage.keeper, at=AT)
    assert not actor.services.exists()
    assert "Sprechstunde" not in Client().get(link).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Bitte nennen Sie das Angebot."),
        ("name", "Spr\u0435chstunde", "aus mehreren Schriften"),
        ("name", "x" * 201, "höchstens 200 Zeichen"),
        ("description", "x" * 2001, "höchstens 2000 Zeichen"),
        ("fee", "x" * 201, "höchstens 200 Zeichen"),
    ],
)
def test_what_cannot_stand_is_told_in_place_and_stays_typed(
    stage: Stage, field: str, typed: str, said: str
) -> None:
    actor = stage.actor("Mein Verein")
    page = send(mailed(stage, actor), "neu", **{"application": "Einfach kommen", field: typed})
    assert_sound(page)
    html = page.content.decode()
    assert page.status_code == 422
    assert said in html
    assert f'aria-describedby="e-{field}"' in html
    assert "Einfach kommen" in html
    assert typed in html
    assert actor.revisions.count() == 1


def test_hostile_words_are_words_and_turned_writing_falls_out_of_names(stage: Stage) -> None:
    actor = stage.actor("Mein Verein")
    link = mailed(stage, actor)
    send(link, "neu", name="Hilfe \u202eelfi\u2066h", description="<svg onload=alert(1)>")
    waiting = actor.revisions.get(standing="open")
    assert waiting.services[0]["said"]["name"] == "Hilfe elfi h"
    clear(actor=actor, seen=waiting.number, by=stage.keeper, at=AT)
    for html in (public(actor), Client().get(link).content.decode()):
        assert "<svg onload" not in html
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_offers_of_others_and_invented_ones_are_not_there(stage: Stage) -> None:
    actor, other = stage.actor("Mein Verein"), stage.actor("Anderer", offer="bildung.eltern")
    link = mailed(stage, actor)
    for key in (str(other.services.get().public_id), str(uuid4()), "x", "", "\x00"):
        assert Client().get(link, {"angebot": key}).status_code == 404
        assert send(link, key).status_code == 404
    stranger = Client().post(f"{link}?angebot=neu", {**SAID, "form": "x"})
    assert stranger.status_code == 403
    assert not actor.revisions.filter(standing="open").exists()


@pytest.mark.django_db(transaction=True)
def test_two_with_the_same_link_at_once_lose_no_offer() -> None:
    stage = Stage()
    actor = stage.actor("Mein Verein")
    secret = mailed(stage, actor).rstrip("/").rpartition("/")[2]

    def say(name: str) -> None:
        with opened_by_link(secret, at=AT) as link:
            propose_offer_by_link(link, str(uuid4()), {**EMPTY, "name": name}, at=AT)

    assert at_once(lambda: say("Eins"), lambda: say("Zwei")) == ["done", "done"]
    waiting = actor.revisions.get(standing="open")
    assert sorted(each["said"]["name"] for each in waiting.services) == ["Eins", "Zwei"]


def _with(service: Service, **said: str) -> Service:
    for name, text in said.items():
        setattr(service, name, text)
    return service
