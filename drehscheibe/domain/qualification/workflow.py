"""The way of an event; it begins and ends by its clock."""

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.guards import (
    event_can_be_attended,
    event_has_begun,
    event_is_over,
)
from drehscheibe.domain.qualification.models import EventIs as Is
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

EVENT = Workflow(
    name="qualification.event",
    states=Is,
    initial=Is.DRAFT,
    transitions=(
        Transition(
            "publish", "Veröffentlichen", (Is.DRAFT,), Is.PUBLISHED, may.EVENT_KEEP,
            guards=(event_can_be_attended,),
            effect="Alle, für die sie sichtbar ist, können sich anmelden.",
        ),
        Transition(
            "confirm", "„Findet statt“ zusagen", (Is.PUBLISHED,), Is.CONFIRMED, may.EVENT_KEEP,
            follows=True, effect="Die Veranstaltung findet sicher statt.",
        ),
        Transition(
            "begin", "Beginnen", (Is.PUBLISHED, Is.CONFIRMED), Is.RUNNING, may.EVENT_KEEP,
            guards=(event_has_begun,), follows=True, effect="Niemand rückt mehr nach.",
        ),
        Transition(
            "finish", "Beenden", (Is.RUNNING,), Is.DONE, may.EVENT_KEEP,
            guards=(event_is_over,), follows=True,
            effect="Bescheinigungen können ausgestellt werden.",
        ),
        Transition(
            "archive", "Ablegen", (Is.DONE,), Is.ARCHIVED, may.EVENT_KEEP,
            effect="Die Veranstaltung verschwindet aus den Listen; Zahlen und Bescheinigungen "
            "bleiben.",
        ),
        Transition(
            "cancel", "Absagen", (Is.DRAFT, Is.PUBLISHED, Is.CONFIRMED, Is.RUNNING), Is.CANCELLED,
            may.EVENT_KEEP, needs_reason=True,
            effect="Alle Angemeldeten erfahren es einmal, ihre Kalender streichen die Termine, "
            "alle Plätze sind frei.",
        ),
    ),
)  # fmt: skip
