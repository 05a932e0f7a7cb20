"""Pictures for those who keep a guide: uploaded with their words, seen before they are public."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.derivatives import LARGEST
from drehscheibe.domain.guide.models import GuidePicture
from drehscheibe.domain.guide.pictures import Offered, add_picture, content_of
from drehscheibe.domain.guide.working import pages_for
from drehscheibe.doors.staff.guide.forms import PictureForm
from drehscheibe.doors.staff.guide.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    page_or_404,
    refuse,
    title_of,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page


@staff_page(may.KEEP)
def page_picture(request: StaffRequest, pk: int) -> HttpResponse:
    """A picture at the end of the page; what was typed stays when the file is refused."""
    page = page_or_404(request, pk, may.KEEP)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        content = told["file"].read(LARGEST + 1)
        offered = Offered(content, told["alternative"], told["author"], told["licence"])
        try:
            add_picture(page=page, offered=offered, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Das Bild steht am Ende. Öffentlich wird es erst geprüft.")
            return redirect("staff:guide:page_detail", pk)
    context = {
        "form": form, "title": f"Bild: {title_of(page)}", "page": page,
        "trail": trail(page, ("Bild", "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/page_picture.html", context, status=status)


@staff_page(may.READ)
def section_picture(request: StaffRequest, section: int) -> HttpResponse:
    """The picture of a section one keeps or has adopted, in its second width."""
    pages = pages_for(request.standing)
    rows = GuidePicture.objects.filter(section__page__in=pages.values("pk"))
    shared = GuidePicture.objects.filter(section__page__adoptions__in=pages.values("pk"))
    picture = get_object_or_404((rows | shared).distinct(), section=section)
    width = picture.widths[min(1, len(picture.widths) - 1)]
    try:
        content = content_of(picture.digest, width)
    except FileNotFoundError as gone:
        raise Http404 from gone
    return HttpResponse(content, content_type="image/webp", headers={"Cache-Control": "private"})
