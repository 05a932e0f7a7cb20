"""The calendar: one month, or what comes as a list."""

from django.urls import path

from drehscheibe.doors.staff.agenda import views

app_name = "agenda"
urlpatterns = [path("", views.calendar, name="calendar")]
