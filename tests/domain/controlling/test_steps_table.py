"""Every state × every role × every step of periods and goals: taken or refused as declared.

Who may what stands here once more, by hand: a permission that slips into a role, or a step that
opens from another state, fails.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from drehscheibe.config.roles import ROLES
from drehscheibe.domain.controlling.goals import decisions, submitting
from drehscheibe.domain.controlling.goals.workflow import GOAL, PERIOD
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalDecision,
    GoalIs,
    GoalPeriod,
    PeriodIs,
)
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.declarations import Workflow
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db
MINISTRIES = {"ministry_integration", "ministry_school"}
WRITING = {"specialist", "head"}
HEAD = {"head"}
WHO: dict[str, dict[str, set[str]]] = {
    "controlling.period": {
        "note_agreement": WRITING, "reopen_draft": WRITING, "submit": HEAD, "agree": MINISTRIES,
        "settle": HEAD, "reopen": MINISTRIES, "close": HEAD, "discard": HEAD,
    },
    "controlling.goal": {
        "submit": HEAD, "agree": MINISTRIES, "return": MINISTRIES, "take_back_return": MINISTRIES,
        "reopen": MINISTRIES, "revise": HEAD, "discard_revision": HEAD, "drop": HEAD,
    },
}  # fmt: skip
"""By workflow and step the roles that may take it; every other role may not."""
FROM: dict[str, dict[str, set[str]]] = {
    "controlling.period": {
        "note_agreement": {"draft"}, "reopen_draft": {"locally_agreed"},
        "submit": {"locally_agreed"}, "agree": {"submitted"}, "settle": {"submitted"},
        "reopen": {"agreed"}, "close": {"agreed"}, "discard": {"draft", "locally_agreed"},
    },
    "controlling.goal": {
        "submit": {"draft", "returned", "revising"}, "agree": {"submitted"},
        "return": {"submitted"}, "take_back_return": {"returned"}, "reopen": {"agreed"},
        "revise": {"agreed"}, "discard_revision": {"revising", "returned"},
        "drop": {"draft", "returned"},
    },
}  # fmt: skip
"""By workflow and step the states it opens from."""
GUARDED = {
    ("controlling.period", "draft", "note_agreement"),  # nobody has named the body yet
    ("controlling.period", "submitted", "agree"),  # goals still wait
    ("controlling.period", "submitted", "settle"),
    ("controlling.goal", "submitted", "agree"),  # F14: one consent is missing
    ("controlling.goal", "returned", "discard_revision"),  # nothing was agreed before
}
"""What the rows of this table may not do though role and state are right."""


def _drafted(people: Story, at: datetime) -> GoalPeriod:
    return people.draft(at=at, goals=1)


def _agreed_locally(people: Story, at: datetime) -> GoalPeriod:
    return submitting.note_local_agreement(
        period=people.draft(at=at, goals=1), body="Kreistag", decided_on=day_of(at),
        by=people.specialist, at=at,
    )  # fmt: skip


def _submitted(people: Story, at: datetime) -> GoalPeriod:
    return people.submitted(at=at, goals=1)


def _agreed(people: Story, at: datetime) -> GoalPeriod:
    return people.agreed(at=at, goals=1)


def _closed(people: Story, at: datetime) -> GoalPeriod:
    period = people.agreed(at=at, goals=1)
    return perform(PERIOD, "close", on=period, by=people.head, at=at)


def _discarded(people: Story, at: datetime) -> GoalPeriod:
    period = people.draft(at=at, goals=1)
    return perform(PERIOD, "discard", on=period, by=people.head, at=at, reason="Neu begonnen")


def _returned(people: Story, at: datetime) -> GoalPeriod:
    period = people.submitted(at=at, goals=1)
    people.say(period.goals.get(), "school", at=at, change="Kürzer.")
    return period


def _revising(people: Story, at: datetime) -> GoalPeriod:
    period = people.agreed(at=at, goals=1)
    submitting.begin_change(goal=period.goals.get(), reason="Fusion", by=people.head, at=at)
    return period


def _dropped(people: Story, at: datetime) -> GoalPeriod:
    period = _returned(people, at)
    perform(GOAL, "drop", on=period.goals.get(), by=people.head, at=at, reason="Entfällt")
    return period


Built = Callable[[Story, datetime], GoalPeriod]
PERIODS: dict[str, Built] = {
    PeriodIs.DRAFT: _drafted, PeriodIs.LOCALLY_AGREED: _agreed_locally,
    PeriodIs.SUBMITTED: _submitted, PeriodIs.AGREED: _agreed, PeriodIs.CLOSED: _closed,
    PeriodIs.DISCARDED: _discarded,
}  # fmt: skip
GOALS: dict[str, Built] = {
    GoalIs.DRAFT: _drafted, GoalIs.SUBMITTED: _submitted, GoalIs.RETURNED: _returned,
    GoalIs.AGREED: _agreed, GoalIs.REVISING: _revising, GoalIs.DROPPED: _dropped,
}  # fmt: skip


def everybody(people: Story) -> dict[str, Person]:
    """One person of every role, those of the centre at this very centre."""
    known = {
        "specialist": people.specialist, "head": people.head, "coordination": people.adviser,
        "ministry_integration": people.integration, "ministry_school": people.school,
    }  # fmt: skip
    places = {"carrier": people.centre.carrier, "centre_admin": people.centre.organisation}
    for role in ROLES:
        if role.code not in known:
            place = places.get(role.code) or factories.organisation("Haus", next(iter(role.at)))
            known[role.code] = factories.person(role.code, of=place)
    return known


def tried(workflow: Workflow, step: str, row: Any, by: Person, at: datetime) -> str:
    """What comes of a step; whatever it did is undone."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                perform(workflow, step, on=row, by=by, at=at, reason="Aus gutem Grund")
        except PermissionDenied:
            return "denied"
        except TransitionRefused:
            return "refused"
        finally:
            transaction.set_rollback(True)
    return "done"


