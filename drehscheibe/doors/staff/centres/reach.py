"""What every page of a centre needs: the row within reach or 404, the way back, the badge."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept import selectors
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.centres.models.concept import ConceptStatus, IntegrationConcept
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import within_reach

STATUS_KINDS = {
    ConceptStatus.DRAFT: "neutral",
    ConceptStatus.ADOPTED: "success",
    ConceptStatus.UPDATED: "success",
    ConceptStatus.SUPERSEDED: "info",
    ConceptStatus.DISCARDED: "neutral",
}
Trail = list[tuple[str, str]]


def concept_or_404(request: StaffRequest, pk: int) -> IntegrationConcept:
    """A concept the person may read; a foreign draft looks like one that does not exist."""
    concept = selectors.concepts_for(request.standing).filter(pk=pk).first()
    if concept is None:
        raise Http404
    return concept


def concept_for(request: StaffRequest, pk: int, permission: Permission) -> IntegrationConcept:
    """A concept of one's own centre, to act upon."""
    rows = selectors.own_concepts(request.standing).filter(pk=pk)
    concept = within_reach(rows, permission, standing=request.standing).first()
    if concept is None:
        raise Http404
    return concept


def centre_for(request: StaffRequest, key: str, permission: Permission) -> Centre:
    """The centre with this key, when the permission reaches it."""
    rows = Centre.objects.select_related("organisation", "carrier").filter(key=key)
    centre = within_reach(rows, permission, standing=request.standing).first()
    if centre is None:
        raise Http404
    return centre


def documents_of(concept: IntegrationConcept) -> list[Document]:
    """The concept's file and those of its updates, in this order."""
    files = [concept.document, *(update.document for update in selectors.updates_of(concept))]
    return [file for file in files if file is not None]


def document_or_404(concept: IntegrationConcept, pk: UUID) -> Document:
    """A file of this very concept, no other (attack 1)."""
    for document in documents_of(concept):
        if document.pk == pk:
            return document
    raise Http404


def is_own(request: StaffRequest, concept: IntegrationConcept) -> bool:
    """Whether the person works for the concept's centre or its carrier."""
    held = request.standing.organisations_with(may.CONCEPT_VIEW)
    return concept.centre.organisation_id in held or concept.centre.carrier_id in held


def trail(*more: tuple[str, str]) -> Trail:
    """The breadcrumb below the centres."""
    start = [
        ("Übersicht", reverse("staff:home")),
        ("Zentren", reverse("staff:centres:centre_list")),
    ]
    return [*start, *more]


def centre_trail(centre: Centre, page: str) -> Trail:
    """The breadcrumb down to a centre and to a page below it."""
    above = reverse("staff:centres:centre_detail", args=[centre.key])
    return trail((centre.area_name, above), (page, ""))


def concept_trail(concept: IntegrationConcept, *more: tuple[str, str]) -> Trail:
    """The breadcrumb down to a concept and below."""
    page = reverse("staff:centres:concept_detail", args=[concept.pk])
    listed = ("Konzepte", reverse("staff:centres:concept_list"))
    return trail(listed, (concept.title, page if more else ""), *more)


def concept_head(request: StaffRequest, concept: IntegrationConcept, page: str) -> dict[str, Any]:
    """Context of every page below a concept; `page` is its name in the breadcrumb."""
    return {
        "concept": concept,
        "status_kind": STATUS_KINDS[ConceptStatus(concept.status)],
        "today": request.today,
        "trail": concept_trail(concept, *([(page, "")] if page else [])),
    }
