"""Addresses of the network of actors."""

from django.urls import path

from drehscheibe.doors.staff.network import actor_views, opening_views, steering_views, views

app_name = "network"
urlpatterns = [
    path("", views.network, name="network"),
    path("datei/", views.network_file, name="network_file"),
    path("luecken/", steering_views.gap_radar, name="gap_radar"),
    path("staende/", steering_views.snapshots, name="snapshots"),
    path("stand/", steering_views.snapshot_take, name="snapshot_take"),
    path("oeffentlich/<str:key>/", opening_views.network_opening, name="network_opening"),
    path("akteur/<int:actor>/", actor_views.actor_detail, name="actor_detail"),
    path("akteur/<int:actor>/schritt/", actor_views.actor_act, name="actor_act"),
]
