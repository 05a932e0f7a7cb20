"""Behind the mailed link an actor's own people confirm or propose (ADR 20, Sc 11.2)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.config.logs import without_secrets
from drehscheibe.domain.directory.links import invite
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.access.mailed_links import LASTS
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.directory.stories import AT, STREET, Stage
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db


def mailed(stage: Stage, actor: Actor) -> str:
    invite(actor=actor, email="hallo@verein.example", by=stage.keeper, at=AT)
    found = re.search(r"/akteure/eigene/\S+", OutboxMail.objects.latest("pk").text)
    assert found
    return found[0]


def form_of(page: Any) -> dict[str, str]:
    """What a browser would send of the second form, as it stands."""
    text = page.content.decode()
    token = re.search(r'name="form" value="([^"]+)"', text)
    assert token
    fields = dict(
        re.findall(r'<input class="[^"]*" id="[^"]*" name="([^"]+)" value="([^"]*)"', text)
    )
    return {**fields, "place-1-kind": "visit", "place-1-step_free": "1", "form": token[1]}


def test_opening_changes_nothing_one_tap_confirms_and_a_change_waits(
    time_machine: TimeMachineFixture,
) -> None:
    stage = Stage()
    actor = stage.actor("Mein Verein")
    link, browser, later = mailed(stage, actor), Client(), AT + timedelta(days=6)
    time_machine.move_to(later, tick=False)
    page = browser.get(f"/ar{link}")
    assert_sound(page)
    actor.refresh_from_db()
    assert (actor.verified_at, actor.revisions.count()) == (AT, 1)
    form = form_of(browser.get(link))
    assert form["place-1-day-1"] == "09:00–12:00, 14:00–16:00"
    assert browser.post(link, {"form": form["form"], "act": "confirm"}).status_code == 302
    actor.refresh_from_db()
    assert actor.verified_at == later
    said = {**form, "phone": "0231 99", "languages": ["de", "uk"]}
    for thanks in ("neu", "gleich"):
        assert browser.post(link, said)["Location"].endswith(f"?danke={thanks}")
    assert [each.phone for each in actor.revisions.order_by("number")] == [
        "0231 12 34-5",
        "0231 99",
    ]
    public = browser.get(f"/akteure/{actor.public_id}/").content.decode()
    assert "0231 12 34-5" in public
    assert "0231 99" not in public
    assert "wartet noch auf die Freigabe" in browser.get(link).content.decode()
    assert not browser.cookies
    assert page["Cache-Control"] == "private, no-store"


def test_sc_11_4_a_forwarded_link_tells_nobody_where_an_actor_at_risk_is(
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    actor = stage.actor("Frauenhaus", at_risk=True)
    link = mailed(stage, actor)
    page = Client().get(link)
    assert_sound(page)
    assert STREET not in page.content.decode()
    assert "44137" not in page.content.decode()
    said = {**form_of(page), "phone": "0231 99", "place-1-town": "Fremdstadt"}
    assert Client().post(link, said).status_code == 302
    waiting = actor.revisions.get(standing="open")
    assert (waiting.phone, waiting.places.get().street) == ("0231 99", STREET)


def test_what_cannot_stand_loses_nothing_and_changes_nothing(
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    actor = stage.actor("Mein Verein")
    link = mailed(stage, actor)
    said = {**form_of(Client().get(link)), "place-1-day-1": "vormittags", "phone": "0231 99"}
    page = Client().post(link, said)
    assert_sound(page)
    text = page.content.decode()
    assert (page.status_code, "vormittags" in text, "0231 99" in text) == (422, True, True)
    assert actor.revisions.count() == 1


def test_forms_of_strangers_of_other_links_and_long_ones_are_refused(
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    link = mailed(stage, stage.actor("Mein Verein"))
    form = {"form": form_of(Client().get(link))["form"], "act": "confirm"}
    assert Client().post(link, {"form": "x"}).status_code == 403
    assert Client().post(link, form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    other = form_of(Client().get("/akteure/eigene/erfunden/"))
    assert Client().post(link, {"form": other["form"]}).status_code == 403
    assert Client().post(link, {**form, "description": "x" * 17_000}).status_code == 413


def test_expired_and_invented_links_look_the_same_and_only_one_is_renewed(
    time_machine: TimeMachineFixture,
) -> None:
    stage = Stage()
    link = mailed(stage, stage.actor("Mein Verein"))
    time_machine.move_to(AT + LASTS, tick=False)
    seen = []
    for address in (link, "/akteure/eigene/erfunden/"):
        page = Client().get(address)
        sent = Client().post(address, {"form": form_of(page)["form"]})
        texts = [re.sub(r'(value|action|href)="[^"]*"', "", each.content.decode())
                 for each in (page, sent)]  # fmt: skip
        seen.append((page.status_code, sent.status_code, texts))
    assert seen[0] == seen[1]
    assert seen[0][0] == 410
    assert OutboxMail.objects.count() == 2


def test_no_log_holds_the_secret() -> None:
    assert without_secrets("/ar/akteure/eigene/Kd3-x_9/") == "/ar/akteure/eigene/…/"
