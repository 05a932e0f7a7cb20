"""`perform`: lock, check, guard, move, record – all or nothing; `perform_all` for many cases."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for, standing_for, within_reach
from drehscheibe.kernel.workflow.declarations import Attempt, Transition, Workflow
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused

Case = TypeVar("Case", bound=models.Model)


@transaction.atomic
def perform(  # noqa: PLR0913 – the facts of a decision, each named by the caller; see Step
    workflow: Workflow,
    name: str,
    *,
    on: Case,
    by: Person,
    at: datetime,
    reason: str = "",
    decided_on: date | None = None,
    effective_on: date | None = None,
    read: object = None,
) -> Case:
    """Take a step on a case and return the row as it now stands.

    `read` is what the caller, who holds the case locked, has read of it: see `Attempt`.

    Raises `TransitionRefused` when state, reason or a guard forbids it, `PermissionDenied` when the
    person may not. Of two people at once the second finds the state changed and is told so.
    """
    step = workflow.by_name[name]
    today = day_of(at)
    case: Any = locked_for(by, step.permission, on, on=today)
    _refuse_wrong_state(workflow, step, case)
    if step.needs_reason and not reason.strip():
        raise TransitionRefused(f"Für „{step.label}“ ist eine Begründung nötig.")
    decided = decided_on or today
    if decided > today:
        raise TransitionRefused("Das Entscheidungsdatum liegt in der Zukunft. Bitte prüfen.")
    attempt = Attempt(case, by, at, reason.strip(), decided, effective_on or decided, read)
    for guard in step.guards:
        guard(attempt)
    _move(workflow, step, attempt)
    moved: Case = case
    moved.refresh_from_db()
    return moved


@transaction.atomic
def perform_all(
    workflow: Workflow,
    name: str,
    *,
    on: Sequence[Case],
    by: Person,
    at: datetime,
    reason: str = "",
) -> int:
    """Take the same step on many cases of one kind, all or none; returns how many there were.

    What `perform` asks of one is asked of each; only the questions to the database are shared.
    """
    if not on:
        return 0
    step, today = workflow.by_name[name], day_of(at)
    manager = type(on[0])._default_manager
    rows: Any = manager.filter(pk__in=[each.pk for each in on]).order_by("pk")
    reached: Any = within_reach(rows, step.permission, standing=standing_for(by, on=today))
    cases = list(reached.select_for_update(of=("self",), no_key=True))
    if len(cases) != len(on):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{step.permission.label}“.")
    if step.needs_reason and not reason.strip():
        raise TransitionRefused(f"Für „{step.label}“ ist eine Begründung nötig.")
    attempts = [Attempt(case, by, at, reason.strip(), today, today) for case in cases]
    for attempt in attempts:
        _refuse_wrong_state(workflow, step, attempt.on)
        for guard in step.guards:
            guard(attempt)
    taken = Step.objects.bulk_create([_history(workflow, step, each) for each in attempts])
    manager.filter(pk__in=[case.pk for case in cases]).update(status=step.target)
    for attempt, history in zip(attempts, taken, strict=True):
        _note(workflow, attempt, history)
    return len(cases)


def _refuse_wrong_state(workflow: Workflow, step: Transition, case: Any) -> None:
    if case.status not in step.sources:
        now = workflow.states(case.status).label
        raise TransitionRefused(
            f"„{step.label}“ ist nicht mehr möglich: Der Stand ist inzwischen „{now}“. "
            "Bitte laden Sie die Seite neu."
        )


def _move(workflow: Workflow, step: Transition, attempt: Attempt) -> None:
    """History first, then the status: the database refuses the other order."""
    case: Any = attempt.on
    taken = _history(workflow, step, attempt)
    taken.save()
    type(case)._default_manager.filter(pk=case.pk).update(status=step.target)
    _note(workflow, attempt, taken)


def _history(workflow: Workflow, step: Transition, attempt: Attempt) -> Step:
    case: Any = attempt.on
    return Step(
        workflow=workflow.name,
        object_id=case.pk,
        name=step.name,
        source=case.status,
        target=step.target,
        by=attempt.by,
        reason=attempt.reason,
        decided_on=attempt.decided_on,
        effective_on=attempt.effective_on,
        entered_at=attempt.at,
    )


def _note(workflow: Workflow, attempt: Attempt, taken: Step) -> None:
    record(
        f"{workflow.name}.{taken.name}",
        about=attempt.on,
        by=attempt.by,
        at=attempt.at,
        detail={"step": taken.pk, "from": taken.source, "to": taken.target},
    )
