"""The centre's pages about third parties: list, case, and every page that acts."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.kernel.workflow.models import Step
from tests import factories, pages
from tests.domain.forwarding.centre.desk import AT, Desk, desk, fresh, pdf, status
from tests.domain.forwarding.samples import plain

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/weiterleitung/antraege/"


@pytest.fixture
def own() -> Desk:
    """A centre with 100,000 euro."""
    return desk()


def shown(answer: Any) -> str:
    """The page's text."""
    return plain(re.sub(r"<[^>]+>", "", answer.content.decode()))


@pytest.mark.parametrize("rows", [25, 60, 400])
def test_the_list_takes_the_same_few_queries_however_long(
    own: Desk, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _fill(own, rows)
    browser = factories.client_of(own.specialist)
    browser.get(BASE)
    with django_assert_max_num_queries(12):
        page = browser.get(BASE)
    pages.assert_sound(page)
    assert f"Gefunden: {rows}" in shown(page)


def _fill(own: Desk, rows: int) -> None:
    """Handed-in cases in bulk, each with its step as `perform` writes it."""
    ForwardingCase.objects.bulk_create(
        ForwardingCase(
            call=own.call, allocation=own.allocation, centre=own.call.centre,
            number=f"W-2024-{serial:05d}", name=f"Verein {serial}", email="verein@example.org",
            title="Treff", requested=Decimal(500), submitted_on=date(2024, 3, 1),
            created_at=AT, changed_at=AT,
        )
        for serial in range(rows)
    )  # fmt: skip
    cases = ForwardingCase.objects.filter(number__startswith="W-2024-")
    Step.objects.bulk_create(
        Step(
            workflow="forwarding.case", object_id=pk, name="submit", source="draft",
            target="submitted", by=own.specialist, decided_on=AT, effective_on=AT, entered_at=AT,
        )
        for pk in cases.values_list("pk", flat=True)
    )  # fmt: skip
    cases.update(status="submitted")


def test_the_list_is_filtered_and_leaves_as_a_file_without_account(own: Desk) -> None:
    case = own.with_account(own.checked(name="Chor Musterau"), 12)
    own.submitted(name="Sportverein")
    browser = factories.client_of(own.specialist)
    found = browser.get(f"{BASE}?wort=chor&stand=checked&aufruf={own.call.pk}")
    assert case.number in shown(found)
    assert "Gefunden: 1" in shown(found)
    file = browser.get("/mitarbeit/weiterleitung/antraege.csv")
    text = file.getvalue().decode("utf-8")
    assert "Chor Musterau" in text
    assert case.account is not None
    assert case.account.iban_tail not in text


def test_others_see_nothing(own: Desk) -> None:
    case = own.checked()
    stranger = factories.person("head", of=factories.centre("Kreis Musterfeld").organisation)
    assert factories.client_of(stranger).get(f"{BASE}{case.number}/").status_code == 404
    assert "Gefunden: 0" in shown(factories.client_of(stranger).get(BASE))
    authority = factories.person("authority_officer", of=own.allocation.authority)
    assert factories.client_of(authority).get(BASE).status_code == 403


def test_the_case_page_says_what_is_next_and_shows_double_funding_to_both_sides(own: Desk) -> None:
    first = own.checked(name="Sportverein")
    second = own.submitted(name="Turnerschaft")
    for case in (first, second):
        page = factories.client_of(own.head).get(f"{BASE}{case.number}/")
        pages.assert_sound(page)
        assert "Mögliche Doppelförderung (K12)" in shown(page)
    assert second.number in shown(factories.client_of(own.head).get(f"{BASE}{first.number}/"))
    assert "Prüfen Sie Angaben" in shown(page)


def test_check_ask_promise_and_refuse_on_pages(own: Desk) -> None:
    case = own.submitted("1000")
    specialist, head = factories.client_of(own.specialist), factories.client_of(own.head)
    pages.assert_sound(specialist.get(f"{BASE}{case.number}/rueckfrage/"))
    pages.assert_sound(specialist.get(f"{BASE}{case.number}/schritt/check/"))
    specialist.post(f"{BASE}{case.number}/schritt/check/")
    assert status(case) == "checked"
    assert specialist.get(f"{BASE}{case.number}/zusage/").status_code == 403
    form = head.get(f"{BASE}{case.number}/zusage/")
    pages.assert_sound(form)
    assert "Rest der Zuteilung" in shown(form)
    refused = head.post(f"{BASE}{case.number}/zusage/", {"item-1": "400,00"})
    assert refused.status_code == 422
    assert "weniger zu als beantragt" in shown(refused)
    assert 'value="400,00"' in refused.content.decode()
    head.post(f"{BASE}{case.number}/zusage/", {"item-1": "400,00", "reason": "Teilbetrag"})
    assert fresh(case).promised == Decimal(400)
    other = own.submitted(name="Chor", place_key="")
    answer = head.post(f"{BASE}{other.number}/schritt/refuse/", {"reason": ""})
    assert "Dieses Feld" in shown(answer) or "Begründung" in shown(answer)
    head.post(f"{BASE}{other.number}/schritt/refuse/", {"reason": "Kein Geld mehr."})
    assert status(other) == "refused"
    assert head.get(f"{BASE}{other.number}/schritt/withdraw/").status_code == 404


def test_a_question_goes_out_from_the_page(own: Desk) -> None:
    case = own.submitted()
    browser = factories.client_of(own.specialist)
    browser.post(f"{BASE}{case.number}/rueckfrage/", {"question": "Wann genau?"})
    assert status(case) == "query"
    assert "Wann genau?" in shown(browser.get(f"{BASE}{case.number}/"))


def test_k11_the_page_says_that_no_model_is_in_force_today(own: Desk) -> None:
    """Pages act today; KOMM-AN NRW has had no model contract since the end of 2024."""
    case = own.promised()
    head = factories.client_of(own.head)
    form = head.get(f"{BASE}{case.number}/vertrag/")
    pages.assert_sound(form)
    answer = head.post(f"{BASE}{case.number}/vertrag/", {"proof_due_on": "28.02.2025"})
    assert answer.status_code == 422
    assert "keine Fassung des Mustervertrags hinterlegt" in shown(answer)
    assert "(K11)" in shown(answer)


def test_signing_asks_for_the_scan_and_refuses_the_outdated_model(own: Desk) -> None:
    case = own.promised()
    own.prepare(case)
    head = factories.client_of(own.head)
    address = f"{BASE}{case.number}/vertrag/unterschriften/"
    pages.assert_sound(head.get(address))
    today = datetime.now(UTC).strftime("%d.%m.%Y")
    typed: dict[str, Any] = {"centre_on": today, "applicant_on": today}
    assert head.post(address, typed).status_code == 422
    answer = head.post(address, {**typed, "scan": pdf("v.pdf")})
    assert "steht auf der Fassung „2023“" in shown(answer)


def test_payment_proof_claim_and_money_back_on_pages(own: Desk) -> None:
    case = own.with_account(own.contracted())
    head, specialist = factories.client_of(own.head), factories.client_of(own.specialist)
    pages.assert_sound(head.get(f"{BASE}{case.number}/auszahlung/"))
    too_much = {"amount": "1000,01", "wanted_on": "01.03.2026"}
    assert "höchstens 1.000,00" in shown(head.post(f"{BASE}{case.number}/auszahlung/", too_much))
    head.post(f"{BASE}{case.number}/auszahlung/", {"amount": "1.000,00", "wanted_on": "01.03.2026"})
    payment = case.payments.get()
    pages.assert_sound(head.get(f"{BASE}{case.number}/auszahlung/{payment.pk}/zuruecknehmen/"))
    own.executed(payment)
    case = own.hand_in_proof(fresh(case), "900")
    page = specialist.get(f"{BASE}{case.number}/nachweis/")
    pages.assert_sound(page)
    assert "Beleg 1 zu Punkt 1" in shown(page)
    _look_at_the_voucher(specialist, page.content.decode())
    specialist.post(
        f"{BASE}{case.number}/nachweis/", {"item-1": "900,00", "note": "Ein Beleg fehlt."}
    )
    assert "Fordern Sie den Rest zurück" in shown(head.get(f"{BASE}{case.number}/"))
    pages.assert_sound(head.get(f"{BASE}{case.number}/rueckforderung/"))
    head.post(
        f"{BASE}{case.number}/rueckforderung/",
        {"reason": "Ein Beleg fehlt.", "due_on": "31.12.2099"},
    )
    _money_comes_back(head, case)
    assert status(case) == "closed"


def _money_comes_back(head: Client, case: ForwardingCase) -> None:
    """The principal is entered, interest waived with a reason, the case closed."""
    claim = case.repayments.get()
    address = f"{BASE}{case.number}/rueckforderung/{claim.pk}/eingang/"
    pages.assert_sound(head.get(address))
    page = head.get(address)
    assert "unbestätigt" in shown(page), "the interest rests on an assumption"
    head.post(address, {"amount": "100,00", "received_on": "01.02.2026"})
    pages.assert_sound(head.get(f"{BASE}{case.number}/"))
    refused = head.post(f"{BASE}{case.number}/schritt/close/")
    assert "Von den Zinsen fehlen noch" in shown(refused)
    waiver = f"{BASE}{case.number}/rueckforderung/{claim.pk}/zinsen/"
    pages.assert_sound(head.get(waiver))
    head.post(waiver, {"reason": "Unter zehn Euro."})
    head.post(f"{BASE}{case.number}/schritt/close/")


def _look_at_the_voucher(browser: Client, page: str) -> None:
    """The photo is the re-encoded one, sent so that no browser runs it."""
    address = re.search(r'<img class="voucher" src="([^"]+)"', page)
    assert address
    answer = browser.get(address[1])
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_first_screen_says_whose_turn_it_is(own: Desk) -> None:
    waiting, checked = own.submitted(name="Chor"), own.checked(name="Tanz")
    for person, hers, others in (
        (own.specialist, waiting, checked),
        (own.head, checked, None),
    ):
        page = shown(factories.client_of(person).get("/mitarbeit/"))
        assert f"{hers.number}: " in page
        assert others is None or f"{others.number}: Über den Antrag" not in page
