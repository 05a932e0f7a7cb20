"""Addresses of activities."""

from django.urls import URLPattern, URLResolver, include, path

from drehscheibe.doors.staff.controlling import activity_views

app_name = "controlling"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("drehscheibe.doors.staff.controlling.decision_urls")),
    path("", include("drehscheibe.doors.staff.controlling.dialogue_urls")),
    path("", include("drehscheibe.doors.staff.controlling.goal_urls")),
    path("", include("drehscheibe.doors.staff.controlling.report_urls")),
    path("", include("drehscheibe.doors.staff.controlling.return_urls")),
    path("", include("drehscheibe.doors.staff.controlling.catalogue_urls")),
    path("", include("drehscheibe.doors.staff.controlling.project_urls")),
    path("", include("drehscheibe.doors.staff.controlling.value_urls")),
    path("aktivitaeten/", activity_views.activity_list, name="activity_list"),
    path("aktivitaeten/neu/", activity_views.activity_enter, name="activity_enter"),
    path("aktivitaeten/<uuid:key>/", activity_views.activity_detail, name="activity_detail"),
    path(
        "aktivitaeten/<uuid:key>/berichtigen/", activity_views.activity_correct,
        name="activity_correct",
    ),
    path(
        "aktivitaeten/<uuid:key>/zuruecknehmen/", activity_views.activity_withdraw,
        name="activity_withdraw",
    ),
]  # fmt: skip
