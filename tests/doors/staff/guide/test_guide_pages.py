"""Those who keep a guide: write, translate, check, compare, adopt – through their pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
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


@pytest.mark.parametrize(("words", "status"), [(3000, 422), (5000, 422), (21_000, 409)])
def test_a_long_text_that_cannot_be_read_is_kept_to_its_end(
    as_person: Door, words: int, status: int
) -> None:
    """A link that leads nowhere behind the ten-thousandth letter; a text too long; one far too."""
    of = house()
    (section,) = texts(page(of, "Wohnen", "Alt."))
    typed = {"text": "Wort " * words + "[Amt](Anlage) Ende.", "version": "1000000"}
    answer = as_person(of.writer).post(f"{BASE}abschnitte/{section.pk}/de/", typed)
    assert answer.status_code == status
    assert "[Amt](Anlage) Ende.</textarea>" in answer.content.decode()
    assert_sound(answer)


def test_the_translator_sees_what_changed_beside_the_source(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Der Antrag kostet 10 Euro.", "Bleibt.")
    first, second = texts(made)
    for section in (made.sections.get(kind="title"), first, second):
        write(of, section, "… 1", "tr")
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
    fits = {"text": "… 1", "version": "1000000", "translates": german.meaning, "fits": "1"}
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


def test_a_page_whose_shared_page_is_withdrawn_says_that_nobody_sees_it(as_person: Door) -> None:
    land, of = office(), house()
    source = page(land, "Nachts", "Rufen Sie an.")
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    own = override(page=made, section=texts(source)[0], by=of.writer, at=AT)
    write(of, own, "Rufen Sie 116117 an.")
    release(of, made, at=AT)
    client = as_person(of.writer)
    assert "nicht öffentlich" not in look(client, "")
    withdraw(edition=source.editions.get(), reason="Weg.", by=land.checker, at=LATER)
    tree = look(client, "")
    assert "nicht öffentlich" in tree
    assert "ist zurückgezogen" in tree
    assert "veröffentlicht</" not in tree
    html = look(client, f"seiten/{made.pk}/")
    assert "Die gemeinsame Seite ist zurückgezogen" in html
    assert "Rufen Sie 116117 an." in html  # their own words are still before them
    assert "öffentlich ansehen" not in html
    assert "gemeinsamer-text" not in html  # there is none to go back to
    assert "Gemeinsame Seite zurückgezogen: Nachts" in client.get("/mitarbeit/").content.decode()
    client.post(f"{BASE}seiten/{made.pk}/tun/gelesen/")
    assert "Seite zurückgezogen" not in client.get("/mitarbeit/").content.decode()
    client.post(f"{BASE}seiten/{made.pk}/tun/loesen/")
    assert "nicht öffentlich" not in look(client, "")


def test_pages_below_a_withdrawn_chapter_say_that_nobody_finds_them(as_person: Door) -> None:
    land, of = office(), house()
    source = page(land, "Nachts", "Rufen Sie an.")
    deeper = page(land, "Apotheken", "Notdienst.", parent=source)
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    below = Page.objects.get(centre=of.guide.centre, source=deeper)
    own = page(of, "Unsere Praxis", "Am Markt.", parent=below)
    client, address = as_person(of.writer), f"seiten/{own.pk}/"
    assert "Kapitel darüber" not in look(client, "") + look(client, address)
    withdraw(edition=source.editions.get(), reason="Weg.", by=land.checker, at=LATER)
    tree = look(client, "")
    assert tree.count("nicht öffentlich") == 3
    assert tree.count("Kapitel darüber ist zurückgezogen") == 2
    for each in (below, own):
        html = look(client, f"seiten/{each.pk}/")
        assert "Das Kapitel darüber ist zurückgezogen" in html
        assert f'href="{BASE}seiten/{made.pk}/"><bdi>Nachts' in html
        assert "öffentlich ansehen" not in html
        said = 3 if each == own else 2  # title and text, and the German edition of an own page
        assert html.count("nicht öffentlich") == said
    first = client.get("/mitarbeit/").content.decode()
    assert "Gemeinsame Seite zurückgezogen: Nachts (mit 2 Seiten darunter)" in first
    client.post(f"{BASE}seiten/{made.pk}/tun/loesen/")
    assert "Kapitel darüber" not in look(client, "") + look(client, address)
    assert "öffentlich ansehen" in look(client, address)


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


LISTS = ("", "uebersetzen/?sprache=tr", "pruefen/", "aktualitaet/", "gemeinsam/", "neu/")


def test_lists_ask_the_same_few_questions_with_two_pages_and_with_fifty(as_person: Door) -> None:
    """Twelve at most; the test's own transaction reads its settings and puts them back (two)."""
    of, land = house(), office()
    client = as_person(of.checker)
    counts: list[list[int]] = []
    for more in (2, 48):
        _grow(of, land, more)
        look(client, "")
        counts.append([])
        for address in LISTS:
            with CaptureQueriesContext(connection) as asked:
                look(client, address)
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12 + 2


def _grow(of: House, land: House, more: int) -> None:
    for number in range(more):
        made = page(of, f"Seite {number}", "Text.")
        write(of, texts(made)[0], "Bir.", "tr")
        submit(edition=made.editions.get(language="tr"), by=of.writer, at=AT)
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
        writer.post(f"{BASE}seiten/{made.pk}/tun/suche/", typed)
        return courses.drafts.get().choice

    assert choose(courses.pk, "https://example.org/ar/kurse/?bis=3&von=2&x=1") == "bis=3&von=2"
    assert "?bis=3&amp;von=2" in look(writer, f"seiten/{made.pk}/")
    assert "Kurse: bis 3, von 2" in look(writer, f"seiten/{made.pk}/text/de/")
    assert choose(courses.pk, "javascript:alert(1)?x=<b>") == "bis=3&von=2"
    assert choose(courses.pk, "?ort=" + "%F0%9F%98%80" * 90) == "bis=3&von=2"
    assert choose(words.pk, "?von=2") == "bis=3&von=2"
    assert choose(courses.pk, "") == ""


def test_two_who_choose_courses_for_one_section_see_both_and_lose_nothing(as_person: Door) -> None:
    of = house()
    made, writer = page(of, "Lernen", "Text."), as_person(of.writer)
    writer.post(f"{BASE}seiten/{made.pk}/tun/abschnitt/", {"kind": "courses"})
    section = texts(made)[1]
    act = f"{BASE}seiten/{made.pk}/tun/suche/"
    both = {"section": str(section.pk), "seen": ""}
    assert writer.post(act, {**both, "address": "?von=1"}).status_code == 302
    told = as_person(of.checker).post(act, {**both, "address": "?von=2"})
    html = told.content.decode()
    assert told.status_code == 409
    assert_sound(told)
    assert "Gewählt ist jetzt: <bdi>von=1</bdi>" in html
    assert 'value="?von=2"' in html
    assert section.drafts.get().choice == "von=1"
    seen = html.split('name="seen" value="')[1].split('"')[0]
    again = {**both, "seen": seen, "address": "?von=2"}
    assert as_person(of.checker).post(act, again).status_code == 302
    assert section.drafts.get().choice == "von=2"
    wrong = writer.post(act, {**both, "address": "ein Kurs am Abend"})
    assert (wrong.status_code, "ein Kurs am Abend" in wrong.content.decode()) == (422, True)
    assert_sound(wrong)
