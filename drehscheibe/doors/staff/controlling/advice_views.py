"""The coordinating office advises on wording; it approves nothing."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import advice_lists
from drehscheibe.domain.controlling.goals.advice import advise
from drehscheibe.domain.controlling.goals.changes import TEXTS
from drehscheibe.domain.controlling.goals.readable import Text, text_of
from drehscheibe.domain.controlling.models import GoalAdvice, GoalPeriod
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.decision_forms import AdviceFilter, AdviceForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

PER_PAGE = 25
UNFIT = 422
LIST = ("Zur Beratung geöffnet", "staff:controlling:advice_list")
ANSWER_KINDS = {"": "neutral", "accepted": "success", "declined": "info"}


@dataclass
class Part:
    """A goal on the page, what was advised on it, and the form for more while it is written."""

    advised: advice_lists.Advised
    hints: list[tuple[GoalAdvice, str, str]]
    form: AdviceForm | None
    text: Text


@staff_page(may.ADVISE)
def advice_list(request: StaffRequest) -> HttpResponse:
    """Drafts that centres have opened for advice; htmx asks for the results alone."""
    form = AdviceFilter(request.GET)
    also_submitted, words = form.wanted()
    rows = advice_lists.shared_periods(request.standing, also_submitted=also_submitted, words=words)
    context = {
        "filters": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "trail": [(LIST[0], "")],
    }
    template = "staff/controlling/advice/advice_list.html"
    return render_page(request, template, context, part="results")


@staff_page(may.ADVISE)
def period_advise(request: StaffRequest, period: int) -> HttpResponse:
    """One period goal by goal: earlier advice with the centre's answers, and room for more."""
    found = _period_or_404(request, period)
    goals = advice_lists.goals_to_advise(found)
    data = request.POST if request.method == "POST" else None
    forms = {one.goal.number: AdviceForm(data, goal=one.goal.number) for one in goals}
    if data is None:
        return _page(request, found, goals, forms)
    given = _advise(request, goals, forms)
    if given:
        messages.success(request, _thanks(given))
    refused = any(form.errors for form in forms.values())
    if given and not refused:
        return redirect("staff:controlling:period_advise", found.pk)
    if not refused:
        messages.error(request, "Bitte schreiben Sie zu mindestens einem Ziel einen Hinweis.")
    return _page(request, found, advice_lists.goals_to_advise(found), forms, status=UNFIT)


def _advise(
    request: StaffRequest, goals: list[advice_lists.Advised], forms: dict[int, AdviceForm]
) -> list[int]:
    """Keep what was written; the numbers of the goals it is about."""
    given = []
    for one in goals:
        form = forms[one.goal.number]
        words = form.words() if form.is_valid() else None
        if words is None:
            continue
        try:
            advise(goal=one.goal, words=words, by=request.person, at=request.now)
        except ControllingRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            given.append(one.goal.number)
            forms[one.goal.number] = AdviceForm(goal=one.goal.number)
    return given


def _thanks(given: list[int]) -> str:
    which = f"{'Ziel' if len(given) == 1 else 'den Zielen'} {', '.join(map(str, given))}"
    return f"Ihr Hinweis zu {which} steht jetzt beim Zentrum."


def _page(
    request: StaffRequest,
    period: GoalPeriod,
    goals: list[advice_lists.Advised],
    forms: dict[int, AdviceForm],
    *,
    status: int = 200,
) -> HttpResponse:
    parts = [
        _part(one, forms[one.goal.number], period) for one in goals if one.goal.number in forms
    ]
    context = {
        "period": period,
        "parts": parts,
        "forms": [part.form for part in parts if part.form],
        "open_count": sum(part.form is not None for part in parts),
        "trail": [
            (LIST[0], reverse(LIST[1])), (f"{period.centre.area_name}, {period}", "")
        ],
    }  # fmt: skip
    template = "staff/controlling/advice/period_advise.html"
    return render_page(request, template, context, status=status)


def _part(one: advice_lists.Advised, form: AdviceForm, period: GoalPeriod) -> Part:
    hints = [
        (hint, TEXTS.get(hint.field, "zum ganzen Ziel"), ANSWER_KINDS[hint.answer])
        for hint in one.advice
    ]
    shown = form if one.is_open or form.errors else None
    return Part(one, hints, shown, text_of(one.version, period))


def _period_or_404(request: StaffRequest, pk: int) -> GoalPeriod:
    try:
        return advice_lists.shared_period(request.standing, pk)
    except GoalPeriod.DoesNotExist:
        raise Http404 from None
