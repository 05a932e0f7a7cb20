"""Correcting what was recorded about a council's decision: proposed by one, settled by another."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept.findings import body_of
from drehscheibe.domain.centres.concept.workflow import CORRECTION
from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.domain.centres.models.correction import ConceptCorrection
from drehscheibe.domain.centres.models.correction import CorrectionStatus as Is
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, within_reach
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@dataclass(frozen=True)
class Decision:
    """What is recorded about a decision; the fields a correction may change."""

    body: str
    decided_on: date | None
    paper_number: str
    decision_url: str


def recorded(concept: IntegrationConcept) -> Decision:
    """What stands now."""
    return Decision(
        concept.body, concept.decided_on, concept.paper_number, concept.decision_url
    )  # fmt: skip


def recorded_at(concept: IntegrationConcept, moment: datetime) -> Decision:
    """What stood at a moment: the first correction settled later says what was there before."""
    later = concept.corrections.filter(status=Is.CONFIRMED, settled_at__gt=moment)
    first = later.order_by("settled_at", "id").first()
    if first is None:
        return recorded(concept)
    return Decision(
        first.former_body, first.former_decided_on, first.former_paper_number,
        first.former_decision_url,
    )  # fmt: skip


def corrections_to_settle_by(standing: Standing) -> QuerySet[ConceptCorrection]:
    """Open proposals of others that this person may settle, oldest first."""
    rows = ConceptCorrection.objects.filter(status=Is.PROPOSED).exclude(proposed_by=standing.person)
    mine = within_reach(rows, may.CORRECTION_SETTLE, standing=standing)
    return mine.select_related("concept", "proposed_by")


@transaction.atomic
def propose_correction(
    *, concept: IntegrationConcept, values: Mapping[str, Any], by: Person, at: datetime
) -> ConceptCorrection:
    """Propose what the record should say: body, decided_on, paper_number, decision_url, reason."""
    saved = _locked(concept)
    check(by, may.CONCEPT_EDIT, saved, on=day_of(at))
    wanted = Decision(*(values[name] for name in Decision.__dataclass_fields__))
    _refuse_wrong(saved, wanted, on=day_of(at))
    former = {f"former_{name}": value for name, value in asdict(recorded(saved)).items()}
    correction = ConceptCorrection.objects.create(
        concept=saved, reason=values["reason"].strip(), proposed_by=by, proposed_at=at,
        **asdict(wanted), **former,
    )  # fmt: skip
    record("centres.concept.propose_correction", about=saved, by=by, at=at,
           detail={"correction": correction.pk})  # fmt: skip
    return correction


@transaction.atomic
def settle_correction(
    *, correction: ConceptCorrection, step: str, reason: str, by: Person, at: datetime
) -> ConceptCorrection:
    """Confirm or decline; confirming writes the four fields of the concept."""
    concept = _locked(correction.concept)
    settled = perform(CORRECTION, step, on=correction, by=by, at=at, reason=reason)
    ConceptCorrection.objects.filter(pk=settled.pk).update(settled_by=by, settled_at=at)
    if settled.status != Is.CONFIRMED:
        return settled
    wanted = Decision(
        settled.body, settled.decided_on, settled.paper_number, settled.decision_url
    )  # fmt: skip
    _refuse_wrong(concept, wanted, on=day_of(at), ignore=settled.pk)
    IntegrationConcept.objects.filter(pk=concept.pk).update(**asdict(wanted))
    record("centres.concept.correct", about=concept, by=by, at=at,
           detail={"correction": settled.pk})  # fmt: skip
    publish_change()
    return settled


def _locked(concept: IntegrationConcept) -> IntegrationConcept:
    rows = IntegrationConcept.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("centre").get(pk=concept.pk)


def _refuse_wrong(
    concept: IntegrationConcept, wanted: Decision, *, on: date, ignore: int = 0
) -> None:
    """What the record could not say either."""
    if not concept.is_public:
        raise TransitionRefused("Berichtigt wird nur ein Beschluss, der festgehalten ist.")
    if concept.corrections.filter(status=Is.PROPOSED).exclude(pk=ignore).exists():
        raise TransitionRefused("Eine Berichtigung wartet schon auf die zweite Person.")
    if wanted == recorded(concept):
        raise TransitionRefused("Das steht schon so da; es gibt nichts zu berichtigen.")
    if wanted.body != body_of(concept):
        raise TransitionRefused(f"Für dieses Zentrum beschließt: {body_of(concept).label}.")
    if wanted.decided_on is None or wanted.decided_on > on:
        raise TransitionRefused("Das Datum des Beschlusses fehlt oder liegt in der Zukunft.")
    if not wanted.paper_number.strip():
        raise TransitionRefused("Die Nummer der Drucksache oder Vorlage fehlt.")
    if concept.document_id is None and not wanted.decision_url:
        raise TransitionRefused("Ohne Datei braucht der Beschluss einen Link.")
    first = concept.updates.order_by("updated_on").first()
    if first is not None and first.updated_on < wanted.decided_on:
        raise TransitionRefused(
            f"Der Beschluss kann nicht nach der Fortschreibung vom "
            f"{first.updated_on:%d.%m.%Y} liegen."
        )
