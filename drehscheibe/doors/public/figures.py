"""Figures to quote: each with its day, definition, source and licence."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from drehscheibe.domain.centres.selectors import figure_totals, network_size
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.kernel.design.rendering import render_page


def figures(request: HttpRequest) -> HttpResponse:
    """For the press and everybody who quotes; every figure opens the rows behind it."""
    context = {
        "size": network_size(),
        "totals": figure_totals(),
        "trail": trail_to(gettext("Zahlen")),
        "today": timezone.localdate(),
        "operator": settings.DREHSCHEIBE_OPERATOR,
    }
    return render_page(request, "public/figures.html", context)
