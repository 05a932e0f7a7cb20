"""Addresses of the indicator catalogue."""

from django.urls import path

from drehscheibe.doors.staff.controlling import catalogue_views

urlpatterns = [
    path("katalog/", catalogue_views.catalogue_list, name="catalogue_list"),
    path("katalog/neu/", catalogue_views.entry_begin, name="entry_begin"),
    path("katalog/<slug:code>/", catalogue_views.entry_detail, name="entry_detail"),
    path("katalog/<slug:code>/fassung/", catalogue_views.entry_revise, name="entry_revise"),
    path("katalog/<slug:code>/beenden/", catalogue_views.entry_end, name="entry_end"),
]
