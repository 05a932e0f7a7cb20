"""Changing concepts: begin, edit, attach, adopt, update, discard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept.findings import has_municipalities
from drehscheibe.domain.centres.concept.workflow import CONCEPT
from drehscheibe.domain.centres.models.concept import (
    ConceptParticipation,
    ConceptUpdate,
    IntegrationConcept,
)
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from drehscheibe.domain.centres.models import Centre

    Upload: TypeAlias = UploadedFile[Any]

EDITABLE = (
    "title", "body", "decided_on", "paper_number", "decision_url", "decision_excerpt",
    "education_summary", "education_pages", "cross_cutting_summary", "cross_cutting_pages",
    "volunteering_summary", "volunteering_pages", "embedding",
    "cooperation_with_free_providers", "municipalities_agreed_on", "municipalities_note",
)  # fmt: skip
"""What a page may set; status, centre, dates of entry and document have ways of their own."""


class ConceptClosed(Exception):
    """The concept is no draft any more; only an update changes it."""


class AgreementRefused(Exception):
    """The municipalities' agreement cannot be noted (again); the message says why."""


class ConceptChangedMeanwhile(Exception):
    """Somebody else saved first; `.saved` is the row as it stands, the caller shows both."""

    def __init__(self, saved: IntegrationConcept) -> None:
        """Keep the newer row for the page."""
        super().__init__("Das Konzept wurde inzwischen von einer anderen Person geändert.")
        self.saved = saved


@dataclass(frozen=True)
class Answer:
    """What the carrier says about one kind of actor."""

    took_part: str = ""
    how: str = ""
    period: str = ""


@dataclass(frozen=True)
class Draft:
    """What a page hands in: fields, answers per actor code, and the version it was read at."""

    values: Mapping[str, Any]
    answers: Mapping[str, Answer]
    version: int


@transaction.atomic
def begin_concept(*, centre: "Centre", title: str, by: Person, at: datetime) -> IntegrationConcept:
    """Open a draft for the centre; everything else comes later."""
    check(by, may.CONCEPT_BEGIN, centre, on=day_of(at))
    concept = IntegrationConcept.objects.create(
        centre=centre, title=title, created_by=by, created_at=at, changed_by=by, changed_at=at
    )
    record("centres.concept.begin", about=concept, by=by, at=at)
    return concept


@transaction.atomic
def edit_concept(
    *, concept: IntegrationConcept, draft: Draft, by: Person, at: datetime
) -> IntegrationConcept:
    """Save a draft, complete or not, and return it as it stands.

    Saving the same again changes nothing. Raises `ConceptClosed` after adoption and
    `ConceptChangedMeanwhile` when the version moved on and the texts differ.
    """
    saved = _locked(concept, by=by, at=at)
    fields = {
        name: value
        for name, value in draft.values.items()
        if name in EDITABLE and getattr(saved, name) != value
    }
    answers = _new_answers(saved, draft.answers)
    if not fields and not answers:
        return saved
    if draft.version != saved.version:
        raise ConceptChangedMeanwhile(saved)
    for code, answer in answers.items():
        ConceptParticipation.objects.update_or_create(
            concept=saved,
            actor_kind=code,
            defaults={
                "took_part": answer.took_part, "how": answer.how, "period": answer.period,
            },
        )  # fmt: skip
    return _write(saved, fields, sorted([*fields, *answers]), by=by, at=at)


@transaction.atomic
def attach_document(
    *, concept: IntegrationConcept, file: "Upload", by: Person, at: datetime
) -> Document:
    """Keep the concept's file as the next version; `UploadRefused` when it is none of the kinds."""
    saved = _locked(concept, by=by, at=at)
    document = store_upload(
        file=file,
        owner=saved.centre.organisation,
        title=saved.title,
        by=by,
        at=at,
        series=f"centres.concept:{saved.pk}",
    )
    _write(saved, {"document": document}, ["document"], by=by, at=at)
    return document


@transaction.atomic
def adopt_concept(
    *, concept: IntegrationConcept, version: int, by: Person, at: datetime
) -> IntegrationConcept:
    """Record the council's decision; what was in force before is superseded in the same moment.

    `version` is the one the person looked at: a draft edited since is refused.
    """
    centres = type(concept.centre)._default_manager
    centres.select_for_update(of=("self",), no_key=True).get(pk=concept.centre_id)
    rows = IntegrationConcept.objects.select_for_update(of=("self",), no_key=True)
    saved = rows.get(pk=concept.pk)
    if saved.is_draft and saved.version != version:
        raise TransitionRefused(
            f"Der Entwurf wurde inzwischen geändert (Fassung {saved.version}). "
            "Bitte prüfen Sie die neue Fassung und halten Sie den Beschluss dann fest."
        )
    for earlier in IntegrationConcept.objects.in_force().filter(centre=saved.centre_id):
        if earlier.pk != saved.pk:
            perform(
                CONCEPT, "supersede", on=earlier, by=by, at=at, effective_on=saved.decided_on,
                reason=f"Neues Konzept {saved.pk}",
            )  # fmt: skip
    publish_change()
    return perform(CONCEPT, "adopt", on=saved, by=by, at=at, decided_on=saved.decided_on)


