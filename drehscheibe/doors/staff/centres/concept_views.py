"""Reading concepts: list, export, one concept, its files."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept import selectors
from drehscheibe.domain.centres.concept.actors import actors_on
from drehscheibe.domain.centres.concept.findings import findings, has_municipalities
from drehscheibe.domain.centres.concept.workflow import CONCEPT
from drehscheibe.domain.centres.models.concept import ConceptStatus, IntegrationConcept
from drehscheibe.doors.staff.centres.reach import (
    STATUS_KINDS,
    concept_head,
    concept_or_404,
    document_or_404,
    documents_of,
    is_own,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.permissions.reach import allows, holds
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.workflow.selectors import next_steps

READING = (may.CONCEPT_VIEW, may.CONCEPT_READ)
STEP_PAGES = {
    "adopt": "concept_adopt",
    "update": "concept_update",
    "discard": "concept_discard",
}
"""Steps with a page; a concept is superseded by the next one, never by hand."""
COLUMNS = (
    Column(key="key", label="Schlüssel", kind="code"),
    Column(key="centre", label="Zentrum", kind="text"),
    Column(key="title", label="Titel", kind="text"),
    Column(key="status", label="Stand", kind="text"),
    Column(key="body", label="Beschlossen durch", kind="text"),
    Column(key="decided_on", label="Beschlossen am", kind="day"),
    Column(key="paper_number", label="Drucksache", kind="text"),
    Column(key="updated_on", label="Fortgeschrieben am", kind="day"),
    Column(key="agreed_on", label="Einvernehmen der Gemeinden am", kind="day"),
)


def _filtered(request: StaffRequest) -> QuerySet[IntegrationConcept]:
    rows = selectors.concepts_for(request.standing).order_by("centre__key", "-decided_on", "-id")
    status, words = request.GET.get("stand", ""), request.GET.get("wort", "").strip()
    if status in ConceptStatus.values:
        rows = rows.filter(status=status)
    if words:
        rows = rows.filter(
            Q(title__icontains=words) | Q(centre__organisation__name__icontains=words)
        )
    return rows.select_related("centre__organisation", "document", "changed_by")


@staff_page(*READING)
def concept_list(request: StaffRequest) -> HttpResponse:
    """Integrationskonzepte: one's own with drafts, everybody's once decided."""
    page = Paginator(_filtered(request), 25).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [(each, STATUS_KINDS[ConceptStatus(each.status)]) for each in page],
        "statuses": ConceptStatus.choices,
        "status": request.GET.get("stand", ""),
        "words": request.GET.get("wort", ""),
        "query_string": request.GET.urlencode(),
        "trail": trail(("Konzepte", "")),
    }
    return render_page(request, "staff/centres/concept_list.html", context, part="results")


@staff_page(*READING)
def concept_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as CSV or Excel file."""
    rows = (
        {
            "key": each.centre.key,
            "centre": each.centre.organisation.name,
            "title": each.title,
            "status": each.get_status_display(),
            "body": each.get_body_display(),
            "decided_on": each.decided_on,
            "paper_number": each.paper_number,
            "updated_on": each.updated_on,
            "agreed_on": each.municipalities_agreed_on,
        }
        for each in _filtered(request)
    )
    return table_response("integrationskonzepte", COLUMNS, rows, form)


@staff_page(*READING)
def concept_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One concept: what it says, what is missing, what comes next, what was done."""
    concept = concept_or_404(request, pk)
    own = is_own(request, concept)
    context = concept_head(request, concept, "") | {
        "own": own,
        "findings": _findings(request, concept) if own and concept.is_draft else (),
        "participation": _participation(request, concept),
        "updates": selectors.updates_of(concept),
        "agreement_missing": _agreement_missing(request, concept),
        "steps": _steps(request, concept),
        "corrections": concept.corrections.select_related("proposed_by", "settled_by"),
        **_correcting(request, concept, own=own),
        "may_edit": concept.is_draft and own and holds(request.standing, [may.CONCEPT_EDIT]),
        "history": selectors.history(concept) if own else (),
        "documents": documents_of(concept),
    }
    return render_page(request, "staff/centres/concept_detail.html", context)


@staff_page(*READING)
def concept_document(request: StaffRequest, pk: int, document: UUID) -> HttpResponse:
    """A file of a concept within reach."""
    return download_response(document_or_404(concept_or_404(request, pk), document))


def _correcting(
    request: StaffRequest, concept: IntegrationConcept, *, own: bool
) -> dict[str, bool]:
    """Whether a correction may be proposed, or waits for this person."""
    waits = concept.corrections.filter(status="proposed").first() if own else None
    return {
        "may_correct": own
        and concept.is_public
        and waits is None
        and holds(request.standing, [may.CONCEPT_EDIT]),
        "may_settle": waits is not None
        and holds(request.standing, [may.CORRECTION_SETTLE])
        and waits.proposed_by_id != request.person.pk,
    }


def _agreement_missing(request: StaffRequest, concept: IntegrationConcept) -> bool:
    return (
        concept.is_in_force
        and has_municipalities(concept)
        and not concept.municipalities_agreed
        and allows(request.person, may.CONCEPT_ADOPT, concept, on=request.today)
    )


def _findings(request: StaffRequest, concept: IntegrationConcept) -> Any:
    return findings(concept, concept.participations.all(), on=request.today)


def _participation(request: StaffRequest, concept: IntegrationConcept) -> list[tuple[Any, Any]]:
    answers = {answer.actor_kind: answer for answer in concept.participations.all()}
    return [(actor, answers.get(actor.code)) for actor in actors_on(request.today)]


def _steps(request: StaffRequest, concept: IntegrationConcept) -> list[tuple[Any, str]]:
    return [
        (step, reverse(f"staff:centres:{STEP_PAGES[step.name]}", args=[concept.pk]))
        for step in next_steps(CONCEPT, concept, person=request.person, on=request.today)
        if step.name in STEP_PAGES
    ]
