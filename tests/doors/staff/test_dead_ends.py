"""The page of links that lead nowhere, its act, and its line on the first screen."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from drehscheibe.domain.outward.models import Answer, OutwardLink
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.guide.stories import House, house, page, translate
from tests.domain.outward.stories import AMT, NIGHT, nights
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
Door = Callable[[Person], Client]
URL = "/mitarbeit/links/"


@pytest.fixture
def soest() -> House:
    """In two languages the same address, gone since three nights."""
    of = house()
    made = page(of, "Wohnen", f"Anträge beim [Amt für <Wohnen>]({AMT}).")
    translate(of, made, "ar", "السكن", f"[المكتب]({AMT})")
    nights(3, since=timezone.now() - 3 * NIGHT, amt=Answer.GONE)
    return of


def test_each_place_is_named_with_its_text(as_person: Door, soest: House) -> None:
    answer = as_person(soest.writer).get(URL)
    assert_sound(answer)
    html = answer.content.decode()
    assert "2 Fundstellen" in html
    assert "https://amt.example/wohngeld?a=1&amp;b=2" in html
    assert html.count("Wegweiser, Arabisch") == html.count("Wegweiser, Deutsch") == 1
    assert "/text/ar/" in html
    home = as_person(soest.writer).get("/mitarbeit/").content.decode()
    assert "1 Link führt ins Leere" in home


def test_stimmt_doch_takes_it_away_for_half_a_year(as_person: Door, soest: House) -> None:
    client, link = as_person(soest.writer), OutwardLink.objects.get()
    answer = client.post(f"{URL}{link.pk}/stimmt/", follow=True)
    html = answer.content.decode()
    assert "180 Tage" in html
    assert "Kein Link führt ins Leere" in html
    assert "ins Leere" not in client.get("/mitarbeit/").content.decode()
    assert client.get(f"{URL}{link.pk}/stimmt/").status_code == 405


def test_another_house_sees_nothing_and_holds_nothing_good(as_person: Door, soest: House) -> None:
    stranger = as_person(house("Kreis Unna").writer)
    assert "Kein Link führt ins Leere" in stranger.get(URL).content.decode()
    link = OutwardLink.objects.get()
    assert stranger.post(f"{URL}{link.pk}/stimmt/").status_code == 404
    assert stranger.post(f"{URL}{link.pk + 1}/stimmt/").status_code == 404
    link.refresh_from_db()
    assert link.held_good_at is None


def test_who_keeps_no_texts_has_no_such_page(as_person: Door, soest: House) -> None:
    authority = factories.organisation("Bewilligungsbehörde", "granting_authority")
    officer = factories.person("officer", of=authority)
    assert as_person(officer).get(URL).status_code == 403


def test_where_nobody_asks_the_page_says_so(
    as_person: Door, soest: House, settings: Settings
) -> None:
    settings.DREHSCHEIBE_LINK_CHECKS = False
    html = as_person(soest.writer).get(URL).content.decode()
    assert "Hier wird zurzeit nicht nachgefragt" in html
