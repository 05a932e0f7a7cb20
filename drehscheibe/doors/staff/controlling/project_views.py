"""Projekte: those of state-wide importance, kept by ministries and the coordinating office."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.controlling.models import Participation, ProjectIs, StatewideProject
from drehscheibe.domain.controlling.projects import keeping, selectors
from drehscheibe.domain.controlling.projects import permissions as may
from drehscheibe.domain.controlling.projects.workflow import OPEN, PROJECT
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.goal_case import below_home
from drehscheibe.doors.staff.controlling.project_forms import (
    AskForm,
    ProjectFilter,
    ProjectForm,
    StepForm,
    typed,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.declarations import Transition
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from drehscheibe.kernel.workflow.selectors import steps_of

LIST = ("Projekte", "staff:controlling:project_list")
PER_PAGE = 25
UNFIT = 422
KINDS = {
    ProjectIs.PLANNED: "neutral", ProjectIs.RUNNING: "info", ProjectIs.FINISHED: "success",
    ProjectIs.STOPPED: "warning",
}  # fmt: skip
REFUSALS = (ControllingRefused, TransitionRefused)


@staff_page(*may.READING)
def project_list(request: StaffRequest) -> HttpResponse:
    """Every project in reach; htmx asks for the results alone."""
    form = ProjectFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = selectors.projects_for(
        request.standing, status=given.get("stand", ""), words=given.get("wort", "")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [(each, KINDS[ProjectIs(each.status)]) for each in page],
        "may_keep": holds(request.standing, [may.KEEP]),
        "is_network": holds(request.standing, [may.VIEW_ALL]),
        "trail": below_home((LIST[0], "")),
    }
    template = "staff/controlling/projects/project_list.html"
    return render_page(request, template, context, part="results")


@staff_page(*may.READING)
def project_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One project: what it is, whose municipality consents, what came of it, what can be done."""
    project = project_or_404(request, pk)
    is_open = project.status in OPEN
    keeps = is_open and holds(request.standing, [may.KEEP])
    context = {
        "project": project,
        "kind": KINDS[ProjectIs(project.status)],
        "is_network": holds(request.standing, [may.VIEW_ALL]),
        "rows": [_part(request, each, project) for each in project.participations.all()],
        "keeps": keeps,
        "steps": PROJECT.steps_from(project.status) if keeps else (),
        "history": [
            (step, PROJECT.by_name[step.name].label)
            for step in steps_of(PROJECT, project).select_related("by").order_by("-id")
        ],
        "trail": trail_of(project),
    }
    return render_page(request, "staff/controlling/projects/project_detail.html", context)


@staff_page(may.KEEP)
def project_begin(request: StaffRequest) -> HttpResponse:
    """A new project."""
    form = ProjectForm(request.POST or None)
    made: list[StatewideProject] = []
    act = lambda: made.append(  # noqa: E731 (the one act of this page)
        keeping.create_project(facts=form.facts(), by=request.person, at=request.now)
    )
    if done(form, act):
        messages.success(request, "Das Projekt ist angelegt. Fragen Sie nun Zentren an.")
        return redirect("staff:controlling:project_detail", made[0].pk)
    return form_page(
        request, form, "Neues Projekt", "Anlegen", below_home((LIST[0], reverse(LIST[1])))
    )


@staff_page(may.KEEP)
def project_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change what it is."""
    project = project_or_404(request, pk)
    form = ProjectForm(request.POST or None, initial=typed(project))
    act = lambda: keeping.edit_project(  # noqa: E731 (the one act of this page)
        project=project, facts=form.facts(), seen=form.cleaned_data["seen"] or 0,
        by=request.person, at=request.now,
    )  # fmt: skip
    if done(form, act):
        messages.success(request, "Gespeichert.")
        return redirect("staff:controlling:project_detail", pk)
    return form_page(request, form, "Projekt ändern", "Speichern", trail_of(project))


@staff_page(may.KEEP)
def project_ask(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask centres."""
    project = project_or_404(request, pk)
    form = AskForm(request.POST or None, centres=selectors.still_to_ask(project))
    act = lambda: keeping.ask_centres(  # noqa: E731 (the one act of this page)
        project=project, centres=form.cleaned_data["centres"], by=request.person, at=request.now
    )
    if done(form, act):
        messages.success(request, "Die Zentren sind gefragt; Leitung und Träger bekommen Post.")
        return redirect("staff:controlling:project_detail", pk)
    return form_page(request, form, "Zentren fragen", "Jetzt fragen", trail_of(project))


@staff_page(may.KEEP)
def project_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Begin, finish with results, or give up with a reason."""
    project = project_or_404(request, pk)
    wanted = PROJECT.by_name.get(step)
    if wanted is None:
        raise Http404
    label = "Ergebnisse" if step == "finish" else "Begründung"
    form = StepForm(request.POST or None, initial={"text": project.results}, label=label)
    if step == "begin":
        form = StepForm(request.POST if request.method == "POST" else None, label=label)
        form.fields["text"].widget = forms.HiddenInput()
    if done(form, lambda: _take(request, project, wanted, form.cleaned_data["text"])):
        messages.success(request, f"„{wanted.label}“ ist erledigt.")
        return redirect("staff:controlling:project_detail", pk)
    return form_page(
        request, form, wanted.label, wanted.label, trail_of(project), lead=wanted.effect
    )


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is whole and the act was not refused."""
    if not form.is_valid():
        return False
    try:
        act()
    except REFUSALS as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    return True


def form_page(
    request: StaffRequest, form: forms.Form, title: str, button: str,
    trail: list[tuple[str, str]], *, lead: str = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form; the trail's last place is where one goes back to."""
    above = [(name, url or request.path) for name, url in trail]
    context = {
        "form": form, "title": title, "button": button, "lead": lead, "back": above[-1][1],
        "trail": [*above, (title, "")],
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    template = "staff/controlling/projects/project_form.html"
    return render_page(request, template, context, status=status)


def trail_of(project: StatewideProject) -> list[tuple[str, str]]:
    """The breadcrumb below the list."""
    address = reverse("staff:controlling:project_detail", args=[project.pk])
    return below_home((LIST[0], reverse(LIST[1])), (project.title, address))


def project_or_404(request: StaffRequest, pk: int) -> StatewideProject:
    """One project in reach."""
    try:
        return selectors.project_for(request.standing, pk)
    except StatewideProject.DoesNotExist:
        raise Http404 from None


def _take(
    request: StaffRequest, project: StatewideProject, step: Transition, text: str
) -> StatewideProject:
    if step.name == "finish":
        return keeping.finish_project(
            project=project, results=text, by=request.person, at=request.now
        )
    return perform(PROJECT, step.name, on=project, by=request.person, at=request.now, reason=text)


def _part(
    request: StaffRequest, one: Participation, project: StatewideProject
) -> dict[str, object]:
    """A centre's row and what this person may enter there."""
    own = {one.centre.organisation_id, one.centre.carrier_id}
    answers = own & set(request.standing.organisations_with(may.ANSWER))
    reports = own & set(request.standing.organisations_with(may.REPORT))
    is_open = project.status in OPEN
    return {
        "one": one,
        "may_answer": bool(answers) and is_open,
        "may_report": bool(reports) and project.status == ProjectIs.RUNNING
        and one.consent_on is not None,
    }  # fmt: skip
