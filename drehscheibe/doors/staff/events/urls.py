"""Events: the catalogue for everybody, the desk for those who hold them."""

from django.urls import path

from drehscheibe.doors.staff.events import (
    course_views,
    demand_views,
    desk_views,
    feed_views,
    planning_views,
    qualification_views,
    question_views,
    session_views,
    views,
)

app_name = "events"
EVENT = "<str:number>/"
urlpatterns = [
    path("", views.event_list, name="event_list"),
    path("neu/", planning_views.event_create, name="event_create"),
    path("bedarf/", demand_views.demand_list, name="demand_list"),
    path("bedarf/melden/", demand_views.demand_create, name="demand_create"),
    path("kalender/", feed_views.feed_list, name="feed_list"),
    path("kalender/<int:pk>/widerrufen/", feed_views.feed_revoke, name="feed_revoke"),
    path("vorlagen/", course_views.template_list, name="template_list"),
    path("vorlagen/neu/", course_views.template_create, name="template_create"),
    path("vorlagen/<int:pk>/", course_views.template_change, name="template_change"),
    path("vorlagen/<int:pk>/beenden/", course_views.template_end, name="template_end"),
    path("vorlagen/arten/neu/", course_views.kind_create, name="kind_create"),
    path("qualifikationen/", qualification_views.qualification_list, name="qualification_list"),
    path(
        "qualifikationen/eintragen/",
        qualification_views.qualification_enter,
        name="qualification_enter",
    ),
    path(
        "qualifikationen/<int:pk>/verzeichnis/",
        qualification_views.qualification_listed,
        name="qualification_listed",
    ),
    path("multiplikatoren/", qualification_views.multiplier_list, name="multiplier_list"),
    path(EVENT, views.event_detail, name="event_detail"),
    path(f"{EVENT}anmelden/", views.event_register, name="event_register"),
    path(f"{EVENT}schritt/", planning_views.event_step, name="event_step"),
    path(f"{EVENT}angaben/", planning_views.event_change, name="event_change"),
    path(f"{EVENT}termin/", session_views.session_add, name="session_add"),
    path(f"{EVENT}termin/<int:pk>/", session_views.session_change, name="session_change"),
    path(f"{EVENT}termin/<int:pk>/entfaellt/", session_views.session_drop, name="session_drop"),
    path(f"{EVENT}plaetze/", planning_views.seats_open, name="seats_open"),
    path(f"{EVENT}plaetze/<int:pk>/", planning_views.seats_change, name="seats_change"),
    path(f"{EVENT}plaetze/<int:pk>/zurueck/", views.seats_return, name="seats_return"),
    path(f"{EVENT}fragen/", question_views.question_list, name="question_list"),
    path(f"{EVENT}fragen/<int:pk>/weg/", question_views.question_drop, name="question_drop"),
    path(f"{EVENT}teilnehmende/", desk_views.participants, name="participants"),
    path(f"{EVENT}anwesenheit/<int:pk>/", desk_views.attendance, name="attendance"),
    path(f"{EVENT}anwesenheit/<int:pk>/code/", desk_views.check_in, name="check_in"),
    path(f"{EVENT}anwesenheit/<int:pk>/tabelle/", desk_views.attendance_import, name="import"),
    path(f"{EVENT}bescheinigungen/", desk_views.certificates, name="certificates"),
]
