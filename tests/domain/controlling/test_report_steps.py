"""Every state × every role × every step of reports and dialogues: taken or refused as declared.

Who may what stands here once more, by hand: a permission that slips into a role, or a step that
opens from another state, fails.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from drehscheibe.domain.controlling.dialogues import acting
from drehscheibe.domain.controlling.dialogues.workflow import DIALOGUE
from drehscheibe.domain.controlling.models import AnnualReport, Dialogue, DialogueIs, ReportIs
from drehscheibe.domain.controlling.reports.answering import take_step
from drehscheibe.domain.controlling.reports.workflow import REPORT
from drehscheibe.domain.controlling.reports.writing import save_report
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.declarations import Workflow
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.controlling.report_stories import AFTER_THE_YEAR, judged, signed
from tests.domain.controlling.stories import Story, story
from tests.domain.controlling.test_steps_table import everybody

pytestmark = pytest.mark.django_db
AT = AFTER_THE_YEAR + timedelta(days=60)
MEETING = AFTER_THE_YEAR + timedelta(days=30)
HEAD, OFFICE, CENTRE = {"head"}, {"coordination"}, {"specialist", "head"}
WHO: dict[str, dict[str, set[str]]] = {
    "controlling.report": {
        "sign": HEAD, "explain": HEAD, "sign_answer": HEAD, "correct": HEAD,
        "sign_correction": HEAD, "give_up": HEAD, "ask": OFFICE, "review": OFFICE,
    },
    "controlling.dialogue": {
        "appoint": OFFICE, "conclude": OFFICE, "cancel": OFFICE,
        "appoint_here": CENTRE, "conclude_here": CENTRE, "cancel_here": CENTRE,
    },
}  # fmt: skip
"""By workflow and step the roles that may take it; every other role may not."""
OPEN = {"preparing", "appointed"}
FROM: dict[str, dict[str, set[str]]] = {
    "controlling.report": {
        "sign": {"draft"}, "explain": {"query"}, "sign_answer": {"query"},
        "correct": {"submitted", "reviewed"}, "sign_correction": {"correcting"},
        "give_up": {"correcting"}, "ask": {"submitted", "reviewed"}, "review": {"submitted"},
    },
    "controlling.dialogue": {
        "appoint": OPEN, "conclude": {"appointed"}, "cancel": OPEN,
        "appoint_here": OPEN, "conclude_here": {"appointed"}, "cancel_here": OPEN,
    },
}  # fmt: skip
"""By workflow and step the states it opens from."""
GUARDED = {
    ("controlling.report", "query", "sign_answer"),  # no reason for a new version is written
    ("controlling.dialogue", "preparing", "appoint"),  # no day is set
    ("controlling.dialogue", "preparing", "appoint_here"),
}
"""What the rows of this table may not do though role and state are right."""
Built = Callable[[Story, datetime], Any]


def _asked(people: Story, noon: datetime) -> AnnualReport:
    report = signed(people, noon=noon, goals=1).report
    return take_step(report=report, step="ask", reason="Welche?", by=people.adviser, at=AT)


def _correcting(people: Story, noon: datetime) -> AnnualReport:
    report = signed(people, noon=noon, goals=1).report
    return take_step(report=report, step="correct", reason="Zahl.", by=people.head, at=AT)


def _reviewed(people: Story, noon: datetime) -> AnnualReport:
    report = signed(people, noon=noon, goals=1).report
    return take_step(report=report, step="review", by=people.adviser, at=AT)


def _preparing(people: Story, noon: datetime) -> Dialogue:
    report = signed(people, noon=noon, goals=1).report
    return acting.prepare_dialogue(report=report, by=people.adviser, at=AFTER_THE_YEAR)


def _appointed(people: Story, noon: datetime) -> Dialogue:
    dialogue = _preparing(people, noon)
    who: dict[str, Any] = {"by": people.adviser, "at": AFTER_THE_YEAR}
    moved = acting.appoint(dialogue=dialogue, starts_at=MEETING, place="", **who)
    return acting.write_dialogue(
        dialogue=moved, typed={"minutes": "Gesprochen."}, seen=moved.edits, **who
    )


def _held(people: Story, noon: datetime) -> Dialogue:
    return acting.take_step(
        dialogue=_appointed(people, noon), step="conclude", by=people.adviser, at=AT
    )


def _cancelled(people: Story, noon: datetime) -> Dialogue:
    return acting.take_step(
        dialogue=_preparing(people, noon), step="cancel", reason="Krank", by=people.head, at=AT
    )


REPORTS: dict[str, Built] = {
    ReportIs.DRAFT: lambda people, noon: judged(people, noon=noon, goals=1),
    ReportIs.SUBMITTED: lambda people, noon: signed(people, noon=noon, goals=1).report,
    ReportIs.QUERY: _asked, ReportIs.CORRECTING: _correcting, ReportIs.REVIEWED: _reviewed,
}  # fmt: skip
DIALOGUES: dict[str, Built] = {
    DialogueIs.PREPARING: _preparing, DialogueIs.APPOINTED: _appointed, DialogueIs.HELD: _held,
    DialogueIs.CANCELLED: _cancelled,
}  # fmt: skip
CASES = [
    *((REPORT, status, REPORTS) for status in REPORTS),
    *((DIALOGUE, status, DIALOGUES) for status in DIALOGUES),
]


def tried(workflow: Workflow, step: str, row: Any, by: Person) -> str:
    """What comes of a step; whatever it did is undone."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                perform(workflow, step, on=row, by=by, at=AT, reason="Aus gutem Grund")
            return "taken"
        except TransitionRefused:
            return "refused"
        except PermissionDenied:
            return "forbidden"
        finally:
            transaction.set_rollback(True)


def test_the_table_names_every_state_and_step() -> None:
    for workflow, states in ((REPORT, REPORTS), (DIALOGUE, DIALOGUES)):
        assert set(WHO[workflow.name]) == set(FROM[workflow.name]) == set(workflow.by_name)
        assert set(states) == set(workflow.states.values)


@pytest.mark.parametrize(
    ("workflow", "status", "built"), CASES, ids=[f"{w.name}-{s}" for w, s, _ in CASES]
)
def test_each_role_takes_its_own_steps_from_each_state(
    workflow: Workflow, status: str, built: dict[str, Built], noon: datetime
) -> None:
    people = story()
    row = built[status](people, noon)
    row.refresh_from_db()
    assert row.status == status
    wrong = []
    for role, person in everybody(people).items():
        for step in workflow.by_name:
            may = role in WHO[workflow.name][step]
            # a draft is out of the network's reach altogether
            opens = status in FROM[workflow.name][step]
            free = opens and (workflow.name, status, step) not in GUARDED
            expected = "taken" if may and free else "refused" if may else "forbidden"
            if may and status == ReportIs.DRAFT and role == "coordination":
                expected = "forbidden"
            if (found := tried(workflow, step, row, person)) != expected:
                wrong.append(f"{role} {step}: {found}, not {expected}")
    assert not wrong, "\n".join(wrong)


def test_a_reason_opens_the_answer(noon: datetime) -> None:
    """The guard of `sign_answer` refuses beside this success."""
    people = story()
    report = _asked(people, noon)
    typed = {"reason": "Ein Verein fehlte."}
    save_report(report=report, typed=typed, seen=2, by=people.specialist, at=AT)
    assert tried(REPORT, "sign_answer", report, people.head) == "taken"
