"""Addresses of the funding pages."""

from django.urls import include, path

from drehscheibe.doors.staff.funding import (
    decision_views,
    draft_views,
    package_views,
    sheet_views,
    views,
)

app_name = "funding"
urlpatterns = [
    path("antraege/", views.application_list, name="application_list"),
    path("antraege.<str:form>", views.application_export, name="application_export"),
    path("antraege/neu/", draft_views.application_start, name="application_start"),
    path("antraege/<str:number>/", views.application_detail, name="application_detail"),
    path(
        "antraege/<str:number>/bearbeiten/", draft_views.application_edit, name="application_edit"
    ),
    path(
        "antraege/<str:number>/tabelle.xlsx",
        sheet_views.application_sheet,
        name="application_sheet",
    ),
    path(
        "antraege/<str:number>/einlesen/", sheet_views.application_import, name="application_import"
    ),
    path("antraege/<str:number>/zeile/", draft_views.application_row, name="application_row"),
    path(
        "antraege/<str:number>/schritt/<str:step>/",
        decision_views.application_step,
        name="application_step",
    ),
    path(
        "antraege/<str:number>/rueckfrage/", decision_views.application_ask, name="application_ask"
    ),
    path(
        "antraege/<str:number>/antworten/<int:query>/",
        decision_views.query_answer,
        name="query_answer",
    ),
    path(
        "antraege/<str:number>/entscheidung/",
        decision_views.decision_prepare,
        name="decision_prepare",
    ),
    path("antraege/<str:number>/zeichnen/", decision_views.decision_sign, name="decision_sign"),
    path(
        "antraege/<str:number>/rechtsbehelfsverzicht/",
        decision_views.remedies_waive,
        name="remedies_waive",
    ),
    path(
        "antraege/<str:number>/hinweis/",
        decision_views.application_advise,
        name="application_advise",
    ),
    path(
        "antraege/<str:number>/dokumente/<uuid:document>/",
        views.application_document,
        name="application_document",
    ),
    path("antraege/<str:number>/mittel/", include("drehscheibe.doors.staff.funding.payout.urls")),
    path("", include("drehscheibe.doors.staff.funding.proof.urls")),
    path(
        "antraege/<str:number>/erstattung/", include("drehscheibe.doors.staff.funding.reclaim.urls")
    ),
    path("antraege/<str:number>/paket/", package_views.case_package, name="case_package"),
    path("richtlinien/", views.guideline_list, name="guideline_list"),
    path("richtlinien/<str:key>/", views.guideline_detail, name="guideline_detail"),
]
