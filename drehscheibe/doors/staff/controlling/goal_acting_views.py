"""Acting on one goal: put forward again, begin or give up a change, drop; versions compared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.goals.changes import Change, changes_between
from drehscheibe.domain.controlling.goals.facts import WITH_PARTS
from drehscheibe.domain.controlling.goals.workflow import GOAL
from drehscheibe.domain.controlling.models import Goal, GoalIs, GoalPeriod, GoalVersion
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.centres.two_versions import runs
from drehscheibe.doors.staff.controlling import goal_forms as forms
from drehscheibe.doors.staff.controlling.goal_case import (
    GOAL_KINDS,
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
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.declarations import Permission


@dataclass(frozen=True)
class Act:
    """A step of a goal: what it says, who may, what it does."""

    label: str
    effect: str
    permission: Permission
    needs_reason: bool
    do: Callable[..., object]
    writes: bool = False
    """Whether one goes on writing afterwards."""


def _declared(name: str, do: Callable[..., object], *, writes: bool = False) -> Act:
    step = GOAL.by_name[name]
    return Act(step.label, step.effect, step.permission, step.needs_reason, do, writes)


def _submit(goal: Goal, reason: str, **who: Any) -> object:
    return submitting.submit_goal(goal=goal, **who)


def _begin(goal: Goal, reason: str, **who: Any) -> object:
    return submitting.begin_change(goal=goal, reason=reason, **who)


def _rework(goal: Goal, reason: str, **who: Any) -> object:
    """What a ministry gave back needs no reason of one's own, and no head."""
    if goal.status != GoalIs.RETURNED:
        raise ControllingRefused(
            f"Dieses Ziel ist „{goal.get_status_display()}“; überarbeiten lässt sich, worum ein "
            "Ministerium gebeten hat."
        )
    return _begin(goal, reason, **who)


def _give_up(goal: Goal, reason: str, **who: Any) -> object:
    return submitting.give_up_change(goal=goal, **who)


def _drop(goal: Goal, reason: str, **who: Any) -> object:
    return submitting.drop_goal(goal=goal, reason=reason, **who)


ACTS = {
    "rework": Act(
        "Überarbeiten", "Es entsteht eine neue Fassung zum Schreiben; was die Ministerien gesagt "
        "haben, steht dabei.", may.EDIT, False, _rework, True,
    ),
    "submit": _declared("submit", _submit),
    "revise": _declared("revise", _begin, writes=True),
    "discard_revision": _declared("discard_revision", _give_up),
    "drop": _declared("drop", _drop),
}  # fmt: skip


@staff_page(may.EDIT, may.SUBMIT)
def goal_step(request: StaffRequest, period: int, number: int, step: str) -> HttpResponse:
    """One step of a goal: what it binds is said before it is taken."""
    found = period_or_404(request, period)
    if step not in ACTS:
        raise Http404
    act = ACTS[step]
    require(request, found, act.permission)
    goal = goal_or_404(found, number)
    data = request.POST if request.method == "POST" else None
    form = forms.ReasonForm(data, needed=act.needs_reason)
    if form.is_valid():
        try:
            reason = form.cleaned_data.get("reason", "")
            act.do(goal, reason, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return _done(request, found, number, act)
    title = f"Ziel {number}: {act.label}"
    context = {
        "period": found, "form": form, "title": title, "lead": act.effect, "button": act.label,
        "back": f"{period_url(found)}#ziel-{number}", "trail": period_trail(found, (title, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/controlling/goals/act.html", context, status=status)


def _done(request: StaffRequest, period: GoalPeriod, number: int, act: Act) -> HttpResponse:
    messages.success(request, f"Ziel {number}: {act.label} – erledigt.")
    if act.writes:
        return redirect(goal_url("goal_edit", period, number))
    return redirect(f"{period_url(period)}#ziel-{number}")


@dataclass(frozen=True)
class Compared:
    """One place in both versions, in runs with whether the other version lacks them."""

    change: Change

    @property
    def sort(self) -> str:
        """Whether it is new, gone or changed, in a word."""
        if not self.change.before:
            return "neu"
        return "entfallen" if not self.change.after else "geändert"

    @property
    def before(self) -> list[tuple[str, bool]]:
        """The earlier text."""
        return list(runs(self.change.before, self.change.after))

    @property
    def after(self) -> list[tuple[str, bool]]:
        """The later text."""
        return list(runs(self.change.after, self.change.before))


@staff_page(*may.READING)
def goal_versions(request: StaffRequest, period: int, number: int) -> HttpResponse:
    """All versions of a goal, and any two of them compared place by place."""
    found = period_or_404(request, period)
    goal = goal_or_404(found, number)
    rows = GoalVersion.objects.filter(goal=goal).select_related("changed_by")
    versions = list(rows.prefetch_related(*WITH_PARTS, "decisions__by").order_by("-number"))
    if not versions:
        raise Http404  # a ministry, and a goal that was never put forward
    later = _chosen(request, "neu", versions, versions[0])
    earlier = _chosen(request, "alt", versions, versions[min(1, len(versions) - 1)])
    if earlier.number > later.number:
        earlier, later = later, earlier
    context = {
        "period": found,
        "goal": goal,
        "status_kind": GOAL_KINDS[GoalIs(goal.status)],
        "versions": versions,
        "earlier": earlier,
        "later": later,
        "compared": [Compared(each) for each in changes_between(earlier, later)],
        "trail": period_trail(found, (f"Fassungen von Ziel {number}", "")),
    }
    return render_page(request, "staff/controlling/goals/goal_versions.html", context)


def _chosen(
    request: StaffRequest, name: str, versions: list[GoalVersion], usual: GoalVersion
) -> GoalVersion:
    """The version an address names; nonsense is the usual one."""
    wanted = request.GET.get(name, "")
    return next((each for each in versions if str(each.number) == wanted), usual)
