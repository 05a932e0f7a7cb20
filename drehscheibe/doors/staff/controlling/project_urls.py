"""Addresses of projects of state-wide importance."""

from django.urls import path

from drehscheibe.doors.staff.controlling import participation_views, project_views

PROJECT = "projekte/<int:pk>/"
PART = "projekte/beteiligungen/<int:part>/"
urlpatterns = [
    path("projekte/", project_views.project_list, name="project_list"),
    path("projekte/neu/", project_views.project_begin, name="project_begin"),
    path(PROJECT, project_views.project_detail, name="project_detail"),
    path(f"{PROJECT}bearbeiten/", project_views.project_edit, name="project_edit"),
    path(f"{PROJECT}anfragen/", project_views.project_ask, name="project_ask"),
    path(f"{PROJECT}schritt/<slug:step>/", project_views.project_step, name="project_step"),
    path(f"{PART}antwort/", participation_views.participation_answer, name="participation_answer"),
    path(
        f"{PART}ergebnisse/", participation_views.participation_report,
        name="participation_report",
    ),
]  # fmt: skip
