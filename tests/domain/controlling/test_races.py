"""Two ministries at the same second, with real connections: one status, both decisions."""

from collections.abc import Callable
from datetime import datetime

import pytest

from drehscheibe.domain.controlling.models import GoalDecision
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.workflow.models import Step
from tests.at_once import at_once as all_at_once
from tests.domain.controlling.stories import story

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act; refusals of this room count as such."""
    return all_at_once(*acts, refused_by=(ControllingRefused,))


def test_both_ministries_at_the_same_second(noon: datetime) -> None:
    people = story()
    period = people.submitted(at=noon, goals=1)
    goal = period.goals.get()
    outcomes = at_once(
        lambda: people.say(goal, "integration", at=noon),
        lambda: people.say(goal, "school", at=noon),
    )
    goal.refresh_from_db()
    period.refresh_from_db()
    assert outcomes == ["done", "done"]
    assert (goal.status, period.status) == ("agreed", "agreed")
    assert GoalDecision.objects.count() == 2
    assert Step.objects.filter(workflow="controlling.goal", name="agree").count() == 1


def test_the_last_two_goals_at_the_same_second_agree_the_period_once(noon: datetime) -> None:
    people = story()
    period = people.submitted(at=noon, goals=2)
    one, two = period.goals.all()
    for goal in (one, two):
        people.say(goal, "integration", at=noon)
    outcomes = at_once(
        lambda: people.say(one, "school", at=noon), lambda: people.say(two, "school", at=noon)
    )
    period.refresh_from_db()
    assert outcomes == ["done", "done"]
    assert period.status == "agreed"
    assert Step.objects.filter(workflow="controlling.period", name="agree").count() == 1


def test_two_people_of_one_ministry_at_once_say_one_thing(noon: datetime) -> None:
    people = story()
    goal = people.submitted(at=noon, goals=1).goals.get()
    outcomes = at_once(
        lambda: people.say(goal, "school", at=noon),
        lambda: people.say(goal, "school", at=noon, change="Kürzer."),
    )
    assert outcomes.count("done") == 1
    assert GoalDecision.objects.count() == 1
