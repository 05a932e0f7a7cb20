"""The search for programs: the same answers as the page."""

from typing import Any, get_args

import pytest
from django.conf import settings
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.finding.refreshing import refresh
from drehscheibe.doors.api.search import Language
from tests.domain.courses.stories import AT, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)


def ask(**asked: str) -> Any:
    answer = Client().get("/api/v1/search", asked)
    return answer.json() if answer.status_code == 200 else answer.status_code


def test_a_course_is_found_with_its_address_and_number() -> None:
    offer = Stage().course(title="Deutsch am Abend")
    refresh(at=AT)
    found = ask(q="Aband", language="tr")
    assert (found["meant"], found["total"], found["kinds"]) == ("Abend", 1, {"course": 1})
    (hit,) = found["hits"]
    assert hit["url"] == f"http://testserver/tr/kurse/{offer.public_id}/"
    assert (hit["title"], hit["telephone"]) == ("Deutsch am Abend", "0231 000")


@pytest.mark.parametrize(
    "asked", [{"language": "tlh"}, {"page": "0"}, {"kind": "x"}, {"q": "a" * 201}]
)
def test_what_cannot_be_used_is_422(asked: dict[str, str]) -> None:
    assert ask(**{"q": "Wohnung", **asked}) == 422
    assert ask(q="\x00\u202e", language="ar")["hits"] == []


def test_every_language_of_the_interface_may_be_asked_for() -> None:
    assert list(get_args(Language)) == [code for code, _ in settings.LANGUAGES]
