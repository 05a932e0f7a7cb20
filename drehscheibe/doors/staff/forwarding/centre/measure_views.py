"""A centre's own measures: the list of a year with what looks alike, writing one down."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import measures
from drehscheibe.domain.forwarding.double_funding import thresholds
from drehscheibe.domain.forwarding.models import CentreMeasure
from drehscheibe.domain.forwarding.near_measures import doubles_of_own
from drehscheibe.doors.staff.forwarding.centre.case import REFUSALS, UNFIT, refuse, trail
from drehscheibe.doors.staff.forwarding.centre.measure_forms import MeasureForm, YearForm
from drehscheibe.doors.staff.forwarding.centre.measure_panel import with_doubles
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds, within_reach

YEARS = range(2012, 2101)


@staff_page(may.MEASURE_VIEW)
def measure_list(request: StaffRequest) -> HttpResponse:
    """The own measures of a year, each with what looks like it elsewhere (K12)."""
    form = YearForm(request.GET)
    given = form.cleaned_data["jahr"] if form.is_valid() else None
    year = given or request.today.year
    rows = list(measures.measures_of(request.standing).filter(fiscal_year=year))
    context = {
        "filters": form if form.errors else YearForm({"jahr": year}),
        "year": year,
        "rows": with_doubles(rows),
        "may_keep": holds(request.standing, [may.MEASURE_KEEP]),
        "basis": thresholds().basis,
        "trail": trail(("Eigene Maßnahmen", "")),
    }
    status = UNFIT if form.errors else 200
    template = "staff/forwarding/centre/measure_list.html"
    return render_page(request, template, context, part="results", status=status)


@staff_page(may.MEASURE_KEEP)
def measure_write(request: StaffRequest, year: int) -> HttpResponse:
    """Write a measure of this year down."""
    if year not in YEARS:
        raise Http404
    centres = _centres(request)
    form = MeasureForm(
        request.POST if request.method == "POST" else None, fiscal_year=year,
        centres=[(pk, row.area_name) for pk, row in centres.items()], initial=_initial(request),
    )  # fmt: skip
    if form.is_valid():
        chosen = form.cleaned_data.get("centre") or next(iter(centres))
        try:
            row = measures.note_measure(
                centre=centres[chosen], fiscal_year=year, details=form.details(),
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return _done(request, row, "ist eingetragen")
    return _act(request, form, year, f"Maßnahme für {year} eintragen", "Eintragen")


@staff_page(may.MEASURE_KEEP)
def measure_edit(request: StaffRequest, measure: int) -> HttpResponse:
    """Correct a measure."""
    row = _measure(request, measure)
    form = MeasureForm(
        request.POST if request.method == "POST" else None, fiscal_year=row.fiscal_year,
        centres=[(row.centre_id, row.centre.area_name)], initial=_as_typed(row),
    )  # fmt: skip
    if form.is_valid():
        try:
            row = measures.change_measure(
                measure=row, details=form.details(), by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return _done(request, row, "ist geändert")
    return _act(request, form, row.fiscal_year, "Maßnahme ändern", "Speichern")


@staff_page(may.MEASURE_KEEP)
def measure_withdraw(request: StaffRequest, measure: int) -> HttpResponse:
    """Take a measure out: it does not take place."""
    row = _measure(request, measure)
    if request.method == "POST":
        measures.withdraw_measure(measure=row, by=request.person, at=request.now)
        messages.success(request, f"„{row.title}“ ist herausgenommen.")
        return redirect(_list_of(row.fiscal_year))
    lead = f"„{row.title}“ findet nicht statt und wird nicht mehr verglichen."
    return _act(request, None, row.fiscal_year, "Maßnahme herausnehmen", "Herausnehmen", lead)


def _centres(request: StaffRequest) -> dict[int, Centre]:
    places = request.standing.organisations_with(may.MEASURE_KEEP)
    rows = Centre.objects.filter(organisation__in=places) | Centre.objects.filter(
        carrier__in=places
    )
    found = rows.defer("outline", "path").order_by("area_name")
    centres = {row.pk: row for row in found}
    if not centres:
        raise Http404
    return centres


def _measure(request: StaffRequest, pk: int) -> CentreMeasure:
    rows = within_reach(
        CentreMeasure.objects.filter(withdrawn_on=None), may.MEASURE_KEEP, standing=request.standing
    )
    row = rows.select_related("centre").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _initial(request: StaffRequest) -> dict[str, Any]:
    """What a link may already know, and the town of the last measure: less to type."""
    last = measures.measures_of(request.standing).order_by("-pk").first()
    known = {"postal_code": last.postal_code, "town": last.town} if last else {}
    return known | {
        name: request.GET[name][:200] for name in ("title", "paid_by") if name in request.GET
    }


def _as_typed(row: CentreMeasure) -> dict[str, Any]:
    names = ("title", "street", "postal_code", "town", "starts_on", "ends_on")
    known = {name: getattr(row, name) for name in names}
    if row.line == "forwarded":
        return known | {"paid_by": f"forwarded:{row.programme}"}
    return known | {"paid_by": row.line, "other": row.programme}


def _done(request: StaffRequest, row: CentreMeasure, what: str) -> HttpResponse:
    messages.success(request, f"„{row.title}“ {what}.")
    if doubles_of_own([row])[row.pk]:
        messages.warning(
            request, "Etwas Ähnliches ist am selben Ort schon beantragt oder gefördert (K12)."
        )
    return redirect(_list_of(row.fiscal_year))


def _list_of(year: int) -> str:
    return f"{reverse('staff:forwarding:measure_list')}?jahr={year}"


def _act(
    request: StaffRequest, form: Any, year: int, title: str, button: str, lead: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead
        or "Nur so viel, wie der Vergleich mit anderen Anträgen braucht: was, wo, wann. "
        "Bitte keine Namen von Privatpersonen.",
        "button": button,
        "back": _list_of(year),
        "trail": trail(("Eigene Maßnahmen", _list_of(year)), (title, "")),
    }
    status = UNFIT if form is not None and form.errors else 200
    return render_page(request, "staff/forwarding/centre/act.html", context, status=status)
