"""Which door each address belongs to."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from drehscheibe.doors.api.catalogue import catalogue
from drehscheibe.doors.api.integreat import integreat
from drehscheibe.doors.api.urls import api
from drehscheibe.doors.public import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/work", health.work, name="health_work"),
    path("api/v1/", api.urls),
    re_path("^api/(?:integreat/)?v3/", integreat.urls),
    re_path(r"^catalog\.(?P<form>ttl|jsonld|rdf)$", catalogue, name="catalogue"),
    path("mitarbeit/konto/", include("drehscheibe.doors.staff.sign_in.urls")),
    path("mitarbeit/", include("drehscheibe.doors.staff.urls")),
    path("", include("drehscheibe.doors.public.plain_urls")),
    *i18n_patterns(
        path("", include("drehscheibe.doors.public.urls")), prefix_default_language=False
    ),
]

handler500 = "drehscheibe.kernel.design.faults.server_error"
