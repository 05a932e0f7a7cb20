"""The page of a centre says what is known, and says what is not."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.centres.models.register import Centre
from tests.pages import assert_sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]

WARENDORF = "/zentren/05570/kreis-warendorf/"
BLOCKS = ("kontakt", "aufgaben", "gemeinden", "konzept", "zahlen", "geschichte")


def text_of(response: Any) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(bare).split())


def test_every_centre_has_a_sound_page(client: Client) -> None:
    for centre in Centre.objects.all():
        response = client.get(f"/zentren/{centre.key}/{centre.slug}/")
        assert response.status_code == 200, centre.key
        assert_sound(response)


def test_a_short_or_outdated_address_leads_to_the_page(client: Client) -> None:
    assert client.get("/zentren/05570/")["Location"] == WARENDORF
    assert client.get("/zentren/05570/falsch/")["Location"] == WARENDORF
    assert client.get("/ar/zentren/05570/")["Location"] == f"/ar{WARENDORF}"


def test_an_unknown_centre_is_a_page_that_helps(client: Client) -> None:
    response = client.get("/zentren/99999/")
    assert response.status_code == 404
    assert "Startseite" in text_of(response)


def test_what_is_unknown_is_called_unknown(client: Client) -> None:
    text = text_of(client.get("/zentren/05111/duesseldorf/"))
    assert "Anschrift unbekannt" in text
    assert "Telefonnummer und E-Mail-Adresse sind hier noch unbekannt" in text
    assert "Öffnungszeiten unbekannt" in text
    assert "Wann das Zentrum gegründet wurde, ist unbekannt" in text


def test_an_old_address_is_marked_with_its_age(client: Client) -> None:
    text = text_of(client.get("/zentren/05112/duisburg/"))
    assert "Sonnenwall 73-75 47051 Duisburg vermutlich veraltet Stand: 05/2018" in text


def test_a_known_town_without_street_says_so(client: Client) -> None:
    text = text_of(client.get("/zentren/05334/staedteregion-aachen-ohne-stadt-aachen/"))
    assert "Straße und Hausnummer sind unbekannt" in text


def test_call_and_write_come_first_once_they_are_known(client: Client) -> None:
    Centre.objects.filter(key="05570").update(phone="02382 / 000-1", email="ki@example.org")
    body = client.get(WARENDORF).content.decode()
    assert 'href="tel:023820001"' in body
    assert 'href="mailto:ki@example.org"' in body
    assert body.index("tel:") < body.index("mailto:") < body.index('id="kontakt"')


def test_the_seat_of_the_centre_is_not_that_of_the_kreis(client: Client) -> None:
    assert "Sitz Ahlen (Sitz der Kreisverwaltung: Warendorf )" in text_of(client.get(WARENDORF))


def test_all_municipalities_are_named(client: Client) -> None:
    text = text_of(client.get(WARENDORF))
    for town in ("Ahlen", "Beckum", "Oelde", "Telgte", "Wadersloh"):
        assert town in text


def test_contradictions_stand_side_by_side_with_their_sources(client: Client) -> None:
    text = text_of(client.get("/zentren/05315/koeln/"))
    assert "Die Quellen widersprechen sich." in text
    assert "01.08.2013 Quelle: ki-koeln.de 10/2013 Quelle: interkulturell.koeln" in text


def test_figures_carry_day_definition_and_source(client: Client) -> None:
    text = text_of(client.get("/zentren/05334/staedteregion-aachen-ohne-stadt-aachen/"))
    assert "319.740 31.12.2024" in text
    assert "Zensus 2022" in text
    assert "dl-de/by-2-0" in text


def test_each_block_can_be_corrected_without_login(client: Client) -> None:
    body = client.get(WARENDORF).content.decode()
    for block in BLOCKS:
        assert f'/zentren/05570/hinweis/?angabe={block}"' in body
        response = client.get("/zentren/05570/hinweis/", {"angabe": block})
        assert_sound(response)
        assert "Sie brauchen keine Anmeldung" in text_of(response)


def test_a_correction_goes_to_the_operator_and_names_the_part(
    client: Client, settings: Any
) -> None:
    settings.DREHSCHEIBE_OPERATOR = settings.DREHSCHEIBE_OPERATOR | {"email": "post@example.org"}
    body = client.get("/zentren/05570/hinweis/?angabe=zahlen").content.decode()
    assert "mailto:post@example.org?subject=Hinweis%20zu" in body
    assert "%3A%20Zahlen" in body


def test_an_unknown_part_is_ignored(client: Client) -> None:
    response = client.get("/zentren/05570/hinweis/", {"angabe": "<b>"})
    assert response.status_code == 200
    assert b"<b>" not in response.content


def test_a_correction_is_addressed_in_german_from_every_language(
    client: Client, settings: Any
) -> None:
    """The operator reads German; half a subject in Arabic would help nobody."""
    settings.DREHSCHEIBE_OPERATOR = settings.DREHSCHEIBE_OPERATOR | {"email": "post@example.org"}
    body = client.get("/ar/zentren/05570/hinweis/?angabe=zahlen").content.decode()
    assert "Kreis%20Warendorf%3A%20Zahlen" in body


@pytest.mark.parametrize(
    "address", ["/zentren/%00/", "/zentren/%00/x/", "/zentren/05570%00/hinweis/"]
)
def test_a_key_that_is_none_is_no_fault(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_ways_to_the_centre_stand_as_text_too(client: Client) -> None:
    """Buttons are left out on paper: the number must be there to be read and copied."""
    text = text_of(client.get(WARENDORF))
    assert "Telefon unbekannt E-Mail unbekannt Internetseite kreis-warendorf.de" in text
    Centre.objects.filter(key="05570").update(phone="02382 / 000-1", email="ki@example.org")
    text = text_of(client.get(WARENDORF))
    assert "Telefon 02382 / 000-1 E-Mail ki@example.org" in text


def test_the_place_of_the_contact_form_says_how_to_write_until_then(client: Client) -> None:
    text = text_of(client.get(WARENDORF))
    assert "Kontaktformular Ein Formular gibt es hier noch nicht." in text
    assert "Internetseite finden Sie, wie Sie dem Zentrum schreiben: kreis-warendorf.de" in text
    Centre.objects.filter(key="05570").update(email="ki@example.org")
    assert "Schreiben Sie eine E-Mail: ki@example.org" in text_of(client.get(WARENDORF))


def test_what_looks_like_a_button_is_one(client: Client) -> None:
    """Tasks lead to the centres that share them."""
    body = client.get(WARENDORF).content.decode()
    assert '<span class="chip">' not in body
    address = re.search(r'class="chip" href="([^"]+)"', body)
    assert address
    listed = client.get(unescape(address[1]))
    assert_sound(listed)
    text = text_of(listed)
    assert "Zentren mit der Aufgabe „Integration durch Bildung“ 54 Kommunale" in text
    assert client.get("/zentren/", {"aufgabe": "erfunden"}).status_code == 404
    assert client.get("/zentren/", {"aufgabe": "\x00"}).status_code == 200


def test_the_page_needs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        client.get(WARENDORF)


def test_the_list_names_all_54_in_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.get("/zentren/")
    tree = assert_sound(response)
    rows = [each for each in tree.iter() if each.get("scope") == "row"]
    assert len(rows) == 54
    assert "/api/v1/centres.xlsx" in [each.get("href") for each in tree.iter()]
    assert len(response.content) < 60_000


def test_an_unadopted_concept_has_no_file(client: Client) -> None:
    assert client.get("/zentren/05570/konzept/1/").status_code == 404
