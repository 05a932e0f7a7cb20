"""The search over everything, for everybody: any question gets a calm answer."""

import gzip
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.finding.refreshing import refresh
from drehscheibe.doors.public.edge import QUERY_NAMES, is_known_query
from tests.domain.courses.stories import AT, Stage
from tests.domain.guide.stories import House, house, page, release, write
from tests.pages import assert_sound
from tests.searching import costly

pytestmark = pytest.mark.django_db
ANYTHING = st.text(max_size=60) | st.sampled_from(
    ["\x00", "%00", "\ud800", "\u202egnunhoW", "a" * 10_000, "ﷺ" * 200, "<mark>", "';--", "&:*|!",
     "99999999999", "-1", "²", "course", "wohn geld miete und in der an am", "漢字ሰላም𓀀"]
)  # fmt: skip


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def text_of(answer: Any) -> str:
    """What a reader sees of the page itself."""
    body = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def stage() -> House:
    """A guide and a course, found."""
    of = house()
    made = page(of, "Wohnung suchen", "Die <b>Miete</b> zahlt das Jobcenter.")
    write(of, made.sections.get(kind="title"), "البحث عن سكن", "ar")
    release(of, made, "ar")
    Stage().course(title="Deutsch am Abend")
    refresh(at=AT)
    return of


def test_a_hit_leads_to_its_page_in_its_language_and_its_text_is_never_markup() -> None:
    of = stage()
    answer = Client().get("/finden/", {"frage": "wohnungen"})
    assert_sound(answer)
    html = answer.content.decode()
    assert "<mark>Wohnung</mark> suchen" in html
    assert "<b>Miete" not in html
    assert of.guide.centre
    link = re.search(r'href="(/wegweiser/[^"]+)"', html[html.index("<ol") :])
    assert link
    assert Client().get(link.group(1)).status_code == 200
    arabic = Client().get("/finden/", {"frage": "سكن"}).content.decode()
    assert f'href="/ar/wegweiser/{of.guide.centre.key}/' in arabic
    assert '<bdi lang="ar">العربية</bdi>' in arabic
    assert "العربية</bdi></p>" not in text_of(Client().get("/ar/finden/", {"frage": "سكن"}))


def test_a_course_has_its_call_button_and_one_kind_can_be_chosen() -> None:
    stage()
    answer = Client().get("/finden/", {"frage": "Deutsch"})
    assert 'href="tel:0231000"' in answer.content.decode()
    assert "Alles (2) Deutschkurse (1) Hilfe vor Ort (1)" in text_of(answer)
    one = text_of(Client().get("/finden/", {"frage": "Deutsch", "art": "course"}))
    assert "Gefunden: 1" in one


def test_a_typing_error_leads_on() -> None:
    stage()
    answer = Client().get("/finden/", {"frage": "Wonung"})
    assert_sound(answer)
    assert "Meinten Sie: Wohnung" in text_of(answer)
    assert 'href="?frage=Wohnung"' in answer.content.decode()
    assert "Wohnung suchen" in text_of(answer)


def test_words_left_out_are_told() -> None:
    stage()
    page_ = Client().get("/finden/", {"frage": "Wohnung Wellensittich"})
    assert_sound(page_)
    assert "Gezeigt wird, was zu einigen davon passt." in text_of(page_)
    assert "Wohnung suchen" in text_of(page_)
    told = Client().get("/api/v1/search", {"q": "Wohnung Wellensittich"}).json()
    assert (told["partly"], told["total"]) == (True, 1)
    assert "partly" not in Client().get("/api/v1/search", {"q": "Wohnung"}).json()


def test_nothing_found_says_what_to_do() -> None:
    stage()
    answer = Client().get("/tr/finden/", {"frage": "Zahnarzt <script>"})
    assert_sound(answer)
    html = answer.content.decode()
    assert 'href="/tr/suche/?ort=Zahnarzt%20%3Cscript%3E"' in html
    assert "<script>" not in html
    assert 'href="/tr/hilfe-im-alltag/"' in html
    assert answer["X-Robots-Tag"] == "noindex"


def test_withdrawn_is_gone_from_the_page_at_once() -> None:
    stage()
    ask: Callable[[], str] = lambda: text_of(Client().get("/finden/", {"frage": "Abend"}))  # noqa: E731
    assert "Deutsch am Abend" in ask()
    CourseOffer.objects.update(standing="cancelled")
    assert "Deutsch am Abend" not in ask()


def test_the_page_is_light_and_asks_as_many_questions_for_2_as_for_50() -> None:
    of, courses = house(), Stage()
    counted: dict[str, list[int]] = {
        "wohnen": [],
        "Wonen": [],
        "Zahnarzt": [],
        "Wohnen Wellensittich": [],
        "Wonen Wellensittich": [],
    }
    for many in (2, 48):
        for each in range(many):
            courses.course(title=f"Wohnen und Sprache {each}")
            if each < 8:
                page(of, f"Wohnen {each}", "Rund um das Wohnen. " * 40)
        refresh(at=AT)
        for question, sizes in counted.items():
            with CaptureQueriesContext(connection) as queries:
                answer = Client().get("/finden/", {"frage": question})
            assert len(gzip.compress(answer.content)) <= 30_000
            sizes.append(len(queries))
    assert all(few == more <= 12 for few, more in counted.values()), counted
    pages = [text_of(Client().get("/finden/", {"frage": "wohnen", "seite": n})) for n in "12"]
    assert pages[0] != pages[1]


def test_the_edge_may_keep_it_and_unchanged_is_304() -> None:
    stage()
    assert {"frage", "art", "seite"} <= QUERY_NAMES
    assert is_known_query("frage=Wohnung&art=guide&seite=2")
    first = Client().get("/finden/?frage=Wohnung")
    again = Client().get("/finden/?frage=Wohnung", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, first.cookies) == (200, 304, {})


@costly(40)
@given(frage=ANYTHING, art=ANYTHING, seite=ANYTHING, prefix=st.sampled_from(["", "/ar", "/uk"]))
def test_whatever_stands_in_the_address_is_answered(
    frage: str, art: str, seite: str, prefix: str
) -> None:
    parts = {"frage": frage, "art": art, "seite": seite}
    query = {name: each.encode("utf-8", "surrogatepass") for name, each in parts.items()}
    answer = Client().get(f"{prefix}/finden/", query)
    assert answer.status_code == 200
    assert len(text_of(answer)) < 10_000
    assert "\u202e" not in text_of(answer)


def test_bytes_that_are_no_text_are_answered() -> None:
    for query in ("frage=%ED%A0%80", "frage=%FF%FE", "frage=%00&art=%00&seite=%00", "frage&frage"):
        assert Client().get(f"/finden/?{query}").status_code == 200


def test_the_start_page_asks_the_same_question() -> None:
    assert 'action="/uk/finden/"' in Client().get("/uk/").content.decode()
