"""Addresses of the centre's pages about third parties."""

from django.urls import path

from drehscheibe.doors.staff.forwarding.centre import (
    call_views,
    case_views,
    decision_views,
    jury_views,
    measure_views,
    money_views,
    own_proof_views,
    proof_views,
    seat_views,
)

app_name = "forwarding"
CASE = "antraege/<str:number>/"
CLAIM = f"{CASE}rueckforderung/<int:claim>/"
MEMBER = "jury/<int:meeting>/mitglied/<int:member>/"
PROOF = "nachweis/<str:number>/"
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
    path(f"{CASE}nachweis/", proof_views.proof_check, name="proof_check"),
    path(f"{CASE}rueckforderung/", proof_views.case_claim, name="case_claim"),
    path(f"{CASE}nachweis/loeschsperre/", proof_views.proof_hold, name="proof_hold"),
    path(
        f"{CASE}belege/<int:voucher>/loeschen/", proof_views.voucher_delete, name="voucher_delete"
    ),
    path(f"{CLAIM}eingang/", proof_views.money_back, name="money_back"),
    path(f"{CLAIM}zinsen/", proof_views.interest_waive, name="interest_waive"),
    path("massnahmen/", measure_views.measure_list, name="measure_list"),
    path("massnahmen/neu/<int:year>/", measure_views.measure_write, name="measure_write"),
    path("massnahmen/<int:measure>/", measure_views.measure_edit, name="measure_edit"),
    path(
        "massnahmen/<int:measure>/herausnehmen/",
        measure_views.measure_withdraw,
        name="measure_withdraw",
    ),
    path("aufrufe/", call_views.call_list, name="call_list"),
    path("aufrufe/neu/<str:number>/", call_views.call_write, name="call_write"),
    path("aufrufe/<int:call>/", call_views.call_detail, name="call_detail"),
    path("aufrufe/<int:call>/bearbeiten/", call_views.call_edit, name="call_edit"),
    path("aufrufe/<int:call>/schritt/<str:step>/", call_views.call_step, name="call_step"),
    path("aufrufe/<int:call>/jury/", jury_views.jury_call, name="jury_call"),
    path("jury/<int:meeting>/", jury_views.meeting_detail, name="meeting_detail"),
    path("jury/<int:meeting>/mitglied/", jury_views.member_seat, name="member_seat"),
    path("jury/<int:meeting>/meine-stimmen/", seat_views.seat_votes, name="seat_votes"),
    path("jury/<int:meeting>/meine-befangenheit/", seat_views.seat_bias, name="seat_bias"),
    path(f"{MEMBER}befangen/", jury_views.member_bias, name="member_bias"),
    path(f"{MEMBER}stimmen/", jury_views.member_votes, name="member_votes"),
    path("jury/<int:meeting>/schliessen/", jury_views.meeting_close, name="meeting_close"),
    path(PROOF, own_proof_views.own_proof_detail, name="own_proof_detail"),
    path(f"{PROOF}datei/", own_proof_views.own_proof_file, name="own_proof_file"),
    path(f"{PROOF}paket/", own_proof_views.own_proof_package, name="own_proof_package"),
    path(f"{PROOF}schreiben/", own_proof_views.own_proof_write, name="own_proof_write"),
    path(f"{PROOF}frage/", own_proof_views.own_proof_ask, name="own_proof_ask"),
    path(f"{PROOF}abschliessen/", own_proof_views.own_proof_close, name="own_proof_close"),
]
