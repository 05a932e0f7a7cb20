"""States as data: a `Workflow` value and `perform`, the only code that changes a status."""

from drehscheibe.kernel.workflow.declarations import Guard, Transition, Workflow, workflows
from drehscheibe.kernel.workflow.refusals import TransitionRefused

__all__ = ["Guard", "Transition", "TransitionRefused", "Workflow", "workflows"]