@transaction.atomic
def update_concept(
    *, concept: IntegrationConcept, values: Mapping[str, Any], file: "Upload | None",
    by: Person, at: datetime,
) -> IntegrationConcept:  # fmt: skip
    """Record an update: `values` holds updated_on, body, paper_number and summary."""
    check(by, may.CONCEPT_ADOPT, concept, on=day_of(at))
    day = values["updated_on"]
    rows = IntegrationConcept.objects.select_for_update(of=("self",), no_key=True)
    saved = rows.select_related("centre__organisation").get(pk=concept.pk)
    document = file and store_upload(
        file=file, owner=saved.centre.organisation, title=f"Fortschreibung: {saved.title}",
        by=by, at=at, series=f"centres.concept-update:{saved.pk}",
    )  # fmt: skip
    _note_update(saved, values, document or None, by=by, at=at)
    latest = max(day, saved.updated_on or day)
    if saved.decided_on and latest >= saved.decided_on:
        IntegrationConcept.objects.filter(pk=saved.pk).update(updated_on=latest)
    publish_change()
    return perform(CONCEPT, "update", on=saved, by=by, at=at, decided_on=day)


@transaction.atomic
def note_agreement(
    *, concept: IntegrationConcept, agreed_on: date, note: str, by: Person, at: datetime
) -> IntegrationConcept:
    """Record, once, that the municipalities agreed after the concept was decided (rule F02)."""
    rows = IntegrationConcept.objects.select_for_update(of=("self",), no_key=True)
    saved = rows.select_related("centre").get(pk=concept.pk)
    check(by, may.CONCEPT_ADOPT, saved, on=day_of(at))
    if not saved.is_in_force or not has_municipalities(saved) or saved.municipalities_agreed:
        raise AgreementRefused(
            "Das Einvernehmen lässt sich nur einmal und nur zu einem geltenden Konzept eines "
            "Kreises oder der StädteRegion nachtragen."
        )
    if agreed_on > day_of(at):
        raise AgreementRefused("Das Datum liegt in der Zukunft. Bitte prüfen.")
    saved.municipalities_agreed_on, saved.municipalities_note = agreed_on, note
    saved.save(update_fields=["municipalities_agreed_on", "municipalities_note"])
    record("centres.concept.agree", about=saved, by=by, at=at)
    publish_change()
    return saved


@transaction.atomic
def discard_concept(
    *, concept: IntegrationConcept, reason: str, by: Person, at: datetime
) -> IntegrationConcept:
    """Close a draft that will not be decided."""
    return perform(CONCEPT, "discard", on=concept, by=by, at=at, reason=reason)


def _note_update(
    concept: IntegrationConcept, values: Mapping[str, Any], document: Document | None,
    *, by: Person, at: datetime,
) -> None:  # fmt: skip
    try:
        with transaction.atomic():
            ConceptUpdate.objects.create(
                concept=concept, document=document, entered_by=by, entered_at=at,
                updated_on=values["updated_on"], body=values["body"],
                paper_number=values["paper_number"], summary=values["summary"],
            )  # fmt: skip
    except IntegrityError:
        raise TransitionRefused(
            "Diese Fortschreibung (Tag und Drucksache) ist schon festgehalten."
        ) from None


def _locked(concept: IntegrationConcept, *, by: Person, at: datetime) -> IntegrationConcept:
    rows = IntegrationConcept.objects.select_for_update(of=("self",), no_key=True)
    saved = rows.select_related("centre__organisation").get(pk=concept.pk)
    check(by, may.CONCEPT_EDIT, saved, on=day_of(at))
    if not saved.is_draft:
        raise ConceptClosed(
            f"Das Konzept ist „{saved.get_status_display()}“ und lässt sich nicht mehr bearbeiten."
        )
    return saved


def _new_answers(concept: IntegrationConcept, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    known = {
        row.actor_kind: Answer(row.took_part, row.how, row.period)
        for row in concept.participations.all()
    }
    return {code: answer for code, answer in answers.items() if answer != known.get(code, Answer())}


def _write(
    concept: IntegrationConcept, fields: Mapping[str, Any], changed: list[str],
    *, by: Person, at: datetime,
) -> IntegrationConcept:  # fmt: skip
    for name, value in fields.items():
        setattr(concept, name, value)
    concept.version += 1
    concept.changed_by, concept.changed_at = by, at
    concept.save(update_fields=[*fields, "version", "changed_by", "changed_at"])
    record(
        "centres.concept.edit", about=concept, by=by, at=at,
        detail={"version": concept.version, "changed": changed},
    )  # fmt: skip
    return concept
