"""Type in the number of a certificate to see whether it holds."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from drehscheibe.doors.public.forwarding.guarding import unkept
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.kernel.design.rendering import render_page

LONGEST = 20
BETWEEN = re.compile(r"[\s–-]+")
"""What people put between the parts of a number."""


def certificate_check(request: HttpRequest) -> HttpResponse:
    """The field; what is typed leads to the page of that number."""
    typed = request.GET.get("nummer", "").strip().upper().replace("/", "")
    serial = BETWEEN.sub("-", typed)[:LONGEST]
    if serial:
        return unkept(redirect("public:certificate", serial))
    context = {"found": None, "serial": "", "trail": trail_to(_("Bescheinigung prüfen"))}
    return unkept(render_page(request, "public/events/certificate.html", context))
