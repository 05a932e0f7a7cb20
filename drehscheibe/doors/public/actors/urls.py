"""Addresses of the actors; behind a secret link its own people write. See docs/adr/0020."""

from django.urls import path

from drehscheibe.doors.public.actors import own_views, views, visitor_views

urlpatterns = [
    path("akteure/", views.actor_list, name="actors"),
    path("akteure/<uuid:public_id>/", views.actor_detail, name="actor"),
    path("akteure/<uuid:public_id>/hinweis/", visitor_views.hint, name="actor_hint"),
    path("akteure/eigene/<str:secret>/", own_views.own, name="actor_own"),
]
