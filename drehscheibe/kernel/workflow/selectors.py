"""Reading procedures: what may be done next, what was done."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import allowed_among
from drehscheibe.kernel.workflow.declarations import Transition, Workflow
from drehscheibe.kernel.workflow.models import Step


def next_steps(workflow: Workflow, case: Any, *, person: Person, on: date) -> list[Transition]:
    """The steps this person may take from the case's state; guards speak when one is tried."""
    possible = workflow.steps_from(case.status)
    allowed = allowed_among(person, [step.permission for step in possible], case, on=on)
    return [step for step in possible if step.permission in allowed]


def steps_of(workflow: Workflow, case: Any) -> QuerySet[Step]:
    """The case's history, oldest first."""
    return Step.objects.filter(workflow=workflow.name, object_id=case.pk).select_related("by")
