"""Actors as HSDS: valid, no field unknown, nothing hidden or uncleared leaves, few questions."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.domain.directory.writing import write
from tests.domain.courses.stories import Stage as Courses
from tests.domain.directory.stories import AT, STREET, Stage
from tests.doors.api.test_hsds import published

pytestmark = pytest.mark.django_db
API = "/api/v1/hsds"
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
TOPIC = "querschnitt.wohnumfeld"
ANONYMOUS = {"Authorization": "none"}


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def asked(address: str, **query: Any) -> Any:
    answer = Client().get(f"{API}/{address}", query, headers=ANONYMOUS)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*"), address
    return answer.json()


def faults(schema: dict[str, Any], told: dict[str, Any]) -> list[str]:
    """What the schema refuses, and every field it does not know, however deep."""
    checker = jsonschema.validators.validator_for(schema)(
        schema, format_checker=jsonschema.FormatChecker()
    )
    return [each.message for each in checker.iter_errors(told)] + unknown(schema, told, "")


def unknown(schema: dict[str, Any], told: Any, where: str) -> list[str]:
    if isinstance(told, list):
        return [fault for each in told for fault in unknown(schema["items"], each, where)]
    if not isinstance(told, dict):
        return []
    fields = schema["properties"]
    strange = [f"{where}.{name}" for name in told if name not in fields]
    return strange + [
        fault
        for name in told
        if name in fields
        for fault in unknown(fields[name], told[name], f"{where}.{name}")
    ]


def test_the_unknown_field_check_finds_a_misspelt_one() -> None:
    schema = published("service.json")
    told = {"id": "x", "organization": {"nmae": "x"}, "phones": [{"numbr": "1"}]}
    assert set(unknown(schema, told, "")) == {".organization.nmae", ".phones.numbr"}


@pytest.mark.parametrize("full", [False, True])
def test_services_and_places_of_actors_validate(full: bool) -> None:
    Stage().actor("Rat und Hilfe", offer=TOPIC)
    (found,) = asked("services", full=full)["contents"]
    assert found["name"] == "Rat und Hilfe: Hilfe"
    assert faults(published("service.json" if full else "service_list.json"), found) == []
    (placed,) = asked("service_at_locations")["contents"]
    assert faults(published("service_at_location_list.json"), placed) == []
    whole = asked(f"service_at_locations/{placed['id']}")
    assert whole["location"]["addresses"][0]["address_1"] == STREET
    schema = published("service.json")["properties"]
    assert faults(schema["service_at_locations"]["items"]["properties"]["location"],
                  whole["location"]) == []  # fmt: skip
    assert (
        asked(f"services/{placed['service_id']}")["service_at_locations"][0]["id"] == (placed["id"])
    )


def test_organizations_validate() -> None:
    Stage().actor("Rat und Hilfe", offer=TOPIC)
    (found,) = asked("organizations")["contents"]
    assert faults(published("organization_list.json"), found) == []
    whole = asked(f"organizations/{found['id']}")
    services = whole.pop("services")
    schemas = published("service.json")["properties"]
    assert faults(schemas["organization"], whole) == []
    assert faults(published("service_list.json"), services[0]) == []
    assert whole["locations"][0]["schedules"][1]["opens_at"] == "14:00"


def test_words_validate_and_are_what_services_point_at() -> None:
    Stage().actor("Rat und Hilfe", offer=TOPIC)
    schema = published("service.json")["properties"]["attributes"]["items"]["properties"]
    words = {each["id"]: each for each in asked("taxonomy_terms", per_page=100)["contents"]}
    for word in words.values():
        assert faults(schema["taxonomy_term"], word) == []
        assert asked(f"taxonomy_terms/{word['id']}") == word
    lists = {each["id"]: each for each in asked("taxonomies")["contents"]}
    assert {each["taxonomy_id"] for each in words.values()} <= set(lists)
    (service,) = asked("services", full=True)["contents"]
    assert service["attributes"][0]["taxonomy_term_id"] in words


def test_of_an_actor_at_risk_only_the_town_leaves() -> None:
    actor = Stage().actor("Schutzhaus", offer=TOPIC)
    assert STREET in json.dumps(asked("services", full=True))
    Actor.objects.filter(pk=actor.pk).update(at_risk=True)
    told = [asked(each, full=True) for each in LISTS] + [asked(f"organizations/{actor.public_id}")]
    text = json.dumps(told, ensure_ascii=False)
    assert "Schutzhaus" in text
    assert "Dortmund" in text
    for hidden in (STREET, "44137", "latitude", "opens_at"):
        assert hidden not in text
    assert asked("service_at_locations")["total_items"] == 0


def test_what_is_not_cleared_or_has_ended_is_known_to_nobody() -> None:
    stage = Stage()
    actor = stage.actor("Alter Name", offer=TOPIC)
    write(actor=actor, wording=Wording("Neuer Name"), by=None, at=AT)
    text = json.dumps([asked(each, full=True) for each in LISTS], ensure_ascii=False)
    assert "Alter Name" in text
    assert "Neuer Name" not in text
    ActorRevision.objects.update(shown=False)
    for each in ("services", "organizations", "service_at_locations"):
        assert asked(each)["total_items"] == 0
    assert Client().get(f"{API}/organizations/{actor.public_id}").status_code == 404


def test_courses_stand_before_offers_and_pages_meet_without_a_gap() -> None:
    courses, stage = Courses(), Stage()
    own = [str(courses.course(Seats(20, 18)).public_id) for _ in range(3)]
    offers = [stage.actor(f"Rat {each}", offer=TOPIC) for each in range(3)]
    pages = [asked("services", page=each, per_page=2) for each in (1, 2, 3, 4)]
    ids = [each["id"] for page in pages for each in page["contents"]]
    assert ids == own + [str(each.services.get().public_id) for each in offers]
    assert [page["total_items"] for page in pages] == [6] * 4
    assert pages[3]["empty"] is True
    of_one = asked("services", organization_id=str(offers[0].public_id), nothing_known=1)
    assert [each["name"] for each in of_one["contents"]] == ["Rat 0: Hilfe"]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_refuses_impossible_pages_and_says_304(name: str) -> None:
    refused = Client().get(f"{API}/{name}?page=0")
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    for lost in ("x", "%00", "00000000-0000-4000-8000-000000000000"):
        assert Client().get(f"{API}/{name}/{lost}").status_code == 404
    tag = Client().get(f"{API}/{name}", headers=ANONYMOUS)["ETag"]
    known = {**ANONYMOUS, "If-None-Match": tag}
    assert Client().get(f"{API}/{name}", headers=known).status_code == 304


def test_every_list_asks_the_same_few_questions_at_any_size() -> None:
    courses, stage = Courses(), Stage()
    counts: list[dict[str, int]] = []
    for number in (2, 48):
        for each in range(number):
            courses.course(Seats(20, 18))
            stage.actor(f"Rat {len(counts)} {each}", offer=TOPIC)
        counts.append({name: questions(name) for name in LISTS})
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 12


def questions(name: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        asked(name, full=True, per_page=100)
    return len(seen)
