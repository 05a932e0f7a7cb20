"""Addresses of the directory of actors."""

from django.urls import path

from drehscheibe.doors.staff.directory import list_views, step_views, views

app_name = "directory"
urlpatterns = [
    path("", views.actor_list, name="actor_list"),
    path("neu/", views.actor_write, name="actor_write"),
    path("einlesen/", list_views.actor_import, name="actor_import"),
    path("tabelle.<str:form>", list_views.actor_export, name="actor_export"),
    path("hinweise/<int:hint>/", step_views.hint_settle, name="hint_settle"),
    path("<int:actor>/", views.actor_detail, name="actor_detail"),
    path("<int:actor>/bearbeiten/", views.actor_edit, name="actor_edit"),
    path("<int:actor>/schritt/", step_views.actor_act, name="actor_act"),
    path("<int:actor>/angebot/", step_views.service_write, name="service_write"),
    path("<int:actor>/angebot/<int:service>/", step_views.service_edit, name="service_edit"),
]
