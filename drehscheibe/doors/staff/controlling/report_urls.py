"""Addresses of yearly reports."""

from django.urls import path

from drehscheibe.doors.staff.controlling import council_views, report_acting_views, report_views

REPORT = "berichte/<int:pk>/"
urlpatterns = [
    path("berichte/", report_views.report_list, name="report_list"),
    path("berichte/beginnen/", report_views.report_begin, name="report_begin"),
    path(REPORT, report_views.report_detail, name="report_detail"),
    path(f"{REPORT}bearbeiten/", report_acting_views.report_edit, name="report_edit"),
    path(f"{REPORT}zeichnen/", report_acting_views.report_sign, name="report_sign"),
    path(f"{REPORT}schritt/<str:step>/", report_acting_views.report_step, name="report_step"),
    path(f"{REPORT}fassungen/<int:number>/", report_views.report_version, name="report_version"),
    path(
        f"{REPORT}fassungen/<int:number>/bericht.<slug:ending>", report_views.report_file,
        name="report_file",
    ),
    path(f"{REPORT}rat/", council_views.council_report, name="council_report"),
    path(
        f"{REPORT}rat/<int:number>/bericht.<slug:ending>", council_views.council_file,
        name="council_file",
    ),
]  # fmt: skip
