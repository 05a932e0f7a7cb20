"""What keepers of a guide are told before they press, and what they cannot press unread."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from drehscheibe.domain.guide.adopting import adopt, changes_of
from drehscheibe.domain.guide.models import Page, SectionDraft, Wording
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.domain.guide.states import State
from drehscheibe.domain.guide.tree import add_page
from drehscheibe.domain.guide.working import section_states
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


def mark_on(html: str) -> str:
    """What a page sends with its button."""
    return html.split('name="seen" value="')[1].split('"')[0]


@pytest.mark.parametrize("list_", ["aktualitaet/", ""])
def test_a_page_published_anew_is_not_confirmed_unread(as_person: Door, list_: str) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    client = as_person(of.checker)
    seen = mark_on(look(client, list_ or f"seiten/{made.pk}/"))
    write(of, texts(made)[0], "Neu.", at=LATER)
    release(of, made, at=LATER)
    confirm = f"{BASE}seiten/{made.pk}/tun/stimmt-noch/"
    told = client.post(confirm, {"seen": seen}, follow=True).content.decode()
    assert "hat sich geändert, seit Sie ihn geöffnet haben" in told
    made.refresh_from_db()
    assert made.verified_at == LATER
    client.post(confirm, {"seen": mark_on(told)})
    made.refresh_from_db()
    assert made.verified_at != LATER
    again = client.post(confirm, {"seen": mark_on(told)}, follow=True).content.decode()
    assert "Bestätigt" in again  # pressed twice is no change of the text


def test_a_later_change_of_the_shared_page_is_not_read_by_an_earlier_press(
    as_person: Door,
) -> None:
    """Between opening the comparison and „Gelesen“ the coordinating office publishes once more."""
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    client = as_person(of.writer)
    changed(land, source, "Drei Wochen.")
    seen = mark_on(look(client, f"seiten/{made.pk}/vorlage/"))
    changed(land, source, "Vier Wochen.")
    read = f"{BASE}seiten/{made.pk}/tun/gelesen/"
    assert "Bitte lesen Sie ihn noch" in client.post(
        read, {"seen": seen}, follow=True
    ).content.decode()  # fmt: skip
    made.refresh_from_db()
    assert [each.after for each in changes_of(made)] == ["Vier Wochen."]
    seen = mark_on(look(client, f"seiten/{made.pk}/vorlage/"))
    client.post(read, {"seen": seen})
    made.refresh_from_db()
    assert changes_of(made) == []


def test_a_withdrawn_shared_page_is_another_mark(as_person: Door) -> None:
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    changed(land, source, "Drei Wochen.")
    client = as_person(of.writer)
    seen = mark_on(look(client, f"seiten/{made.pk}/vorlage/"))
    withdraw(edition=source.editions.get(), reason="Weg.", by=land.checker, at=timezone.now())
    client.post(f"{BASE}seiten/{made.pk}/tun/gelesen/", {"seen": seen})
    assert "Gemeinsame Seite zurückgezogen" in client.get("/mitarbeit/").content.decode()


def changed(land: House, source: Page, text: str) -> None:
    """Published a moment ago."""
    now = timezone.now() - timedelta(seconds=1)
    write(land, texts(source)[0], text, at=now)
    release(land, source, at=now)


def test_other_numbers_stand_beside_the_translation(as_person: Door) -> None:
    of = house()
    made = page(of, "Nachts", "Rufen Sie 0211 1234 an.")
    (section,) = texts(made)
    for part in (made.sections.get(kind="title"), section):
        write(of, part, "0211 1243", "tr")
    client = as_person(of.checker)
    for address in (f"seiten/{made.pk}/text/tr/", f"abschnitte/{section.pk}/tr/"):
        html = look(client, address)
        assert "Im Deutschen steht <bdi>1234</bdi>, hier nicht." in html
        assert "Nur hier steht <bdi>1243</bdi>." in html
    write(of, section, "Numara: 0211 1234.", "tr")
    assert "1243" in look(client, f"seiten/{made.pk}/text/tr/")  # the title still says it
    assert "andere Zahlen" not in look(client, f"abschnitte/{section.pk}/tr/")
    assert "andere Zahlen" not in look(client, f"seiten/{made.pk}/text/de/")


def test_a_link_to_no_public_page_is_told_where_the_text_is_read(as_person: Door) -> None:
    of, land, other = house(), office(), house("Kreis Unna")
    here, shared = page(of, "Wohnen"), page(land, "Aufenthalt")
    adopted = page(land, "Arbeit")
    adopt(source=adopted, guide=of.guide, by=of.writer, at=AT)
    draft = add_page(guide=of.guide, title="Bald", by=of.writer, at=AT)
    foreign = page(other, "Anderswo")
    leads = {"hier": here, "übernommen": adopted}
    dead = {"fremd": foreign, "noch nicht": draft, "nur im Land": shared}
    links = [f"[{words}](seite:{each.public_id})" for words, each in (leads | dead).items()]
    made = page(of, "Start", " ".join([*links, "[nie](seite:zzzzzzzz)", "[Amt](tel:0211)"]))
    html = look(as_person(of.checker), f"seiten/{made.pk}/text/de/")
    told = [words for words in [*leads, *dead, "nie", "Amt"]
            if f"„<bdi>{words}</bdi>“ führt zu keiner öffentlichen Seite" in html]  # fmt: skip
    assert told == [*dead, "nie"]


def test_an_earlier_version_is_laid_into_the_field_and_saved_by_hand(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Erste Fassung.")
    (section,) = texts(made)
    write(of, section, "Zweite Fassung.", at=LATER)
    release(of, made, at=LATER)
    client = as_person(of.writer)
    versions = look(client, f"abschnitte/{section.pk}/de/fassungen/")
    assert "?fassung=1" in versions
    assert "?fassung=2" not in versions  # it is public
    html = look(client, f"abschnitte/{section.pk}/de/?fassung=1")
    assert "Erste Fassung.</textarea>" in html
    assert "Fassung 1 vom 04.05.2026 steht im Feld" in html
    assert not SectionDraft.objects.exists()
    version = html.split('name="version" id="version" value="')[1].split('"')[0]
    client.post(
        f"{BASE}abschnitte/{section.pk}/de/", {"text": "Erste Fassung.", "version": version}
    )
    assert SectionDraft.objects.get().body == "<p>Erste Fassung.</p>"
    release(of, made, at=timezone.now())
    assert Wording.objects.get(section=section, shown=True).body == "<p>Erste Fassung.</p>"
    for unknown in ("9", "x", "1'", "²"):
        answer = client.get(f"{BASE}abschnitte/{section.pk}/de/", {"fassung": unknown})
        assert answer.status_code == 404


def test_an_earlier_translation_stays_one_of_the_earlier_german(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    title = made.sections.get(kind="title")
    for part, text in ((title, "Konut"), (section, "Eski.")):
        write(of, part, text, "tr")
    release(of, made, "tr")
    write(of, section, "Neu.", at=LATER)
    release(of, made, at=LATER)
    write(of, section, "Yeni.", "tr", at=LATER)
    release(of, made, "tr", at=LATER)
    client, address = as_person(of.writer), f"abschnitte/{section.pk}/tr/"
    html = look(client, f"{address}?fassung=1")
    sent = {name: html.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
            for name in ("translates", "version")}  # fmt: skip
    client.post(f"{BASE}{address}", {"text": "Eski.", **sent})
    release(of, made, "tr", at=timezone.now())
    states = {each.section: each.state for each in section_states([made], "tr")}
    assert states == {title.pk: State.CURRENT, section.pk: State.OUTDATED}


def test_a_machines_words_stay_a_machines_when_they_come_back(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    title = made.sections.get(kind="title")
    for part, text in ((title, "Konut"), (section, "Makine.")):
        write(of, part, text, "tr")
    SectionDraft.objects.filter(section=section).update(machine=True)
    release(of, made, "tr")
    write(of, section, "İnsan.", "tr", at=LATER)
    release(of, made, "tr", at=LATER)
    write(of, section, "Makine.", "tr", at=LATER)
    assert SectionDraft.objects.get(section=section).machine
    write(of, section, "Başka.", "tr", at=LATER)
    assert not SectionDraft.objects.get(section=section).machine
