"""Akteure as a table: a centre's own spreadsheet read in, and the same columns given out."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.lists import uploads
from drehscheibe.domain.directory.lists.by_job import mistakes_told
from drehscheibe.domain.directory.lists.columns import MEANINGS
from drehscheibe.domain.directory.lists.giving import COLUMNS, give_list
from drehscheibe.domain.directory.lists.taking import sheet_of, take_list
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
NO_NEWS = 204
FORMS = {"xlsx": "Excel", "csv": "CSV"}


@staff_page(may.KEEP_ALL_OF)
def actor_import(request: StaffRequest) -> HttpResponse:
    """One address for all steps; the file and the chosen columns wait between them."""
    centre = chosen_centre(request)
    if centre is None:
        return choice_of_centre(request, TITLE)
    upload = ActorUpload.objects.filter(centre=centre, made_by=request.person).first()
    act = request.POST.get("act", "")
    if act == "upload":
        return _upload(request, centre, upload)
    if upload is None or act not in ACTS:
        return _look(request, centre, upload)
    try:
        return ACTS[act](request, upload)
    except TableRefused as refusal:
        return _page(request, centre, upload, refused=str(refusal))


def _look(request: StaffRequest, centre: Centre, upload: ActorUpload | None) -> HttpResponse:
    """The page; asked again and again while a job is at work, it says nothing until there is news,
    so that nothing on it moves under the hands of people."""
    asks_on = getattr(request, "htmx", None) and request.method == "GET"
    if asks_on and upload is not None and upload.standing == uploads.IS.TAKING:
        return HttpResponse(status=NO_NEWS)
    return _page(request, centre, upload)


def _try(request: StaffRequest, upload: ActorUpload) -> HttpResponse:
    if not uploads.choose_columns(
        upload=upload, columns=chosen_columns(request, upload), **_who(request)
    ):
        return redirect(request.get_full_path())
    taken = take_list(upload=upload, dry=True, **_who(request))
    return _page(request, upload.centre, upload, taken)


def _take(request: StaffRequest, upload: ActorUpload) -> HttpResponse:
    """Done, given to a job, or given before: the page says which."""
    who = _who(request)
    chosen = uploads.choose_columns(upload=upload, columns=chosen_columns(request, upload), **who)
    taken = uploads.ask_to_take(upload=upload, **who) if chosen else None
    if taken is not None and (taken.mistakes or not (taken.new or taken.changed or taken.same)):
        return _page(request, upload.centre, upload, taken, refused=NOTHING_TAKEN)
    return redirect(request.get_full_path())


def _stop(request: StaffRequest, upload: ActorUpload) -> HttpResponse:
    if uploads.take_back(upload=upload, **_who(request)):
        messages.success(request, "Die Liste wird nicht übernommen; sie wartet hier auf Sie.")
    return redirect(request.get_full_path())


def _drop(request: StaffRequest, upload: ActorUpload) -> HttpResponse:
    uploads.drop_upload(upload=upload, **_who(request))
    return redirect(request.get_full_path())


ACTS = {"try": _try, "take": _take, "stop": _stop, "drop": _drop}


def _who(request: StaffRequest) -> dict[str, Any]:
    return {"by": request.person, "at": request.now}


@require_POST
@staff_page(may.KEEP_ALL_OF)
def actor_export(request: StaffRequest, form: str) -> HttpResponse:
    """The centre's actors in the columns that can be read in again; a POST, because each download
    is recorded: addresses of those at risk are in it."""
    centre = chosen_centre(request)
    if centre is None or form not in FORMS:
        raise Http404
    rows = give_list(centre=centre, form=form, by=request.person, at=request.now)
    return table_response("akteure", COLUMNS, rows, form)


def _upload(request: StaffRequest, centre: Centre, before: ActorUpload | None) -> HttpResponse:
    """Keep the file; a useless one leaves what was there."""
    refused = keep_file(
        request,
        lambda name, content: uploads.upload_list(
            centre=centre, name=name, content=content, **_who(request)
        ),
    )
    if refused:
        return _page(request, centre, before, refused=refused)
    return redirect(request.get_full_path())


def _page(
    request: StaffRequest, centre: Centre, upload: ActorUpload | None, taken: Taken | None = None,
    *, refused: str = "",
) -> HttpResponse:  # fmt: skip
    standing = upload.standing if upload else ""
    sheet = sheet_of(upload) if upload and standing == uploads.IS.OPEN else None
    several = "zentrum" in request.GET
    context = {
        "centre": centre, "upload": upload, "sheet": sheet, "taken": taken, "refused": refused,
        "columns": column_choices(sheet, upload), "meanings": list(MEANINGS.values()),
        "busy": standing == uploads.IS.TAKING, "done": standing == uploads.IS.DONE,
        "told": mistakes_told(upload) if upload and not taken else [],
        "query": f"?{urlencode({'zentrum': centre.pk})}" if several else "",
        "trail": trail_of((TITLE, "")), "forms": FORMS.items(),
    }  # fmt: skip
    bad = refused or (taken and taken.mistakes)
    template = "staff/directory/actor_import.html"
    return render_page(request, template, context, status=UNFIT if bad else 200)
