"""A place is found however it is written; what is not in the land is not guessed at."""

import pytest

from drehscheibe.kernel.territory.models import District, Municipality
from drehscheibe.kernel.territory.selectors import places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]


def names(query: str) -> list[str]:
    return [town.name for town in places(query).municipalities]


def test_every_municipality_and_district_is_there() -> None:
    assert Municipality.objects.count() == 396
    assert District.objects.count() == 53


def test_every_municipality_is_found_by_its_own_name() -> None:
    lost = [
        town.name
        for town in Municipality.objects.all()
        if town.ags not in {found.ags for found in places(town.name).municipalities}
    ]
    assert not lost


def test_every_district_is_found_by_its_own_name() -> None:
    lost = [
        district.name
        for district in District.objects.exclude(kind="kreisfreie Stadt")
        if district.ags not in {found.ags for found in places(district.name).districts}
    ]
    assert not lost


@pytest.mark.parametrize(
    ("query", "town"),
    [
        ("koeln", "Köln"),
        ("Koln", "Köln"),
        ("Köln", "Köln"),
        ("KÖLN", "Köln"),
        ("Ko\u0308ln", "Köln"),  # o and a combining diaeresis, as some phones send it
        ("50667", "Köln"),
        (" 50667 ", "Köln"),
        ("٥٠٦٦٧", "Köln"),
        ("Herne ", "Herne"),
        ("Bad-Oeynhausen", "Bad Oeynhausen"),
        ("Muelheim", "Mülheim an der Ruhr"),
        ("Mülheim/Ruhr", "Mülheim an der Ruhr"),
        ("Stadt Köln", "Köln"),
        ("50667 Köln", "Köln"),
        ("59229 Ahlen", "Ahlen"),
        ("Stolberg", "Stolberg (Rhld.)"),
        ("St. Augustin", "Sankt Augustin"),
        ("Cologne", "Köln"),
        ("Кельн", "Köln"),
        ("كولونيا", "Köln"),
    ],
)
def test_what_is_meant_beyond_doubt_is_found(query: str, town: str) -> None:
    found = places(query)
    assert found.how == "exact"
    assert names(query)[0] == town


@pytest.mark.parametrize(
    ("query", "town"),
    [
        ("Gelsenkirschen", "Gelsenkirchen"),
        ("Dusseldorff", "Düsseldorf"),
        ("Köln-Ehrenfeld", "Köln"),
        ("Bad Oeynhausen Werste", "Bad Oeynhausen"),
        ("Paderbron", "Paderborn"),
        ("Wupertal", "Wuppertal"),
    ],
)
def test_what_is_probably_meant_is_offered_as_a_question(query: str, town: str) -> None:
    assert places(query).how == "similar"
    assert town in names(query)


def test_the_beginning_of_a_name_offers_all_that_begin_so() -> None:
    found = places("Bad")
    assert found.how == "begins"
    assert {"Bad Oeynhausen", "Bad Berleburg", "Bad Salzuflen"} <= set(names("Bad"))
    assert len(found.municipalities) == Municipality.objects.filter(name__startswith="Bad ").count()


@pytest.mark.parametrize(
    ("query", "district"),
    [
        ("Hochsauerland", "Hochsauerlandkreis"),
        ("rhein sieg kreis", "Rhein-Sieg-Kreis"),
        ("Siegen-Wittgenstein", "Kreis Siegen-Wittgenstein"),
        ("Lippe", "Kreis Lippe"),
        ("Märkischer Kreis", "Märkischer Kreis"),
        ("maerkischer kreiss", "Märkischer Kreis"),
        ("Städteregion Aachen", "Städteregion Aachen"),
    ],
)
def test_districts_are_found_too(query: str, district: str) -> None:
    assert district in [each.name for each in places(query).districts]


@pytest.mark.parametrize(
    ("code", "town"),
    [
        ("50823", "Köln"),
        ("51149", "Köln"),
        ("40629", "Düsseldorf"),
        ("44388", "Dortmund"),
        ("53229", "Bonn"),
        ("45359", "Essen"),
        ("33739", "Bielefeld"),
        ("33106", "Paderborn"),
        ("42399", "Wuppertal"),
    ],
)
def test_a_postcode_beside_the_main_one_is_a_guess(code: str, town: str) -> None:
    assert places(code).how == "postcode_near"
    assert names(code)[0] == town


def test_a_postcode_of_two_towns_names_both() -> None:
    assert len(names("52525")) == 2
    assert places("52525").how == "exact"


@pytest.mark.parametrize(
    "query",
    [
        "München", "Berlin", "Hamburg", "Osnabrück", "Kassel", "Frankfurt am Main", "Istanbul",
        "80331", "10115", "49074", "34117", "37073", "53424", "0", "99999", "999999999",
        "xyzzy", "asdfghjkl", "!!!", "?", "", "   ", "\x00", "%", "_", "' OR 1=1 --", "🙂", "ы",
        "a" * 5000,
    ],
)  # fmt: skip
def test_places_elsewhere_and_nonsense_find_nothing(query: str) -> None:
    found = places(query)
    assert found.how == "none"
    assert not found.found
