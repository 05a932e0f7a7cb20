"""Who helps where I live? Every search of issue 2, point 2, as a reader meets it."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.pages import assert_sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]


def found(client: Client, place: str) -> Any:
    response = client.get("/suche/", {"ort": place})
    assert response.status_code == 200
    assert_sound(response)
    return response


def text_of(response: Any) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(bare).split())


def centres_in(response: Any) -> list[str]:
    """The centres offered, in their order."""
    body = response.content.decode()
    return re.findall(r'<h2><a href="/zentren/(\d+)/', body)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("koeln", "05315"),
        ("Koln", "05315"),
        ("Köln", "05315"),
        ("50667", "05315"),
        ("Gelsenkirschen", "05513"),
        ("Herne ", "05916"),
        ("Bad-Oeynhausen", "05770"),
        ("Muelheim", "05117"),
        ("Ahlen", "05570"),
        ("Warendorf", "05570"),
        ("Borken", "05554"),
    ],
)
def test_the_search_forgives(client: Client, place: str, key: str) -> None:
    assert centres_in(found(client, place)) == [key]


def test_aachen_offers_two_and_explains(client: Client) -> None:
    response = found(client, "Aachen")
    assert centres_in(response) == ["05334002", "05334"]
    assert "Aachen hat zwei Zentren" in text_of(response)


def test_ahlen_leads_to_the_kreis_whose_centre_sits_in_ahlen(client: Client) -> None:
    text = text_of(found(client, "Ahlen"))
    assert "Zuständig für: Ahlen ( Kreis Warendorf )" in text
    assert "Sitz: Ahlen" in text


def test_a_city_is_not_named_twice(client: Client) -> None:
    assert "Zuständig für: Köln Sitz" in text_of(client.get("/suche/", {"ort": "Köln"}))
    assert "Ahlen ( Kreis Warendorf )" in text_of(client.get("/suche/", {"ort": "Ahlen"}))


def test_a_misspelt_name_is_asked_back(client: Client) -> None:
    assert "Meinten Sie einen dieser Orte?" in text_of(found(client, "Gelsenkirschen"))


def test_a_guessed_postcode_says_probably(client: Client) -> None:
    response = found(client, "50823")
    assert "Vermutlich hier" in text_of(response)
    assert centres_in(response)[0] == "05315"


def test_several_places_beginning_alike_are_all_offered(client: Client) -> None:
    response = found(client, "Bad")
    assert "Mehrere Orte passen" in text_of(response)
    assert len(centres_in(response)) > 5


@pytest.mark.parametrize(
    "place", ["München", "80331", "xyzzy", "<script>alert(1)</script>", "\x00?"]
)
def test_elsewhere_and_nonsense_get_help_not_an_empty_page(client: Client, place: str) -> None:
    response = found(client, place)
    text = text_of(response)
    assert "Diesen Ort haben wir nicht gefunden" in text
    assert "nur in Nordrhein-Westfalen" in text
    assert response.content.count(b'class="map__link"') == 54
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("place", ["Hannover", "30159", "30159 Hannover", "münchen"])
def test_a_place_in_another_land_is_told_so_first(client: Client, place: str) -> None:
    text = text_of(found(client, place))
    hint = "Kommunale Integrationszentren gibt es nur in Nordrhein-Westfalen."
    assert text.count(hint) == 1
    assert text.index(hint) < text.index("Das hilft meistens")


def test_asking_nothing_shows_how_to_ask(client: Client) -> None:
    text = text_of(found(client, ""))
    assert "Geben Sie einen Ort oder eine Postleitzahl ein" in text


@pytest.mark.parametrize("place", ["Köln", "Aachen", "Gelsenkirschen", "50823", "Bad", "xyzzy"])
def test_the_finder_needs_six_queries(
    client: Client, place: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        client.get("/suche/", {"ort": place})


def test_the_start_page_shows_map_and_list_as_equals(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.get("/")
    tree = assert_sound(response)
    links = [each.get("href") for each in tree.iter() if each.get("class") == "map__link"]
    listed = [each.get("href") for each in tree.iter() if each.get("class") == "link-row"]
    assert len(links) == len(listed) == 54
    assert set(links) == set(listed)
    assert all(each.get("aria-label") for each in tree.iter() if each.get("class") == "map__link")


def test_cities_lie_above_the_districts_on_the_map(client: Client) -> None:
    areas = re.findall(rb'class="map__area( map__area--city)?"', client.get("/").content)
    assert areas == sorted(areas)
    assert sum(map(bool, areas)) == 23  # 22 kreisfreie Städte and the city of Aachen


def test_the_full_name_comes_before_any_abbreviation(client: Client) -> None:
    for address in ("/", "/suche/?ort=Ahlen", "/zentren/", "/geschichte/", "/zahlen/"):
        body = client.get(address).content.decode()
        shown = body[body.index("<h1") :]
        abbreviation = re.search(r"\bKI\b", shown)
        name = re.search(r"Kommunale[nsr]?\s+Integrationszentr", shown)
        assert name
        assert abbreviation is None or name.start() < abbreviation.start()


@pytest.mark.parametrize(
    ("address", "search"),
    [
        ("/deutsch-lernen/", "/kurse/"),
        ("/hilfe-im-alltag/", "/akteure/"),
        ("/ehrenamt/", "/suche/"),
    ],
)
def test_each_plain_door_goes_on_with_its_search(client: Client, address: str, search: str) -> None:
    """Courses, places that help, or the centre: at once, so that three taps are enough."""
    tree = assert_sound(client.get(address))
    forms = [each for each in tree.iter() if each.get("role") == "search"]
    assert [form.get("action") for form in forms] == [search]


@pytest.mark.parametrize(
    ("code", "direction"),
    [
        ("de-simple", "ltr"),
        ("en", "ltr"),
        ("uk", "ltr"),
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("ku", "ltr"),
    ],
)
def test_the_finder_speaks_other_languages(client: Client, code: str, direction: str) -> None:
    tree = assert_sound(client.get(f"/{code}/suche/", {"ort": "Ahlen"}))
    assert (tree.get("lang"), tree.get("dir")) == (code, direction)
    assert f"/{code}/zentren/05570/kreis-warendorf/" in [each.get("href") for each in tree.iter()]
    pages = [
        each for each in tree.iter() if each.get("rel") == "alternate" and not each.get("type")
    ]
    other = {each.get("hreflang") for each in pages}
    assert other == {"x-default", *(language for language, _ in settings.LANGUAGES)}


def test_names_are_marked_as_german_on_other_pages(client: Client) -> None:
    tree = assert_sound(client.get("/ar/"))
    listed = [each for each in tree.iter() if each.get("class") == "link-row"]
    assert {each.get("lang") for each in listed} == {"de"}


def test_public_pages_set_no_cookie(client: Client) -> None:
    for address in ("/", "/suche/?ort=Ahlen", "/zentren/05570/kreis-warendorf/", "/geschichte/"):
        assert not client.get(address).cookies
