"""The examples people were promised (issue 2, point 8), and what happens beside them."""

import csv
import io
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]


def get(client: Client, path: str, **query: str) -> Any:
    response = client.get(f"/api/v1{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def test_all_centres(client: Client) -> None:
    answer = get(client, "/centres")
    assert (answer["count"], answer["listed"], len(answer["centres"])) == (54, 54, 54)
    keys = [centre["key"] for centre in answer["centres"]]
    assert len(set(keys)) == 54
    assert "05334002" in keys


def test_ahlen_leads_to_the_kreis_warendorf(client: Client) -> None:
    answer = get(client, "/centres", place="Ahlen")
    assert [centre["key"] for centre in answer["centres"]] == ["05570"]
    assert (answer["count"], answer["match"]) == (1, "exact")
    assert [place["name"] for place in answer["centres"][0]["through"]] == ["Ahlen"]


@pytest.mark.parametrize("place", ["koeln", "Koln", "Köln", "50667"])
def test_cologne_however_it_is_written(client: Client, place: str) -> None:
    assert [each["key"] for each in get(client, "/centres", place=place)["centres"]] == ["05315"]


def test_aachen_explains_its_two_centres(client: Client) -> None:
    answer = get(client, "/centres", place="Aachen")
    assert {centre["key"] for centre in answer["centres"]} == {"05334002", "05334"}
    assert "StädteRegion" in answer["hint"]


def test_a_place_elsewhere_is_told_so(client: Client) -> None:
    answer = get(client, "/centres", place="München")
    assert (answer["count"], answer["match"], answer["centres"]) == (0, "none", [])
    assert "Nordrhein-Westfalen" in answer["hint"]


@pytest.mark.parametrize(
    ("day", "count"),
    [("2016-04-20", 50), ("2012-12-31", 1), ("2017-06-01", 53), ("2024-01-01", 54)],
)
def test_the_number_of_centres_on_a_day(client: Client, day: str, count: int) -> None:
    answer = get(client, "/centres", as_of=day)
    assert (answer["count"], answer["as_of"]) == (count, day)
    assert answer["reported"]["source"]
    assert answer["listed"] == len(answer["centres"])
    later = [each for each in answer["centres"] if (each["known_since"] or "") > day]
    assert later == []


def test_before_the_first_there_was_none(client: Client) -> None:
    answer = get(client, "/centres", as_of="2010-01-01")
    assert (answer["count"], answer["centres"], answer["reported"]) == (0, [], None)


def test_a_day_without_centres_and_a_day_to_come_are_explained(client: Client) -> None:
    assert "noch kein" in get(client, "/centres", as_of="2011-01-01")["hint"]
    assert "liegt in der Zukunft" in get(client, "/centres", as_of="2099-01-01")["hint"]


def test_place_day_and_form_may_be_combined(client: Client) -> None:
    """Nothing that is asked may be dropped silently."""
    before = get(client, "/centres", place="Ahlen", as_of="2011-01-01")
    assert (before["count"], before["as_of"], before["centres"]) == (0, "2011-01-01", [])
    after = get(client, "/centres", place="Ahlen", as_of="2020-01-01")
    assert [centre["key"] for centre in after["centres"]] == ["05570"]
    town = get(client, "/centres", place="Ahlen", format="geojson")
    assert [each["id"] for each in town["features"]] == ["05570"]
    assert get(client, "/centres", as_of="2011-01-01", format="geojson")["features"] == []


def test_outlines_turn_as_the_standard_wants(client: Client) -> None:
    """RFC 7946, 3.1.6: the outer ring counterclockwise and closed."""
    for feature in get(client, "/centres.geojson")["features"]:
        ring = feature["geometry"]["coordinates"][0]
        turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        assert ring[0] == ring[-1]
        assert turn > 0, feature["id"]


def test_answers_differ_by_what_is_accepted(client: Client) -> None:
    """A cache in between must not hand areas to those who ask for the list."""
    for accept in ("application/json", "application/geo+json"):
        assert "Accept" in client.get("/api/v1/centres", headers={"accept": accept})["Vary"]


def test_the_sheet_is_named_in_german_spelling(client: Client) -> None:
    body = client.get("/api/v1/centres.xlsx").content
    assert CalamineWorkbook.from_filelike(io.BytesIO(body)).sheet_names == [
        "Kommunale Integrationszentren"
    ]


def test_one_centre(client: Client) -> None:
    centre = get(client, "/centres/05570")
    assert centre["area"] == "Kreis Warendorf"
    assert "Ahlen" in [town["name"] for town in centre["municipalities"]]
    assert centre["figures"][0]["as_of"] == "2024-12-31"
    assert centre["fields_of_action"]
    assert centre["url"] == "/api/v1/centres/05570"
    assert client.get(centre["page"]).status_code == 200


@pytest.mark.parametrize("path", ["/centres.geojson", "/centres?format=geojson"])
def test_the_areas_as_geojson(client: Client, path: str) -> None:
    response = client.get(f"/api/v1{path}")
    assert response["Content-Type"] == "application/geo+json"
    features = response.json()["features"]
    assert len(features) == 54
    assert {feature["geometry"]["type"] for feature in features} <= {"Polygon", "MultiPolygon"}


def test_geojson_by_accept(client: Client) -> None:
    response = client.get("/api/v1/centres", headers={"accept": "application/geo+json"})
    assert response.json()["type"] == "FeatureCollection"
    assert "Accept" in response["Vary"]


def test_the_list_for_spreadsheets(client: Client) -> None:
    text = client.get("/api/v1/centres.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(lines) == 54
    assert lines[0]["Schlüssel"].startswith("05")
    sheet = client.get("/api/v1/centres.xlsx").content
    table = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert any(row[0] == "05570" for row in table)


def test_the_list_of_a_day_for_spreadsheets(client: Client) -> None:
    text = client.get("/api/v1/centres.csv?stand=2010-01-01").content.decode("utf-8-sig")
    assert len(text.splitlines()) == 1


def test_an_unchanged_answer_is_not_sent_again(client: Client) -> None:
    """ETag and 304, also where nothing is kept (a test client hears no news)."""
    first = client.get("/api/v1/centres")
    again = client.get("/api/v1/centres", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_the_list_asks_the_database_once(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        client.get("/api/v1/centres")
    with django_assert_num_queries(1):
        client.get("/api/v1/centres.geojson")
    with django_assert_num_queries(5):
        client.get("/api/v1/centres/05570")
