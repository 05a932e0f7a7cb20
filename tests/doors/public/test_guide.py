"""The guide as everybody reads it."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.guide.adopting import adopt, override
from drehscheibe.domain.guide.choosing import NAMES, choose_search
from drehscheibe.domain.guide.models import Page
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.domain.guide.tree import Guide, add_page, add_section
from drehscheibe.doors.public.courses import filters
from drehscheibe.kernel.design.published import listener
from tests import factories
from tests.domain.courses.stories import AT as NOW
from tests.domain.courses.stories import Stage
from tests.domain.guide.stories import (
    AT,
    LATER,
    House,
    house,
    office,
    page,
    release,
    texts,
    write,
)
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db


def index(of: House, prefix: str = "") -> str:
    """Address of the guide."""
    assert of.guide.centre
    return f"{prefix}/wegweiser/{of.guide.centre.key}/"


def body(client: Client, address: str) -> str:
    """The page, after its redirect to the present words."""
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    assert_sound(answer)
    return str(answer.content.decode())


def test_a_newcomer_reads_in_their_language_and_learns_what_is_missing(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Erstens.", "Zweitens.")
    title, first = made.sections.get(kind="title"), texts(made)[0]
    write(of, title, "السكن", "ar")
    write(of, first, "أولاً.", "ar")
    release(of, made, "ar")
    assert "السكن" in body(client, index(of, "/ar"))
    text = body(client, f"{index(of, '/ar')}{made.public_id}/")
    assert '<html lang="ar" dir="rtl">' in text
    assert "<p>أولاً.</p>" in text
    assert '<div class="prose" lang="de" dir="ltr"><p>Zweitens.</p></div>' in text
    assert "kern-alert--info" in text
    assert "kern-alert--info" not in body(client, f"{index(of)}{made.public_id}/")


def test_a_renamed_page_is_found_under_its_old_address(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Text.")
    old = f"{index(of)}{made.public_id}/wohnen/"
    assert client.get(old).status_code == 200
    write(of, made.sections.get(kind="title"), "Miete und Wohngeld")
    release(of, made, at=LATER)
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (
        301, f"{index(of)}{made.public_id}/miete-und-wohngeld/"
    )  # fmt: skip


def test_links_lead_to_the_present_address_and_never_to_nothing(client: Client) -> None:
    of = house()
    target = page(of, "Wohngeld", "Text.")
    source = page(of, "Wohnen", f"Siehe [hier](seite:{target.public_id}).")
    address = f"{index(of)}{source.public_id}/"
    assert f'href="{index(of)}{target.public_id}/wohngeld/"' in body(client, address)
    ar = body(client, f"{index(of, '/ar')}{source.public_id}/")
    assert f'href="{index(of, "/ar")}{target.public_id}/wohngeld/"' in ar
    withdraw(edition=target.editions.get(), reason="Weg.", by=of.checker, at=LATER)
    assert "<p>Siehe hier.</p>" in body(client, address)
    assert client.get(f"{index(of)}{target.public_id}/wohngeld/").status_code == 404


def test_links_between_shared_pages_stay_in_the_guide_that_adopted_them(client: Client) -> None:
    land, of = office(), house()
    target = page(land, "Wohngeld", "Text.")
    source = page(land, "Wohnen", f"Siehe [hier](seite:{target.public_id}).")
    own_target, own = (
        adopt(source=each, guide=of.guide, by=of.writer, at=AT) for each in (target, source)
    )
    text = body(client, f"{index(of)}{own.public_id}/")
    assert f'href="{index(of)}{own_target.public_id}/wohngeld/"' in text
    shared = body(client, f"/wegweiser/land/{source.public_id}/")
    assert f'href="/wegweiser/land/{target.public_id}/wohngeld/"' in shared


def test_drafts_and_unknown_pages_are_404(client: Client) -> None:
    of = house()
    draft = add_page(guide=of.guide, title="Entwurf", by=of.writer, at=AT)
    other = page(house("Kreis Unna"), "Fremd")
    assert "noch keine Seite" in body(client, index(of))
    for address in (
        f"{index(of)}{draft.public_id}/",
        f"{index(of)}{draft.public_id}/entwurf/",
        f"{index(of)}{other.public_id}/fremd/",
        "/wegweiser/99999/",
        "/wegweiser/xyz/",
        "/wegweiser/land/",
        f"{index(of)}%00/",
    ):
        assert client.get(address).status_code == 404, address


def test_a_chapter_is_one_sheet_with_all_below(client: Client) -> None:
    of = house()
    top = page(of, "Wohnen", "Oben.")
    page(of, "Suchen", "Unten.", parent=top)
    text = body(client, f"{index(of)}{top.public_id}/wohnen/alles/")
    assert [text.index(each) for each in ("Oben.", "<h2><bdi>Suchen", "Unten.")] == sorted(
        text.index(each) for each in ("Oben.", "<h2><bdi>Suchen", "Unten.")
    )


def test_headings_of_a_text_follow_the_heading_of_its_page(client: Client) -> None:
    of = house()
    top = page(of, "Wohnen", "## Im Notfall\n\nOben.")
    page(of, "Suchen", "## Zuerst\n\nUnten.", parent=top)
    assert "<h2>Im Notfall</h2>" in body(client, f"{index(of)}{top.public_id}/")
    text = body(client, f"{index(of)}{top.public_id}/wohnen/alles/")
    assert "<h2>Im Notfall</h2>" in text
    assert "<h3>Zuerst</h3>" in text


def test_an_unchanged_page_is_304_and_a_publication_changes_it(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    address = f"{index(of)}{made.public_id}/wohnen/"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    write(of, texts(made)[0], "Neu.")
    release(of, made, at=LATER)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("pages", [2, 50])
def test_index_and_page_ask_the_same_few_questions_at_any_size(
    client: Client, django_assert_num_queries: Callable[..., Any], pages: int
) -> None:
    of = house()
    made: list[Page] = [page(of, f"Seite {number}", "Text.") for number in range(pages)]
    land = office()
    source = page(land, "Gemeinsam", "Eins.")
    own = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    override(page=own, section=texts(source)[0], by=of.writer, at=AT)
    past = {"Authorization": "none"}
    with django_assert_num_queries(3):
        client.get(index(of), headers=past)
    with django_assert_num_queries(4):
        client.get(f"{index(of)}{made[0].public_id}/seite-0/", headers=past)
    with django_assert_num_queries(2):
        client.get("/wegweiser/", headers=past)


def test_the_index_of_a_large_guide_is_small(client: Client) -> None:
    of = house()
    for number in range(12):
        top = page(of, f"Kapitel {number} mit langem Namen")
        for part in range(4):
            page(of, f"Unterseite {number}.{part}", parent=top)
    html = client.get(index(of)).content
    inner = re.search(rb"<main.*</main>", html, re.DOTALL)
    assert inner
    assert len(gzip.compress(inner[0])) < 5_000
    assert len(gzip.compress(html)) < 9_000


def test_hostile_addresses_and_questions_are_no_fault(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Text.")
    factories.centre("Kreis Unna")
    for tail in ("?sprache=%00", "?seite=-1", "?x[]=1", "?ort=' OR 1=1"):
        assert client.get(f"{index(of)}{tail}").status_code == 200
        assert client.get(f"{index(of)}{made.public_id}/wohnen/{tail}").status_code == 200


def test_a_tree_is_kept_while_nothing_public_changes_and_never_longer(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., Any]
) -> None:
    of = house()
    made = page(of, "Wohnen", "Text.")
    address, past = f"{index(of)}{made.public_id}/wohnen/", {"Authorization": "none"}
    edition: list[tuple[int, bytes] | None] = [(1, b"a")]
    monkeypatch.setattr(listener, "edition", lambda: edition[0])
    client.get(address, headers=past)
    with django_assert_num_queries(1):
        client.get(address, headers=past)
    second = page(of, "Lernen", "Text.")
    edition[0] = (2, b"a")
    assert client.get(f"{index(of)}{second.public_id}/lernen/", headers=past).status_code == 200
    edition[0] = None
    with django_assert_num_queries(4):
        client.get(address, headers=past)


def test_courses_stand_in_a_page_with_free_seats_as_their_search_finds_them(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    stage = Stage()
    head = factories.person("head", of=stage.centre.organisation)
    of = House(Guide(centre=stage.centre), stage.keeper, head)
    made = page(of, "Deutsch lernen", "Text.")
    section = add_section(page=made, kind="courses", by=of.writer, at=AT)
    write(of, section, "Diese Kurse beginnen bald.")
    release(of, made)
    address = f"/ar{index(of)}{made.public_id}/"
    assert "/ar/kurse/?" in body(client, address)  # none yet, but the way to the search
    stage.course(title="Für Anfänger", level_from=0, level_to=1)
    counted = []
    for many in (1, 9):
        for each in range(many):
            stage.course(title=f"Alltag {each}")
        with CaptureQueriesContext(connection) as queries:
            text = body(client, address)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 24  # two requests: the second follows to the words
    assert text.count('href="/ar/kurse/') == 3 + 1
    assert "(11)</a>" in text
    assert re.search(r"<strong>[^<]*\b8\b", text)  # wherever the language puts the number
    Stage("Essen").course(title="Anderswo", level_from=0, level_to=1)
    choose_search(section=section, address="?von=0&bis=1", by=of.writer, at=AT)
    assert "Alltag" in body(client, address)  # nobody has read the new choice yet
    release(of, made)
    assert_only_beginners(body(client, address))


def assert_only_beginners(text: str) -> None:
    """Of this provider's courses and of others."""
    assert [each in text for each in ("Für Anfänger", "Alltag", "Anderswo")] == [True, False, False]


def test_a_stored_choice_knows_the_filters_of_the_search() -> None:
    assert NAMES["courses"] == filters.NAMES
