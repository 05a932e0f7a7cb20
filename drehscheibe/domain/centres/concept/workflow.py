"""The procedure of an integration concept."""

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept.guards import (
    nothing_is_missing,
    somebody_else_looks,
    update_follows_decision,
)
from drehscheibe.domain.centres.models.concept import IN_FORCE
from drehscheibe.domain.centres.models.concept import ConceptStatus as Is
from drehscheibe.domain.centres.models.correction import CorrectionStatus
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

CONCEPT = Workflow(
    name="centres.concept",
    states=Is,
    initial=Is.DRAFT,
    transitions=(
        Transition(
            "adopt",
            "Beschluss festhalten",
            (Is.DRAFT,),
            Is.ADOPTED,
            may.CONCEPT_ADOPT,
            (nothing_is_missing,),
            effect="Das Konzept gilt als verabschiedet, ist öffentlich und lässt sich nicht mehr "
            "ändern, nur fortschreiben. Ein früheres Konzept gilt als abgelöst.",
        ),
        Transition(
            "discard",
            "Entwurf verwerfen",
            (Is.DRAFT,),
            Is.DISCARDED,
            may.CONCEPT_ADOPT,
            needs_reason=True,
            effect="Der Entwurf bleibt in der Akte lesbar, wird aber nicht weiter bearbeitet.",
        ),
        Transition(
            "update",
            "Fortschreibung festhalten",
            IN_FORCE,
            Is.UPDATED,
            may.CONCEPT_ADOPT,
            (update_follows_decision,),
            effect="Das Konzept gilt von diesem Tag an als fortgeschrieben; das zählt für die "
            "Drei-Jahres-Prüfung des Förderantrags.",
        ),
        Transition(
            "supersede",
            "Durch neues Konzept ablösen",
            IN_FORCE,
            Is.SUPERSEDED,
            may.CONCEPT_ADOPT,
            effect="Das Konzept bleibt öffentlich lesbar, gilt aber nicht mehr.",
        ),
    ),
)

CORRECTION = Workflow(
    name="centres.correction",
    states=CorrectionStatus,
    initial=CorrectionStatus.PROPOSED,
    transitions=(
        Transition(
            "confirm",
            "Berichtigung bestätigen",
            (CorrectionStatus.PROPOSED,),
            CorrectionStatus.CONFIRMED,
            may.CORRECTION_SETTLE,
            (somebody_else_looks,),
            effect="Die neue Angabe gilt sofort, auch öffentlich. Die frühere bleibt sichtbar; "
            "schon eingereichte Förderanträge behalten, was bei der Einreichung stand.",
        ),
        Transition(
            "decline",
            "Nicht übernehmen",
            (CorrectionStatus.PROPOSED,),
            CorrectionStatus.DECLINED,
            may.CORRECTION_SETTLE,
            (somebody_else_looks,),
            needs_reason=True,
            effect="Am Beschluss ändert sich nichts. Vorschlag und Begründung bleiben im Verlauf.",
        ),
    ),
)
