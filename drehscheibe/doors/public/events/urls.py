"""The catalogue, and behind secret links one registration each. See docs/adr/0020."""

from django.urls import path

from drehscheibe.doors.public.events import check_views, guest_views, need_views, own_views, views

EVENT = "veranstaltungen/<str:number>/"
OWN = "veranstaltungen/teilnahme/<str:secret>/"
urlpatterns = [
    path("veranstaltungen/", views.event_list, name="events"),
    path("veranstaltungen/unterwegs/", guest_views.guest_sent, name="guest_sent"),
    path("veranstaltungen/bestaetigen/<str:secret>/", guest_views.confirm, name="guest_confirm"),
    path(OWN, own_views.participation, name="participation"),
    path(f"{OWN}bescheinigung/", own_views.certificate_file, name="certificate_file"),
    path(f"{OWN}code/", own_views.check_in_code, name="participation_code"),
    path(EVENT, views.event_detail, name="event"),
    path(f"{EVENT}bedarf/", need_views.need, name="event_need"),
    path(f"{EVENT}anmelden/", guest_views.register, name="event_register"),
    path("bescheinigung/", check_views.certificate_check, name="certificate_check"),
    path("bescheinigung/<str:serial>/", views.certificate, name="certificate"),
    path("kalender/veranstaltungen.ics", views.public_feed, name="public_feed"),
    path("kalender/<str:secret>.ics", views.feed, name="feed"),
]
