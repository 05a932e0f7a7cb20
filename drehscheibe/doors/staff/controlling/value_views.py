"""Actual values of a year, and the rows behind a counted figure."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.checks.looking import all_findings
from drehscheibe.domain.controlling.figures.rows import total
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.models import GoalPeriod
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.values.counting import figure_rows
from drehscheibe.domain.controlling.values.entering import (
    Sent,
    feed_now,
    refuse_closed,
    save_values,
)
from drehscheibe.domain.controlling.values.forming import SheetForm, sheet_form
from drehscheibe.domain.controlling.values.selectors import lines_of
from drehscheibe.doors.staff.controlling.goal_case import period_trail
from drehscheibe.doors.staff.controlling.row_links import linked
from drehscheibe.doors.staff.controlling.value_page import counted, value_page
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.drafts.keeping import Kept
from drehscheibe.kernel.permissions.reach import allows, within_reach

PER_PAGE = 50
CONFLICT, UNFIT = 409, 422
ONLY_READ = "Sie können diese Werte lesen; eintragen kann sie das Zentrum."


@staff_page(may.VIEW)
def value_sheet(request: StaffRequest, period: int, year: int) -> HttpResponse:
    """The form saves itself; without a script the button saves the whole page.

    Carriers read it; entering is for those who may.
    """
    found = period_or_404(request, period)
    if year not in found.each_year:
        raise Http404
    if request.method != "POST":
        return _page(request, found, sheet_form(found, year, at=request.now))
    if not _may_enter(request, found):
        return _page(request, found, sheet_form(found, year, at=request.now), refused=ONLY_READ)
    try:
        form, kept = save_values(
            period=found, year=year, sent=_sent(request), by=request.person, at=request.now
        )
    except ControllingRefused as refusal:
        form = sheet_form(found, year, at=request.now)
        form.texts |= {name: text for name, text in _texts(request).items() if name in form.texts}
        return _page(request, found, form, refused=str(refusal))
    if kept.conflicts or _autosaving(request):
        return _page(request, found, form, kept)
    if form.errors:
        messages.warning(request, "Gespeichert. Was noch nicht passt, ist rot und aufbewahrt.")
    else:
        messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
    return redirect(request.path)  # so that the back button never asks to send again


@require_POST
@staff_page(may.VALUE_ENTER)
def value_feed(request: StaffRequest, period: int, year: int) -> HttpResponse:
    """Count everything that is fed anew."""
    found = period_or_404(request, period)
    try:
        changed = feed_now(period=found, year=year, by=request.person, at=request.now)
    except ControllingRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Neu gezählt; geändert: {changed}.")
    return redirect("staff:controlling:value_sheet", period, year)


@staff_page(may.VIEW)
def figure_rows_page(request: StaffRequest, period: int, year: int, indicator: int) -> HttpResponse:
    """The rows a counted figure is the sum of, each with its way to the thing itself."""
    found = period_or_404(request, period)
    lines = lines_of(found.centre, year, period=found) if year in found.each_year else []
    line = next((each for each in lines if each.indicator.pk == indicator and each.source), None)
    if line is None:
        raise Http404
    rows = figure_rows(line)
    sheet = reverse("staff:controlling:value_sheet", args=[found.pk, year])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "period": found,
        "year": year,
        "line": line,
        "source": known_sources()[line.source],
        "total": total(rows),
        "stored": line.whole,
        "page": page,
        "rows": linked(request.standing, list(page)),
        "trail": period_trail(found, (f"Werte {year}", sheet), ("Zeilen der Zahl", "")),
    }
    return render_page(request, "staff/controlling/values/figure_rows.html", context)


def period_or_404(request: StaffRequest, period: int) -> GoalPeriod:
    """A period of the reader's own centre; the network has no way to working figures."""
    rows = GoalPeriod.objects.select_related("centre__carrier")
    found = within_reach(rows, may.VIEW, standing=request.standing).filter(pk=period).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: StaffRequest,
    period: GoalPeriod,
    form: SheetForm,
    kept: Kept | None = None,
    refused: str = "",
) -> HttpResponse:
    year = form.sheet.year
    found = all_findings(form)
    context: dict[str, Any] = {
        "period": period,
        "year": year,
        "form": form,
        "page": value_page(form, kept),
        "seen": kept.edits if kept else form.sheet.edits,
        "refused": refused,
        "saved_at": request.now,
        "findings": [each for each in found if not each.is_settled],
        "counted": counted(found),
        "edit_url": reverse("staff:controlling:value_sheet", args=[period.pk, year]),
        "locked": _locked(request, period, year),
        "trail": period_trail(period, (f"Werte {year}", "")),
    }
    status = CONFLICT if kept and kept.conflicts else UNFIT if refused else 200
    status = 200 if _autosaving(request) else status  # htmx swaps nothing on errors
    template = "staff/controlling/values/value_sheet.html"
    return render_page(request, template, context, part="answer", status=status)


def _locked(request: StaffRequest, period: GoalPeriod, year: int) -> str:
    """Why nothing can be entered, empty when it can."""
    try:
        refuse_closed(period, year, at=request.now)
    except ControllingRefused as refusal:
        return str(refusal)
    return "" if _may_enter(request, period) else ONLY_READ


def _may_enter(request: StaffRequest, period: GoalPeriod) -> bool:
    return allows(request.person, may.VALUE_ENTER, period, on=request.today)


def _sent(request: StaffRequest) -> Sent:
    seen = request.POST.get("version", "")
    known = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    return Sent(_texts(request), known, "overwrite" in request.POST)


def _texts(request: HttpRequest) -> dict[str, str]:
    return {name: str(text) for name, text in request.POST.items()}


def _autosaving(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))
