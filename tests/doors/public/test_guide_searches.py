"""Courses and events below the words of a guide: on a page, on a sheet, for programs."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.guide import embedding
from drehscheibe.domain.guide.adopting import adopt
from drehscheibe.domain.guide.choosing import choose_search
from drehscheibe.domain.guide.models import Page, Section
from drehscheibe.domain.guide.pictures import add_picture
from drehscheibe.domain.guide.tree import Guide, add_section
from drehscheibe.domain.qualification.hosting import cancel_event
from drehscheibe.kernel.organisations.models import Organisation
from tests import factories
from tests.domain.courses.stories import AT as NOW
from tests.domain.courses.stories import Stage
from tests.domain.guide.pictures import offered
from tests.domain.guide.stories import AT, House, office, page, release, write
from tests.domain.qualification.stories import hall
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
PAST = {"Authorization": "none"}


@pytest.fixture
def stage(time_machine: TimeMachineFixture) -> Iterator[Stage]:
    """Dortmund, today; no place is known from another test."""
    time_machine.move_to(NOW, tick=False)
    embedding._wishes.clear()
    yield Stage()
    embedding._wishes.clear()


def house_of(stage: Stage) -> House:
    """The guide of the stage's centre."""
    head = factories.person("head", of=stage.centre.organisation)
    return House(Guide(centre=stage.centre), stage.keeper, head)


def searching(of: House, made: Page, kind: str, address: str, words: str) -> Section:
    """A section with a search, public."""
    section = add_section(page=made, kind=kind, by=of.writer, at=AT)
    write(of, section, words)
    choose_search(section=section, address=address, by=of.writer, at=AT)
    release(of, made)
    return section


def event(owner: Organisation, title: str, **facts: Any) -> Any:
    """A public one in a month."""
    return hall(NOW, owner=owner, title=title, **facts)


def body(client: Client, address: str) -> str:
    """Sound, after its redirect."""
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    assert_sound(answer)
    return str(answer.content.decode())


def test_page_and_sheet_show_what_their_searches_find(client: Client, stage: Stage) -> None:
    of = house_of(stage)
    top = page(of, "Deutsch", "Oben.")
    made = page(of, "Lernen", "Unten.", parent=top)
    searching(of, made, "courses", "?von=0&bis=1", "Kurse:")
    searching(of, made, "events", "?art=info", "Termine:")
    stage.course(title="Für Anfänger", level_from=0, level_to=1)
    stage.course(title="Alltag")
    event(stage.centre.organisation, "Elternabend", kind="info", place="Rathaus")
    event(stage.centre.organisation, "Fachtag", kind="conference")
    begin = f"/ar/wegweiser/{stage.centre.key}/"
    for address in (f"{begin}{made.public_id}/", f"{begin}{top.public_id}/deutsch/alles/"):
        text = body(client, address)
        told = [each in text for each in ("Für Anfänger", "Alltag", "Elternabend", "Fachtag")]
        assert told == [True, False, True, False], address
        assert f"/ar/veranstaltungen/?art=info&amp;zentrum={stage.centre.key}" in text
        assert "bis=1&amp;" in text
        assert "Rathaus" in text


def test_another_search_for_events_is_public_when_a_second_person_read_it(
    client: Client, stage: Stage
) -> None:
    of = house_of(stage)
    made = page(of, "Termine", "Text.")
    section = searching(of, made, "events", "", "Das ist geplant:")
    called_off = event(stage.centre.organisation, "Fällt aus")
    cancel_event(event=called_off.event, reason="Krank.", by=called_off.host, at=NOW)
    event(stage.centre.organisation, "Fachtag", kind="conference")
    land = factories.organisation("Koordinierungsstelle", "coordinating_office")
    event(land, "Fachtag des Landes", kind="conference")
    event(stage.centre.organisation, "Elternabend", kind="info")
    address = f"/wegweiser/{stage.centre.key}/{made.public_id}/"

    def told() -> list[bool]:
        text = body(client, address)
        names = (">Fachtag<", "Elternabend", "Fachtag des Landes", "Fällt aus")
        return [each in text for each in names]

    assert told() == [True, True, False, False]
    choose_search(section=section, address="?art=conference", by=of.writer, at=AT)
    assert told() == [True, True, False, False]
    release(of, made)
    assert told() == [True, False, False, False]
    choose_search(section=section, address="?zentrum=land", by=of.writer, at=AT)
    release(of, made)
    assert told() == [False, False, True, False]


