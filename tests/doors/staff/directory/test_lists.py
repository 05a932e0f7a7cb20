"""Pages of the centre's own table: read in, given out, for people of several centres (no. 6)."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.people.models import Membership
from tests import factories
from tests.domain.directory.stories import AT, STREET, Stage, field
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/akteure/"
IMPORT = f"{LIST}einlesen/"
TABLE = "Name;Art;Tel\nHaus der Hilfe;Verein;0231 5\n"


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def stage() -> Stage:
    field("pt.mso", label="Verein")
    return Stage()


def send(browser: Client, text: str, address: str = IMPORT) -> Any:
    file = SimpleUploadedFile("akteure.csv", text.encode())
    return browser.post(address, {"act": "upload", "file": file})


def columns(**more: str) -> dict[str, str]:
    return {"spalte-0": "name", "spalte-1": "kind", "spalte-2": "phone", **more}


def test_a_table_is_tried_corrected_and_taken(stage: Stage) -> None:
    browser = factories.client_of(stage.keeper)
    assert_sound(browser.get(IMPORT))
    assert send(browser, TABLE.replace("Verein", "Gespenst")).status_code == 302
    wrong = browser.post(IMPORT, columns(act="try"))
    assert_sound(wrong)
    assert (wrong.status_code, "Gespenst" in wrong.content.decode()) == (422, True)
    send(browser, TABLE)
    tried = browser.post(IMPORT, columns(act="try"))
    assert_sound(tried)
    assert (tried.status_code, Actor.objects.count()) == (200, 0)
    assert browser.post(IMPORT, columns(act="take")).status_code == 302
    assert Actor.objects.get().revisions.get(shown=True).phone == "0231 5"
    assert "Spalten zuordnen" not in browser.get(IMPORT).content.decode()


def test_a_useless_file_is_refused_and_a_kept_one_can_be_given_up(stage: Stage) -> None:
    browser = factories.client_of(stage.keeper)
    assert browser.post(IMPORT, {"act": "upload"}).status_code == 422
    assert send(browser, "").status_code == 422
    send(browser, TABLE)
    assert "Spalten zuordnen" in browser.get(IMPORT).content.decode()
    browser.post(IMPORT, {"act": "drop"})
    assert "Spalten zuordnen" not in browser.get(IMPORT).content.decode()


def test_the_table_is_for_the_own_centre_alone(stage: Stage) -> None:
    stage.actor("Frauenhaus", at_risk=True)
    own = factories.client_of(stage.keeper).get(f"{LIST}tabelle.csv")
    assert STREET in own.content.decode()
    other = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    text = factories.client_of(other).get(f"{LIST}tabelle.csv").content.decode()
    assert "Frauenhaus" not in text
    ministry = factories.person(
        "ministry_integration", of=factories.organisation("Ministerium", "ministry")
    )
    browser = factories.client_of(ministry)
    assert browser.get(f"{LIST}tabelle.csv").status_code == 403
    assert browser.get(IMPORT).status_code == 403


def test_people_of_several_centres_choose_and_reach_no_other(stage: Stage) -> None:
    second, third = factories.centre("Kreis Unna"), factories.centre("Kreis Soest")
    Membership.objects.create(
        person=stage.keeper, organisation=second.organisation, role="specialist",
        valid_from=date(2012, 1, 1),
    )  # fmt: skip
    browser = factories.client_of(stage.keeper)
    for address in (IMPORT, f"{LIST}neu/", f"{LIST}tabelle.csv"):
        asked = browser.get(address)
        assert_sound(asked)
        text = asked.content.decode()
        assert f"?zentrum={second.pk}" in text
        assert f"?zentrum={third.pk}" not in text
        assert browser.get(f"{address}?zentrum={third.pk}").status_code == 404
        assert browser.get(f"{address}?zentrum=x").status_code == 404
    form = {"name": "Haus", "kind": "pt.mso", "phone": "0231 5"}
    assert browser.post(f"{LIST}neu/?zentrum={third.pk}", form).status_code == 404
    assert_sound(browser.get(f"{LIST}neu/?zentrum={second.pk}"))
    assert browser.post(f"{LIST}neu/?zentrum={second.pk}", form).status_code == 302
    address = f"{IMPORT}?zentrum={second.pk}"
    send(browser, TABLE, address)
    assert browser.post(address, columns(act="take")).status_code == 302
    assert set(Actor.objects.values_list("centre", flat=True)) == {second.pk}
