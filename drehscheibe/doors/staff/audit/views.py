"""Protokoll: which acts were done, and whether the chain is whole; no names, no content."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from drehscheibe.doors.staff.audit.forms import NarrowingForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.audit import permissions as may
from drehscheibe.kernel.audit.selectors import entries, last_check
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response

COLUMNS = (
    Column("pk", "Nummer", "integer"),
    Column("day", "Tag", "day"),
    Column("moment", "Zeitpunkt (UTC)", "code"),
    Column("act", "Vorgang"),
    Column("about_model", "Gegenstand"),
    Column("about_id", "Kennung", "code"),
    Column("by", "Person (Nummer)", "code"),
    Column("entry_hash", "Prüfsumme", "code"),
)
MOST = 50_000
"""Rows of one table; a longer record is taken day by day."""
reading = staff_page(may.READ)


@reading
def entry_list(request: StaffRequest) -> HttpResponse:
    """25 entries a page, newest first, with the last look over the chain."""
    form = NarrowingForm(request.GET)
    page = Paginator(entries(form.narrowing()), 25).get_page(request.GET.get("seite"))
    context = {
        "form": form,
        "page": page,
        "check": last_check(),
        "query_string": request.GET.urlencode(),
        "trail": [("Übersicht", reverse("staff:home")), ("Protokoll", "")],
    }
    return render_page(request, "staff/audit/entry_list.html", context, part="results")


@reading
def entry_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same entries as a table, with their hashes."""
    rows = (
        {
            "pk": each.pk,
            "day": each.at,
            "moment": f"{each.at:%Y-%m-%dT%H:%M:%SZ}",
            "act": each.act,
            "about_model": each.about_model,
            "about_id": each.about_id,
            "by": str(each.by_id or ""),
            "entry_hash": each.entry_hash,
        }
        for each in entries(NarrowingForm(request.GET).narrowing())[:MOST]
    )
    return table_response("protokoll", COLUMNS, rows, form)
