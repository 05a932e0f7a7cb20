"""Those who keep a guide: write, translate, check, compare, adopt – through their pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from drehscheibe.domain.guide.adopting import adopt, override
from drehscheibe.domain.guide.models import EditionIs, Page, SectionDraft, Wording
from drehscheibe.domain.guide.publishing import submit, withdraw
from drehscheibe.domain.guide.writing import german_of
from drehscheibe.kernel.people.models import Person
from tests.domain.guide.stories import AT, LATER, House, house, office, page, release, texts, write
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
Door = Callable[[Person], Client]
BASE = "/mitarbeit/wegweiser/"


def look(client: Client, address: str) -> str:
    """A sound page."""
    answer = client.get(f"{BASE}{address}")
    assert answer.status_code == 200, address
    assert_sound(answer)
    return str(answer.content.decode())


def test_from_an_idea_to_a_published_page(as_person: Door) -> None:
    of = house()
    writer, checker = as_person(of.writer), as_person(of.checker)
    writer.post(f"{BASE}neu/", {"title": "Wohnen", "parent": ""})
    made = Page.objects.get()
    writer.post(f"{BASE}seiten/{made.pk}/tun/abschnitt/", {"kind": "text"})
    (section,) = texts(made)
    writer.post(f"{BASE}abschnitte/{section.pk}/de/", {"text": "- eins\n- zwei", "version": "0"})
    writer.post(f"{BASE}seiten/{made.pk}/text/de/submit/")
    assert "Wohnen" in look(checker, "pruefen/")
    shown = look(checker, f"seiten/{made.pk}/text/de/")
    assert "<ins>- eins<br>- zwei</ins>" in shown
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    publish = f"{BASE}seiten/{made.pk}/text/de/publish/"
    answer = writer.post(publish, {"seen": seen}, follow=True)
    assert "Vier-Augen-Prinzip" in answer.content.decode()
    answer = checker.post(publish, {"seen": "1"}, follow=True)
    assert "seit dem Lesen geändert" in answer.content.decode()
    checker.post(publish, {"seen": seen})
    assert made.editions.get().status == EditionIs.PUBLISHED
    assert Wording.objects.get(section=section).body == "<ul><li>eins</li><li>zwei</li></ul>"


def test_two_editors_see_both_texts_and_lose_none(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    address = f"{BASE}abschnitte/{section.pk}/de/"
    seen = {"version": "1000000"}
    as_person(of.writer).post(address, {"text": "Von mir.", **seen})
    answer = as_person(of.checker).post(address, {"text": "Von ihr.", **seen})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert_sound(answer)
    assert "Von ihr.</textarea>" in html
    assert "Von mir." in html
    assert SectionDraft.objects.get(section=section).body == "<p>Von mir.</p>"
    as_person(of.checker).post(address, {"text": "Von ihr.", "overwrite": "1", **seen})
    assert SectionDraft.objects.get(section=section).body == "<p>Von ihr.</p>"


def test_a_section_saves_itself_and_says_so(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    client, address = as_person(of.writer), f"{BASE}abschnitte/{section.pk}/de/"
    by_itself = {"HX-Request": "true"}
    answer = client.post(address, {"text": "Neu.", "version": "1000000"}, headers=by_itself)
    html = answer.content.decode()
    assert (answer.status_code, "<html" in html) == (200, False)
    assert 'name="version" id="version" value="1000001" hx-swap-oob="true"' in html
    assert 'data-state="saved"' in html
    later = client.post(address, {"text": "Fremd.", "version": "1000000"}, headers=by_itself)
    assert later.status_code == 409
    assert 'data-state="locked"' in later.content.decode()


def test_too_long_a_title_is_kept_beside_its_message(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen")
    title = made.sections.get()
    long = "w" * 200
    address = f"{BASE}abschnitte/{title.pk}/de/"
    answer = as_person(of.writer).post(address, {"text": long, "version": "1000000"})
    assert answer.status_code == 422
    assert "höchstens 150 Zeichen" in answer.content.decode()
    assert long in look(as_person(of.writer), f"abschnitte/{title.pk}/de/")


def test_the_translator_sees_what_changed_beside_the_source(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Der Antrag kostet 10 Euro.", "Bleibt.")
    first, second = texts(made)
    for section in (made.sections.get(kind="title"), first, second):
        write(of, section, "…", "tr")
    release(of, made, "tr")
    client = as_person(of.writer)
    assert "Alles ist übersetzt" in look(client, "uebersetzen/?sprache=tr")
    write(of, first, "Der Antrag kostet nichts.")
    release(of, made)
    listed = look(client, "uebersetzen/?sprache=tr")
    assert listed.count("veraltet") == 1
    assert f"abschnitte/{first.pk}/tr/" in listed
    assert f"abschnitte/{second.pk}/tr/" not in listed
    beside = look(client, f"abschnitte/{first.pk}/tr/")
    assert "<del>10 Euro.</del>" in beside
    assert "<ins>nichts.</ins>" in beside
    german = german_of(first)
    assert german
    fits = {"text": "…", "version": "1000000", "translates": german.meaning, "fits": "1"}
    client.post(f"{BASE}abschnitte/{first.pk}/tr/", fits)
    assert SectionDraft.objects.get().translates == german.meaning
    compared = look(client, f"abschnitte/{first.pk}/de/fassungen/")
    assert "<del>10 Euro.</del>" in compared


def test_one_click_says_that_a_page_still_holds(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Text.")
    assert "Stimmt noch" in look(as_person(of.writer), "aktualitaet/")
    as_person(of.writer).post(f"{BASE}seiten/{made.pk}/tun/stimmt-noch/")
    made.refresh_from_db()
    assert made.verified_at
    assert (timezone.now() - made.verified_at).total_seconds() < 60
    assert made.verified_by == of.writer


def test_a_shared_page_is_adopted_compared_and_detached(as_person: Door) -> None:
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    client = as_person(of.writer)
    assert "Übernehmen" in look(client, "gemeinsam/")
    client.post(f"{BASE}gemeinsam/{source.pk}/", {"parent": ""})
    made = Page.objects.get(source=source)
    (shared,) = texts(source)
    client.post(f"{BASE}seiten/{made.pk}/tun/eigene-worte/", {"section": shared.pk})
    assert "eigene Worte" in look(client, f"seiten/{made.pk}/")
    write(land, shared, "Drei Wochen.", at=timezone.now())
    release(land, source, at=timezone.now())
    assert "hat sich geändert" in look(client, "")
    changed = look(client, f"seiten/{made.pk}/vorlage/")
    assert "<del>Zwei </del>" in changed
    assert "<ins>Drei </ins>" in changed
    withdraw(edition=source.editions.get(), reason="Weg.", by=land.checker, at=timezone.now())
    assert "ist zurückgezogen" in look(client, f"seiten/{made.pk}/vorlage/")
    client.post(f"{BASE}seiten/{made.pk}/tun/loesen/")
    made.refresh_from_db()
    assert made.source is None
    kept = Wording.objects.get(section__page=made, section__kind="text", shown=True)
    assert kept.body == "<p>Drei Wochen.</p>"
    assert "Zwei Wochen." in look(client, f"seiten/{made.pk}/")  # the draft in own words


def test_the_first_screen_says_what_is_to_check_to_confirm_and_to_compare(as_person: Door) -> None:
    land, of, stranger = office(), house(), house("Kreis Unna")
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    write(land, texts(source)[0], "Drei Wochen.", at=LATER)
    release(land, source, at=LATER)
    made = page(of, "Wohnen", "Alt.")
    Page.objects.filter(pk=made.pk).update(owner=of.checker, stale_after=7)
    write(of, texts(made)[0], "Neu.")
    submit(edition=made.editions.get(), by=of.writer, at=AT)
    lines = (
        "Gemeinsame Seite geändert: Aufenthalt", "Text prüfen: Wohnen",
        "Stimmt die Seite noch? Wohnen",
    )  # fmt: skip
    for person, knows in ((of.checker, True), (stranger.checker, False)):
        html = as_person(person).get("/mitarbeit/").content.decode()
        assert [line in html for line in lines] == [knows] * 3


def test_out_of_reach_is_404(as_person: Door) -> None:
    of, stranger = house(), house("Kreis Unna")
    made = page(of, "Wohnen", "Text.")
    (section,) = texts(made)
    client = as_person(stranger.checker)
    for address in (
        f"seiten/{made.pk}/", f"seiten/{made.pk}/text/de/", f"abschnitte/{section.pk}/de/",
        f"abschnitte/{section.pk}/de/fassungen/", f"seiten/{made.pk}/verschieben/",
    ):  # fmt: skip
        assert client.get(f"{BASE}{address}").status_code == 404, address
    for address in (f"seiten/{made.pk}/tun/stimmt-noch/", f"seiten/{made.pk}/text/de/withdraw/"):
        assert client.post(f"{BASE}{address}", {"reason": "x"}).status_code == 404, address
    assert "Wohnen" not in look(client, "")


@pytest.mark.parametrize(
    "address",
    ["", "uebersetzen/?sprache=tr", "pruefen/", "aktualitaet/", "gemeinsam/", "neu/"],
)
def test_lists_ask_the_same_few_questions_at_any_size(
    as_person: Door, django_assert_max_num_queries: Callable[..., Any], address: str
) -> None:
    """Twelve at most; the test's own transaction reads its settings and puts them back."""
    of, land = house(), office()
    _grow(of, land, 2)
    client = as_person(of.checker)
    client.get(f"{BASE}{address}")
    counts = []
    for more in (0, 6):
        _grow(of, land, more)
        with django_assert_max_num_queries(14) as asked:
            look(client, address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _grow(of: House, land: House, more: int) -> None:
    for number in range(more):
        made = page(of, f"Seite {number}", "Text.")
        write(of, texts(made)[0], "Bir.", "tr")
        source = page(land, f"Gemeinsam {number}", "Text.")
        if number % 2:
            own = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
            override(page=own, section=texts(source)[0], by=of.writer, at=AT)


def test_a_section_of_courses_takes_the_address_of_a_search_and_nothing_else(
    as_person: Door,
) -> None:
    of = house()
    made, writer = page(of, "Lernen", "Text."), as_person(of.writer)
    writer.post(f"{BASE}seiten/{made.pk}/tun/abschnitt/", {"kind": "courses"})
    (words, courses) = texts(made)

    def choose(section: int, address: str) -> str:
        typed = {"section": str(section), "address": address}
        writer.post(f"{BASE}seiten/{made.pk}/tun/kurse/", typed)
        return courses.drafts.get().choice

    assert choose(courses.pk, "https://example.org/ar/kurse/?bis=3&von=2&x=1") == "bis=3&von=2"
    assert "?bis=3&amp;von=2" in look(writer, f"seiten/{made.pk}/")
    assert "Kurse: bis 3, von 2" in look(writer, f"seiten/{made.pk}/text/de/")
    assert choose(courses.pk, "javascript:alert(1)?x=<b>") == "bis=3&von=2"
    assert choose(courses.pk, "?ort=" + "%F0%9F%98%80" * 90) == "bis=3&von=2"
    assert choose(words.pk, "?von=2") == "bis=3&von=2"
    assert choose(courses.pk, "") == ""
