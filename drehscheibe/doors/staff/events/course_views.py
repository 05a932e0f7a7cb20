"""Courses from which events are made, and what they qualify for."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import courses, preparing, selectors
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import CourseTemplate, QualificationKind
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.doors.staff.events.course_forms import KindForm, TemplateForm, course_before
from drehscheibe.doors.staff.events.planning_views import form_page, show
from drehscheibe.doors.staff.events.views import LIST
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation


@staff_page(may.TEMPLATE_KEEP)
def template_list(request: StaffRequest) -> HttpResponse:
    """Courses one may hold: those of the own house first to be changed."""
    rows = selectors.templates_for(request.standing).select_related("owner", "grants")
    own = set(request.standing.organisations_with(may.TEMPLATE_KEEP))
    context = {
        "rows": [(each, each.owner_id in own) for each in rows],
        "kinds": QualificationKind.objects.all(),
        "trail": [LIST, ("Kursvorlagen", "")],
    }
    return render_page(request, "staff/events/template_list.html", context)


@staff_page(may.TEMPLATE_KEEP)
def template_create(request: StaffRequest) -> HttpResponse:
    """A new course of the house."""
    able = request.standing.organisations_with(may.TEMPLATE_KEEP)
    owners = Organisation.objects.filter(pk__in=able)
    form = TemplateForm(request.POST or None, owners=owners, initial={"owner": owners.first()})
    if form.is_valid():
        try:
            made = preparing.create_template(
                owner=form.cleaned_data["owner"], facts=form.facts(), by=request.person,
                at=request.now,
            )  # fmt: skip
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            messages.success(request, f"Die Vorlage „{made}“ ist angelegt.")
            return redirect("staff:events:template_list")
    return form_page(request, form, "Neue Kursvorlage", "Vorlage anlegen", trail())


@staff_page(may.TEMPLATE_KEEP)
def template_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change it for the events to come."""
    known = _kept_or_404(request, pk)
    none = Organisation.objects.none()
    form = TemplateForm(
        request.POST or None, owners=none, known=known, initial=course_before(known)
    )
    if form.is_valid():
        facts: Any = form.facts()
        try:
            courses.change_template(template=known, facts=facts, by=request.person, at=request.now)
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            messages.success(
                request, "Gespeichert. Bestehende Veranstaltungen bleiben, wie sie sind."
            )
            return redirect("staff:events:template_list")
    return form_page(request, form, f"Kursvorlage ändern: {known}", "Speichern", trail())


@require_POST
@staff_page(may.TEMPLATE_KEEP)
def template_end(request: StaffRequest, pk: int) -> HttpResponse:
    """No longer offered."""
    known = _kept_or_404(request, pk)
    courses.end_template(template=known, by=request.person, at=request.now)
    messages.success(request, f"„{known}“ wird nicht mehr angeboten.")
    return redirect("staff:events:template_list")


@staff_page(may.TEMPLATE_KEEP)
def kind_create(request: StaffRequest) -> HttpResponse:
    """A kind of qualification, for the whole network."""
    form = KindForm(request.POST or None)
    if form.is_valid():
        try:
            courses.add_kind(**form.cleaned_data, by=request.person, at=request.now)
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            messages.success(request, "Die Art steht ab jetzt bei Vorlagen zur Wahl.")
            return redirect("staff:events:template_list")
    note = "Eine Art gilt im ganzen Netzwerk. Bitte sehen Sie zuerst nach, ob es sie schon gibt."
    return form_page(request, form, "Neue Art der Qualifikation", "Anlegen", trail(), note)


def trail() -> list[tuple[str, str]]:
    """Below the courses."""
    return [LIST, ("Kursvorlagen", reverse("staff:events:template_list"))]


def _kept_or_404(request: StaffRequest, pk: int) -> CourseTemplate:
    able = request.standing.organisations_with(may.TEMPLATE_KEEP)
    known = CourseTemplate.objects.filter(pk=pk, owner__in=able).first()
    if known is None:
        raise Http404
    return known
