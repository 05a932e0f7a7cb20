"""Addresses of the pages about a reclaim, below a case."""

from django.urls import path

from drehscheibe.doors.staff.funding.reclaim import acting_views, views, waiver_views

urlpatterns = [
    path("", views.reclaim, name="reclaim"),
    path("dokumente/<uuid:document>/", views.reclaim_document, name="reclaim_document"),
    path("anhoerung/", acting_views.hearing_begin, name="hearing_begin"),
    path("stellungnahme/", acting_views.hearing_answer, name="hearing_answer"),
    path("bescheid/", acting_views.reclaim_prepare, name="reclaim_prepare"),
    path("zeichnen/", acting_views.reclaim_sign, name="reclaim_sign"),
    path("eingang/", acting_views.repayment_enter, name="repayment_enter"),
    path("zinsverzicht/", waiver_views.waiver_prepare, name="waiver_prepare"),
    path("zinsverzicht/<int:waiver>/<str:step>/", waiver_views.waiver_step, name="waiver_step"),
    path("schritt/<str:step>/", acting_views.reclaim_step, name="reclaim_step"),
    path("loeschsperre/", acting_views.retention_hold, name="retention_hold"),
]
