"""Guards that every room may use."""

from typing import Any

from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def four_eyes(*other_steps: str, message: str = "", workflow: str = "") -> Any:
    """A guard: whoever took one of these steps on the case may not take this one (F24).

    `workflow` names whose steps count; without it all of the room's, for a room with one.
    """

    def somebody_else_decides(attempt: Attempt) -> None:
        earlier = Step.objects.filter(
            object_id=attempt.on.pk, name__in=other_steps, by=attempt.by
        ).filter(workflow__startswith=workflow or f"{attempt.on._meta.app_label}.")
        if earlier.exists():
            raise TransitionRefused(
                message
                or "Vier-Augen-Prinzip: Sie haben an diesem Vorgang schon mitgewirkt. "
                "Bitte lassen Sie eine andere Person entscheiden."
            )

    return somebody_else_decides
