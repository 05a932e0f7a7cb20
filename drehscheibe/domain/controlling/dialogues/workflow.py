"""Procedure of an effectiveness dialogue; either side of the table may take each step."""

from collections.abc import Iterator
from dataclasses import replace

from drehscheibe.domain.controlling.dialogues import guards
from drehscheibe.domain.controlling.dialogues import permissions as may
from drehscheibe.domain.controlling.models import DialogueIs
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

HERE = "_here"
"""What the centre's own step is called after that of the coordinating office."""
OPEN = (DialogueIs.PREPARING, DialogueIs.APPOINTED)


def _for_both(step: Transition) -> Iterator[Transition]:
    """The same step for the coordinating office and for the centre."""
    yield step
    yield replace(step, name=f"{step.name}{HERE}", permission=may.TAKE_PART)


DIALOGUE = Workflow(
    name="controlling.dialogue",
    states=DialogueIs,
    initial=DialogueIs.PREPARING,
    transitions=(
        *_for_both(
            Transition(
                "appoint", "Termin festhalten", OPEN, DialogueIs.APPOINTED, may.HOLD,
                (guards.day_is_set,),
                effect="Beide Seiten werden benachrichtigt; der Termin lässt sich verlegen.",
            )
        ),
        *_for_both(
            Transition(
                "conclude", "Dialog abschließen", (DialogueIs.APPOINTED,), DialogueIs.HELD,
                may.HOLD, (guards.day_has_come, guards.minutes_are_written),
                effect="Niederschrift und vereinbarte Schritte stehen fest; die Schritte "
                "erscheinen im nächsten Jahresbericht.",
            )
        ),
        *_for_both(
            Transition(
                "cancel", "Absagen", OPEN, DialogueIs.CANCELLED, may.HOLD, needs_reason=True,
                effect="Zum selben Bericht kann später ein neuer Dialog vorbereitet werden.",
            )
        ),
    ),
)  # fmt: skip
