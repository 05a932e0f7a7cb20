"""Addresses of the record."""

from django.urls import path

from drehscheibe.doors.staff.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entry_list, name="entry_list"),
    path("tabelle.<slug:form>", views.entry_export, name="entry_export"),
]
