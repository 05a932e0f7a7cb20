"""Goal periods: the list, beginning one, its case page."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import beginning, selectors
from drehscheibe.domain.controlling.goals.facts import open_points
from drehscheibe.domain.controlling.goals.waiting import due_of
from drehscheibe.domain.controlling.goals.workflow import GOAL, PERIOD
from drehscheibe.domain.controlling.models import GoalPeriod, PeriodIs
from drehscheibe.doors.staff.controlling import goal_forms as forms
from drehscheibe.doors.staff.controlling.goal_case import (
    PERIOD_KINDS,
    REFUSALS,
    UNFIT,
    holds_here,
    period_or_404,
    period_trail,
    points,
    points_by_goal,
    refuse,
    require,
    trail,
    whose_turn,
)
from drehscheibe.doors.staff.controlling.goal_tree import tree
from drehscheibe.doors.staff.controlling.list_forms import ListFilterForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.selectors import next_steps

PER_PAGE = 25
MOST_STEPS = 40
MOST_POINTS = 60
"""More open points are shown folded, one line a goal."""
DECIDABLE = (PeriodIs.SUBMITTED, PeriodIs.AGREED)
COLUMNS = (
    Column(key="centre", label="Zentrum", kind="text"),
    Column(key="starts_on", label="Beginn", kind="day"),
    Column(key="ends_on", label="Ende", kind="day"),
    Column(key="status", label="Stand", kind="text"),
    Column(key="goals", label="Ziele", kind="integer"),
    Column(key="agreed", label="davon vereinbart", kind="integer"),
    Column(key="returned", label="davon zur Änderung zurück", kind="integer"),
)


def _filtered(request: StaffRequest) -> tuple[ListFilterForm, Any]:
    form = ListFilterForm(request.GET, years=selectors.years_of(request.standing), states=PeriodIs)
    return form, selectors.periods_for(request.standing, form.filters())


@staff_page(*may.READING)
def period_list(request: StaffRequest) -> HttpResponse:
    """Goal periods within reach; htmx asks for the results alone."""
    form, periods = _filtered(request)
    page = Paginator(periods, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [(each, PERIOD_KINDS[PeriodIs(each.status)]) for each in page],
        "may_write": holds(request.standing, [may.EDIT]),
        "query_string": request.GET.urlencode(),
        "trail": trail(),
    }
    template = "staff/controlling/goals/period_list.html"
    return render_page(request, template, context, part="results")


@staff_page(*may.READING)
def period_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as CSV or Excel file."""
    rows = (
        {
            "centre": each.centre.area_name,
            "starts_on": each.starts_on,
            "ends_on": each.ends_on,
            "status": each.get_status_display(),
            "goals": each.goal_count,
            "agreed": each.agreed_count,
            "returned": each.returned_count,
        }
        for each in _filtered(request)[1]
    )
    return table_response("zielperioden", COLUMNS, rows, form)


