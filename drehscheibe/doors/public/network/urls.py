"""Addresses of the networks of actors."""

from django.urls import path

from drehscheibe.doors.public.network import views

urlpatterns = [
    path("netzwerk/", views.network_list, name="networks"),
    path("netzwerk/<str:key>/", views.network, name="network"),
    path("netzwerk/<str:key>/datei/", views.network_file, name="network_file"),
]
