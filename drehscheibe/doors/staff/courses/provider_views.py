"""Kursträger: who keeps its courses by a mailed link, and since when nobody has."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.courses import links
from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.selectors import is_due, providers_of
from drehscheibe.doors.staff.courses.forms import InviteForm
from drehscheibe.doors.staff.courses.ways import (
    PER_PAGE,
    UNFIT,
    provider_or_404,
    refuse,
    trail_of,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

LIST = "Kursträger"


@staff_page(may.KEEP_ALL_OF)
def provider_list(request: StaffRequest) -> HttpResponse:
    """All actors that offer or could offer courses, those with courses first."""
    rows = providers_of(request.standing, may.KEEP_ALL_OF, at=request.now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [
            (each, bool(each.oldest and is_due(each.oldest, request.now))) for each in page
        ],
        "trail": trail_of((LIST, "")),
    }  # fmt: skip
    return render_page(request, "staff/courses/provider_list.html", context)


@staff_page(may.KEEP_ALL_OF)
def provider_detail(request: StaffRequest, actor: int) -> HttpResponse:
    """Send the link, or end all of them."""
    found = provider_or_404(request, actor)
    last = found.course_links.first()
    act = request.POST.get("act", "")
    form = InviteForm(
        request.POST if act == "send" else None, initial={"email": last.email if last else ""}
    )
    if act == "revoke":
        links.revoke(actor=found, by=request.person, at=request.now)
        messages.success(request, "Alle Links dieses Trägers sind beendet.")
        return redirect(request.path)
    if act == "send" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            links.invite(actor=found, email=email, by=request.person, at=request.now)
        except CourseRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Der Link ist unterwegs an {email}.")
            return redirect(request.path)
    context = {
        "actor": found, "form": form, "links": found.course_links.all()[:10],
        "courses": found.courses.order_by("-starts_on")[:50], "now": request.now,
        "trail": trail_of((LIST, reverse("staff:courses:provider_list")),
                          (getattr(found, "name", "") or LIST, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/courses/provider_detail.html", context, status=status)
