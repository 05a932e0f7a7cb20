"""Addresses of actual values and of reading a planning in."""

from django.urls import path

from drehscheibe.doors.staff.controlling import import_views, value_views

VALUES = "ziele/<int:period>/werte/<int:year>/"
urlpatterns = [
    path("ziele/<int:period>/einlesen/", import_views.planning_import, name="planning_import"),
    path(
        "ziele/<int:period>/einlesen/vorlage.xlsx", import_views.planning_sheet,
        name="planning_sheet",
    ),
    path(VALUES, value_views.value_sheet, name="value_sheet"),
    path(f"{VALUES}zaehlen/", value_views.value_feed, name="value_feed"),
    path(f"{VALUES}<int:indicator>/zeilen/", value_views.figure_rows_page, name="figure_rows"),
]  # fmt: skip
