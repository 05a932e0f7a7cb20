"""Waiving interest and money that came back, by hand: offered, refused at the field, done."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.payout.call_orders import subject_of
from drehscheibe.domain.funding.reclaim.waiver import WaiverTerms, prepare_waiver
from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.selectors import live_order
from drehscheibe.kernel.people.models import Person
from tests import pages
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person], Client]
BASE = "/mitarbeit/foerderung/antraege"


def said(response: object) -> str:
    return response.content.decode().replace("\xa0", " ")  # type: ignore[attr-defined,no-any-return]


@time_machine.travel(datetime(2024, 6, 3, 12, 0, tzinfo=UTC))
def test_what_a_waiver_offers_and_refuses_by_hand_and_nothing_typed_is_lost(
    noon: datetime, as_person: AsPerson
) -> None:
    case = proofs.city()
    proof = samples.claimed(case, paid_at=noon)
    base = f"{BASE}/{proof.application.number}/erstattung/"
    officer = as_person(case.officer)
    assert "Zinsverzicht vorbereiten" in said(officer.get(base))
    form = officer.get(base + "zinsverzicht/")
    pages.assert_sound(form)
    typed = {"ground": "other", "extent": "part", "amount": "", "reason": "Härtefall <b>."}
    for amount, message in (
        ("", "auf welchen Teil"), ("1e9", "kein Betrag"), ("−5", "nicht negativ"),
        ("∞", "kein Betrag"), ("99.999,00", "mehr als 0 € bis"),
    ):  # fmt: skip
        refused = officer.post(base + "zinsverzicht/", typed | {"amount": amount})
        assert refused.status_code == 422
        assert message in said(refused)
        assert "Härtefall &lt;b&gt;." in said(refused)
    not_in_time = typed | {"ground": "not_at_fault", "amount": "100"}
    assert "nicht ganz bis zum 03.07.2024" in said(
        officer.post(base + "zinsverzicht/", not_in_time)
    )
    whole = typed | {"extent": "whole"}
    assert "Zinsen laufen weiter" in said(officer.post(base + "zinsverzicht/", whole))
    assert officer.post(base + "zinsverzicht/", typed | {"amount": "100"}).status_code == 302
    again = officer.post(base + "zinsverzicht/", typed | {"amount": "100"})
    assert "schon vorbereitet" in said(again)


@time_machine.travel(datetime(2024, 6, 3, 12, 0, tzinfo=UTC))
def test_a_waiver_is_signed_by_hand_and_what_is_prepared_stays_inside(
    noon: datetime, as_person: AsPerson
) -> None:
    case = proofs.city()
    proof = samples.claimed(case, paid_at=noon)
    base = f"{BASE}/{proof.application.number}/erstattung/"
    officer, approver, carrier = (
        as_person(each) for each in (case.officer, case.approver, case.carrier)
    )
    waiver = prepare_waiver(
        proof=proof,
        terms=WaiverTerms(ground="other", amount=Decimal(100), reason="Härtefall"),
        by=case.officer,
        at=samples.JUNE,
    )
    assert "Härtefall" not in said(carrier.get(base))
    sign = f"{base}zinsverzicht/{waiver.pk}/sign/"
    assert carrier.get(sign).status_code == officer.get(sign).status_code == 403
    assert "Zinsverzicht zeichnen" in said(approver.get("/mitarbeit/"))
    page = approver.get(sign)
    assert "Wortlaut nicht bestätigt" in said(page)
    pages.assert_sound(page)
    assert approver.post(sign).status_code == 302
    assert approver.post(sign).status_code == 422
    shown = said(carrier.get(base))
    assert "Zinsen nach Verzicht" in shown
    assert "Zinsen, auf die verzichtet ist" in shown


@time_machine.travel(datetime(2024, 4, 9, 12, 0, tzinfo=UTC))
def test_money_that_came_back_is_seen_and_ordered_anew_by_hand(
    noon: datetime, as_person: AsPerson
) -> None:
    case = proofs.city()
    proof: ProofOfUse = samples.checked(case, paid_at=noon)
    base = f"{BASE}/{proof.application.number}/"
    officer, approver, carrier = (
        as_person(each) for each in (case.officer, case.approver, case.carrier)
    )
    call = proof.application.calls.get(number=2)
    again = f"{base}mittel/abrufe/{call.pk}/neu-anweisen/"
    assert "schon angewiesen" in said(approver.post(again))
    assert "Nicht mehr auszahlen" not in said(approver.get(base + "mittel/"))
    order = live_order(subject_of(call))
    assert order is not None
    runs.note_return(
        order=order, reason="Konto erloschen", by=case.officer,
        at=datetime(2024, 4, 9, 9, tzinfo=UTC),
    )  # fmt: skip
    for who in (officer, approver, carrier):
        assert "Zahlung zurückgekommen" in said(who.get(base + "mittel/"))
        assert "Eine Auszahlung ist zurückgekommen" in said(who.get(base + "erstattung/"))
        assert "sind von der Bank zurückgekommen" in said(who.get(base + "nachweis/"))
    assert "Zahlung zurückgekommen" in said(approver.get("/mitarbeit/"))
    assert officer.get(again).status_code == carrier.get(again).status_code == 403
    hearing = {
        "principal": "24500", "reason": "x", "known_on": "8.4.2024", "arises_on": "1.1.2024",
        "hearing_until": "6.5.2024",
    }  # fmt: skip
    refused = officer.post(base + "erstattung/anhoerung/", hearing)
    assert "von der Bank zurückgekommen" in said(refused)
    page = approver.get(again)
    pages.assert_sound(page)
    assert "Bisherige Zahlung" in said(page)
    assert "Konto erloschen" not in said(carrier.get(base + "mittel/"))
    assert approver.post(again).status_code == 302
    assert "Zahlung: Offen" in said(approver.get(base + "mittel/"))
