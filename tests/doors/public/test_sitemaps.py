"""Sitemaps: every public page in twelve languages, few questions at any size, 304."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.guide.models import Page
from tests.domain.courses.stories import AT, Stage
from tests.domain.guide.stories import house, page
from tests.domain.qualification.stories import hall

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
PAST = {"Authorization": "none"}
"""Nothing is kept at the edge for whoever says who she is."""


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def read(client: Client, address: str) -> ElementTree.Element:
    answer = client.get(address, headers=PAST)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)


def places(found: ElementTree.Element) -> list[str]:
    return [
        str(each.text).removeprefix("http://testserver")
        for each in found.iterfind(".//s:loc", NAMES)
    ]


def test_the_index_leads_to_sheets_that_name_what_is_public(client: Client) -> None:
    of, course, own = house(), Stage().course(Seats(20, 18)), hall(AT, title="Für alle")
    shown = page(of, "Wohnung suchen", "Eins.")
    hidden = Page.objects.create(centre=of.guide.centre, position=9, created_at=AT)
    found: list[str] = []
    for sheet in places(read(client, "/sitemap.xml")):
        found += places(read(client, sheet))
    key = of.guide.centre.key if of.guide.centre else ""
    assert f"/wegweiser/{key}/{shown.public_id}/wohnung-suchen/" in found
    assert f"/kurse/{course.public_id}/" in found
    assert f"/veranstaltungen/{own.event.number}/" in found
    assert len(found) == len(set(found))
    assert not [each for each in found if hidden.public_id in each or "/mitarbeit" in each]
    assert {client.get(each).status_code for each in found} == {200}
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_each_page_names_all_languages_and_is_named_by_all(client: Client) -> None:
    """Every alternate has an entry of its own that names the very same ones: else nobody heeds it.

    German is for everybody else. Pages themselves name the same addresses, whole.
    """
    of = house()
    page(of, "Wohnung suchen", "Eins.")
    named: dict[str, dict[str, str]] = {}
    for sheet in places(read(client, "/sitemap.xml")):
        for entry in read(client, sheet).iterfind("s:url", NAMES):
            links = {
                str(each.get("hreflang")): str(each.get("href"))
                for each in entry.iterfind("x:link", NAMES)
            }
            assert set(links) == {"x-default", *dict(settings.LANGUAGES)}
            assert links["x-default"] == links["de"]
            named[entry.findtext("s:loc", "", NAMES)] = links
    for place, links in named.items():
        assert place in links.values()
        assert all(named[each] == links for each in links.values())
    some = next(each for each in named if "/uk/wegweiser/" in each and "wohnung" in each)
    html = client.get(some).content.decode()
    told = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))
    assert told == named[some]


@pytest.mark.parametrize(
    "sheet",
    [
        "de/klingonen-1",
        "de/zentren-2",
        "ar/kurse-0",
        "de/kurse-9",
        "uk/wegweiser-00000",
        "tlh/kurse-1",
        "zentren-1",
    ],
)
def test_no_such_sheet(client: Client, sheet: str) -> None:
    assert client.get(f"/sitemap/{sheet}.xml").status_code == 404


def test_whoever_has_it_is_told_so(client: Client) -> None:
    first = client.get("/sitemap/de/kurse-1.xml", headers=PAST)
    known = {**PAST, "If-None-Match": first["ETag"]}
    again = client.get("/sitemap/de/kurse-1.xml", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    Stage().course(Seats(20, 18))
    assert client.get("/sitemap/de/kurse-1.xml", headers=known).status_code == 200


@pytest.mark.parametrize("rows", [2, 50])
def test_index_and_sheets_ask_the_same_few_questions_at_any_size(
    client: Client, django_assert_num_queries: Callable[..., Any], rows: int
) -> None:
    of, stage = house(), Stage()
    for number in range(rows):
        page(of, f"Seite {number}", "Text.")
        stage.course(Seats(20, 18))
    key = of.guide.centre.key if of.guide.centre else ""
    asked = {
        "/sitemap.xml": 5, "/sitemap/de/kurse-1.xml": 1, "/sitemap/uk/akteure-1.xml": 1,
        f"/sitemap/ar/wegweiser-{key}.xml": 3,
    }  # fmt: skip
    for address, questions in asked.items():
        with django_assert_num_queries(questions):
            assert client.get(address, headers=PAST).status_code == 200