def wrong(workflow: Workflow, state: str, row: Any, people: Story, at: datetime) -> list[str]:
    """Every role × step whose outcome is not the declared one."""
    found = []
    for role, person in everybody(people).items():
        for step in workflow.transitions:
            allowed = role in WHO[workflow.name][step.name]
            opens = state in FROM[workflow.name][step.name]
            guarded = (workflow.name, state, step.name) in GUARDED
            answer = "done" if opens and not guarded else "refused"
            expected = answer if allowed else "denied"
            outcome = tried(workflow, step.name, row, person, at)
            if outcome != expected:
                found.append(f"{role}: {step.name} from {state}: {outcome}, not {expected}")
    return found


def test_the_table_names_every_step_and_state() -> None:
    for workflow in (PERIOD, GOAL):
        names = {step.name for step in workflow.transitions}
        assert set(WHO[workflow.name]) == set(FROM[workflow.name]) == names
    assert set(PERIODS) == set(PeriodIs)
    assert set(GOALS) == set(GoalIs)


@pytest.mark.parametrize("state", PERIODS)
def test_f14_f24_periods(state: str, noon: datetime) -> None:
    people = story()
    period = PERIODS[state](people, noon)
    period.refresh_from_db()
    assert period.status == state
    assert not wrong(PERIOD, state, period, people, noon)


@pytest.mark.parametrize("state", GOALS)
def test_f14_f24_goals(state: str, noon: datetime) -> None:
    people = story()
    goal: Goal = GOALS[state](people, noon).goals.get()
    assert goal.status == state
    assert not wrong(GOAL, state, goal, people, noon)


@pytest.mark.parametrize("ministry", ["integration", "school"])
def test_f24_decisions_are_made_and_taken_back_by_their_own_ministry(
    ministry: str, noon: datetime
) -> None:
    """The steps above follow from decisions; who makes these, ministry × role."""
    people = story()
    goal = people.submitted(at=noon, goals=1).goals.get()
    said = people.say(goal, ministry, at=noon)
    other = "school" if ministry == "integration" else "integration"
    for role, person in everybody(people).items():
        own = {"decide": role == f"ministry_{other}", "withdraw": role == f"ministry_{ministry}"}
        verdict = decisions.Verdict(other, 1, agrees=False, reason="Kürzer.")
        outcomes = {
            "decide": _is_done(
                partial(decisions.decide, goal=goal, verdict=verdict, by=person, at=noon)
            ),
            "withdraw": _is_done(
                partial(
                    decisions.withdraw_decision, decision=said, reason="Irrtum", by=person,
                    at=noon + timedelta(hours=1),
                )
            ),
        }  # fmt: skip
        assert outcomes == own, role
    assert GoalDecision.objects.count() == 1


def _is_done(act: Callable[[], object]) -> bool:
    """Whether it was done; undone afterwards."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                act()
        except PermissionDenied:
            return False
        finally:
            transaction.set_rollback(True)
    return True
