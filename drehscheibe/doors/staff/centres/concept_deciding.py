"""Deciding about concepts: adopt, update, note the municipalities' agreement, discard."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept import actions, selectors
from drehscheibe.domain.centres.concept.findings import blocking, body_of, findings
from drehscheibe.domain.centres.concept.workflow import CONCEPT
from drehscheibe.doors.staff.centres.forms import AgreementForm, ReasonForm, UpdateForm
from drehscheibe.doors.staff.centres.reach import concept_for, concept_head
from drehscheibe.doors.staff.centres.two_versions import version_seen
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.actions import UploadRefused
from drehscheibe.kernel.workflow.refusals import TransitionRefused

CLASH = 409


@staff_page(may.CONCEPT_ADOPT)
def concept_adopt(request: StaffRequest, pk: int) -> HttpResponse:
    """Beschluss festhalten: what is decided, on which basis, what it binds."""
    concept = concept_for(request, pk, may.CONCEPT_ADOPT)
    refusal = ""
    if request.method == "POST":
        try:
            actions.adopt_concept(
                concept=concept, version=version_seen(request), by=request.person, at=request.now
            )
        except TransitionRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"„{concept.title}“ ist als verabschiedet festgehalten.")
            return redirect("staff:centres:concept_detail", pk)
    found = findings(concept, concept.participations.all(), on=request.today)
    context = concept_head(request, concept, "Beschluss festhalten") | {
        "step": CONCEPT.by_name["adopt"],
        "refusal": refusal,
        "findings": found,
        "blocked": bool(blocking(found)),
        "earlier": selectors.concept_in_force(concept.centre),
    }
    status = CLASH if refusal else 200
    return render_page(request, "staff/centres/concept_adopt.html", context, status=status)


@staff_page(may.CONCEPT_ADOPT)
def concept_update(request: StaffRequest, pk: int) -> HttpResponse:
    """Fortschreibung festhalten."""
    concept = concept_for(request, pk, may.CONCEPT_ADOPT)
    initial = {"body": body_of(concept)}
    form = UpdateForm(
        request.POST or None, request.FILES or None, initial=initial, today=request.today
    )
    if form.is_valid():
        try:
            actions.update_concept(
                concept=concept, values=form.cleaned_data, file=form.cleaned_data["file"],
                by=request.person, at=request.now,
            )  # fmt: skip
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Fortschreibung ist festgehalten.")
            return redirect("staff:centres:concept_detail", pk)
    context = concept_head(request, concept, "Fortschreibung")
    context |= {"form": form, "step": CONCEPT.by_name["update"]}
    return render_page(request, "staff/centres/concept_step.html", context)


@staff_page(may.CONCEPT_ADOPT)
def concept_discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Entwurf verwerfen, with a reason."""
    concept = concept_for(request, pk, may.CONCEPT_ADOPT)
    form = ReasonForm(request.POST or None, needed=True)
    if form.is_valid():
        try:
            actions.discard_concept(
                concept=concept, reason=form.cleaned_data["reason"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Der Entwurf ist verworfen.")
            return redirect("staff:centres:concept_detail", pk)
    context = concept_head(request, concept, "Verwerfen")
    context |= {"form": form, "step": CONCEPT.by_name["discard"]}
    return render_page(request, "staff/centres/concept_step.html", context)


@staff_page(may.CONCEPT_ADOPT)
def concept_agreement(request: StaffRequest, pk: int) -> HttpResponse:
    """Einvernehmen der Gemeinden nachtragen, to a concept already decided."""
    concept = concept_for(request, pk, may.CONCEPT_ADOPT)
    form = AgreementForm(request.POST or None, today=request.today)
    if form.is_valid():
        try:
            actions.note_agreement(
                concept=concept, by=request.person, at=request.now, **form.cleaned_data
            )
        except actions.AgreementRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Das Einvernehmen ist festgehalten.")
            return redirect("staff:centres:concept_detail", pk)
    step = {
        "label": "Einvernehmen nachtragen",
        "effect": "Die Angabe steht danach fest und zählt für den Förderantrag (Prüfung F02).",
    }
    context = concept_head(request, concept, "Einvernehmen") | {"form": form, "step": step}
    return render_page(request, "staff/centres/concept_step.html", context)
