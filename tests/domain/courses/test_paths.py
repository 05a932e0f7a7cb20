"""The path planner: from what one knows to what one wants, by real dates alone."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.paths import Step, plan
from drehscheibe.domain.courses.planning import path_for
from drehscheibe.domain.courses.searching import Wishes
from drehscheibe.domain.courses.times import allowed
from tests.domain.courses.stories import AT, TODAY, Stage

EVENINGS = ((1, time(18), time(20)), (3, time(18), time(20)))
SUMMER = date(2027, 7, 31)


def step(key: int, levels: tuple[int, int], first: date, last: date, **more: Any) -> Step:
    return Step(key, *levels, first, last, **more)


def test_the_next_course_begins_after_the_one_before_has_ended() -> None:
    a1 = step(1, (0, 1), date(2026, 6, 1), date(2026, 9, 30))
    too_soon = step(2, (1, 2), date(2026, 9, 30), date(2026, 12, 1))
    fits = step(3, (1, 2), date(2026, 10, 1), date(2027, 1, 31))
    found = plan([a1, too_soon, fits], know=0, want=2, today=TODAY)
    assert ([each.step.key for each in found.stages], found.ends) == ([1, 3], date(2027, 1, 31))


def test_without_a_chain_the_first_missing_step_is_named() -> None:
    a1 = step(1, (0, 1), date(2026, 6, 1), date(2026, 9, 30))
    late = step(2, (1, 2), date(2026, 10, 5), date(2027, 8, 31))
    found = plan([a1, late], know=0, want=2, today=TODAY, by=SUMMER)
    assert (found.reached, found.gap) == (1, (1, date(2026, 9, 30)))


def test_a_rolling_course_takes_as_long_as_its_hours() -> None:
    rolling = step(1, (0, 1), date(2026, 1, 1), date(2026, 12, 31), rolling=True,
                   units=100, units_a_week=10)  # fmt: skip
    found = plan([rolling], know=0, want=1, today=TODAY)
    assert (found.stages[0].begins, found.ends) == (TODAY, TODAY + timedelta(weeks=10))
    unknown = step(2, (0, 1), date(2026, 1, 1), date(2026, 12, 31), rolling=True)
    assert plan([unknown], know=0, want=1, today=TODAY).stages == ()


steps = st.lists(
    st.builds(
        lambda key, low, up, first, length: step(
            key, (low, low + up), TODAY + timedelta(days=first),
            TODAY + timedelta(days=first + length),
        ),
        st.integers(1, 999), st.integers(0, 4), st.integers(1, 2), st.integers(0, 300),
        st.integers(0, 200),
    ),
    max_size=12,
)  # fmt: skip


@given(steps)
def test_every_plan_can_be_walked(found: list[Step]) -> None:
    path = plan(found, know=0, want=4, today=TODAY)
    level, day = 0, TODAY - timedelta(days=1)
    for each in path.stages:
        assert each.step.level_from <= level < each.step.level_to
        assert day < each.begins <= each.ends
        level, day = each.step.level_to, each.ends
    assert (path.gap is None) == (path.reached >= 4)


@pytest.mark.django_db
def test_a1_in_the_evening_with_childcare_to_b1_by_summer_from_real_dates() -> None:
    stage = Stage("Lünen")
    a1 = stage.course(title="A1 abends", level_from=0, level_to=1, slots=EVENINGS,
                      starts_on=date(2026, 6, 1), ends_on=date(2026, 10, 1))  # fmt: skip
    a2 = stage.course(title="A2 abends", level_from=1, level_to=2, slots=EVENINGS,
                      starts_on=date(2026, 10, 5), ends_on=date(2027, 1, 29))  # fmt: skip
    b1 = stage.course(title="B1 abends", level_from=2, level_to=3, slots=EVENINGS,
                      starts_on=date(2027, 2, 1), ends_on=date(2027, 7, 2))  # fmt: skip
    stage.course(title="B1 vormittags", starts_on=date(2027, 2, 1), ends_on=date(2027, 4, 1))
    stage.course(title="B1 ohne Betreuung", slots=EVENINGS, childcare="none",
                 starts_on=date(2027, 2, 1), ends_on=date(2027, 4, 1))  # fmt: skip
    wishes = Wishes(weekly=allowed((), {2}), child=3)
    path, offers = path_for(wishes, know=0, want=3, by=SUMMER, at=AT)
    assert [offers[each.step.key].pk for each in path.stages] == [a1.pk, a2.pk, b1.pk]
    assert (path.reached, path.ends, path.gap) == (3, date(2027, 7, 2), None)


@pytest.mark.django_db
def test_a_full_course_is_no_step_and_leaves_a_gap() -> None:
    stage = Stage()
    stage.course(Seats(12, 12), level_from=0, level_to=1)
    path, _ = path_for(Wishes(), know=0, want=1, by=SUMMER, at=AT)
    assert path.gap == (0, TODAY)


@pytest.mark.django_db
def test_who_names_no_place_is_led_through_one_kreis_and_what_is_online() -> None:
    north, south = Stage("Lünen"), Stage("Siegen")
    early: dict[str, Any] = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 7, 1)}
    late: dict[str, Any] = {"starts_on": date(2026, 7, 6), "ends_on": date(2026, 10, 1)}
    north.course(title="A1 im Norden", level_from=0, level_to=1, **early)
    a1 = south.course(title="A1 im Süden", level_from=0, level_to=1, starts_on=TODAY,
                      ends_on=date(2026, 7, 2))  # fmt: skip
    a2 = south.course(title="A2 im Süden", level_from=1, level_to=2, **late)
    path, _ = path_for(Wishes(), know=0, want=2, by=None, at=AT)
    assert [each.step.key for each in path.stages] == [a1.pk, a2.pk]
    b1 = north.course(title="B1 im Norden", starts_on=date(2026, 11, 1), ends_on=date(2027, 2, 1))
    path, _ = path_for(Wishes(), know=0, want=3, by=None, at=AT)
    assert (path.reached, path.gap) == (2, (2, date(2026, 10, 1)))
    CourseOffer.objects.filter(pk=b1.pk).update(mode="online")
    path, _ = path_for(Wishes(), know=0, want=3, by=None, at=AT)
    assert [each.step.key for each in path.stages] == [a1.pk, a2.pk, b1.pk]


@pytest.mark.django_db
def test_without_any_course_the_whole_way_is_missing() -> None:
    path, offers = path_for(Wishes(), know=0, want=2, by=None, at=AT)
    assert (path.stages, path.gap, offers) == ((), (0, TODAY), {})
