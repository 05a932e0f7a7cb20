"""Addresses of the analysis."""

from django.urls import path

from drehscheibe.doors.staff.reporting import frozen_views, views

app_name = "reporting"
urlpatterns = [
    path("", views.analysis, name="analysis"),
    path("tabelle.<str:form>", views.analysis_export, name="analysis_export"),
    path("indikator/<slug:code>/", views.indicator_detail, name="indicator_detail"),
    path(
        "indikator/<slug:code>/tabelle.<str:form>", views.indicator_export, name="indicator_export"
    ),
    path("zeilen/", views.row_list, name="row_list"),
    path("eingefroren/", frozen_views.frozen_list, name="frozen_list"),
    path("eingefroren/neu/", frozen_views.frozen_make, name="frozen_make"),
    path("eingefroren/<int:pk>/", frozen_views.frozen_detail, name="frozen_detail"),
    path("eingefroren/<int:pk>/datei.<str:form>", frozen_views.frozen_file, name="frozen_file"),
]
