"""Addresses of the proof's pages below its case, and of the queue."""

from django.urls import path

from drehscheibe.doors.staff.funding.proof import acting_views, draft_views, sheet_views, views

urlpatterns = [
    path("nachweise/", views.proof_queue, name="proof_queue"),
    path("antraege/<str:number>/nachweis/", views.proof_detail, name="proof_detail"),
    path("antraege/<str:number>/nachweis/bearbeiten/", draft_views.proof_edit, name="proof_edit"),
    path("antraege/<str:number>/nachweis/zeile/", draft_views.proof_row, name="proof_row"),
    path(
        "antraege/<str:number>/nachweis/belege/", draft_views.proof_vouchers, name="proof_vouchers"
    ),
    path(
        "antraege/<str:number>/nachweis/schritt/<str:step>/",
        acting_views.proof_step,
        name="proof_step",
    ),
    path(
        "antraege/<str:number>/nachweis/tabelle.xlsx", sheet_views.proof_export, name="proof_export"
    ),
    path("antraege/<str:number>/nachweis/einlesen/", sheet_views.proof_import, name="proof_import"),
    path("antraege/<str:number>/nachweis/rueckfrage/", acting_views.proof_ask, name="proof_ask"),
    path(
        "antraege/<str:number>/nachweis/antworten/<int:query>/",
        acting_views.proof_query_answer,
        name="proof_query_answer",
    ),
    path("antraege/<str:number>/nachweis/pruefen/", acting_views.proof_check, name="proof_check"),
    path(
        "antraege/<str:number>/nachweis/dokumente/<uuid:document>/",
        views.proof_document,
        name="proof_document",
    ),
]
