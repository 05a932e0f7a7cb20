"""Two ministries agree the same goals in parallel: every order of their words, and the refusals."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from drehscheibe.domain.controlling.goals import decisions, submitting
from drehscheibe.domain.controlling.goals.versions import version_before_ministries
from drehscheibe.domain.controlling.goals.workflow import GOAL
from drehscheibe.domain.controlling.models import Goal, GoalDecision, GoalPeriod, GoalVersion, Value
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


def first(period: GoalPeriod) -> Goal:
    """The first goal."""
    return period.goals.get(number=1)


def states(period: GoalPeriod) -> list[str]:
    """Where the goals stand, in their order."""
    return list(period.goals.values_list("status", flat=True))


def call_agreed(goal: Goal, people: Story, at: datetime) -> None:
    """Past the workflow, with a forged step, until the end of the transaction."""
    Step.objects.create(
        workflow="controlling.goal", object_id=goal.pk, name="agree", source="submitted",
        target="agreed", by=people.school, decided_on=at, effective_on=at, entered_at=at,
    )  # fmt: skip
    Goal.objects.filter(pk=goal.pk).update(status="agreed")
    connection.check_constraints()


@pytest.mark.rule("F14", "accepts")
def test_f14_both_say_yes_and_the_goal_is_agreed(people: Story, noon: datetime) -> None:
    period = people.submitted(at=noon, goals=1)
    goal = first(period)
    people.say(goal, "school", at=noon)
    goal.refresh_from_db()
    version = goal.versions.get()
    assert goal.status == "submitted"
    assert decisions.waits_since(version) == noon
    people.say(goal, "integration", at=noon + timedelta(days=9))
    goal.refresh_from_db()
    period.refresh_from_db()
    version.refresh_from_db()
    assert (goal.status, period.status) == ("agreed", "agreed")
    assert version.agreed_at == noon + timedelta(days=9)
    assert decisions.time_to_second(version) == timedelta(days=9)
    assert decisions.waits_since(version) is None


def test_f14_the_database_refuses_an_agreed_goal_without_both(
    people: Story, noon: datetime
) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    people.say(goal, "school", at=noon)
    with pytest.raises(DatabaseError, match="not agreed by both"), transaction.atomic():
        call_agreed(goal, people, noon)


@pytest.mark.rule("F14", "refuses")
def test_f14_the_step_itself_asks_for_both(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    people.say(goal, "school", at=noon)
    with pytest.raises(TransitionRefused, match="wenn beide Ministerien zugestimmt haben"):
        perform(GOAL, "agree", on=goal, by=people.integration, at=noon)


def test_f14_one_ministry_alone_agrees_nothing(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    people.say(goal, "school", at=noon)
    with pytest.raises(ControllingRefused, match="schon entschieden"):
        people.say(goal, "school", at=noon)
    goal.refresh_from_db()
    assert goal.status == "submitted"


def test_a_wish_for_change_reopens_that_goal_only(people: Story, noon: datetime) -> None:
    period = people.submitted(at=noon)
    one, two, three = period.goals.all()
    for goal in (one, three):
        people.say(goal, "integration", at=noon)
        people.say(goal, "school", at=noon)
    people.say(two, "integration", at=noon)
    people.say(two, "school", at=noon, change="Bitte die Zielgruppe nennen.")
    assert states(period) == ["agreed", "returned", "agreed"]
    submitting.begin_change(goal=two, reason="", by=people.specialist, at=noon)
    two.refresh_from_db()
    submitting.submit_goal(goal=two, by=people.head, at=noon)
    version = version_before_ministries(two)
    assert version is not None
    assert (version.number, version.reason) == (2, "Schule: Bitte die Zielgruppe nennen.")
    people.say(two, "school", at=noon)
    period.refresh_from_db()
    assert period.status == "submitted"  # the earlier consent was to the earlier version
    people.say(two, "integration", at=noon)
    period.refresh_from_db()
    assert (period.status, states(period)) == ("agreed", ["agreed"] * 3)


def test_the_other_ministry_may_still_speak_until_the_centre_writes(
    people: Story, noon: datetime
) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    people.say(goal, "school", at=noon, change="Kürzer.")
    people.say(goal, "integration", at=noon, change="Mit Zahlen.")
    goal.refresh_from_db()
    assert goal.status == "returned"
    version = submitting.begin_change(goal=goal, reason="", by=people.specialist, at=noon)
    assert version.reason == "Schule: Kürzer.; Integration: Mit Zahlen."
    taken = GoalDecision.objects.get(ministry="school")
    with pytest.raises(ControllingRefused, match="schreibt schon"):
        decisions.withdraw_decision(decision=taken, reason="Doch gut", by=people.school, at=noon)


def test_returned_unchanged_it_is_not_put_forward_again(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    people.say(goal, "school", at=noon, change="Kürzer.")
    goal.refresh_from_db()
    with pytest.raises(ControllingRefused, match="nichts geändert"):
        submitting.submit_goal(goal=goal, by=people.head, at=noon)


def test_a_wish_says_what_to_change(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    with pytest.raises(ControllingRefused, match="was geändert werden soll"):
        people.say(goal, "school", at=noon, change="   ")


def test_who_reads_an_older_version_does_not_decide_on_the_newer(
    people: Story, noon: datetime
) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    people.say(goal, "school", at=noon, change="Kürzer.")
    submitting.begin_change(goal=goal, reason="", by=people.specialist, at=noon)
    goal.refresh_from_db()
    submitting.submit_goal(goal=goal, by=people.head, at=noon)
    with pytest.raises(ControllingRefused, match="Inzwischen liegt Fassung 2 vor"):
        people.say(goal, "integration", at=noon, version=1)


def test_a_consent_taken_back_opens_the_agreed_goal(people: Story, noon: datetime) -> None:
    period = people.agreed(at=noon, goals=2)
    goal = first(period)
    taken = GoalDecision.objects.get(version__goal=goal, ministry="school")
    with pytest.raises(ControllingRefused, match="begründen"):
        decisions.withdraw_decision(decision=taken, reason=" ", by=people.school, at=noon)
    decisions.withdraw_decision(decision=taken, reason="Irrtum", by=people.school, at=noon)
    goal.refresh_from_db()
    period.refresh_from_db()
    assert (goal.status, period.status) == ("submitted", "submitted")
    assert goal.versions.get().agreed_at is None
    with pytest.raises(ControllingRefused, match="gilt nicht mehr"):
        decisions.withdraw_decision(decision=taken, reason="Noch einmal", by=people.school, at=noon)
    people.say(goal, "school", at=noon)
    period.refresh_from_db()
    assert period.status == "agreed"


def test_a_ministry_takes_back_its_own_words_only(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    said = people.say(goal, "integration", at=noon)
    with pytest.raises(PermissionDenied):
        decisions.withdraw_decision(decision=said, reason="x", by=people.school, at=noon)


def test_f24_nobody_but_the_ministries_decides(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    verdict = decisions.Verdict("school", 1, agrees=True)
    for other in (people.adviser, people.head, people.specialist, people.integration):
        with pytest.raises(PermissionDenied):
            decisions.decide(goal=goal, verdict=verdict, by=other, at=noon)


def test_a_change_after_the_agreement_is_a_new_version(people: Story, noon: datetime) -> None:
    period = people.agreed(at=noon, goals=1)
    goal = first(period)
    with pytest.raises(TransitionRefused, match="Begründung"):
        submitting.begin_change(goal=goal, reason="", by=people.head, at=noon)
    version = submitting.begin_change(
        goal=goal, reason="Die Vereine fusionieren", by=people.head, at=noon
    )
    terms = version.indicators.get()
    terms.targets.filter(year=2024).update(amount=12)
    goal.refresh_from_db()
    assert (goal.status, version.number) == ("revising", 2)
    assert Value.objects.get(role="target", starts_on__year=2024).amount == 10
    submitting.submit_goal(goal=goal, by=people.head, at=noon)
    people.say(goal, "integration", at=noon)
    people.say(goal, "school", at=noon)
    assert Value.objects.get(role="target", starts_on__year=2024).amount == 12
    old, new = goal.versions.order_by("number")
    assert old.indicators.get().targets.get(year=2024).amount == 10
    assert new.agreed_at is not None


def test_a_change_given_up_leaves_the_agreed_version(people: Story, noon: datetime) -> None:
    goal = first(people.agreed(at=noon, goals=1))
    submitting.begin_change(goal=goal, reason="Versuch", by=people.head, at=noon)
    goal.refresh_from_db()
    submitting.give_up_change(goal=goal, by=people.head, at=noon)
    goal.refresh_from_db()
    assert (goal.status, goal.versions.count()) == ("agreed", 1)


@pytest.mark.parametrize("table", ["version", "measure", "target"])
def test_what_was_put_forward_never_changes(table: str, people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    version = goal.versions.get()
    rows: dict[str, Callable[[], object]] = {
        "version": lambda: GoalVersion.objects.filter(pk=version.pk).update(title="Anders"),
        "measure": lambda: version.measures.all().delete(),
        "target": lambda: version.indicators.get().targets.update(amount=1),
    }
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        rows[table]()


def test_a_decision_is_never_removed_or_rewritten(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    said = people.say(goal, "school", at=noon)
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        GoalDecision.objects.filter(pk=said.pk).update(verdict="change", reason="x")
    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        GoalDecision.objects.filter(pk=said.pk).delete()
