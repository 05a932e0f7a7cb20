"""How the network grew, and figures to quote."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.pages import assert_sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]


def text_of(response: Any) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(bare).split())


def test_the_chart_has_an_equal_table(client: Client) -> None:
    response = client.get("/geschichte/")
    tree = assert_sound(response)
    dots = [each for each in tree.iter() if each.get("class") == "chart__dot"]
    rows = [each for each in tree.iter() if each.get("scope") == "row"]
    assert len(dots) == len(rows) == 10
    text = text_of(response)
    assert "31.12.2012 1 Hagen startet" in text
    assert "20.04.2016 50" in text


@pytest.mark.parametrize(
    "day", ["20.04.2016", "20.4.2016", "2016-04-20", "20. April 2016", "٢٠.٠٤.٢٠١٦"]
)
def test_the_register_of_a_day_is_shown_however_the_day_is_written(
    client: Client, day: str
) -> None:
    response = client.get("/geschichte/", {"stichtag": day})
    assert_sound(response)
    text = text_of(response)
    assert "Gemeldete Zahl der Zentren: 50 ( 20.04.2016" in text
    assert "/api/v1/centres.xlsx?stand=2016-04-20" in response.content.decode()


def test_today_all_54_are_there(client: Client) -> None:
    assert "Nachweislich dabei (54)" in text_of(client.get("/geschichte/"))


def test_before_the_first_there_was_none(client: Client) -> None:
    text = text_of(client.get("/geschichte/", {"stichtag": "01.01.2010"}))
    assert "noch kein Kommunales Integrationszentrum" in text


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("31.02.2016", "Den 31.02.2016 gibt es nicht: Der Februar 2016 hat 29 Tage."),
        ("gestern", "Tag.Monat.Jahr"),
        ("01.01.2099", "liegt in der Zukunft"),
        ("x" * 200, "Tag.Monat.Jahr"),
        ("\x00?", "Tag.Monat.Jahr"),
    ],
)
def test_a_day_that_is_none_is_explained_at_the_field(
    client: Client, day: str, message: str
) -> None:
    response = client.get("/geschichte/", {"stichtag": day})
    assert response.status_code == 422
    tree = assert_sound(response)
    field = next(each for each in tree.iter() if each.get("name") == "stichtag")
    assert field.get("aria-invalid") == "true"
    assert message in text_of(response)


def test_a_wrong_day_is_explained_in_the_language_of_the_page(client: Client) -> None:
    response = client.get("/en/geschichte/", {"stichtag": "31.02.2016"})
    assert response.status_code == 422
    assert "gibt es nicht" not in text_of(response)


def test_figures_carry_day_definition_source_and_licence(client: Client) -> None:
    response = client.get("/zahlen/")
    assert_sound(response)
    text = text_of(response)
    assert "Kommunale Integrationszentren 54" in text
    assert "396" in text
    assert re.search(r"Bevölkerung 18\.\d{3}\.\d{3} 31\.12\.2024", text)
    assert "Datenlizenz Deutschland" in text
