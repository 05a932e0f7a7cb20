"""Calls for everybody, and behind the secret link one case. See docs/adr/0020."""

from django.urls import path

from drehscheibe.doors.public.forwarding import (
    call_views,
    case_views,
    draft_views,
    proof_views,
    sheet_views,
    step_views,
)

CASE = "antrag/<str:secret>/"
urlpatterns = [
    path("", call_views.call_list, name="calls"),
    path("aufruf/<slug:slug>/", call_views.call_detail, name="call"),
    path("aufruf/<slug:slug>/beginnen/", call_views.call_begin, name="call_begin"),
    path("link/", call_views.link_again, name="link_again"),
    path("link/unterwegs/", call_views.link_sent, name="link_sent"),
    path(CASE, case_views.case_detail, name="case"),
    path(f"{CASE}schreiben/", draft_views.case_edit, name="case_edit"),
    path(f"{CASE}foerdergegenstaende/", draft_views.case_items, name="case_items"),
    path(f"{CASE}einreichen/", step_views.case_submit, name="case_submit"),
    path(f"{CASE}fragen/", step_views.case_answer, name="case_answer"),
    path(f"{CASE}zuruecknehmen/", step_views.case_withdraw, name="case_withdraw"),
    path(f"{CASE}konto/", step_views.case_account, name="case_account"),
    path(f"{CASE}nachweis/", proof_views.proof_edit, name="proof_edit"),
    path(f"{CASE}nachweis/belege/", proof_views.proof_vouchers, name="proof_vouchers"),
    path(f"{CASE}nachweis/einreichen/", proof_views.proof_submit, name="proof_submit"),
    path(f"{CASE}tabelle/", sheet_views.case_sheet, name="case_sheet"),
    path(f"{CASE}tabelle/einlesen/", sheet_views.case_import, name="case_import"),
    path(f"{CASE}dokument/<uuid:document>/", case_views.case_document, name="case_document"),
]
