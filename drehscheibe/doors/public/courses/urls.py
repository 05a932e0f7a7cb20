"""Addresses of the courses; behind a secret link a provider keeps its own. See docs/adr/0020."""

from django.urls import path

from drehscheibe.doors.public.courses import provider_views, views, visitor_views

COURSE = "kurse/<uuid:public_id>/"
urlpatterns = [
    path("kurse/", views.course_list, name="courses"),
    path("kurse/niveaus/", views.levels, name="course_levels"),
    path("kurse/weg/", views.path, name="course_path"),
    path("kurse/fehlt/", visitor_views.missing, name="course_missing"),
    path("kurse/anbieter/<str:secret>/", provider_views.provider, name="provider"),
    path(COURSE, views.course_detail, name="course"),
    path(f"{COURSE}hsds.json", views.course_data, name="course_data"),
    path(f"{COURSE}termine.ics", views.course_dates, name="course_dates"),
    path(f"{COURSE}hinweis/", visitor_views.hint, name="course_hint"),
]
