"""Addresses for tests of the page frame, so that they need no door."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from drehscheibe.kernel.design.faults import server_error as handler500

__all__ = ["handler500"]


def nothing(request: HttpRequest) -> HttpResponse:
    """A page that only has an address."""
    return HttpResponse("")


LEGAL = ("accessibility", "privacy", "imprint", "sources")
public = [path("", nothing, name="start"), *(path(f"{one}/", nothing, name=one) for one in LEGAL)]
staff = [path("mitarbeit/", nothing, name="start")]

urlpatterns = [
    path("abmelden/", nothing, name="account_logout"),
    path("", include((staff, "staff"))),
    *i18n_patterns(
        path("zentren/", nothing, name="centres"),
        path("", include((public, "public"))),
        prefix_default_language=False,
    ),
]
