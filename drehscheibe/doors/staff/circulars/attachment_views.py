"""Attachments of a circular: put to the draft, taken away, loaded by whoever reads the letter."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.circulars import attaching
from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import CircularIs
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.doors.staff.circulars.forms import AttachmentForm
from drehscheibe.doors.staff.circulars.ways import (
    UNFIT,
    circular_or_404,
    own_or_404,
    refuse,
    trail_of,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.documents.refusals import UploadRefused


@staff_page(may.SEND)
def attachment_list(request: StaffRequest, pk: int) -> HttpResponse:
    """What goes with a draft, and one more; the letter itself is stored already."""
    circular = own_or_404(request, pk)
    if circular.status != CircularIs.DRAFT:
        return redirect("staff:circulars:circular_detail", pk)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            with transaction.atomic():
                made = attaching.attach(
                    circular=circular, **form.cleaned_data, by=request.person, at=request.now
                )
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        except CircularRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"„{made.document.title}“ liegt bei.")
            return redirect("staff:circulars:attachment_list", pk)
    context = {
        "form": form, "circular": circular,
        "attachments": attaching.attachments_for(request.standing, circular),
        "trail": trail_of(circular, "Anlagen"),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/circulars/attachment_list.html", context, status=status)


@staff_page(may.SEND)
@require_POST
def attachment_remove(request: StaffRequest, pk: int, attachment: int) -> HttpResponse:
    """Take one from the draft."""
    circular = own_or_404(request, pk)
    found = get_object_or_404(circular.attachments, pk=attachment)
    try:
        attaching.detach(attachment=found, by=request.person, at=request.now)
    except CircularRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:circulars:circular_detail", pk)
    messages.success(request, "Die Anlage liegt nicht mehr bei.")
    return redirect("staff:circulars:attachment_list", pk)


@staff_page(may.READ, may.SEND)
def attachment_file(request: StaffRequest, pk: int, document: UUID) -> HttpResponse:
    """The file, for whoever may know of the letter."""
    circular = circular_or_404(request, pk)
    rows = attaching.attachments_for(request.standing, circular)
    return download_response(get_object_or_404(rows, document=document).document)
