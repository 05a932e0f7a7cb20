"""From a place to its centre (issue 2, point 2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.centres.selectors import find_centres

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]

WARENDORF = "05570"


def keys(query: str) -> list[str]:
    return [hit.centre.key for hit in find_centres(query).hits]


@pytest.mark.parametrize("query", ["koeln", "Koln", "Köln", "50667"])
def test_koeln_however_it_is_written(query: str) -> None:
    assert keys(query) == ["05315"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("Gelsenkirschen", "05513"),
        ("Herne ", "05916"),
        ("Bad-Oeynhausen", "05770"),
        ("Muelheim", "05117"),
        ("Ahlen", WARENDORF),
        ("Warendorf", WARENDORF),
        ("Kreis Warendorf", WARENDORF),
        ("59227", WARENDORF),
    ],
)
def test_one_place_one_centre(query: str, key: str) -> None:
    assert keys(query)[0] == key


def test_borken_is_town_and_kreis_but_one_centre() -> None:
    finding = find_centres("Borken")
    assert [hit.centre.key for hit in finding.hits] == ["05554"]
    assert [town.name for town in finding.hits[0].through] == ["Borken"]
    assert [district.name for district in finding.places.districts] == ["Kreis Borken"]


def test_the_centre_for_ahlen_sits_in_ahlen_not_in_the_seat_of_the_kreis() -> None:
    centre = find_centres("Warendorf").hits[0].centre
    assert (centre.city, centre.district_seat) == ("Ahlen", "Warendorf")


def test_aachen_offers_the_city_first_and_explains_the_staedteregion() -> None:
    finding = find_centres("Aachen")
    assert [hit.centre.key for hit in finding.hits] == ["05334002", "05334"]
    assert finding.explains_aachen


def test_the_staedteregion_comes_first_when_it_is_asked_for() -> None:
    finding = find_centres("Städteregion Aachen")
    assert [hit.centre.key for hit in finding.hits] == ["05334", "05334002"]
    assert finding.explains_aachen


def test_eschweiler_belongs_to_the_staedteregion_without_more_ado() -> None:
    finding = find_centres("Eschweiler")
    assert [hit.centre.key for hit in finding.hits] == ["05334"]
    assert not finding.explains_aachen


@pytest.mark.parametrize("query", ["München", "Atlantis", "80331", ""])
def test_nothing_is_invented(query: str) -> None:
    assert keys(query) == []


@pytest.mark.parametrize("query", ["Ahlen", "Aachen", "Gelsenkirschen", "Bad", "50823", "xyzzy"])
def test_the_finder_asks_at_most_six_questions(query: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        finding = find_centres(query)
        [(str(hit.centre), hit.centre.carrier.name) for hit in finding.hits]
    assert len(asked) <= 6
