"""Steps that follow from another act: a seat becomes free, a deadline passes.

Nobody is asked for permission a second time: whoever caused it was allowed to, or it is time that
did. Only steps declared `follows` can be taken so.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction

from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import _history, _note, _refuse_wrong_state
from drehscheibe.kernel.workflow.declarations import Attempt, Workflow
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused

Case = TypeVar("Case", bound=models.Model)


def perform_following(
    workflow: Workflow,
    name: str,
    *,
    on: Sequence[Case],
    by: Person | None,
    at: datetime,
    reason: str = "",
    **columns: object,
) -> None:
    """Take a step on rows the caller holds locked; `by` is whoever caused it, None for time.

    `columns` change together with the status, which the rows in hand show afterwards. Raises
    `TransitionRefused` when a row is in another state or the reason is
    missing.
    """
    step = workflow.by_name[name]
    if not step.follows:
        raise ImproperlyConfigured(f"{workflow.name}.{name} does not follow from anything")
    if not on:
        return
    if step.needs_reason and not reason.strip():
        raise TransitionRefused(f"Für „{step.label}“ ist eine Begründung nötig.")
    today, cause = day_of(at), cast(Person, by)
    cases: Sequence[Any] = on
    attempts = [Attempt(case, cause, at, reason.strip(), today, today) for case in cases]
    for attempt in attempts:
        _refuse_wrong_state(workflow, step, attempt.on)
        for guard in step.guards:
            guard(attempt)
    with transaction.atomic(savepoint=False):  # every refusal has been spoken before
        taken = Step.objects.bulk_create([_history(workflow, step, each) for each in attempts])
        manager = type(cases[0])._default_manager
        manager.filter(pk__in=[case.pk for case in cases]).update(status=step.target, **columns)
        for attempt, history in zip(attempts, taken, strict=True):
            _note(workflow, attempt, history)
    for case in cases:
        for column, value in {"status": step.target, **columns}.items():
            setattr(case, column, value)
