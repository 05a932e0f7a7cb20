"""A provider's own list read in: choose the file, match its columns, try, take over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.courses import list_taking
from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.columns import MEANINGS
from drehscheibe.domain.courses.models import CourseUpload
from drehscheibe.domain.directory.models import Actor
from drehscheibe.doors.staff.courses.ways import UNFIT, provider_or_404, trail_of
from drehscheibe.doors.staff.lists import (
    NOTHING_TAKEN,
    chosen_columns,
    column_choices,
    keep_file,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.rows import Taken


@staff_page(may.KEEP_ALL_OF)
def course_import(request: StaffRequest, actor: int) -> HttpResponse:
    """One address for all steps; the file and the chosen columns wait between them."""
    found = provider_or_404(request, actor)
    upload = CourseUpload.objects.filter(actor=found, made_by=request.person).first()
    act = request.POST.get("act", "")
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    if act == "upload":
        return _upload(request, found, upload, who)
    if upload is None or act not in {"try", "take", "drop"}:
        return _page(request, found, upload)
    if act == "drop":
        list_taking.drop_upload(upload=upload, **who)
        return redirect(request.path)
    try:
        columns = chosen_columns(request, upload)
        list_taking.choose_columns(upload=upload, columns=columns, **who)
        taken = list_taking.take_list(upload=upload, dry=act == "try", **who)
    except TableRefused as refusal:
        return _page(request, found, upload, refused=str(refusal))
    if not taken.done:
        return _page(request, found, upload, taken, tried=act == "try")
    messages.success(
        request,
        f"Übernommen: {len(taken.new)} neue Kurse, {len(taken.changed)} geänderte; "
        f"{len(taken.same)} waren gleich. Die Zuordnung der Spalten ist gemerkt.",
    )
    return redirect("staff:courses:provider_detail", found.pk)


def _upload(
    request: StaffRequest, actor: Actor, before: CourseUpload | None, who: dict[str, Any]
) -> HttpResponse:
    """Keep the file; a useless one leaves what was there."""
    refused = keep_file(
        request,
        lambda name, content: list_taking.upload_list(
            actor=actor, name=name, content=content, **who
        ),
    )
    return _page(request, actor, before, refused=refused) if refused else redirect(request.path)


def _page(
    request: StaffRequest, actor: Actor, upload: CourseUpload | None, taken: Taken | None = None,
    *, refused: str = "", tried: bool = True,
) -> HttpResponse:  # fmt: skip
    sheet = list_taking.sheet_of(upload) if upload else None
    if taken and not tried:
        refused = NOTHING_TAKEN
    name = getattr(actor, "name", "") or "Kursträger"
    context = {
        "actor": actor, "upload": upload, "sheet": sheet, "taken": taken, "refused": refused,
        "columns": column_choices(sheet, upload),
        "meanings": list(MEANINGS.values()),
        "trail": trail_of(
            ("Kursträger", reverse("staff:courses:provider_list")),
            (name, reverse("staff:courses:provider_detail", args=[actor.pk])),
            ("Kursliste einlesen", ""),
        ),
    }  # fmt: skip
    bad = refused or (taken and taken.mistakes)
    template = "staff/courses/course_import.html"
    return render_page(request, template, context, status=UNFIT if bad else 200)
