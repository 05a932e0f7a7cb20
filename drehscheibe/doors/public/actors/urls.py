"""Addresses of the actors; behind a secret link its own people write. See docs/adr/0020."""

from django.urls import path

from drehscheibe.doors.public.actors import views

urlpatterns = [
    path("akteure/", views.actor_list, name="actors"),
    path("akteure/<uuid:public_id>/", views.actor_detail, name="actor"),
]
