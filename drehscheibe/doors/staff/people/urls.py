"""Addresses of members and rights."""

from django.urls import path

from drehscheibe.doors.staff.people import address_views, matrix_views, views

app_name = "people"
urlpatterns = [
    path("personen/", views.member_list, name="member_list"),
    path("personen/liste.<slug:form>", views.member_export, name="member_export"),
    path("personen/einladen/", views.member_invite, name="member_invite"),
    path("personen/rollen/<int:pk>/entziehen/", views.role_withdraw, name="role_withdraw"),
    path(
        "personen/einladungen/<int:pk>/zuruecknehmen/",
        views.invitation_take_back,
        name="invitation_take_back",
    ),
    path("personen/wartende/<int:pk>/", views.admission_decide, name="admission_decide"),
    path("anschriften/", address_views.address_list, name="address_list"),
    path("anschriften/<int:pk>/", address_views.address_edit, name="address_edit"),
    path("berechtigungen/", matrix_views.role_matrix, name="role_matrix"),
    path(
        "berechtigungen/tabelle.<slug:form>",
        matrix_views.role_matrix_export,
        name="role_matrix_export",
    ),
]
