"""Addresses of the pages of language courses."""

from django.urls import path

from drehscheibe.doors.staff.courses import import_views, provider_views, views

app_name = "courses"
urlpatterns = [
    path("", views.course_list, name="course_list"),
    path("neu/", views.course_write, name="course_write"),
    path("fehlt/", views.demand, name="demand"),
    path("hinweise/<int:hint>/", views.hint_settle, name="hint_settle"),
    path("traeger/", provider_views.provider_list, name="provider_list"),
    path("traeger/<int:actor>/", provider_views.provider_detail, name="provider_detail"),
    path("traeger/<int:actor>/einlesen/", import_views.course_import, name="course_import"),
    path("<int:offer>/", views.course_detail, name="course_detail"),
    path("<int:offer>/schritt/", views.course_act, name="course_act"),
    path("<int:offer>/bearbeiten/", views.course_edit, name="course_edit"),
]
