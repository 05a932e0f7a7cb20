"""Pages of the centre's own table: read in, given out, for people of several centres (no. 6)."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.directory.jobs import take_list_over
from drehscheibe.domain.directory.lists.uploads import AT_ONCE
from drehscheibe.domain.directory.models import Actor, ActorUpload
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.people.models import Membership
from tests import factories
from tests.domain.directory.stories import AT, STREET, Stage, field
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/akteure/"
IMPORT = f"{LIST}einlesen/"
EXPORT = f"{LIST}tabelle.csv"
LONG = AT_ONCE + 1
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


def given() -> list[Entry]:
    """What the record says of tables taken away."""
    return list(Entry.objects.filter(act="directory.list.give").order_by("pk"))


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


def test_a_long_table_is_taken_over_by_a_job_and_the_page_says_how_far_it_is(stage: Stage) -> None:
    browser = factories.client_of(stage.keeper)
    send(browser, "Name;Art\n" + "\n".join(f"Verein {each};Verein" for each in range(LONG)))
    for _ in range(2):  # pressed twice is once
        answer = browser.post(IMPORT, {"spalte-0": "name", "spalte-1": "kind", "act": "take"})
        assert (answer.status_code, answer["Location"]) == (302, IMPORT)
    busy = browser.get(IMPORT)
    assert_sound(busy)
    assert "wird übernommen" in busy.content.decode()
    assert "Spalten zuordnen" not in busy.content.decode()
    asking = {"HX-Request": "true"}
    assert browser.get(IMPORT, headers=asking).status_code == 204
    assert not Actor.objects.exists()
    upload = ActorUpload.objects.get()
    take_list_over(at=AT, number=upload.pk)
    done = browser.get(IMPORT, headers=asking)
    assert_sound(browser.get(IMPORT))
    assert f"<dt>Neu</dt><dd>{LONG}</dd>" in done.content.decode()
    assert "<h1>Akteure einlesen</h1>" in done.content.decode()
    assert Actor.objects.count() == LONG


def test_a_job_that_took_nothing_says_why_beside_the_columns(stage: Stage) -> None:
    browser = factories.client_of(stage.keeper)
    send(browser, "Name;Art\n" + "\n".join(f"Verein {each};Verein" for each in range(LONG)))
    chosen = {"spalte-0": "name", "spalte-1": "kind"}
    browser.post(IMPORT, {**chosen, "act": "take"})
    browser.post(IMPORT, {"act": "stop"})
    assert "Spalten zuordnen" in browser.get(IMPORT).content.decode()
    browser.post(IMPORT, {**chosen, "act": "take"})
    stage.actor("Verein-7")
    take_list_over(at=AT, number=ActorUpload.objects.get().pk)
    page = browser.get(IMPORT)
    assert_sound(page)
    text = page.content.decode()
    assert all(each in text for each in ("hat sich im Verzeichnis etwas geändert", "Verein-7",
                                         "Spalten zuordnen"))  # fmt: skip
    tried = browser.post(IMPORT, {**chosen, "act": "try"})
    assert "hat sich im Verzeichnis" not in tried.content.decode()
    other = factories.person("specialist", of=stage.centre.organisation)
    assert "akteure.csv" not in factories.client_of(other).get(IMPORT).content.decode()


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
    own = factories.client_of(stage.keeper).post(EXPORT)
    assert STREET in own.content.decode()
    assert "no-store" in own["Cache-Control"]
    other = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    text = factories.client_of(other).post(EXPORT).content.decode()
    assert "Frauenhaus" not in text
    ministry = factories.person(
        "ministry_integration", of=factories.organisation("Ministerium", "ministry")
    )
    browser = factories.client_of(ministry)
    assert browser.post(EXPORT).status_code == 403
    assert browser.get(IMPORT).status_code == 403
    assert [each.by_id for each in given()] == [stage.keeper.pk, other.pk]


def test_who_took_the_table_away_stands_in_the_record_without_a_name(stage: Stage) -> None:
    stage.actor("Frauenhaus", at_risk=True)
    stage.actor("Haus der Hilfe")
    browser = factories.client_of(stage.keeper)
    page = browser.get(IMPORT)
    assert_sound(page)
    assert f'method="post" action="{EXPORT}"' in page.content.decode()
    assert browser.get(EXPORT).status_code == 405
    assert browser.post(f"{LIST}tabelle.exe").status_code == 404
    assert not given()
    assert browser.post(f"{LIST}tabelle.xlsx").status_code == 200
    (entry,) = given()
    assert (entry.by_id, entry.at) == (stage.keeper.pk, AT)
    assert entry.detail == {
        "actors": 2, "at_risk": 1, "form": "xlsx", "filter": "shown, going on, no schools",
    }  # fmt: skip
    assert not any(word in str(vars(entry)) for word in ("Frauenhaus", "Hilfe", STREET))


def test_people_of_several_centres_choose_and_reach_no_other(stage: Stage) -> None:
    second, third = factories.centre("Kreis Unna"), factories.centre("Kreis Soest")
    Membership.objects.create(
        person=stage.keeper, organisation=second.organisation, role="specialist",
        valid_from=date(2012, 1, 1),
    )  # fmt: skip
    browser = factories.client_of(stage.keeper)
    for address in (EXPORT, f"{EXPORT}?zentrum={third.pk}", f"{EXPORT}?zentrum=x"):
        assert browser.post(address).status_code == 404
    assert browser.post(f"{EXPORT}?zentrum={second.pk}").status_code == 200
    for address in (IMPORT, f"{LIST}neu/"):
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
