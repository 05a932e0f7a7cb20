"""Both ministries: what is to be decided everywhere, one period goal by goal, taking back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import before_ministries as before
from drehscheibe.domain.controlling.goals import decisions
from drehscheibe.domain.controlling.goals.marks import (
    in_one_line,
    is_half_agreed,
    marks_of,
    ministry_names,
    own_ministries,
    second_word,
)
from drehscheibe.domain.controlling.goals.readable import Text, text_of
from drehscheibe.domain.controlling.models import (
    GoalDecision,
    GoalIs,
    GoalPeriod,
    GoalVersion,
    Ministry,
    PeriodIs,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.decision_forms import (
    DecisionFilter,
    VerdictForm,
    WithdrawalForm,
)
from drehscheibe.doors.staff.controlling.goal_acting_views import Compared
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.refusals import TransitionRefused

PER_PAGE = 25
REFUSED, UNFIT = 409, 422
REFUSALS = (ControllingRefused, TransitionRefused)
LIST = ("Zu entscheiden", "staff:controlling:decision_list")
NOTHING_CHOSEN = "Bitte wählen Sie bei mindestens einem Ziel „zustimmen“ oder „ändern“."
KINDS = {before.OURS: "info", before.THEIRS: "info", before.BACK: "warning",
         before.AGREED: "success"}  # fmt: skip
PERIOD_KINDS = {
    PeriodIs.SUBMITTED: "info", PeriodIs.AGREED: "success", PeriodIs.CLOSED: "neutral",
}  # fmt: skip
GOAL_KINDS = {
    GoalIs.SUBMITTED: "info", GoalIs.RETURNED: "warning", GoalIs.AGREED: "success",
    GoalIs.REVISING: "success", GoalIs.DROPPED: "neutral",
}  # fmt: skip


@dataclass
class Part:
    """A goal on the page with the form that decides on it, when one may."""

    shown: before.Shown
    form: VerdictForm | None
    may_withdraw: bool
    kind: str
    half_agreed: bool
    second: str
    marks: list[tuple[str, str, str]]
    text: Text
    compared: list[Compared]


@staff_page(may.DECIDE)
def decision_list(request: StaffRequest) -> HttpResponse:
    """Zu entscheiden: every goal that was put forward; htmx asks for the results alone."""
    form = DecisionFilter(request.GET, districts=before.districts_of(request.standing))
    ministry = _ministry(request)
    rows = before.before_ministry(ministry, request.standing, form.filters(), at=request.now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [_row(request, version) for version in page],
        "ministry": Ministry(ministry).label,
        "trail": [(LIST[0], "")],
    }
    template = "staff/controlling/decisions/decision_list.html"
    return render_page(request, template, context, part="results")


@staff_page(may.DECIDE)
def period_decide(request: StaffRequest, period: int) -> HttpResponse:
    """One period: read every goal, say a word to as many as one likes.

    Each goal is decided by itself; what is refused about one leaves the others' words standing
    and comes back into the form.
    """
    found = _period_or_404(request, period)
    ministry = _ministry(request)
    shown = before.goals_before(found)
    data = request.POST if request.method == "POST" else None
    forms = {one.goal.number: _form(one, ministry, data) for one in shown}
    if data is None:
        return _page(request, found, shown, forms)
    said = _decide(request, shown, forms)
    refused = any(form.errors for form in forms.values() if form)
    if said:
        messages.success(request, _thanks(said))
    if said and not refused:
        return redirect("staff:controlling:period_decide", found.pk)
    if not refused:
        messages.error(
            request, "Bitte wählen Sie bei mindestens einem Ziel „zustimmen“ oder „ändern“."
        )
    found.refresh_from_db()
    return _page(request, found, before.goals_before(found), forms, status=UNFIT)


@staff_page(may.DECIDE)
def decision_withdraw(request: StaffRequest, period: int, decision: int) -> HttpResponse:
    """A ministry takes its own word back, with reason."""
    found = _period_or_404(request, period)
    own = _own_decision(request, found, decision)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            decisions.withdraw_decision(
                decision=own, reason=reason, by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            messages.success(
                request, "Die Entscheidung ist zurückgenommen. Das Zentrum hat Nachricht bekommen."
            )
            return redirect("staff:controlling:period_decide", found.pk)
    address = reverse("staff:controlling:period_decide", args=[found.pk])
    context = {
        "period": found,
        "decision": own,
        "name": ministry_names(on=request.today).get(own.ministry, ""),
        "form": form,
        "trail": [
            (LIST[0], reverse(LIST[1])), (_title(found), address), ("Entscheidung zurücknehmen", "")
        ],
    }  # fmt: skip
    template = "staff/controlling/decisions/decision_withdraw.html"
    return render_page(request, template, context, status=UNFIT if form.errors else 200)


def _decide(
    request: StaffRequest, shown: list[before.Shown], forms: dict[int, VerdictForm | None]
) -> dict[str, list[int]]:
    """Say every word that was chosen; the numbers of the goals by verdict."""
    ministry, said = _ministry(request), dict[str, list[int]]()
    for one in shown:
        form = forms[one.goal.number]
        if form is None or not form.is_valid():
            continue
        verdict = form.said(ministry)
        if verdict is None:
            continue
        try:
            done = decisions.decide(
                goal=one.goal, verdict=verdict, by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            said.setdefault(done.verdict, []).append(one.goal.number)
            forms[one.goal.number] = None
    return said


def _thanks(said: dict[str, list[int]]) -> str:
    words = {"agree": "zugestimmt", "change": "um Änderung gebeten"}
    parts = [
        f"{'Ziel' if len(numbers) == 1 else 'Ziele'} {', '.join(map(str, numbers))}: "
        f"{words[verdict]}"
        for verdict, numbers in sorted(said.items())
    ]
    return f"Festgehalten. {'; '.join(parts)}."


def _page(
    request: StaffRequest,
    period: GoalPeriod,
    shown: list[before.Shown],
    forms: dict[int, VerdictForm | None],
    *,
    status: int = 200,
) -> HttpResponse:
    ministry = _ministry(request)
    parts = [_part(one, forms.get(one.goal.number), ministry, request) for one in shown]
    context = {
        "period": period,
        "period_kind": PERIOD_KINDS.get(PeriodIs(period.status), "neutral"),
        "parts": parts,
        "forms": [part.form for part in parts if part.form],
        "waiting": sum(part.form is not None for part in parts),
        "names": _names(request),
        "own": Ministry(ministry).label,
        "today": request.today,
        "trail": [(LIST[0], reverse(LIST[1])), (_title(period), "")],
    }
    template = "staff/controlling/decisions/period_decide.html"
    return render_page(request, template, context, status=status)


def _part(
    one: before.Shown, form: VerdictForm | None, ministry: str, request: StaffRequest
) -> Part:
    if form is None and one.waits_for(ministry):
        form = _form(one, ministry, None)
    return Part(
        shown=one,
        form=form,
        may_withdraw=one.may_withdraw(ministry),
        kind=GOAL_KINDS.get(GoalIs(one.goal.status), "neutral"),
        half_agreed=is_half_agreed(one.marks),
        second=second_word(one.marks),
        marks=[(mark.kind, mark.label, mark.words(request.today)) for mark in one.marks],
        text=text_of(one.version, one.goal.period),
        compared=[Compared(each) for each in one.changes],
    )


def _form(one: before.Shown, ministry: str, data: Any) -> VerdictForm | None:
    """The form of a goal that waits for one's word, or about which something was sent."""
    number, initial = one.goal.number, {"version": one.version.number, "verdict": ""}
    prefix = f"ziel-{number}"
    if data is not None and (data.get(f"{prefix}-verdict") or data.get(f"{prefix}-reason")):
        return VerdictForm(data, goal=number)
    return VerdictForm(goal=number, initial=initial) if one.waits_for(ministry) else None


