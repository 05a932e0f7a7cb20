"""The pages of a proof of use: filled in, handed in, checked; nothing typed is lost."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drehscheibe.domain.funding.models import Application, ProofOfUse
from drehscheibe.domain.funding.proof import actions, drafting
from tests import factories
from tests.domain.funding.proof import samples
from tests.domain.funding.stories import Story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/foerderung/antraege/"


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return samples.city()


@pytest.fixture
def granted(case: Story, noon: datetime) -> Application:
    """Example 8, both calls paid, the proof open and not typed."""
    return samples.paid_case(case, at=noon)


@pytest.fixture
def browser(case: Story) -> Client:
    """The specialist's."""
    return factories.client_of(case.specialist)


def _typed(**more: str) -> dict[str, str]:
    costs = {f"posts-{n}-actual_cost": cost for n, cost in enumerate(samples.COSTS, start=1)}
    return {"version": "1", "has_flags": "1", **costs, **more}


def test_example_8_is_filled_in_handed_in_checked_on_pages(
    case: Story, granted: Application, browser: Client
) -> None:
    url = f"{BASE}{granted}/nachweis/"
    page = browser.get(f"{url}bearbeiten/")
    assert_sound(page)
    assert "Angaben sind schon ausgefüllt" in page.content.decode()
    assert 'value="01.04.2023"' in page.content.decode()
    typed = _typed(income="0", survey_confirmed_on="15.2.2024", confirmed_necessary="1")
    assert browser.post(f"{url}bearbeiten/", typed).status_code == 302
    again = browser.get(f"{url}bearbeiten/").content.decode()
    assert "283.000,00" in again
    assert "24.500,00" in again
    assert "Nötig:" not in again

    _handed_in_and_checked(case, url)


def _handed_in_and_checked(case: Story, url: str) -> None:
    """The carrier's step, the officer's page; the approver cannot close with a claim open."""
    proof = ProofOfUse.objects.get()
    carrier = factories.client_of(case.carrier)
    assert carrier.get(f"{url}schritt/submit/").status_code == 200
    sent = carrier.post(f"{url}schritt/submit/", {"version": str(proof.version)})
    assert sent.status_code == 302
    officer = factories.client_of(case.officer)
    queue = officer.get("/mitarbeit/foerderung/nachweise/")
    assert_sound(queue)
    assert "F20" in queue.content.decode()
    check = officer.get(f"{url}pruefen/")
    assert_sound(check)
    officer.post(f"{url}pruefen/", {"accepted": "283.000,00", "note": "Richtig."})
    detail = officer.get(url)
    assert_sound(detail)
    assert "24.500,00" in detail.content.decode()
    refused = factories.client_of(case.approver).post(f"{url}schritt/close/", {"version": "1"})
    assert refused.status_code == 422
    assert "zurückzufordern" in refused.content.decode()


