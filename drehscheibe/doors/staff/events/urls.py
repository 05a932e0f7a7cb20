"""Events: the catalogue for everybody, the desk for those who hold them."""

from django.urls import path

from drehscheibe.doors.staff.events import desk_views, feed_views, planning_views, views

app_name = "events"
EVENT = "<str:number>/"
urlpatterns = [
    path("", views.event_list, name="event_list"),
    path("neu/", planning_views.event_create, name="event_create"),
    path("kalender/", feed_views.feed_list, name="feed_list"),
    path("kalender/<int:pk>/widerrufen/", feed_views.feed_revoke, name="feed_revoke"),
    path(EVENT, views.event_detail, name="event_detail"),
    path(f"{EVENT}anmelden/", views.event_register, name="event_register"),
    path(f"{EVENT}schritt/", planning_views.event_step, name="event_step"),
    path(f"{EVENT}termin/", planning_views.session_add, name="session_add"),
    path(f"{EVENT}plaetze/", planning_views.seats_open, name="seats_open"),
    path(f"{EVENT}teilnehmende/", desk_views.participants, name="participants"),
    path(f"{EVENT}anwesenheit/<int:pk>/", desk_views.attendance, name="attendance"),
    path(f"{EVENT}anwesenheit/<int:pk>/code/", desk_views.check_in, name="check_in"),
    path(f"{EVENT}anwesenheit/<int:pk>/tabelle/", desk_views.attendance_import, name="import"),
    path(f"{EVENT}bescheinigungen/", desk_views.certificates, name="certificates"),
]
