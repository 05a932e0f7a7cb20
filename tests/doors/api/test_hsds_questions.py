"""HSDS narrowed: words, a term, a vocabulary, a moment; refused in German, few questions."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.hsds import TERMS, term
from drehscheibe.domain.directory.keeping import keep_service
from drehscheibe.domain.directory.models import Actor, Service
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.domain.directory.writing import write
from tests.domain.courses.stories import Stage as Courses
from tests.domain.directory.stories import AT, Stage, field
from tests.doors.api.test_hsds_more import ANONYMOUS, API, TOPIC, asked
from tests.doors.test_hostile_questions import VALUES

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)
SERVED = ("services", "service_at_locations")


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(LATER + timedelta(days=1), tick=False)


def names(address: str = "services", **query: Any) -> list[str]:
    return [each["name"] for each in asked(address, **query)["contents"]]


def test_words_are_found_in_what_is_cleared_alone() -> None:
    stage = Stage()
    house = stage.actor("Brücke", offer=TOPIC)
    stage.actor("Anker", offer=TOPIC)
    write(house, Wording("Geheimnis"), by=None, at=AT)
    course = Courses().course(Seats(20, 18))
    assert names(search="brücke HILFE") == ["Brücke: Hilfe"]
    assert names(search="Geheimnis") == names(search="brücke anker") == []
    assert names(search=course.title) == [course.title]
    assert names("organizations", search="ank") == ["Anker"]
    assert names("organizations", search="Geheimnis") == []
    assert asked("service_at_locations", search="Anker")["total_items"] == 1
    assert names(search="100%") == []


def test_a_term_and_a_vocabulary_narrow() -> None:
    stage = Stage()
    stage.actor("Brücke", offer=TOPIC)
    stage.actor("Anker", offer="thema.arbeit", kind="pt.kammer")
    topic, kind = term(field(TOPIC)), term(field("pt.kammer"))
    assert names(taxonomy_term_id=topic["id"]) == ["Brücke: Hilfe"]
    assert names(taxonomy_term_id=kind["id"]) == ["Anker: Hilfe"]
    assert len(names(taxonomy_id=topic["taxonomy_id"])) == 2
    for of in ({"taxonomy_term_id": str(TERMS)}, {"taxonomy_id": str(TERMS)}):
        assert names(**of) == []
        assert asked("service_at_locations", **of)["total_items"] == 0
    words = asked("taxonomy_terms", taxonomy_id=kind["taxonomy_id"], search="verein")
    assert {each["taxonomy_id"] for each in words["contents"]} == {kind["taxonomy_id"]}


def test_what_changed_counts_whoever_changed_it() -> None:
    """The offer itself, the wording of its actor, its confirmation, the seats of a course."""
    stage = Stage()
    actor, since = stage.actor("Brücke", offer=TOPIC), (LATER - timedelta(hours=1)).isoformat()
    course = Courses().course(Seats(20, 18))
    service = Service.objects.get()
    assert names(modified_after=since) == []
    keep_service(service=service, by=stage.keeper, at=LATER)
    (found,) = asked("services", modified_after=since)["contents"]
    assert found["last_modified"] == "2026-05-07T09:12:00+02:00"
    Service.objects.update(verified_at=AT)
    Actor.objects.update(verified_at=AT)
    assert names(modified_after=since) == []
    edit(actor=actor, wording=Wording("Anders"), by=stage.keeper, at=LATER)
    Actor.objects.update(verified_at=AT)
    assert names(modified_after=since) == ["Brücke: Hilfe"]
    CourseOffer.objects.update(counted_at=LATER)
    (found,) = asked("services", modified_after=since, search=course.title)["contents"]
    assert (found["id"], found["last_modified"]) == (
        str(course.public_id), "2026-05-07T09:12:00+02:00",
    )  # fmt: skip


@pytest.mark.parametrize("name", SERVED)
@pytest.mark.parametrize(
    ("query", "message"),
    [("taxonomy_term_id=x", "Kennung"), ("taxonomy_id=%00", "Kennung"),
     ("modified_after=gestern", "Zeitpunkt"), ("search=%00", "Steuerzeichen"),
     (f"search={'x' * 101}", "Höchstens 100 Zeichen")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_german(name: str, query: str, message: str) -> None:
    found = Client().get(f"{API}/{name}?{query}", headers=ANONYMOUS)
    assert (found.status_code, found["Content-Type"]) == (422, "application/problem+json")
    assert message in found.json()["errors"][0]["message"]


@pytest.mark.parametrize("kind", VALUES)
def test_each_name_alone_bears_whatever_is_typed(kind: str) -> None:
    """Together they hide one another: the first refusal ends the question."""
    for each in ("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after"):
        visitor = Client(raise_request_exception=False)
        found = visitor.get(f"{API}/services?{each}={VALUES[kind]}", headers=ANONYMOUS)
        assert found.status_code in {200, 422}, (each, kind)


def test_a_narrowed_list_asks_the_same_few_questions_at_any_size() -> None:
    courses, stage = Courses(), Stage()
    counts: list[int] = []
    for number in (2, 48):
        for each in range(number):
            courses.course(Seats(20, 18))
            stage.actor(f"Rat {len(counts)} {each}", offer=TOPIC)
        query = {"search": "Rat", "modified_after": "2026-01-01T00:00:00Z", "full": True,
                 "taxonomy_term_id": term(field(TOPIC))["id"], "per_page": 100}  # fmt: skip
        with CaptureQueriesContext(connection) as seen:
            found = [asked(name, **query)["total_items"] for name in (*SERVED, "organizations")]
        assert min(found) >= number
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 36
