"""Addresses of decisions by both ministries and of advice by the coordinating office."""

from django.urls import path

from drehscheibe.doors.staff.controlling import advice_views, decision_views

urlpatterns = [
    path("ziele/entscheiden/", decision_views.decision_list, name="decision_list"),
    path("ziele/<int:period>/entscheiden/", decision_views.period_decide, name="period_decide"),
    path(
        "ziele/<int:period>/entscheidungen/<int:decision>/zuruecknehmen/",
        decision_views.decision_withdraw, name="decision_withdraw",
    ),
    path("ziele/beratung/", advice_views.advice_list, name="advice_list"),
    path("ziele/<int:period>/beraten/", advice_views.period_advise, name="period_advise"),
]  # fmt: skip
