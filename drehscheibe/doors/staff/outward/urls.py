"""Addresses of the pages for links to other places."""

from django.urls import path

from drehscheibe.doors.staff.outward import views

app_name = "outward"
urlpatterns = [
    path("", views.dead_end_list, name="dead_end_list"),
    path("<int:pk>/stimmt/", views.dead_end_hold, name="dead_end_hold"),
]
