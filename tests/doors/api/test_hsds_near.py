"""HSDS: by postcode and metres, in short, whole, and a line each; refused in German."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.directory.models import Actor, ActorPlace
from drehscheibe.doors.api import hsds, hsds_more
from drehscheibe.kernel.territory.models import Municipality
from tests.domain.courses.stories import MIDDLE
from tests.domain.courses.stories import Stage as Courses
from tests.domain.directory.stories import AT, Stage
from tests.doors.api.test_hsds import published
from tests.doors.api.test_hsds_more import ANONYMOUS, API, TOPIC, asked, faults

pytestmark = pytest.mark.django_db
SERVED = ("services", "service_at_locations")


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def stage() -> Stage:
    """Dortmund 44137 and, ten kilometres north, Lünen 44532; offers in both, one unmeasured."""
    stage = Stage()
    Municipality.objects.filter(pk=stage.far.pk).update(postcode="44532", more_postcodes=False)
    for name, ags in (("Mitte", stage.town.ags), ("Nord", stage.far.ags), ("Ohne Punkt", "")):
        stage.actor(name, ags=ags, offer=TOPIC)
    put("Mitte", MIDDLE[0] + 0.01)
    put("Nord", 51.61)
    return stage


def put(name: str, latitude: float) -> None:
    """On the map."""
    places = ActorPlace.objects.filter(revision__name=name)
    places.update(latitude=latitude, longitude=MIDDLE[1])


def names(address: str = "services", **query: Any) -> set[str]:
    found = asked(address, **query)["contents"]
    return {(each.get("service") or each)["name"].partition(":")[0] for each in found}


@pytest.mark.parametrize("address", SERVED)
def test_a_postcode_finds_its_town_and_metres_what_is_around(stage: Stage, address: str) -> None:
    here = {"Mitte", "Ohne Punkt"}
    assert names(address, postcode="44137") == here
    assert names(address, postcode="44532") == {"Nord"}
    assert names(address, postcode="44137", proximity=2000) == here
    assert names(address, postcode="44137", proximity=500) == {"Ohne Punkt"}  # by its town
    assert names(address, postcode="44137", proximity=15000) == here | {"Nord"}
    assert names(address, postcode="99999") == set()
    assert names(address, proximity=1) == here | {"Nord"}  # metres of nowhere narrow nothing


def test_an_actor_at_risk_is_found_by_its_town_alone(stage: Stage) -> None:
    Actor.objects.filter(revisions__name="Mitte").update(at_risk=True)
    put("Mitte", 51.61)  # where it is, in truth, nobody finds out
    assert "Mitte" in names(postcode="44137")
    assert "Mitte" in names(postcode="44137", proximity=100)
    assert "Mitte" not in names(postcode="44532", proximity=100)
    assert "Mitte" not in names("service_at_locations", postcode="44137")
    lünen = Municipality.objects.get(postcode="44532")
    counsel = ActorPlace.Kind.COUNSEL
    place = ActorPlace.objects.filter(revision__name="Mitte", revision__shown=True)
    assert place.update(kind=counsel, municipality=lünen, latitude=None, longitude=None)
    assert "Mitte" not in names(postcode="44532")  # where it counsels is its own affair, too
    assert "Mitte" in names(postcode="44137")


def test_courses_are_found_where_they_are_held(stage: Stage) -> None:
    courses = Courses("Hagen")
    Municipality.objects.filter(pk=courses.town.pk).update(postcode="58095", more_postcodes=False)
    courses.course(Seats(20, 18), title="Am Rand", point=(MIDDLE[0] + 0.02, MIDDLE[1]))
    assert names(postcode="44137", proximity=3000) >= {"Am Rand"}
    assert "Am Rand" not in names(postcode="44137", proximity=1000)
    assert names(postcode="58095") == {"Am Rand"}
    Actor.objects.filter(pk=courses.actor.pk).update(at_risk=True)
    Municipality.objects.filter(pk=courses.town.pk).update(lat=51.36)
    assert "Am Rand" not in names(postcode="44137", proximity=3000)
    assert "Am Rand" in names(postcode="58095", proximity=3000)


@pytest.mark.parametrize(
    ("query", "message"),
    [("postcode=441", "fünf Ziffern"), ("postcode=%27OR1", "fünf Ziffern"),
     ("postcode=44137&proximity=0", "Meter als ganze Zahl"),
     ("postcode=44137&proximity=1e3", "Meter als ganze Zahl"),
     ("postcode=44137&proximity=999999", "Meter als ganze Zahl"),
     ("format=xml", "Erlaubt ist")],
)  # fmt: skip
@pytest.mark.parametrize("address", SERVED)
def test_what_does_not_fit_is_refused_in_german(address: str, query: str, message: str) -> None:
    found = Client().get(f"{API}/{address}?{query}", headers=ANONYMOUS)
    assert (found.status_code, found["Content-Type"]) == (422, "application/problem+json")
    assert message in found.json()["errors"][0]["message"]


def test_in_short_a_list_tells_identity_and_change_on_one_page(stage: Stage) -> None:
    Courses("Hagen").course(Seats(20, 18))
    found = asked("services", minimal=True, per_page=1)
    whole = asked("services", per_page=100)["contents"]
    assert (found["total_pages"], found["size"], found["last_page"]) == (1, 4, True)
    assert [each["id"] for each in found["contents"]] == [each["id"] for each in whole]
    assert [each["modified_date"] for each in found["contents"]] == [
        each["last_modified"] for each in whole
    ]
    assert {*found["contents"][0]} == {"id", "modified_date"}
    assert len(asked("services", minimal=True, postcode="44532")["contents"]) == 1


def test_an_organization_comes_with_whole_services_when_asked(stage: Stage) -> None:
    (found, *_) = asked("organizations", full_service=True)["contents"]
    one = asked(f"organizations/{found['id']}", full_service=True)
    for each in (found, one):
        (service,) = each["services"]
        assert faults(published("service.json"), service) == []
        assert service["attributes"]
        assert "organization" not in service
    (short,) = asked(f"organizations/{found['id']}")["services"]
    assert {*short} == {"id", "name", "status"}
    assert "services" not in asked("organizations")["contents"][0]


@pytest.mark.parametrize("address", [*SERVED, "organizations"])
def test_a_line_each_is_the_whole_list(
    stage: Stage, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asked(address, per_page=100)["contents"]
    path = f"{API}/{address}?format=ndjson&per_page=1&page=7"
    found = Client().get(path, headers=ANONYMOUS)
    assert found["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in found.content.decode().splitlines()] == told
    same = Client().get(path, headers={**ANONYMOUS, "If-None-Match": found["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    monkeypatch.setattr(hsds, "MOST_LINES", 2)
    monkeypatch.setattr(hsds_more, "MOST_LINES", 2)
    found = Client().get(path, headers=ANONYMOUS)
    assert found.status_code == 422
    assert "höchstens 2" in found.json()["errors"][0]["message"]


def test_the_new_questions_cost_the_same_at_any_size(stage: Stage) -> None:
    counts: list[list[int]] = []
    courses = Courses("Hagen")
    for number in (2, 48):
        for each in range(number):
            stage.actor(f"Rat {len(counts)} {each}", offer=TOPIC)
            courses.course(Seats(20, 18), title=f"Kurs {each}", point=MIDDLE)
        seen = []
        for path in (
            "services?postcode=44137&proximity=9000&full=true&per_page=100",
            "service_at_locations?postcode=44137&proximity=9000&format=ndjson",
            "services?minimal=true", "organizations?full_service=true&full=true&per_page=100",
        ):  # fmt: skip
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(f"{API}/{path}", headers=ANONYMOUS).status_code == 200
            seen.append(len(queries))
        counts.append(seen)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12, counts
