"""A centre's own planning read in: choose the file, match its columns, try, take over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import GoalPeriod, PlanningUpload
from drehscheibe.domain.controlling.planning import uploads
from drehscheibe.domain.controlling.planning.columns import meanings
from drehscheibe.domain.controlling.planning.taking import Planned
from drehscheibe.domain.controlling.planning.template import planning_template
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.goal_case import period_trail
from drehscheibe.doors.staff.controlling.value_views import period_or_404
from drehscheibe.doors.staff.lists import (
    NOTHING_TAKEN,
    chosen_columns,
    column_choices,
    keep_file,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.response import TYPES

UNFIT = 422


@staff_page(may.EDIT)
def planning_import(request: StaffRequest, period: int) -> HttpResponse:
    """One address for all steps; the file and the chosen columns wait between them."""
    found = period_or_404(request, period)
    check(request.person, may.EDIT, found, on=request.today)
    upload = uploads.waiting_upload(found, request.person)
    act = request.POST.get("act", "")
    if request.method != "POST" or (act != "upload" and upload is None):
        return _page(request, found, upload)
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    if act == "upload":
        return _upload(request, found, upload, who)
    if upload is not None and act == "drop":
        uploads.drop_upload(upload=upload, **who)
        return redirect(request.path)
    return _take(request, found, upload, who, dry=act != "take")


@staff_page(may.VIEW)
def planning_sheet(request: StaffRequest, period: int) -> HttpResponse:
    """The table to fill in."""
    found = period_or_404(request, period)
    response = HttpResponse(planning_template(found), content_type=TYPES["xlsx"])
    name = f"planung-{found.years.replace('/', '-')}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _upload(
    request: StaffRequest, period: GoalPeriod, before: PlanningUpload | None, who: dict[str, Any]
) -> HttpResponse:
    """Keep the file; a useless one leaves what was there."""
    refused = keep_file(
        request,
        lambda name, content: uploads.upload_planning(
            period=period, name=name, content=content, **who
        ),
    )
    return _page(request, period, before, refused=refused) if refused else redirect(request.path)


def _take(
    request: StaffRequest,
    period: GoalPeriod,
    upload: Any,
    who: dict[str, Any],
    *,
    dry: bool,
) -> HttpResponse:
    try:
        uploads.choose_columns(upload=upload, columns=chosen_columns(request, upload), **who)
        planned = uploads.take_upload(upload=upload, dry=dry, **who)
    except (ControllingRefused, TableRefused) as refusal:
        return _page(request, period, upload, refused=str(refusal))
    if not planned.done:
        return _page(request, period, upload, planned, tried=dry)
    messages.success(
        request,
        f"Übernommen: {len(planned.goals)} Ziele mit {planned.measures} Maßnahmen und "
        f"{planned.indicators} Indikatoren. Die Zuordnung der Spalten ist gemerkt.",
    )
    return redirect("staff:controlling:period_detail", period.pk)


def _page(
    request: StaffRequest,
    period: GoalPeriod,
    upload: PlanningUpload | None,
    planned: Planned | None = None,
    *,
    refused: str = "",
    tried: bool = True,
) -> HttpResponse:
    sheet = uploads.sheet_of(upload) if upload else None
    if planned and not tried:
        refused = NOTHING_TAKEN
    context = {
        "period": period,
        "upload": upload,
        "sheet": sheet,
        "columns": column_choices(sheet, upload),
        "meanings": list(meanings(period.each_year).values()),
        "is_remembered": bool(sheet) and uploads.is_remembered(period, sheet) if sheet else False,
        "planned": planned,
        "refused": refused,
        "is_draft": period.is_before_submission,
        "trail": period_trail(period, ("Planung einlesen", "")),
    }
    bad = refused or (planned and planned.mistakes)
    template = "staff/controlling/planning/planning_import.html"
    return render_page(request, template, context, status=UNFIT if bad else 200)