def test_autosave_answers_with_sums_errors_and_open_points(
    granted: Application, browser: Client
) -> None:
    url = f"{BASE}{granted}/nachweis/bearbeiten/"
    answer = browser.post(url, _typed(income="57,000"), headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="posts-5-sum"' in text
    assert "42.750,00" in text
    assert "Meinten Sie" in text
    page = browser.get(url).content.decode()
    assert 'value="57,000"' in page
    assert "konnte nicht gelesen werden" in page


@pytest.mark.parametrize(("typed", "said"), [
    ("-5", "nicht negativ"), ("999.999.999.999", "höher als"), ("57,000", "Meinten Sie"),
    ("zehn", "kein Betrag"),
])  # fmt: skip
def test_negative_huge_and_ambiguous_costs_are_refused_at_the_field_and_kept(
    granted: Application, browser: Client, typed: str, said: str
) -> None:
    url = f"{BASE}{granted}/nachweis/bearbeiten/"
    page = browser.post(url, {"version": "1", "posts-1-actual_cost": typed})
    text = page.content.decode()
    assert said in text
    assert f'value="{typed}"' in text


def test_a_proof_above_the_grant_is_warned_about_and_capped(
    granted: Application, browser: Client
) -> None:
    url = f"{BASE}{granted}/nachweis/bearbeiten/"
    browser.post(url, {"version": "1"} | {f"posts-{n}-actual_cost": "90000" for n in range(1, 7)})
    text = browser.get(url).content.decode()
    assert "trägt der Träger selbst" in text
    assert "293.250,00" in text  # 4 × 57,000 + 42,750 + 22,500


def test_two_people_at_one_proof_notice_each_other(
    case: Story, granted: Application, browser: Client
) -> None:
    """Attack 10."""
    url = f"{BASE}{granted}/nachweis/bearbeiten/"
    factories.client_of(case.head).post(url, {"version": "1", "posts-1-actual_cost": "50000"})
    page = browser.post(url, {"version": "1", "posts-1-actual_cost": "51000"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Jemand anderes hat inzwischen geändert" in text
    assert "50000,00" in text
    browser.post(url, {"version": "1", "posts-1-actual_cost": "51000", "overwrite": "1"})
    assert ProofOfUse.objects.get().posts.get(number=1).actual_cost == Decimal(51000)


def test_what_is_typed_after_handing_in_stays_on_the_page(
    case: Story, browser: Client, noon: datetime
) -> None:
    proof = samples.submitted_proof(case, at=samples.MARCH, paid_at=noon)
    url = f"{BASE}{proof.application}/nachweis/bearbeiten/"
    page = browser.post(url, {"version": "1", "posts-2-actual_cost": "51.234,00"})
    assert page.status_code == 422
    assert 'value="51.234,00"' in page.content.decode()


def test_vouchers_are_added_with_a_file_and_removed(granted: Application, browser: Client) -> None:
    url = f"{BASE}{granted}/nachweis/"
    for _ in range(2):
        added = browser.post(f"{url}zeile/", {"version": "9", "row": "add:vouchers"})
        assert added.status_code == 302
    photo = SimpleUploadedFile("beleg.pdf", samples.a_pdf(), "application/pdf")
    browser.post(
        f"{url}belege/",
        {
            "version": "9", "vouchers-1-dated_on": "1.6.2023", "vouchers-1-payee": "Personalamt",
            "vouchers-1-amount": "1.000,00", "vouchers-1-file": photo,
        },
    )  # fmt: skip
    proof = ProofOfUse.objects.get()
    first = proof.vouchers.get(number=1)
    assert (first.payee, first.amount, first.document is not None) == (
        "Personalamt", Decimal(1000), True,
    )  # fmt: skip
    assert_sound(browser.get(f"{url}belege/"))
    assert browser.get(f"{url}dokumente/{first.document_id}/").status_code == 200
    browser.post(f"{url}zeile/", {"version": "9", "row": "remove:vouchers:2"})
    assert [each.number for each in proof.vouchers.all()] == [1]


def test_a_draft_is_the_carrier_s_own(case: Story, granted: Application) -> None:
    url = f"{BASE}{granted}/nachweis/"
    for person in (case.officer, case.approver):
        assert factories.client_of(person).get(url).status_code == 404
    queue = factories.client_of(case.officer).get("/mitarbeit/foerderung/nachweise/")
    assert str(granted) in queue.content.decode()
    stranger = factories.person("head", of=factories.centre("Kreis Anderswo").organisation)
    assert factories.client_of(stranger).get(url).status_code == 404


def test_question_and_answer_on_pages(case: Story, browser: Client, noon: datetime) -> None:
    proof = samples.submitted_proof(case, at=samples.MARCH, paid_at=noon)
    url = f"{BASE}{proof.application}/nachweis/"
    officer = factories.client_of(case.officer)
    assert officer.post(f"{url}rueckfrage/", {"reason": "Warum?"}).status_code == 302
    query = proof.queries.get()
    assert "Warum?" in browser.get(url).content.decode()
    assert browser.post(f"{url}antworten/{query.pk}/", {"reason": "Tarif."}).status_code == 302
    proof.refresh_from_db()
    carrier = factories.client_of(case.carrier)
    carrier.post(f"{url}schritt/answer/", {"version": str(proof.version)})
    proof.refresh_from_db()
    assert proof.status == "submitted"
    actions.ask(proof=proof, question="Noch etwas?", by=case.officer, at=samples.MARCH)


def test_the_first_screen_says_what_is_due_and_what_waits(
    case: Story, granted: Application, noon: datetime
) -> None:
    home = factories.client_of(case.carrier).get("/mitarbeit/").content.decode()
    assert "Verwendungsnachweis fällig bis 31.03.2024" in home
    assert "Nachweis prüfen" not in home
    proof = ProofOfUse.objects.get()
    typed = {f"posts-{n}-actual_cost": cost for n, cost in enumerate(samples.COSTS, start=1)}
    typed |= {"income": "0", "survey_confirmed_on": "15.2.2024"}
    who: dict[str, Any] = {"by": case.specialist, "at": samples.MARCH}
    drafting.save_proof(proof=proof, typed=typed, version=1, **who)
    drafting.set_choices(proof=proof, choices={"confirmed_necessary": True}, **who)
    actions.submit(proof=proof, by=case.carrier, at=samples.MARCH)
    waiting = factories.client_of(case.officer).get("/mitarbeit/").content.decode()
    assert "Nachweis prüfen" in waiting
    mine = factories.client_of(case.approver).get("/mitarbeit/").content.decode()
    assert "Nachweis abschließen" not in mine
