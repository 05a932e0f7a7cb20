"""Activities: the list, entering one in a minute, correcting it, taking it back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.activities import entering, selectors
from drehscheibe.domain.controlling.models import Activity
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.forms import (
    ActivityForm,
    FilterForm,
    KeyForm,
    WithdrawForm,
    typed,
)
from drehscheibe.doors.staff.controlling.goal_case import below_home
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.days import DayRefused, german_day, parse_day
from drehscheibe.kernel.permissions.reach import allows, holds

PER_PAGE = 25
REFUSED, UNFIT = 409, 422
LIST = ("Aktivitäten", "staff:controlling:activity_list")


@staff_page(may.ACTIVITY_VIEW)
def activity_list(request: StaffRequest) -> HttpResponse:
    """What the centre did, latest first; htmx asks for the results alone."""
    form = FilterForm(request.GET, years=selectors.years_of(request.standing))
    rows = selectors.activities_for(request.standing, form.filters())
    count, people = selectors.sums(rows)
    context = {
        "filters": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "count": count,
        "people": people,
        "may_enter": holds(request.standing, [may.ACTIVITY_ENTER]),
        "trail": below_home((LIST[0], "")),
    }
    return render_page(request, "staff/controlling/activity_list.html", context, part="results")


@staff_page(may.ACTIVITY_ENTER)
def activity_enter(request: StaffRequest) -> HttpResponse:
    """A new one. Sent twice, by an impatient thumb or after a lost connection, it is one."""
    form = _form(request, request.POST or None)
    if form.is_valid():
        try:
            activity, _ = entering.enter_activity(
                centre=form.cleaned_data["centre"], key=form.cleaned_data["key"],
                entry=form.entry(), by=request.person, at=request.now,
            )  # fmt: skip
        except ControllingRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            address = reverse("staff:controlling:activity_enter")
            return redirect(f"{address}?erfasst={activity.key}")
    context = {
        "form": form,
        "entered": _just_entered(request),
        "latest": selectors.activities_for(request.standing)[:5],
        "trail": below_home((LIST[0], reverse(LIST[1])), ("Aktivität erfassen", "")),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/controlling/activity_enter.html", context, status=status)


@staff_page(may.ACTIVITY_VIEW)
def activity_detail(request: StaffRequest, key: UUID) -> HttpResponse:
    """One activity as it stands."""
    return _page(request, _or_404(request, key))


@staff_page(may.ACTIVITY_ENTER)
def activity_correct(request: StaffRequest, key: UUID) -> HttpResponse:
    """Correct what was entered."""
    activity = _or_404(request, key)
    form = _form(request, request.POST or None, activity)
    if form.is_valid():
        seen = request.POST.get("seen", "")
        try:
            entering.correct_activity(
                activity=activity, entry=form.entry(), seen=int(seen) if seen.isdecimal() else 0,
                by=request.person, at=request.now,
            )  # fmt: skip
        except ControllingRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
            activity.refresh_from_db()
        else:
            messages.success(request, "Die Aktivität ist berichtigt.")
            return redirect("staff:controlling:activity_detail", activity.key)
    context = {"form": form, "activity": activity, "trail": _trail(activity, "Berichtigen")}
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/controlling/activity_correct.html", context, status=status)


@require_POST
@staff_page(may.ACTIVITY_ENTER)
def activity_withdraw(request: StaffRequest, key: UUID) -> HttpResponse:
    """Take it back with a reason."""
    activity = _or_404(request, key)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        entering.withdraw_activity(
            activity=activity, reason=reason, by=request.person, at=request.now
        )
    except ControllingRefused as refusal:
        form.add_error("reason", str(refusal))
        return _page(request, activity, form, status=REFUSED)
    messages.success(request, "Die Aktivität ist zurückgenommen; keine Zahl zählt sie mehr.")
    return redirect("staff:controlling:activity_detail", activity.key)


def _form(request: StaffRequest, data: Any, activity: Activity | None = None) -> ActivityForm:
    centres = selectors.centres_of(request.standing)
    initial = typed(activity) if activity else {"happened_on": german_day(request.today)}
    choices = selectors.goals_to_choose(centres, on=_day(request, activity))
    return ActivityForm(data, initial=initial, centres=centres, choices=choices)


def _just_entered(request: StaffRequest) -> Activity | None:
    """The one the address names: a script may have followed the redirect unseen before."""
    form = KeyForm(request.GET)
    rows = selectors.activities_for(request.standing)
    return rows.filter(key=form.cleaned_data["erfasst"]).first() if form.is_valid() else None


def _day(request: StaffRequest, activity: Activity | None) -> date:
    """The day whose goals are offered: the typed one, else the stored one, else today."""
    try:
        return parse_day(request.POST.get("happened_on", ""))
    except DayRefused:
        return activity.happened_on if activity else request.today


def _or_404(request: StaffRequest, key: UUID) -> Activity:
    try:
        return selectors.activity_for(request.standing, key)
    except Activity.DoesNotExist:
        raise Http404 from None


def _trail(activity: Activity, here: str) -> list[tuple[str, str]]:
    address = reverse("staff:controlling:activity_detail", args=[activity.key])
    return below_home((LIST[0], reverse(LIST[1])), (activity.title, address), (here, ""))


def _page(
    request: StaffRequest,
    activity: Activity,
    form: WithdrawForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    standing_open = activity.withdrawn_at is None
    may_enter = allows(request.person, may.ACTIVITY_ENTER, activity, on=request.today)
    context = {
        "activity": activity,
        "form": form or WithdrawForm(),
        "may_change": standing_open and may_enter,
        "trail": below_home((LIST[0], reverse(LIST[1])), (activity.title, "")),
    }
    return render_page(request, "staff/controlling/activity_detail.html", context, status=status)