@staff_page(may.EDIT)
def period_start(request: StaffRequest) -> HttpResponse:
    """Begin the goals of two years; the next two without a period are preselected."""
    centres = selectors.centres_to_plan(request.standing)
    usual = beginning.two_years_from(selectors.next_free_year(centres, request.today))
    form = forms.StartForm(
        request.POST or None, centres=centres,
        initial={"starts_on": usual.starts_on, "ends_on": usual.ends_on},
    )  # fmt: skip
    if form.is_valid():
        try:
            period = beginning.start_period(
                centre=form.cleaned_data["centre"], frame=form.frame(),
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Die Periode {period.years} ist angelegt.")
            return redirect("staff:controlling:period_detail", period.pk)
    context = {"form": form, "trail": trail(("Periode beginnen", ""))}
    status = UNFIT if form.errors else 200
    template = "staff/controlling/goals/period_start.html"
    return render_page(request, template, context, status=status)


@staff_page(may.EDIT)
def period_frame(request: StaffRequest, period: int) -> HttpResponse:
    """Correct the days or their reason while nothing is agreed."""
    found = period_or_404(request, period)
    require(request, found, may.EDIT)
    initial = {
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "deviation": found.deviation,
    }
    form = forms.FrameForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            beginning.change_frame(
                period=found, frame=form.frame(), by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Tage der Periode sind berichtigt.")
            return redirect("staff:controlling:period_detail", found.pk)
    context = {"form": form, "period": found, "trail": period_trail(found, ("Zeitraum", ""))}
    status = UNFIT if form.errors else 200
    template = "staff/controlling/goals/period_frame.html"
    return render_page(request, template, context, status=status)


@staff_page(*may.READING)
def period_detail(request: StaffRequest, period: int) -> HttpResponse:
    """The goals of two years: what they say, what is missing, what can be done, what was done."""
    found = period_or_404(request, period)
    shown = selectors.goals_shown(found)
    own = holds_here(request, found, may.EDIT)
    context = {
        "period": found,
        "status_kind": PERIOD_KINDS[PeriodIs(found.status)],
        "turn": whose_turn(found),
        "due": due_of(found) if found.is_before_submission else None,
        "goals": tree(request, found, shown),
        "years": list(found.each_year),
        "may_edit": own,
        "may_decide": holds(request.standing, [may.DECIDE]) and found.status in DECIDABLE,
        "may_advise": holds(request.standing, [may.ADVISE]) and found.shared_at is not None,
        "is_own": not {found.centre.organisation_id, found.centre.carrier_id}.isdisjoint(
            request.standing.organisations_with(may.VIEW)
        ),
        "is_standing": found.status not in {PeriodIs.CLOSED, PeriodIs.DISCARDED},
        "points": _points(found, shown) if own else [],
        "steps": _steps(request, found),
        "history": list(_history(found))[:MOST_STEPS],
        "open_advice": _open_advice(shown) if own else [],
        "writers": sorted({str(each.version.changed_by) for each in shown}),
        "today": request.today,
        "trail": period_trail(found),
    }
    return render_page(request, "staff/controlling/goals/period_detail.html", context)


def _points(period: GoalPeriod, shown: list[selectors.GoalShown]) -> list[Any]:
    """What is missing where something is still being written."""
    if period.status in {PeriodIs.CLOSED, PeriodIs.DISCARDED}:
        return []
    found = open_points(period, {each.goal.pk: each.version for each in shown})
    if not period.is_before_submission:  # the frame and what is put forward stand
        written = {each.goal.number for each in shown if each.version.is_open}
        starts = tuple(f"goal-{number}-" for number in written)
        found = tuple(each for each in found if each.anchor.startswith(starts))
    return (points if len(found) <= MOST_POINTS else points_by_goal)(period, found)


def _open_advice(shown: list[selectors.GoalShown]) -> list[selectors.GoalShown]:
    return [
        each
        for each in shown
        if each.version.is_open and any(not one.answer for one in each.version.advice.all())
    ]


def _steps(request: StaffRequest, period: GoalPeriod) -> list[tuple[str, str, str]]:
    """Label, effect and address of what this person may do with the period as a whole."""
    found = []
    for step in next_steps(PERIOD, period, person=request.person, on=request.today):
        if not step.effect:
            continue  # taken by the platform, not by a button
        if step.name == "note_agreement":
            url = reverse("staff:controlling:period_agree", args=[period.pk])
        else:
            url = reverse("staff:controlling:period_step", args=[period.pk, step.name])
        found.append((step.label, step.effect, url))
    return found


def _history(period: GoalPeriod) -> Iterator[dict[str, Any]]:
    """What was done with the period and its goals, latest first."""
    goals = {goal.pk: goal for goal in period.goals.all()}
    rows = Step.objects.filter(workflow=PERIOD.name, object_id=period.pk) | Step.objects.filter(
        workflow=GOAL.name, object_id__in=goals
    )
    for step in rows.select_related("by").order_by("-entered_at", "-id")[:MOST_STEPS]:
        if step.workflow == PERIOD.name:
            yield {"label": PERIOD.by_name[step.name].label, "step": step}
        else:
            label = GOAL.by_name[step.name].label
            yield {"label": f"Ziel {goals[step.object_id].number}: {label}", "step": step}
