"""The workspace."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("foerderung/", include("drehscheibe.doors.staff.funding.urls")),
    path("zentren/", include("drehscheibe.doors.staff.centres.urls")),
]
