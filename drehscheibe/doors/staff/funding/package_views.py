"""The case as one file: what is in it, and the download."""

from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import FileResponse, HttpResponse

from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.package import permissions as may
from drehscheibe.domain.funding.package.actions import build_package
from drehscheibe.domain.funding.package.contents import contents_of, package_name
from drehscheibe.doors.staff.funding.case import case_or_404, trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

RELATED = ("posts", "material", "amendments", "changes__post", "calls")


@staff_page(may.DOWNLOAD, may.DOWNLOAD_OWN)
def case_package(request: StaffRequest, number: str) -> HttpResponse:
    """Vorgang als Paket: GET says what is in it, POST hands it out and is recorded."""
    application = case_or_404(request, number, whole=False)
    if not may_take_package(request, application):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{may.DOWNLOAD.label}“.")
    prefetch_related_objects([application], "decision", *RELATED)
    if request.method == "POST":
        package = build_package(application=application, by=request.person, at=request.now)
        answer: HttpResponse = _answer(package, package_name(application))
        return answer
    context = {
        "application": application,
        "contents": contents_of(application),
        "trail": trail(application, ("Paket", "")),
    }
    return render_page(request, "staff/funding/case_package.html", context)


def may_take_package(request: StaffRequest, application: Application) -> bool:
    """Whether the person acts for the case's authority or its carrier (no query)."""
    inside = application.authority_id in request.standing.organisations_with(may.DOWNLOAD)
    own = application.centre.carrier_id in request.standing.organisations_with(may.DOWNLOAD_OWN)
    return inside or own


def _answer(package: IO[bytes], name: str) -> Any:
    """The file leaves piece by piece; nothing in it may run in a browser."""
    response = FileResponse(
        package, as_attachment=True, filename=name, content_type="application/zip"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
