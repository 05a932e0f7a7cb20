"""A provider's own list read in: choose the file, match its columns, try, take over."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.courses import list_taking
from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.columns import MEANINGS
from drehscheibe.domain.courses.list_taking import Taken
from drehscheibe.domain.courses.models import CourseUpload
from drehscheibe.domain.directory.models import Actor
from drehscheibe.doors.staff.courses.ways import UNFIT, provider_or_404, trail_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.foreign import LARGEST, ForeignSheet
from drehscheibe.kernel.tables.lost_values import column_letters
from drehscheibe.kernel.tables.refusals import TableRefused

NO_FILE = "Bitte wählen Sie eine Datei."


@dataclass(frozen=True)
class ColumnChoice:
    """A column of the file and what it is taken for."""

    place: int
    letters: str
    header: str
    examples: list[str]
    chosen: str


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
    list_taking.choose_columns(upload=upload, columns=_chosen(request), **who)
    try:
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
    file: Any = request.FILES.get("file")
    if file is None:
        return _page(request, actor, before, refused=NO_FILE)
    try:
        content = file.read(LARGEST + 1)
        list_taking.upload_list(actor=actor, name=file.name, content=content, **who)
    except TableRefused as refusal:
        return _page(request, actor, before, refused=str(refusal))
    return redirect(request.path)


def _chosen(request: StaffRequest) -> dict[int, str]:
    """The meaning chosen for each column; „nicht übernehmen“ is none."""
    return {
        int(place): str(key)
        for name, key in request.POST.items()
        if key and (place := name.removeprefix("spalte-")) != name
        and place.isdecimal() and len(place) < 4
    }  # fmt: skip


def _page(
    request: StaffRequest, actor: Actor, upload: CourseUpload | None, taken: Taken | None = None,
    *, refused: str = "", tried: bool = True,
) -> HttpResponse:  # fmt: skip
    sheet = list_taking.sheet_of(upload) if upload else None
    if taken and not tried:
        refused = "Nichts übernommen. Bitte sehen Sie sich die Hinweise an."
    name = getattr(actor, "name", "") or "Kursträger"
    context = {
        "actor": actor, "upload": upload, "sheet": sheet, "taken": taken, "refused": refused,
        "columns": _columns(sheet, upload) if sheet and upload else [],
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


def _columns(sheet: ForeignSheet, upload: CourseUpload) -> list[ColumnChoice]:
    chosen = list_taking.columns_of(upload)
    return [
        ColumnChoice(
            place, column_letters(place + 1), header, sheet.examples(place), chosen.get(place, "")
        )
        for place, header in enumerate(sheet.headers)
        if header or sheet.examples(place)
    ]
