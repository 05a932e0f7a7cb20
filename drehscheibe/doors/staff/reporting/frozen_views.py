"""Frozen analyses: list, making one, its page and files, all of the snapshot alone."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from drehscheibe.domain.reporting import frozen
from drehscheibe.domain.reporting import permissions as may
from drehscheibe.domain.reporting.columns import layout_of
from drehscheibe.domain.reporting.filters import as_query
from drehscheibe.domain.reporting.models import FrozenReport
from drehscheibe.domain.reporting.wording import MASKED_MEANS, words_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.reporting.forms import FreezeForm
from drehscheibe.doors.staff.reporting.parts import bare_part
from drehscheibe.doors.staff.reporting.views import TEMPLATES, chosen, trail
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.file_names import PDF, XLSX
from drehscheibe.kernel.permissions.reach import holds

LIST = ("Eingefrorene Auswertungen", "staff:reporting:frozen_list")
FILES: dict[str, tuple[str, Callable[[FrozenReport], bytes]]] = {
    "pdf": (PDF, frozen.frozen_pdf),
    "xlsx": (XLSX, frozen.frozen_xlsx),
    "json": ("application/json", frozen.frozen_json),
}


@staff_page(may.FROZEN)
def frozen_list(request: StaffRequest) -> HttpResponse:
    """All frozen analyses, latest first."""
    rows = FrozenReport.objects.select_related("made_by").defer("snapshot")
    context = {
        "page": Paginator(rows, 25).get_page(request.GET.get("seite")),
        "may_freeze": holds(request.standing, [may.FREEZE]),
        "trail": trail(request, (LIST[0], "")),
    }
    return render_page(request, f"{TEMPLATES}/frozen_list.html", context)


@staff_page(may.FREEZE)
def frozen_make(request: StaffRequest) -> HttpResponse:
    """Give the analysis of these filters a title and freeze it."""
    filters = chosen(request)
    form = FreezeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = frozen.freeze_analysis(
            filters=filters, by=request.person, at=request.now, **form.cleaned_data
        )
        messages.success(request, f"„{made.title}“ ist eingefroren.")
        return redirect("staff:reporting:frozen_detail", made.pk)
    context = {
        "form": form,
        "words": words_of(layout_of(filters)),
        "query": urlencode(as_query(filters)),
        "trail": trail(request, (LIST[0], reverse(LIST[1])), ("Einfrieren", "")),
    }
    return render_page(request, f"{TEMPLATES}/frozen_make.html", context)


@staff_page(may.FROZEN)
def frozen_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One of them as it was."""
    report = get_object_or_404(FrozenReport.objects.select_related("made_by"), pk=pk)
    tables = frozen.tables_of(report)
    context = {
        "report": report,
        "parts": [bare_part(table) for table in tables],
        "masked_means": [MASKED_MEANS] if any(table.has_masked for table in tables) else [],
        "trail": trail(request, (LIST[0], reverse(LIST[1])), (report.title, "")),
    }
    return render_page(request, f"{TEMPLATES}/frozen_detail.html", context)


@staff_page(may.FROZEN)
def frozen_file(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """The snapshot as PDF, workbook or JSON."""
    if form not in FILES:
        raise Http404
    report = get_object_or_404(FrozenReport, pk=pk)
    content_type, write = FILES[form]
    response = HttpResponse(write(report), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="auswertung-{report.pk}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
