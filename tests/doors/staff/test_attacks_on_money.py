"""The numbered attacks of the security standard, tried on the money pages of the staff door."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from drehscheibe.domain.funding.models import Application, ChangeNotice, PaymentCall, ProofOfUse
from tests import factories
from tests.domain.funding import money
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/foerderung/antraege/"
CALL = {"staff": "1.000,00", "material": "", "komm_an": "", "due_on": "1.5.2023"}


@pytest.fixture
def city() -> Story:
    """A kreisfreie Stadt."""
    return story("Stadt Musterau", kind="kreisfreie Stadt")


@pytest.fixture
def case(city: Story, noon: datetime) -> Application:
    """Its final grant of 307,500 euro for 2023."""
    return money.final_case(city, at=noon)


@pytest.fixture
def other(noon: datetime) -> Application:
    """The final grant of somebody else."""
    return money.final_case(story("Kreis Anderswo"), at=noon)


def at(case: Application, rest: str = "") -> str:
    """An address below the case's money."""
    return f"{BASE}{case.number}/mittel/{rest}"


def test_attack_2_another_case_s_post_or_call_is_out_of_reach(
    city: Story, case: Application, other: Application, noon: datetime
) -> None:
    browser = factories.client_of(city.head)
    foreign = other.posts.get(number=1)
    typed = {"kind": "vacancy", "post": foreign.pk, "effective_on": "1.11.2023"}
    assert browser.post(at(case, "aenderung/"), typed).status_code == 422
    assert not ChangeNotice.objects.exists()
    call = PaymentCall.objects.create(
        application=other, number=1, line_group="G1", due_on=date(2023, 5, 1), staff=1,
        requested_by=city.carrier, requested_at=noon,
    )  # fmt: skip
    treasurer = factories.client_of(city.carrier)
    for address in (
        at(case, f"abrufe/{call.pk}/withdraw/"),
        at(other, f"abrufe/{call.pk}/withdraw/"),
    ):
        assert treasurer.post(address, {"reason": "x"}).status_code == 404
    call.refresh_from_db()
    assert call.status == "requested"


def test_attack_6_fields_nobody_may_write_are_ignored(
    city: Story, case: Application, noon: datetime
) -> None:
    more: dict[str, Any] = {
        "status": "released", "number": "99", "volunteering": "500", "released_by": city.carrier.pk,
        "application": "1",
    }  # fmt: skip
    browser = factories.client_of(city.carrier)
    assert browser.post(at(case, "abruf/G1/"), CALL | more).status_code == 302
    call = PaymentCall.objects.get()
    assert (call.status, call.number, int(call.total)) == ("requested", 1, 1000)
    assert call.application_id == case.pk
    proof = ProofOfUse.objects.get(application=case)
    stolen = {"status": "closed", "eligible": "1", "accepted": "1", "paid": "1", "version": "1"}
    factories.client_of(city.specialist).post(f"{BASE}{case.number}/nachweis/bearbeiten/", stolen)
    proof.refresh_from_db()
    assert (proof.status, proof.accepted, proof.paid) == ("draft", None, None)


def test_attack_7_of_a_doubled_field_the_last_counts_and_json_is_no_form(
    city: Story, case: Application
) -> None:
    browser = factories.client_of(city.carrier)
    json = browser.post(at(case, "abruf/G1/"), CALL, content_type="application/json")
    assert json.status_code in {200, 422}
    assert not PaymentCall.objects.exists()
    doubled = CALL | {"staff": ["999.999,00", "1.000,00"]}
    assert browser.post(at(case, "abruf/G1/"), doubled).status_code == 302
    assert PaymentCall.objects.get().total == 1000


def test_attack_9_no_step_is_skipped_by_page_or_by_statement(
    city: Story, case: Application, noon: datetime
) -> None:
    call = money.called(city, case, "1000", date(2023, 5, 1), at=noon)
    money.open_accounts(city, at=noon)
    approver = factories.client_of(city.approver)
    answer = approver.post(at(case, f"abrufe/{call.pk}/release/"), {})
    assert answer.status_code in {403, 404, 409, 422}
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentCall.objects.filter(pk=call.pk).update(status="released")
    call.refresh_from_db()
    assert call.status == "requested"
