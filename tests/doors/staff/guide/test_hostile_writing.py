"""Two at one text, one of them late: each hears of it, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from drehscheibe.domain.guide.adopting import adopt, override
from drehscheibe.domain.guide.models import SectionDraft
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.kernel.people.models import Person
from tests.domain.guide.stories import AT, LATER, house, office, page, release, texts, write
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
Door = Callable[[Person], Client]
BASE = "/mitarbeit/wegweiser/"


@pytest.mark.parametrize("act", ["verwerfen", "gemeinsamer-text"])
def test_nobody_throws_away_what_was_written_since(as_person: Door, act: str) -> None:
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    own = override(page=made, section=texts(source)[0], by=of.writer, at=AT)
    checker = as_person(of.checker)
    seen = str(SectionDraft.objects.get().edits)
    opened = checker.get(f"{BASE}seiten/{made.pk}/").content.decode()
    assert f'name="version" value="{seen}"' in opened
    write(of, own, "Drei Absätze später.", at=LATER)
    address = f"{BASE}abschnitte/{own.pk}/de/tun/{act}/"
    answer = checker.post(address, {"version": seen}, follow=True)
    assert "weitergeschrieben" in answer.content.decode()
    assert SectionDraft.objects.get().body == "<p>Drei Absätze später.</p>"
    checker.post(address, {"version": str(SectionDraft.objects.get().edits)})
    assert not SectionDraft.objects.exists()


def test_a_reason_typed_while_the_text_was_taken_back_is_not_lost(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    write(of, texts(made)[0], "Neu.")
    address = f"{BASE}seiten/{made.pk}/text/de/return/"
    reason = {"reason": "Die Frist im zweiten Absatz stimmt nicht."}
    answer = as_person(of.checker).post(address, reason)
    assert answer.status_code == 409
    assert_sound(answer)
    assert reason["reason"] in answer.content.decode()


def test_a_reason_of_a_step_that_is_still_offered_stands_in_its_field(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    checker, address = as_person(of.checker), f"{BASE}seiten/{made.pk}/text/de/"
    answer = checker.post(f"{address}withdraw/", {"reason": " "})
    assert answer.status_code == 409
    assert "Begründung nötig" in answer.content.decode()
    assert checker.post(f"{address}withdraw/", {"reason": "Veraltet."}).status_code == 302


def test_a_page_whose_shared_page_is_withdrawn_counts_from_one_and_is_nowhere_public(
    as_person: Door,
) -> None:
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    write(of, override(page=made, section=texts(source)[0], by=of.writer, at=AT), "Drei.")
    release(of, made)
    client, address = as_person(of.writer), f"{BASE}seiten/{made.pk}/"
    before = client.get(address).content.decode()
    assert "veröffentlicht</span>" in before
    assert "Stimmt noch</span>" in before
    withdraw(edition=source.editions.get(), reason="Alt.", by=land.checker, at=LATER)
    answer = client.get(address)
    assert_sound(answer)
    shown = answer.content.decode()
    assert "Text 1</h2>" in shown
    assert "veröffentlicht</span>" not in shown.replace("Prüfen und veröffentlichen</span>", "")
    assert "Stimmt noch</span>" not in shown
