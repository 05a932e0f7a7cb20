"""What must hold before a dialogue moves on."""

from typing import cast

from drehscheibe.domain.controlling.models import Dialogue
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def day_is_set(attempt: Attempt) -> None:
    """There is a moment to meet."""
    if _dialogue(attempt).starts_at is None:
        raise TransitionRefused("Bitte tragen Sie Tag und Uhrzeit ein.")


def day_has_come(attempt: Attempt) -> None:
    """Nobody concludes a conversation before it began."""
    starts_at = _dialogue(attempt).starts_at
    if starts_at is None or attempt.at < starts_at:
        raise TransitionRefused(
            "Der Termin liegt noch vor Ihnen. Abschließen können Sie nach dem Gespräch."
        )


def minutes_are_written(attempt: Attempt) -> None:
    """What was said is written down."""
    if not _dialogue(attempt).minutes.strip():
        raise TransitionRefused("Bitte schreiben Sie zuerst die Niederschrift.")


def _dialogue(attempt: Attempt) -> Dialogue:
    return cast(Dialogue, attempt.on)
