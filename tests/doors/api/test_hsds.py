"""Courses as pages of HSDS: valid, no field unknown, only what is public, few questions."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.directory.models import Actor
from tests.domain.courses.stories import AT, Stage

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(os.environ.get("DREHSCHEIBE_SCHEMAS", ROOT.parent / "shared" / "schemas")) / "hsds"
LIST = "/api/v1/hsds/services"
PAST = {"Authorization": "none"}
OF_3_1 = {"capacities"}
"""Fields that came with 3.1; the schema at hand is 3.0."""


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def published(name: str) -> dict[str, Any]:
    if not SCHEMAS.exists():
        pytest.skip("the published HSDS schemas are not at hand (DREHSCHEIBE_SCHEMAS)")
    return dict(json.loads((SCHEMAS / name).read_text("utf-8")))


@pytest.mark.parametrize(("full", "name"), [(False, "service_list.json"), (True, "service.json")])
def test_pages_validate_and_know_every_field(client: Client, full: bool, name: str) -> None:
    schema = published(name)
    Stage().course(Seats(20, 18))
    page = client.get(LIST, {"full": str(full).lower()}).json()
    check = jsonschema.validators.validator_for(schema)(
        schema, format_checker=jsonschema.FormatChecker()
    )
    (course,) = page.pop("contents")
    assert [each.message for each in check.iter_errors(course)] == []
    assert set(course) - set(schema["properties"]) <= OF_3_1
    assert ("schedules" in course) is full
    frame = published("openapi.json")["components"]["schemas"]["Page"]
    assert [e.message for e in jsonschema.Draft202012Validator(frame).iter_errors(page)] == []
    assert set(page) == set(frame["properties"])


def test_pages_follow_one_another(client: Client) -> None:
    stage = Stage()
    own = {str(stage.course(Seats(20, 18)).public_id) for _ in range(3)}
    first = client.get(LIST, {"per_page": 2}).json()
    last = client.get(LIST, {"per_page": 2, "page": 2}).json()
    assert (first["total_items"], first["total_pages"], first["last_page"]) == (3, 2, False)
    assert (last["size"], last["last_page"], last["first_page"]) == (1, True, False)
    assert {each["id"] for each in first["contents"] + last["contents"]} == own
    assert client.get(LIST, {"page": 3}).json()["empty"] is True


def test_only_what_is_public_is_told(client: Client) -> None:
    offer = Stage().course(Seats(20, 18))
    address = f"{LIST}/{offer.public_id}"
    assert client.get(address, headers=PAST).json()["id"] == str(offer.public_id)
    CourseOffer.objects.update(standing=CourseOffer.Standing.DRAFT)
    assert client.get(address, headers=PAST).status_code == 404
    assert client.get(LIST, headers=PAST).json()["contents"] == []


def test_a_closed_provider_has_no_services(client: Client) -> None:
    Stage().course(Seats(20, 18))
    Actor.objects.update(ended_on=AT.date())
    assert client.get(LIST, headers=PAST).json()["total_items"] == 0


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=999999999999", "per_page=101"])
def test_impossible_pages_are_refused(client: Client, query: str) -> None:
    answer = client.get(f"{LIST}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("identity", ["x", "%00", "00000000-0000-4000-8000-000000000000"])
def test_no_such_service(client: Client, identity: str) -> None:
    assert client.get(f"{LIST}/{identity}").status_code == 404


def test_whoever_has_it_is_told_so(client: Client) -> None:
    assert client.get("/api/v1/hsds/").json()["version"] == "3.0"
    stage = Stage()
    stage.course(Seats(20, 18))
    known = {**PAST, "If-None-Match": client.get(LIST, headers=PAST)["ETag"]}
    assert client.get(LIST, headers=known).status_code == 304
    stage.course(Seats(20, 18))
    assert client.get(LIST, headers=known).status_code == 200


@pytest.mark.parametrize("rows", [2, 50])
def test_a_page_asks_the_same_few_questions_at_any_size(
    client: Client, django_assert_num_queries: Callable[..., Any], rows: int
) -> None:
    stage = Stage()
    for _ in range(rows):
        stage.course(Seats(20, 18))
    query = {"full": "true", "per_page": "100"}
    with django_assert_num_queries(8):  # two of them for what actors offer
        assert client.get(LIST, query, headers=PAST).json()["size"] == rows
