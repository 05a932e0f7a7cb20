"""Correcting a recorded decision: propose it, and the second person's look."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept import correction as correcting
from drehscheibe.domain.centres.concept.workflow import CORRECTION
from drehscheibe.domain.centres.models.correction import ConceptCorrection
from drehscheibe.doors.staff.centres.forms import CorrectionForm, ReasonForm
from drehscheibe.doors.staff.centres.reach import concept_for, concept_head
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.workflow.refusals import TransitionRefused

CLASH = 409
SHOWN = ("body", "decided_on", "paper_number", "decision_url")
"""What a correction may change."""


@staff_page(may.CONCEPT_EDIT)
def concept_correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Berichtigung vorschlagen; the record changes when a second person confirms."""
    concept = concept_for(request, pk, may.CONCEPT_EDIT)
    initial = {name: getattr(concept, name) for name in SHOWN}
    form = CorrectionForm(request.POST or None, initial=initial, today=request.today)
    if form.is_valid():
        try:
            correcting.propose_correction(
                concept=concept, values=form.cleaned_data, by=request.person, at=request.now
            )
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Berichtigung wartet jetzt auf die zweite Person.")
            return redirect("staff:centres:concept_detail", pk)
    step = {
        "label": "Berichtigung vorschlagen",
        "effect": "Noch ändert sich nichts: Leitung oder Träger prüfen den Vorschlag. "
        "Der bisherige Eintrag bleibt auch danach sichtbar.",
    }
    context = concept_head(request, concept, "Berichtigung") | {"form": form, "step": step}
    status = 422 if form.errors else 200
    return render_page(request, "staff/centres/concept_step.html", context, status=status)


@staff_page(may.CONCEPT_ADOPT)
def concept_settle(request: StaffRequest, pk: int) -> HttpResponse:
    """Berichtigung prüfen: both versions, the reason, and two buttons that say what they bind."""
    concept = concept_for(request, pk, may.CONCEPT_ADOPT)
    correction = concept.corrections.select_related("proposed_by").filter(status="proposed").first()
    if correction is None:
        messages.info(request, "Es wartet keine Berichtigung (mehr) auf eine Prüfung.")
        return redirect("staff:centres:concept_detail", pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "Ihre Begründung"
    refusal = ""
    if form.is_valid():
        try:
            label = _settle(request, correction, form.cleaned_data["reason"])
        except TransitionRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"„{label}“ ist festgehalten.")
            return redirect("staff:centres:concept_detail", pk)
    context = concept_head(request, concept, "Berichtigung prüfen") | {
        "correction": correction,
        "lines": _lines(correction),
        "form": form,
        "refusal": refusal,
        "steps": CORRECTION.steps_from(correction.status),
    }
    status = CLASH if refusal else 200
    return render_page(request, "staff/centres/correction_settle.html", context, status=status)


def _settle(request: StaffRequest, correction: ConceptCorrection, reason: str) -> str:
    """Take the pressed step, on the proposal that was shown."""
    step = CORRECTION.by_name.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    if request.POST.get("correction") != str(correction.pk):
        raise TransitionRefused(
            "Der Vorschlag ist inzwischen ein anderer. Bitte prüfen Sie ihn neu."
        )
    correcting.settle_correction(
        correction=correction, step=step.name, reason=reason, by=request.person, at=request.now
    )
    return step.label


def _lines(correction: ConceptCorrection) -> list[tuple[str, str, str]]:
    """Label, what stands, what it should say."""
    shown = [
        ("Gremium", correction.get_former_body_display(), correction.get_body_display()),
        ("Datum", german_day(correction.former_decided_on), german_day(correction.decided_on)),
        ("Drucksache oder Vorlage", correction.former_paper_number, correction.paper_number),
        ("Link", correction.former_decision_url, correction.decision_url),
    ]
    return [(str(label), str(before), str(after)) for label, before, after in shown]
