"""One address; `/suche/` finds centres by their place."""

from django.urls import path

from drehscheibe.doors.public.finding import views

urlpatterns = [path("finden/", views.finding, name="finding")]
