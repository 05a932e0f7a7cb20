"""The workspace."""

from django.urls import URLPattern, URLResolver, include, path

from drehscheibe.doors.staff.funding import start
from drehscheibe.doors.staff.home import views as home

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("", include("drehscheibe.doors.staff.people.urls")),
    path("protokoll/", include("drehscheibe.doors.staff.audit.urls")),
    path("foerderung/", start.funding_start, name="funding_start"),
    path("foerderung/", include("drehscheibe.doors.staff.funding.urls")),
    path("weiterleitung/", include("drehscheibe.doors.staff.forwarding.centre.urls")),
    path(
        "weiterleitung/zuteilungen/", include("drehscheibe.doors.staff.forwarding.allocations.urls")
    ),
    path("", include("drehscheibe.doors.staff.controlling.urls")),
    path("gruppen/", include("drehscheibe.doors.staff.groups.urls")),
    path("kurse/", include("drehscheibe.doors.staff.courses.urls")),
    path("kalender/", include("drehscheibe.doors.staff.agenda.urls")),
    path("rundschreiben/", include("drehscheibe.doors.staff.circulars.urls")),
    path("abfragen/", include("drehscheibe.doors.staff.surveys.urls")),
    path("auswertung/", include("drehscheibe.doors.staff.reporting.urls")),
    path("zahlungen/", include("drehscheibe.doors.staff.payments.urls")),
    path("veranstaltungen/", include("drehscheibe.doors.staff.events.urls")),
    path("wegweiser/", include("drehscheibe.doors.staff.guide.urls")),
    path("akteure/", include("drehscheibe.doors.staff.directory.urls")),
    path("netzwerk/", include("drehscheibe.doors.staff.network.urls")),
    path("links/", include("drehscheibe.doors.staff.outward.urls")),
    path("zentren/", include("drehscheibe.doors.staff.centres.urls")),
]
