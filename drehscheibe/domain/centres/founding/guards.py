"""What must hold before a founding moves on."""

from typing import cast

from drehscheibe.domain.centres.models.founding import Founding, FoundingDecision
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def council_has_accepted(attempt: Attempt) -> None:
    """Only the council's latest decision counts, and only an acceptance opens the way."""
    founding = cast("Founding", attempt.on)
    latest = founding.decisions.order_by("decided_on", "id").last()
    if latest is None:
        raise TransitionRefused("Es ist noch kein Beschluss festgehalten.")
    if latest.result != FoundingDecision.Result.ACCEPTED:
        raise TransitionRefused(
            f"Der letzte Beschluss lautet „{latest.get_result_display()}“ "
            f"({latest.decided_on:%d.%m.%Y}). Es braucht einen neuen, zustimmenden Beschluss."
        )
