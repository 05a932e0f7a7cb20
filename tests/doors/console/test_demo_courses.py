"""Courses of the demonstration: every state, once, a path and a gap a visitor can see."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.courses.demand import demand_of
from drehscheibe.domain.courses.models import CourseDemand, CourseHint, CourseOffer, ProviderLink
from drehscheibe.domain.courses.planning import path_for
from drehscheibe.domain.courses.searching import Wishes
from drehscheibe.domain.courses.times import allowed
from drehscheibe.doors.console.demo_courses import courses
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_people import people
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.reach import standing_of

TABLES = (CourseOffer, CourseDemand, CourseHint, ProviderLink)


@pytest.mark.parametrize("day", [(2026, 11, 22), (2027, 2, 28)])
@pytest.mark.django_db
def test_courses_in_every_state_once(settings: LazySettings, day: tuple[int, int, int]) -> None:
    settings.DEMONSTRATION = True
    at = datetime(*day, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    import_register(at=at)
    counted = []
    for _ in range(2):
        cast = people(at=at)
        courses(cast, Days(day_of(at)))
        counted.append([table._default_manager.count() for table in TABLES])
    assert counted[0] == counted[1]
    states = {each.state(day_of(at)) for each in CourseOffer.objects.all()}
    assert states == {"draft", "published", "full", "running", "cancelled"}
    assert {each.is_stale(at) for each in CourseOffer.objects.all()} == {True, False}
    evenings = Wishes(weekly=allowed((), {2}), child=3)
    path, _ = path_for(evenings, know=0, want=3, by=None, at=at)
    assert (len(path.stages), path.reached) == (3, 3)
    standing = standing_of(cast["fachkraft@warendorf.example"], on=day_of(at))
    assert [(line.town, line.count) for line in demand_of(standing, at=at)] == [("Ahlen", 7)]
