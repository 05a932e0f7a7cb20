"""The same list of courses by two people, and twice by one, at the same moment."""

from functools import partial
from typing import Any

import pytest

from drehscheibe.domain.courses.list_taking import take_list, upload_list
from drehscheibe.domain.courses.models import CourseOffer, CourseUpload
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.tables.refusals import TableRefused
from tests import factories
from tests.at_once import at_once
from tests.domain.courses.stories import AT, Stage
from tests.domain.courses.test_lists import GOOD, HEAD

pytestmark = pytest.mark.django_db(transaction=True)
MORE = (GOOD.removeprefix("D-17"), GOOD.replace("D-17", "").replace("Abend", "Morgen"))
"""Without numbers, which the database would keep apart."""


def upload(stage: Stage, by: Person) -> Any:
    content = "\n".join((HEAD, *MORE)).encode()
    return upload_list(actor=stage.actor, name="kurse.csv", content=content, by=by, at=AT)


def test_the_same_list_by_two_people_at_once_makes_each_course_once() -> None:
    stage = Stage()
    people = [stage.keeper, factories.person("specialist", of=stage.centre.organisation)]
    acts = [partial(take_list, upload=upload(stage, by), by=by, at=AT, dry=False) for by in people]
    assert at_once(*acts) == ["done", "done"]
    assert CourseOffer.objects.count() == len(MORE)
    assert not CourseUpload.objects.exists()


def test_a_list_taken_twice_at_once_by_one_person_is_taken_once() -> None:
    stage = Stage()
    kept = upload(stage, stage.keeper)
    act = partial(take_list, upload=kept, by=stage.keeper, at=AT, dry=False)
    outcomes = at_once(act, act, refused_by=(TableRefused,))
    assert sorted(outcomes)[-1] == "done"
    assert outcomes.count("done") == 1
    assert CourseOffer.objects.count() == len(MORE)
    assert Entry.objects.filter(act="courses.list.take").count() == 1
