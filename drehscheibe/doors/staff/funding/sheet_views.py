"""The emergency road of an application: the draft as a workbook, a filled one taken in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.draft_sheets import DraftPlan, application_workbook, read_workbook
from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.doors.staff.funding.case import case_or_404, require_own, trail
from drehscheibe.doors.staff.funding.draft_page import field_label, in_words
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.reading import LARGEST, TableRefused
from drehscheibe.kernel.tables.response import TYPES


@staff_page(*may.READING)
def application_sheet(request: StaffRequest, number: str) -> HttpResponse:
    """The application as an Excel workbook that explains itself."""
    application = case_or_404(request, number)
    response = HttpResponse(application_workbook(application), content_type=TYPES["xlsx"])
    name = f"foerderantrag-{number.lower()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff_page(may.EDIT)
def application_import(request: StaffRequest, number: str) -> HttpResponse:
    """A dry run shows every change and mistake; „Übernehmen“ takes all of it or nothing."""
    application = case_or_404(request, number)
    require_own(request, application, may.EDIT)
    uploads: Any = request.FILES
    if request.method != "POST":
        return _page(request, application)
    if "file" not in uploads:
        return _page(request, application, refused="Bitte wählen Sie die ausgefüllte Datei.")
    dry = request.POST.get("act") != "take"
    try:
        plan = read_workbook(
            application=application, content=uploads["file"].read(LARGEST + 1), by=request.person,
            at=request.now, overwrite="overwrite" in request.POST, dry=dry,
        )  # fmt: skip
    except (ApplicationRefused, TableRefused) as refusal:
        return _page(request, application, refused=str(refusal))
    if not plan.done:
        return _page(request, application, plan=plan, tried=dry)
    count = len(plan.differences)
    said = f"{count} Angaben übernommen." if count else "Die Datei enthielt nichts Neues."
    messages.success(request, said)
    return redirect("staff:funding:application_edit", number)


def _page(
    request: StaffRequest,
    application: Application,
    *,
    plan: DraftPlan | None = None,
    refused: str = "",
    tried: bool = True,
) -> HttpResponse:
    found = plan.differences if plan else {}
    conflicts = plan.conflicts if plan else {}
    if plan and not tried and not refused:
        refused = "Nichts übernommen. Bitte sehen Sie sich die Hinweise an."
    context = {
        "application": application,
        "plan": plan,
        "refused": refused,
        "differences": [
            (field_label(name), in_words(name, before), in_words(name, after))
            for name, (before, after) in found.items()
        ],
        "conflicts": [
            (field_label(name), in_words(name, stored), in_words(name, mine))
            for name, (stored, mine) in conflicts.items()
        ],
        "trail": trail(application, ("Tabelle einlesen", "")),
    }
    bad = refused or (plan and (plan.errors or plan.conflicts))
    template = "staff/funding/application_import.html"
    return render_page(request, template, context, status=422 if bad else 200)
