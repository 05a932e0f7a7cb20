"""Writing a draft: begin, edit with autosave, show both versions when two people edit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept import actions
from drehscheibe.domain.centres.concept.actors import actors_on
from drehscheibe.domain.centres.concept.findings import body_of, has_municipalities
from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.doors.staff.centres.forms import (
    ConceptForm,
    TitleForm,
    concept_initial,
)
from drehscheibe.doors.staff.centres.reach import (
    centre_for,
    centre_trail,
    concept_for,
    concept_head,
)
from drehscheibe.doors.staff.centres.two_versions import differences, version_seen
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.actions import UploadRefused

UNREADABLE = 422
CLASH = 409


@staff_page(may.CONCEPT_BEGIN)
def concept_begin(request: StaffRequest, key: str) -> HttpResponse:
    """A new draft for the centre."""
    centre = centre_for(request, key, may.CONCEPT_BEGIN)
    form = TitleForm(request.POST or None)
    if form.is_valid():
        concept = actions.begin_concept(
            centre=centre, title=form.cleaned_data["title"], by=request.person, at=request.now
        )
        return redirect("staff:centres:concept_edit", concept.pk)
    context = {"centre": centre, "form": form, "trail": centre_trail(centre, "Neues Konzept")}
    return render_page(request, "staff/centres/concept_begin.html", context)


@staff_page(may.CONCEPT_EDIT)
def concept_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The draft; what can be read is kept even when the rest cannot."""
    concept = concept_for(request, pk, may.CONCEPT_EDIT)
    options: dict[str, Any] = {"actors": actors_on(request.today), "today": request.today}
    if not concept.is_draft:
        messages.info(request, f"Das Konzept ist „{concept.get_status_display()}“.")
        return redirect("staff:centres:concept_detail", pk)
    if request.method != "POST":
        form = ConceptForm(initial=concept_initial(concept), **options)
        return _edit_page(request, concept, form, {"state": "saved"})
    form = ConceptForm(request.POST, request.FILES, **options)
    return _save(request, concept, form)


def _save(request: StaffRequest, concept: IntegrationConcept, form: ConceptForm) -> HttpResponse:
    readable = form.is_valid()
    draft = actions.Draft(form.good_values(), form.good_answers(), version_seen(request))
    try:
        saved = actions.edit_concept(
            concept=concept, draft=draft, by=request.person, at=request.now
        )
    except actions.ConceptClosed as refusal:
        form.add_error(None, str(refusal))
        return _edit_page(request, concept, form, {"state": "locked"}, status=CLASH)
    except actions.ConceptChangedMeanwhile as clash:
        return _both_versions(request, clash.saved, form)
    readable = _attach(request, saved, form) and readable
    if not readable:
        return _edit_page(request, saved, form, {"state": "invalid"}, status=UNREADABLE)
    if getattr(request, "htmx", None):
        saved.refresh_from_db()
        return _edit_page(request, saved, form, {"state": "saved"})
    messages.success(request, "Der Entwurf ist gespeichert.")
    return redirect("staff:centres:concept_detail", saved.pk)


def _both_versions(
    request: StaffRequest, saved: IntegrationConcept, form: ConceptForm
) -> HttpResponse:
    """Attack 10: one's own text stays in the form, the saved one stands beside it."""
    mine = form.good_values() | {
        f"{code}-{name}": getattr(answer, name)
        for code, answer in form.good_answers().items()
        for name in ("took_part", "how", "period")
    }
    clash = differences(form, mine=mine, theirs=concept_initial(saved))
    page: dict[str, Any] = {"state": "clash", "clash": clash}
    if getattr(request, "htmx", None):
        page["keep_version"] = True  # the next full save shows both
    return _edit_page(request, saved, form, page, status=CLASH)


def _attach(request: StaffRequest, concept: IntegrationConcept, form: ConceptForm) -> bool:
    file = form.cleaned_data.get("file")
    if file is None:
        return True
    try:
        actions.attach_document(concept=concept, file=file, by=request.person, at=request.now)
    except UploadRefused as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


def _edit_page(
    request: StaffRequest,
    concept: IntegrationConcept,
    form: ConceptForm,
    page: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    version = request.POST.get("version") if page.get("keep_version") else concept.version
    context = concept_head(request, concept, "Bearbeiten") | page
    context |= {
        "form": form,
        "file_sent": bool(request.FILES),
        "version": version,
        "now": request.now,
        "with_municipalities": has_municipalities(concept),
        "expected_body": body_of(concept).label,
    }
    return render_page(
        request, "staff/centres/concept_edit.html", context, part="state", status=status
    )
