"""Addresses of the pages for those who keep a guide."""

from django.urls import path

from drehscheibe.doors.staff.guide import (
    edition_views,
    intake_views,
    list_views,
    machine_views,
    page_views,
    picture_views,
    text_views,
    views,
)

PAGE = "seiten/<int:pk>/"
SECTION = "abschnitte/<int:section>/"
app_name = "guide"
urlpatterns = [
    path("", views.page_list, name="page_list"),
    path("neu/", views.page_add, name="page_add"),
    path("uebersetzen/", list_views.worklist, name="worklist"),
    path("pruefen/", list_views.review_list, name="review_list"),
    path("aktualitaet/", list_views.freshness, name="freshness"),
    path("aktualitaet/mails/", list_views.reminders_act, name="reminders_act"),
    path("einlesen/", intake_views.guide_import, name="guide_import"),
    path("einlesen/<str:act>/", intake_views.guide_import_act, name="guide_import_act"),
    path("gemeinsam/", list_views.shared_list, name="shared_list"),
    path("gemeinsam/<int:pk>/", list_views.page_adopt, name="page_adopt"),
    path(PAGE, views.page_detail, name="page_detail"),
    path(f"{PAGE}verschieben/", page_views.page_move, name="page_move"),
    path(f"{PAGE}bild/", picture_views.page_picture, name="page_picture"),
    path(f"{PAGE}pflege/", page_views.page_upkeep, name="page_upkeep"),
    path(f"{PAGE}vorlage/", page_views.page_source, name="page_source"),
    path(f"{PAGE}tun/<str:act>/", page_views.page_act, name="page_act"),
    path(f"{PAGE}maschine/<str:language>/", machine_views.machine_act, name="machine_act"),
    path(f"{PAGE}text/<str:language>/", edition_views.edition, name="edition"),
    path(f"{PAGE}text/<str:language>/<str:step>/", edition_views.edition_step, name="edition_step"),
    path(f"{SECTION}bild.webp", picture_views.section_picture, name="section_picture"),
    path(f"{SECTION}<str:language>/", text_views.section_write, name="section_write"),
    path(f"{SECTION}<str:language>/fassungen/", text_views.versions, name="section_versions"),
    path(f"{SECTION}<str:language>/tun/<str:act>/", text_views.section_act, name="section_act"),
]