def _row(request: StaffRequest, version: GoalVersion) -> dict[str, Any]:
    state, marks = before.state_of(version), marks_of(version)
    return {
        "version": version,
        "state": before.STATES[state],
        "kind": KINDS[state],
        "marks": in_one_line(marks, request.today).split(" · "),
        "half_agreed": is_half_agreed(marks),
        "second": second_word(marks),
    }


def _names(request: StaffRequest) -> list[tuple[str, str]]:
    names = ministry_names(on=request.today)
    return [(str(one.label), names.get(one.value, "")) for one in Ministry]


def _ministry(request: StaffRequest) -> str:
    """For which ministry the person speaks here."""
    held = own_ministries(request.standing)
    if not held:
        raise Http404
    return held[0]


def _period_or_404(request: StaffRequest, pk: int) -> GoalPeriod:
    try:
        return before.period_for(request.standing, pk)
    except GoalPeriod.DoesNotExist:
        raise Http404 from None


def _own_decision(request: StaffRequest, period: GoalPeriod, pk: int) -> GoalDecision:
    rows = GoalDecision.objects.filter(version__goal__period=period)
    found = rows.select_related("version__goal__period").filter(pk=pk).first()
    if found is None:
        raise Http404
    check(request.person, decisions.DECIDING[found.ministry], period, on=request.today)
    return found


def _title(period: GoalPeriod) -> str:
    return f"{period.centre.area_name}, {period}"
