"""Akteure as a table: a centre's own spreadsheet read in, and the same columns given out."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.lists import taking
from drehscheibe.domain.directory.lists.columns import MEANINGS
from drehscheibe.domain.directory.lists.giving import COLUMNS, rows_of
from drehscheibe.domain.directory.models import ActorUpload
from drehscheibe.doors.staff.directory.ways import (
    UNFIT,
    choice_of_centre,
    chosen_centre,
    trail_of,
)
from drehscheibe.doors.staff.lists import (
    NOTHING_TAKEN,
    chosen_columns,
    column_choices,
    keep_file,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.tables.rows import Taken

TITLE = "Akteure einlesen"


@staff_page(may.KEEP_ALL_OF)
def actor_import(request: StaffRequest) -> HttpResponse:
    """One address for all steps; the file and the chosen columns wait between them."""
    centre = chosen_centre(request)
    if centre is None:
        return choice_of_centre(request, TITLE)
    upload = ActorUpload.objects.filter(centre=centre, made_by=request.person).first()
    act = request.POST.get("act", "")
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    if act == "upload":
        return _upload(request, centre, upload, who)
    if upload is None or act not in {"try", "take", "drop"}:
        return _page(request, centre, upload)
    if act == "drop":
        taking.drop_upload(upload=upload, **who)
        return redirect(request.get_full_path())
    taking.choose_columns(upload=upload, columns=chosen_columns(request), **who)
    try:
        taken = taking.take_list(upload=upload, dry=act == "try", **who)
    except TableRefused as refusal:
        return _page(request, centre, upload, refused=str(refusal))
    if not taken.done:
        return _page(request, centre, upload, taken, refused="" if act == "try" else NOTHING_TAKEN)
    messages.success(
        request,
        f"Übernommen: {len(taken.new)} neue Akteure, {len(taken.changed)} geänderte; "
        f"{len(taken.same)} waren gleich. Die Zuordnung der Spalten ist gemerkt.",
    )
    return redirect("staff:directory:actor_list")


@staff_page(may.KEEP_ALL_OF)
def actor_export(request: StaffRequest, form: str) -> HttpResponse:
    """The centre's actors in the columns that can be read in again."""
    centre = chosen_centre(request)
    if centre is None:
        return choice_of_centre(request, "Akteure als Tabelle")
    rows = rows_of(centre, by=request.person, at=request.now)
    return table_response("akteure", COLUMNS, rows, form)


def _upload(
    request: StaffRequest, centre: Centre, before: ActorUpload | None, who: dict[str, Any]
) -> HttpResponse:
    """Keep the file; a useless one leaves what was there."""
    refused = keep_file(
        request,
        lambda name, content: taking.upload_list(centre=centre, name=name, content=content, **who),
    )
    if refused:
        return _page(request, centre, before, refused=refused)
    return redirect(request.get_full_path())


def _page(
    request: StaffRequest, centre: Centre, upload: ActorUpload | None, taken: Taken | None = None,
    *, refused: str = "",
) -> HttpResponse:  # fmt: skip
    sheet = taking.sheet_of(upload) if upload else None
    several = "zentrum" in request.GET
    context = {
        "centre": centre, "upload": upload, "sheet": sheet, "taken": taken, "refused": refused,
        "columns": column_choices(sheet, upload), "meanings": list(MEANINGS.values()),
        "query": f"?{urlencode({'zentrum': centre.pk})}" if several else "",
        "trail": trail_of((TITLE, "")),
    }  # fmt: skip
    bad = refused or (taken and taken.mistakes)
    template = "staff/directory/actor_import.html"
    return render_page(request, template, context, status=UNFIT if bad else 200)
