"""Any filters together find what the rule of docs/rooms/courses.md says, told here a second time.

The second telling knows no database: courses as they were typed, one `if` for each sentence of the
page, the ball of the earth instead of the flat map.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from math import asin, cos, radians, sin, sqrt
from random import Random
from typing import Any

import pytest
from django.http import QueryDict

from drehscheibe.domain.courses.asked import Asked
from drehscheibe.domain.courses.details import CourseDetails
from drehscheibe.domain.courses.keeping import Seats, cancel_course, write_course
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.paging import page_of
from drehscheibe.domain.courses.searching import matching
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.permissions.transaction_settings import tell
from tests.domain.courses.stories import AT, MIDDLE, TODAY, Stage, provider

pytestmark = pytest.mark.django_db
ANYBODY = {"app.organisations": "{}", "app.reach": "own", "app.person": ""}
COURSES, QUESTIONS = 90, 150
A_DAY = timedelta(days=1)
BEGINS = (time(8, 30), time(12, 59), time(13), time(16, 45), time(17), time(19))


@dataclass(frozen=True)
class Typed:
    """A course as somebody typed it, and where it is."""

    pk: int
    said: CourseDetails
    seats: Seats
    days_since: int
    at: tuple[float, float]
    found: bool


def test_point_2_any_filters_find_what_their_words_say() -> None:
    """150 questions, from one filter to all of them; found, counted and in the order of Sc 9.2."""
    chance, stage = Random(2026), Stage()
    typed = _courses(chance, stage)
    hits = 0
    for _ in range(QUESTIONS):
        query = _question(chance)
        wishes = Asked(query).wishes
        tell(ANYBODY)
        found = [each.pk for each in matching(wishes, at=AT)]
        page = page_of(wishes, size=7, number=1, at=AT)
        tell({"app.reach": "system"})
        expected = {each.pk: each for each in typed if each.found and _fits(each, query)}
        assert set(found) == set(expected), query.urlencode()
        assert [_rank(expected[each], query) for each in found] == sorted(
            _rank(each, query) for each in expected.values()
        ), query.urlencode()
        assert ([each.pk for each in page.offers], page.total if found else 0) == (
            found[:7], len(found)
        )  # fmt: skip
        hits += len(found)
    assert hits > QUESTIONS  # else the questions were too narrow to prove anything


def _courses(chance: Random, stage: Stage) -> list[Typed]:
    """Courses of three providers; one is at risk from a later moment on, one has closed."""
    guarded = provider(stage.centre, stage.keeper, "Schutz Beispiel", municipality=stage.town)
    closed = provider(stage.centre, stage.keeper, "Früher Beispiel")
    made = [
        _course(chance, stage, chance.choice([stage.actor, stage.actor, guarded, closed]))
        for _ in range(COURSES)
    ]
    Actor.objects.filter(pk=guarded.pk).update(at_risk=True)
    Actor.objects.filter(pk=closed.pk).update(ended_on=TODAY)
    whose = dict(CourseOffer.objects.values_list("pk", "actor"))
    return [
        Typed(
            each.pk, each.said, each.seats, each.days_since,
            MIDDLE if whose[each.pk] == guarded.pk else each.at,
            each.found and whose[each.pk] != closed.pk,
        )
        for each in made
    ]  # fmt: skip


def _course(chance: Random, stage: Stage, actor: Actor) -> Typed:
    known = chance.randrange(5)
    starts = TODAY + timedelta(days=chance.choice([-30, -1, 0, 1, 7, 40]))
    entry = chance.choice(["fixed", "fixed", "rolling"])
    ends = starts + timedelta(days=chance.choice([29, 31, 90]))
    care = chance.choice(["none", "onsite", "arranged"])
    young, old = (
        (chance.choice([None, 1, 3]), chance.choice([None, 3, 6]))
        if care != "none"
        else (None, None)
    )
    said: dict[str, Any] = {
        "level_from": known, "level_to": chance.randint(known + 1, 6), "starts_on": starts,
        "entry": entry, "ends_on": None if entry == "rolling" and chance.random() < 0.4 else ends,
        "apply_by": chance.choice([None, None, min(ends, TODAY - A_DAY), min(ends, TODAY)]),
        "slots": tuple(_slots(chance)), "mode": chance.choice(["onsite", "online", "hybrid"]),
        "childcare": care, "childcare_from": young, "childcare_to": old,
        "step_free": chance.choice([None, True, False]),
        "women_only": chance.random() < 0.4, "script": chance.choice(["none", "latin", "second"]),
        "funding": chance.choice(["federal", "municipal"]),
    }  # fmt: skip
    details = stage.details(**said)
    most = chance.choice([None, 12, 20])
    seats = Seats(most, None if most is None else chance.choice([0, most - 1, most]))
    since = chance.choice([0, 7, 8])
    point = (MIDDLE[0] + chance.uniform(-0.3, 0.3), MIDDLE[1] + chance.uniform(-0.3, 0.3))
    offer = write_course(
        actor=actor, details=details, seats=seats, by=stage.keeper, at=AT - timedelta(days=since)
    )
    standing = chance.choice(["published"] * 5 + ["draft", "cancelled"])
    rows = CourseOffer.objects.filter(pk=offer.pk)
    rows.update(latitude=point[0], longitude=point[1])
    if standing != "draft":
        rows.update(standing="published")
    if standing == "cancelled":
        cancel_course(offer=rows.get(), by=stage.keeper, at=AT)
    return Typed(offer.pk, details, seats, since, point, standing == "published")


def _slots(chance: Random) -> list[tuple[int, time, time]]:
    days = chance.sample(range(1, 8), chance.choice([0, 1, 2, 3]))
    return [(day, begins, time(22)) for day in days for begins in [chance.choice(BEGINS)]]


def _question(chance: Random) -> QueryDict:
    """An address with some of the filters."""
    often = chance.choice([0.1, 0.25, 0.4])
    query = QueryDict(mutable=True)
    for name, values in {
        "ort": ["Dortmund"], "von": range(6), "bis": range(1, 7), "kind": [-1, 0, 2, 4, 6, 9],
        "km": [2, 5, 10, 20, 50], "schrift": ["none", "latin", "second"],
        "geld": ["federal", "municipal", "self"], "stufenlos": [1], "frauen": [1], "online": [1],
        "frei": [1], "jederzeit": [1],
    }.items():  # fmt: skip
        if chance.random() < often:
            query[name] = str(chance.choice(list(values)))
    for name, several in {"tag": range(1, 8), "zeit": range(3)}.items():
        if chance.random() < often:
            most = len(several)
            query.setlist(
                name, [str(each) for each in chance.sample(several, chance.randint(1, most))]
            )
    return query


def _fits(course: Typed, query: QueryDict) -> bool:
    return _begins(course.said) and all(
        answer(course, query) for answer in (_levels, _times, _care, _near, _switches)
    )


def _begins(said: CourseDetails) -> bool:
    """One can still begin: a fixed course to its first day or the day to apply by."""
    if said.entry == "rolling":
        return said.ends_on is None or said.ends_on >= TODAY
    last: date = said.apply_by or said.starts_on
    return last >= TODAY


def _levels(course: Typed, query: QueryDict) -> bool:
    begins, leads = course.said.level_from, course.said.level_to
    if "von" in query and not begins <= int(str(query["von"])) < leads:
        return False
    return "bis" not in query or begins < int(str(query["bis"])) <= leads


def _times(course: Typed, query: QueryDict) -> bool:
    """Every lesson lies in the times somebody has; without times nobody knows."""
    if "tag" not in query and "zeit" not in query:
        return True
    days = [int(each) for each in query.getlist("tag")] or range(1, 8)
    parts = [int(each) for each in query.getlist("zeit")] or range(3)
    asked = [
        (day, (begins.hour >= 13) + (begins.hour >= 17)) for day, begins, _ in course.said.slots
    ]
    every = set(days) == set(range(1, 8)) and set(parts) == {0, 1, 2}
    return every or (bool(asked) and all(day in days and part in parts for day, part in asked))


def _care(course: Typed, query: QueryDict) -> bool:
    if "kind" not in query:
        return True
    said, age = course.said, int(str(query["kind"]))
    if said.childcare == "none":
        return False
    low, high = said.childcare_from, said.childcare_to
    return age < 0 or ((low is None or low <= age) and (high is None or age <= high))


def _near(course: Typed, query: QueryDict) -> bool:
    if "ort" not in query or course.said.mode == "online":
        return True
    return _km(course.at) <= int(query.get("km") or 20)


def _switches(course: Typed, query: QueryDict) -> bool:
    said, seats = course.said, course.seats
    free = seats.all is not None and seats.taken is not None and seats.taken < seats.all
    return all([
        "schrift" not in query or said.script == query["schrift"],
        "geld" not in query or said.funding == query["geld"],
        "stufenlos" not in query or said.step_free or said.mode == "online",
        "frauen" not in query or said.women_only,
        "online" not in query or said.mode != "onsite",
        "frei" not in query or free,
        "jederzeit" not in query or said.entry == "rolling",
    ])  # fmt: skip


def _rank(course: Typed, query: QueryDict) -> tuple[object, ...]:
    """Fresh before stale, free before full, near (to 100 m), soon; the order typed breaks ties."""
    full = course.seats.all is not None and course.seats.all == course.seats.taken
    away = round(_km(course.at), 1) if "ort" in query else 0.0
    return course.days_since > 7, full, away, course.said.starts_on


def _km(point: tuple[float, float]) -> float:
    """On the ball of the earth."""
    up, aside = radians(point[0] - MIDDLE[0]) / 2, radians(point[1] - MIDDLE[1]) / 2
    leg = sin(up) ** 2 + cos(radians(point[0])) * cos(radians(MIDDLE[0])) * sin(aside) ** 2
    return 12_742 * asin(sqrt(leg))
