"""Addresses of the pages about granted money, below a case."""

from django.urls import path

from drehscheibe.doors.staff.funding.payout import views

urlpatterns = [
    path("", views.money, name="money"),
    path("abruf/<str:group>/", views.call_request, name="call_request"),
    path("abrufe/<int:call>/neu-anweisen/", views.call_reorder, name="call_reorder"),
    path("abrufe/<int:call>/<str:step>/", views.call_step, name="call_step"),
    path("aenderung/", views.change_report, name="change_report"),
    path("aenderungen/<int:change>/<str:step>/", views.change_step, name="change_step"),
    path("aenderungsbescheid/", views.amendment_prepare, name="amendment_prepare"),
    path(
        "aenderungsbescheide/<int:amendment>/<str:step>/",
        views.amendment_step,
        name="amendment_step",
    ),
]
