"""The course as HSDS (Sc 9.4): it validates, no field is misspelt, seats follow from the count."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.directory.models import Actor
from tests.domain.courses.stories import AT, Stage

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(os.environ.get("DREHSCHEIBE_SCHEMAS", ROOT.parent / "shared" / "schemas"))
OF_3_1 = {"capacities"}
"""Fields that came with 3.1; the schema at hand is 3.0."""


def told(stage: Stage, **said: Any) -> dict[str, Any]:
    offer = stage.course(Seats(20, 18), **said)
    answer = Client().get(f"/kurse/{offer.public_id}/hsds.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    return dict(json.loads(answer.content))


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def test_sc_9_4_the_export_validates_and_knows_every_field() -> None:
    file = SCHEMAS / "hsds" / "service.json"
    if not file.exists():
        pytest.skip("the published HSDS schemas are not at hand (DREHSCHEIBE_SCHEMAS)")
    schema = json.loads(file.read_text("utf-8"))
    course = told(Stage())
    checker = jsonschema.validators.validator_for(schema)(
        schema, format_checker=jsonschema.FormatChecker()
    )
    assert [each.message for each in checker.iter_errors(course)] == []
    assert set(course) - set(schema["properties"]) <= OF_3_1
    parts = schema["properties"]
    for name in ("schedules", "phones", "languages", "service_areas"):
        assert course[name]
        for part in course[name]:
            assert set(part) <= set(parts[name]["items"]["properties"])
    assert set(course["organization"]) <= set(parts["organization"]["properties"])


def test_sc_9_4_available_is_maximum_minus_booked_and_updated_is_the_count() -> None:
    capacity = told(Stage())["capacities"][0]
    assert (capacity["available"], capacity["maximum"]) == (2, 20)
    assert capacity["updated"] == "2026-05-04T09:12:00+02:00"


def test_of_a_provider_at_risk_no_street_leaves() -> None:
    stage = Stage()
    Actor.objects.filter(pk=stage.actor.pk).update(at_risk=True)
    assert "Beispielweg" not in json.dumps(told(stage), ensure_ascii=False)
