"""A guide of another system comes in: choose files, see what would happen, take over or drop."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide import uploads
from drehscheibe.domain.guide.incoming import LARGEST
from drehscheibe.domain.guide.models import GuideUpload
from drehscheibe.domain.guide.working import guides_of
from drehscheibe.doors.staff.guide.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    chosen,
    german_name,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

MOST_FILES = 20
ACTS = ("uebernehmen", "verwerfen")
BUSY = (uploads.IS.READING, uploads.IS.TAKING)
LISTS = (
    ("mistakes", "Was zu berichtigen ist", "Solange hier etwas steht, wird nichts übernommen."),
    ("held", "Bleibt, wie es ist", "Eigene Arbeit wird nie überschrieben."),
    ("changed", "Geändert", "Der neue Text wird ein Entwurf; öffentlich bleibt der bisherige."),
    ("new", "Neu", "Als Entwürfe, mit den Seiten darüber."),
    ("left_out", "Bleibt außen vor", ""),
    ("absent", "Nicht mehr in der Datei", "Diese Seiten bleiben hier stehen."),
)


@staff_page(may.TAKE_IN)
def guide_import(request: StaffRequest) -> HttpResponse:
    """One address for all steps; the file and what was found in it wait between them."""
    centre = _centre(request)
    if request.method != "POST":
        return _page(request, centre)
    contents, size = [], 0
    for each in request.FILES.getlist("files")[:MOST_FILES]:
        contents.append(each.read(LARGEST + 1 - size))
        size += len(contents[-1])
        if size > LARGEST:
            break
    names = ", ".join(str(each.name) for each in request.FILES.getlist("files"))
    try:
        uploads.keep_upload(
            centre=centre, name=names, contents=contents, by=request.person, at=request.now
        )
    except REFUSALS as refusal:
        return _page(request, centre, refused=str(refusal))
    return redirect(request.get_full_path())


@staff_page(may.TAKE_IN)
@require_POST
def guide_import_act(request: StaffRequest, act: str) -> HttpResponse:
    """Take over what was read, or drop it."""
    centre = _centre(request)
    upload = _upload(request, centre)
    if upload is None or act not in ACTS:
        raise Http404
    who: dict[str, Any] = {"upload": upload, "by": request.person, "at": request.now}
    try:
        if act == "uebernehmen":
            uploads.ask_to_take(**who)
        else:
            uploads.drop_upload(**who)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('staff:guide:guide_import')}?wegweiser={centre.key}")


def _centre(request: StaffRequest) -> Centre:
    own = [each for each in guides_of(request.standing, may.TAKE_IN) if each.centre]
    centre = chosen(request, own).centre
    if centre is None:
        raise PermissionDenied
    return centre


def _upload(request: StaffRequest, centre: Centre) -> GuideUpload | None:
    rows = GuideUpload.objects.filter(centre=centre, made_by=request.person)
    return rows.defer("content").first()


def _page(request: StaffRequest, centre: Centre, refused: str = "") -> HttpResponse:
    upload = _upload(request, centre)
    plan: dict[str, Any] = upload.plan if upload else {}
    context = {
        "upload": upload, "plan": plan, "refused": refused, "lists": list(_lists(plan)),
        "busy": upload is not None and upload.standing in BUSY,
        "done": upload is not None and upload.standing == uploads.IS.DONE,
        "ready": bool(plan) and not plan["mistakes"] and bool(plan["languages"]),
        "languages": sorted(
            ((german_name(tag), count) for tag, count in plan.get("languages", {}).items()),
            key=lambda each: (each[0] != "Deutsch", each[0]),
        ),
        "name": centre.area_name, "key": centre.key,
        "megabytes": LARGEST // 1_000_000, "trail": trail(None, ("Aus Integreat einlesen", "")),
    }  # fmt: skip
    status = UNFIT if refused else 200
    return render_page(request, f"{FOLDER}/guide_import.html", context, status=status)


def _lists(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What there is something in, with how many are not named."""
    for key, title, words in LISTS:
        rows = plan.get(key, [])
        if rows:
            more = plan["counts"][key] - len(rows)
            yield {"key": key, "title": title, "words": words, "rows": rows, "more": more,
                   "count": plan["counts"][key]}  # fmt: skip
