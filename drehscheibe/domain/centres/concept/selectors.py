"""Reading concepts: for one person, for everybody, for the funding room."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept.workflow import CONCEPT, CORRECTION
from drehscheibe.domain.centres.models.concept import ConceptUpdate, IntegrationConcept
from drehscheibe.domain.centres.models.correction import CorrectionStatus
from drehscheibe.kernel.audit.selectors import history_of
from drehscheibe.kernel.permissions.reach import Standing, within_reach
from drehscheibe.kernel.workflow.selectors import steps_of

if TYPE_CHECKING:
    from drehscheibe.domain.centres.models import Centre

ACTS = {
    "centres.concept.begin": "Entwurf angelegt",
    "centres.concept.edit": "Entwurf bearbeitet",
    "centres.concept.agree": "Einvernehmen der Gemeinden nachgetragen",
    "centres.concept.propose_correction": "Berichtigung des Beschlusses vorgeschlagen",
}
CORRECTIONS = {
    CorrectionStatus.CONFIRMED: "Beschluss berichtigt",
    CorrectionStatus.DECLINED: "Berichtigung nicht übernommen",
}


@dataclass(frozen=True)
class HistoryLine:
    """What happened: words, moment, by whom, why."""

    what: str
    at: datetime
    by: str
    reason: str = ""


def concepts_for(standing: Standing) -> QuerySet[IntegrationConcept]:
    """Drafts of one's own centre, and what the councils decided in public everywhere."""
    rows = IntegrationConcept.objects.select_related("centre", "document", "changed_by").defer(
        "centre__outline", "centre__path"
    )
    return rows.public() | within_reach(rows, may.CONCEPT_VIEW, standing=standing)


def own_concepts(standing: Standing) -> QuerySet[IntegrationConcept]:
    """The concepts of the centres one works for, drafts included."""
    rows = IntegrationConcept.objects.select_related("centre", "document", "changed_by").defer(
        "centre__outline", "centre__path"
    )
    return within_reach(rows, may.CONCEPT_VIEW, standing=standing)


def concept_in_force(centre: "Centre") -> IntegrationConcept | None:
    """What the centre works by today: the concept on which a funding application rests.

    Carries `decided_on`, `updated_on` and `municipalities_agreed`, which the funding rules F02 and
    F03 ask for.
    """
    return IntegrationConcept.objects.in_force().filter(centre=centre).first()


def published_concepts(centre: "Centre") -> QuerySet[IntegrationConcept]:
    """For the public page: in force first, then the superseded ones."""
    return (
        IntegrationConcept.objects.public()
        .filter(centre=centre)
        .select_related("document")
        .prefetch_related("updates")
        .order_by("-decided_on", "-id")
    )


def updates_of(concept: IntegrationConcept) -> QuerySet[ConceptUpdate]:
    """The updates with their files, oldest first."""
    return ConceptUpdate.objects.filter(concept=concept).select_related("document")


def history(concept: IntegrationConcept) -> list[HistoryLine]:
    """Steps and edits in one line of time, newest first."""
    labels = {step.name: step.label for step in CONCEPT.transitions}
    steps = [
        HistoryLine(labels.get(step.name, step.name), step.entered_at, str(step.by), step.reason)
        for step in steps_of(CONCEPT, concept)
    ]
    edits = [
        HistoryLine(ACTS[entry.act], entry.at, str(entry.by or "Plattform"))
        for entry in history_of(concept)
        if entry.act in ACTS
    ]
    corrected = [
        HistoryLine(
            f"{CORRECTIONS[CorrectionStatus(step.target)]}: {one.reason}",
            step.entered_at,
            str(step.by),
            step.reason,
        )
        for one in concept.corrections.all()
        for step in steps_of(CORRECTION, one)
    ]  # fmt: skip
    return sorted([*steps, *edits, *corrected], key=lambda line: line.at, reverse=True)
