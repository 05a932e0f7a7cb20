"""Addresses of the centre's pages about third parties."""

from django.urls import path

from drehscheibe.doors.staff.forwarding.centre import (
    case_views,
    decision_views,
    money_views,
)

app_name = "forwarding"
CASE = "antraege/<str:number>/"
urlpatterns = [
    path("antraege/", case_views.case_list, name="case_list"),
    path("antraege.<str:form>", case_views.case_export, name="case_export"),
    path(CASE, case_views.case_detail, name="case_detail"),
    path(f"{CASE}dokumente/<uuid:document>/", case_views.case_document, name="case_document"),
    path(f"{CASE}rueckfrage/", decision_views.case_ask, name="case_ask"),
    path(f"{CASE}schritt/<str:step>/", decision_views.case_step, name="case_step"),
    path(f"{CASE}zusage/", decision_views.case_promise, name="case_promise"),
    path(f"{CASE}vertrag/", money_views.contract_prepare, name="contract_prepare"),
    path(f"{CASE}vertrag/unterschriften/", money_views.contract_sign, name="contract_sign"),
    path(f"{CASE}auszahlung/", money_views.payment_order, name="payment_order"),
    path(
        f"{CASE}auszahlung/<int:payment>/zuruecknehmen/",
        money_views.payment_cancel,
        name="payment_cancel",
    ),
    path(f"{CASE}nachweis/", money_views.proof_check, name="proof_check"),
    path(f"{CASE}rueckforderung/", money_views.case_claim, name="case_claim"),
    path(f"{CASE}rueckforderung/<int:claim>/eingang/", money_views.money_back, name="money_back"),
]
