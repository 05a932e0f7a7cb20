"""Steps of people without an account, who hold the secret link of their own case.

The door has checked the link and opened the second wall for that case alone before it calls here;
only steps declared `by_link` can be taken. History and record name nobody: the link is the proof.
"""

from datetime import datetime
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import _move, _refuse_wrong_state
from drehscheibe.kernel.workflow.declarations import Attempt, Workflow
from drehscheibe.kernel.workflow.refusals import TransitionRefused

Case = TypeVar("Case", bound=models.Model)


@transaction.atomic
def perform_by_link(
    workflow: Workflow, name: str, *, on: Case, at: datetime, reason: str = ""
) -> Case:
    """Take a step on the case whose link is open and return the row as it now stands.

    Raises `TransitionRefused` like `perform`; `PermissionDenied` for steps that need an account.
    """
    step = workflow.by_name[name]
    if not step.by_link:
        raise PermissionDenied("Dieser Schritt ist nur nach Anmeldung möglich.")
    rows: Any = type(on)._default_manager.select_for_update(of=("self",), no_key=True)
    case: Any = rows.get(pk=on.pk)
    _refuse_wrong_state(workflow, step, case)
    if step.needs_reason and not reason.strip():
        raise TransitionRefused(f"Für „{step.label}“ ist eine Begründung nötig.")
    today = day_of(at)
    nobody = cast(Person, None)  # guards of such steps look at the case, never at a person
    attempt = Attempt(case, nobody, at, reason.strip(), today, today)
    for guard in step.guards:
        guard(attempt)
    _move(workflow, step, attempt)
    moved: Case = case
    moved.refresh_from_db()
    return moved
