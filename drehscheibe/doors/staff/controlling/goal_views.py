"""Writing a goal: begin, the form that keeps everything, rows, advice answered."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import advice, beginning, writing
from drehscheibe.domain.controlling.goals.selectors import version_to_write
from drehscheibe.domain.controlling.models import Goal, GoalAdvice, GoalPeriod, Strand
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling import goal_forms as forms
from drehscheibe.doors.staff.controlling.goal_case import (
    REFUSALS,
    UNFIT,
    goal_or_404,
    goal_url,
    period_or_404,
    period_trail,
    period_url,
    refuse,
    require,
)
from drehscheibe.doors.staff.controlling.goal_context import form_page
from drehscheibe.doors.staff.controlling.goal_saving import Saved, save
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

TABLES = {"measures", "indicators"}


@staff_page(may.EDIT)
def goal_add(request: StaffRequest, period: int) -> HttpResponse:
    """Another goal: strand and short title, then the form."""
    found = period_or_404(request, period)
    require(request, found, may.EDIT)
    form = forms.GoalForm(request.POST or None, initial={"strand": Strand.EDUCATION})
    if form.is_valid():
        try:
            version = beginning.add_goal(
                period=found, strand=Strand(form.cleaned_data["strand"]),
                title=form.cleaned_data["title"], by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return redirect(goal_url("goal_edit", found, version.goal.number))
    context = {
        "period": found, "form": form, "title": "Ziel hinzufügen", "button": "Anlegen",
        "lead": "Alles Weitere schreiben Sie danach; es speichert sich selbst.",
        "back": period_url(found), "trail": period_trail(found, ("Ziel hinzufügen", "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/controlling/goals/act.html", context, status=status)


@staff_page(may.EDIT)
def goal_edit(request: StaffRequest, period: int, number: int) -> HttpResponse:
    """The form; saving keeps everything, also what cannot be read yet.

    htmx saves after each change and gets open points and errors back; without JavaScript the
    button does the same for the whole page.
    """
    found, goal = _writable_or_404(request, period, number)
    version = version_to_write(goal)
    if request.method != "POST":
        if not goal.is_editable or not version.is_open:
            return redirect(f"{period_url(found)}#ziel-{number}")
        return form_page(request, goal, version)
    saved = save(request, goal, version)
    autosaving = _autosaving(request)
    if not autosaving and not saved.refused and not saved.conflicts:
        kept = version_to_write(goal).kept_input.keys()
        if saved.errors.keys() <= kept:
            if saved.errors:
                messages.warning(
                    request, "Gespeichert. Nicht Lesbares ist rot markiert und aufbewahrt."
                )
            else:
                messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
            return redirect(request.path)  # so that the back button never asks to send again
    return form_page(request, goal, version_to_write(goal), saved, autosaving=autosaving)


@staff_page(may.EDIT)
def goal_row(request: StaffRequest, period: int, number: int) -> HttpResponse:
    """Add or remove a row, or look for a field of action; what was typed is saved first."""
    found, goal = _writable_or_404(request, period, number)
    page = goal_url("goal_edit", found, number)
    if request.method != "POST":
        return redirect(page)
    act, _, target = request.POST.get("row", "").partition(":")
    table, _, row = target.partition(":")
    if act not in {"add", "remove", "find"} or (act != "find" and table not in TABLES):
        raise Http404
    version = version_to_write(goal)
    saved = save(request, goal, version)
    if saved.refused or saved.conflicts or not _comes_back(goal, saved):
        return form_page(request, goal, version_to_write(goal), saved)
    if act == "find":
        words = request.POST.get("find", "").strip()[:60]
        return redirect(f"{page}?{_query(words)}#fields" if words else f"{page}#fields")
    try:
        anchor = _change_row(request, goal, act, table, row)
    except ControllingRefused as refusal:
        messages.error(request, str(refusal))
        anchor = table
    return redirect(f"{page}#{anchor}")


@require_POST
@staff_page(may.EDIT)
def advice_answer(request: StaffRequest, period: int, number: int) -> HttpResponse:
    """Take a proposed text over, or leave it; what was typed is saved first."""
    found, goal = _writable_or_404(request, period, number)
    answer, _, key = request.POST.get("answer", "").partition(":")
    hint = _advice_or_404(goal, answer, key)
    version = version_to_write(goal)
    saved = save(request, goal, version) if "version" in request.POST else Saved()
    if saved.refused or saved.conflicts or not _comes_back(goal, saved):
        return form_page(request, goal, version_to_write(goal), saved)
    who: dict[str, Any] = {"advice": hint, "by": request.person, "at": request.now}
    try:
        if answer == "accept":
            advice.accept_advice(**who)
            messages.success(request, "Der Hinweis ist übernommen.")
        else:
            note = request.POST.get(f"note-{hint.pk}", "")[:2000]
            advice.decline_advice(**who, note=note)
            messages.success(request, "Der Hinweis ist beantwortet; Ihr Text bleibt.")
    except ControllingRefused as refusal:
        if refusal.field:  # the goal cannot hold the proposal: said where its text still stands
            saved.errors[refusal.field] = str(refusal)
            return form_page(request, goal, version_to_write(goal), saved)
        messages.error(request, str(refusal))
    return redirect(f"{goal_url('goal_edit', found, number)}#{hint.field or 'advice'}")


def _writable_or_404(request: StaffRequest, period: int, number: int) -> tuple[GoalPeriod, Goal]:
    found = period_or_404(request, period)
    require(request, found, may.EDIT)
    return found, goal_or_404(found, number)


def _advice_or_404(goal: Goal, answer: str, key: str) -> GoalAdvice:
    known = answer in {"accept", "decline"} and key.isdecimal() and len(key) < 10
    rows = GoalAdvice.objects.filter(version__goal=goal, pk=int(key) if known else 0)
    found = rows.select_related("version__goal").first()
    if found is None:
        raise Http404
    return found


def _comes_back(goal: Goal, saved: Saved) -> bool:
    """Whether the stored goal itself brings back every text that could not be read."""
    kept: dict[str, str] = version_to_write(goal).kept_input
    return saved.errors.keys() <= kept.keys()


def _change_row(request: StaffRequest, goal: Goal, act: str, table: str, row: str) -> str:
    """Add or remove; returns the place on the page to go to."""
    who: dict[str, Any] = {"goal": goal, "by": request.person, "at": request.now}
    if act == "remove":
        if row.isdecimal() and len(row) < 6:
            writing.remove_row(**who, table=table, number=int(row))
        return table
    if table == "measures":
        return f"measures-{writing.add_measure(**who)}"
    counting = writing.counting_of(
        request.POST.get("new-kind", ""), request.POST.get("new-over_time", ""),
        request.POST.get("new-over_places", ""),
    )  # fmt: skip
    return f"indicators-{writing.add_indicator(**who, counting=counting)}"


def _query(words: str) -> str:
    return urlencode({"feld": words})


def _autosaving(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))
