"""What must hold before a concept moves on."""

from typing import cast

from drehscheibe.domain.centres.concept.findings import blocking, findings
from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.domain.centres.models.correction import ConceptCorrection
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def nothing_is_missing(attempt: Attempt) -> None:
    """The page's own list must be empty of what blocks."""
    concept = cast("IntegrationConcept", attempt.on)
    today = day_of(attempt.at)
    stopping = blocking(findings(concept, concept.participations.all(), on=today))
    if stopping:
        messages = " ".join(finding.message for finding in stopping)
        raise TransitionRefused(f"Es fehlt noch etwas: {messages}")


def update_follows_decision(attempt: Attempt) -> None:
    """An update is decided on or after the day of the first decision."""
    concept = cast("IntegrationConcept", attempt.on)
    if concept.decided_on and attempt.decided_on < concept.decided_on:
        raise TransitionRefused(
            "Die Fortschreibung kann nicht vor dem ersten Beschluss "
            f"({concept.decided_on:%d.%m.%Y}) liegen."
        )


def somebody_else_looks(attempt: Attempt) -> None:
    """Whoever proposed a correction does not settle it."""
    correction = cast("ConceptCorrection", attempt.on)
    if correction.proposed_by_id == attempt.by.pk:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben die Berichtigung vorgeschlagen. "
            "Bitte lassen Sie die Leitung oder den Träger prüfen."
        )
