"""Addresses of effectiveness dialogues."""

from django.urls import path

from drehscheibe.doors.staff.controlling import dialogue_views as views

ONE = "dialoge/<int:pk>/"
urlpatterns = [
    path("dialoge/", views.dialogue_list, name="dialogue_list"),
    path("berichte/<int:pk>/dialog/", views.dialogue_prepare, name="dialogue_prepare"),
    path(ONE, views.dialogue_detail, name="dialogue_detail"),
    path(f"{ONE}bearbeiten/", views.dialogue_edit, name="dialogue_edit"),
    path(f"{ONE}termin/", views.dialogue_appoint, name="dialogue_appoint"),
    path(f"{ONE}termin.ics", views.dialogue_calendar, name="dialogue_calendar"),
    path(f"{ONE}schritt/<str:step>/", views.dialogue_step, name="dialogue_step"),
    path(f"{ONE}vereinbaren/", views.step_agree, name="step_agree"),
    path(f"{ONE}vereinbart/<int:number>/", views.step_finish, name="step_finish"),
]