def test_a_shared_page_finds_what_is_near_whoever_adopted_it(client: Client, stage: Stage) -> None:
    land, of = office(), house_of(stage)
    source = page(land, "Lernen", "Text.")
    searching(land, source, "courses", "?von=0", "Kurse:")
    searching(land, source, "events", "?art=info", "Termine:")
    own = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    other = Stage("Essen")
    stage.course(title="Hier", level_from=0, level_to=1)
    other.course(title="Dort", level_from=0, level_to=1)
    event(stage.centre.organisation, "Abend hier", kind="info")
    event(other.centre.organisation, "Abend dort", kind="info")
    near = body(client, f"/wegweiser/{stage.centre.key}/{own.public_id}/")
    names = (">Hier<", ">Dort<", "Abend hier", "Abend dort")
    assert [each in near for each in names] == [True, False, True, False]
    everywhere = body(client, f"/wegweiser/land/{source.public_id}/")
    assert [each in everywhere for each in names] == [True, True, True, True]


@pytest.mark.parametrize("pages", [2, 50])
def test_a_sheet_asks_the_same_few_questions_at_any_size(
    client: Client, stage: Stage, pages: int
) -> None:
    of = house_of(stage)
    top = page(of, "Deutsch", "Oben.")
    made = [page(of, f"Seite {each}", "Unten.", parent=top) for each in range(pages)]
    searching(of, made[0], "courses", "?ort=Dortmund", "Kurse:")
    searching(of, made[-1], "courses", "?von=2", "Kurse:")
    searching(of, made[0], "events", "", "Termine:")
    searching(of, made[-1], "events", "?art=info", "Termine:")
    add_picture(page=top, offered=offered(), by=of.writer, at=AT)
    release(of, top)
    for each in range(pages):
        stage.course(title=f"Alltag {each}")
        event(stage.centre.organisation, f"Abend {each}")
    address = f"/wegweiser/{stage.centre.key}/{top.public_id}/deutsch/alles/"
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, headers=PAST).status_code == 200
    assert len(asked) == 11  # two of them for a place, once in the life of a process
    with CaptureQueriesContext(connection) as asked:
        client.get(address, headers=PAST)
    assert len(asked) == 9


def test_programs_learn_the_filters_and_the_address_of_the_search(
    client: Client, stage: Stage, django_assert_num_queries: Callable[..., Any]
) -> None:
    of = house_of(stage)
    made, key = page(of, "Lernen", "Text."), stage.centre.key
    searching(of, made, "courses", "?tag=1&tag=3", "Kurse:")
    searching(of, made, "events", "", "Termine:")
    begin = "http://testserver/tr"
    with django_assert_num_queries(4):
        found = client.get(f"/api/v1/guides/{key}/tr/texts", headers=PAST).json()
    _, courses, events = (each.get("search") for each in found["pages"][0]["sections"])
    assert found["pages"][0]["sections"][0] == {"html": "<p>Text.</p>", "lang": "de"}
    assert courses == {
        "kind": "courses", "filters": {"ort": ["Dortmund"], "tag": ["1", "3"]},
        "url": f"{begin}/kurse/?ort=Dortmund&tag=1&tag=3",
    }  # fmt: skip
    assert events == {
        "kind": "events", "filters": {"zentrum": [key]},
        "url": f"{begin}/veranstaltungen/?zentrum={key}",
    }  # fmt: skip
    (shaped,) = client.get(f"/api/integreat/v3/{key}/de/pages/").json()
    for way in ("kurse/?ort=Dortmund&tag=1&tag=3", f"veranstaltungen/?zentrum={key}"):
        assert f'<a href="{escape("http://testserver/" + way)}">' in shaped["content"]
        assert client.get(f"/{way}").status_code == 200
    assert "<p>Kurse:</p><p><a" in shaped["content"]


def test_the_list_of_events_is_narrowed_to_a_house_and_says_so(
    client: Client, stage: Stage
) -> None:
    event(stage.centre.organisation, "Abend hier")
    event(Stage("Essen").centre.organisation, "Abend dort")
    text = body(client, f"/veranstaltungen/?zentrum={stage.centre.key}")
    assert ("Abend hier" in text, "Abend dort" in text) == (True, False)
    assert f'name="zentrum" value="{stage.centre.key}"' in text
    assert "Abend" not in body(client, "/veranstaltungen/?zentrum=99999")
    for nonsense in ("%00", "' OR 1=1", "x" * 500, ""):
        assert "Abend dort" in body(client, f"/veranstaltungen/?zentrum={nonsense}")
