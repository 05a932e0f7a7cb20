"""Every list of the money's road asks as often for many rows as for few."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drehscheibe.domain.forwarding.centre import jury
from drehscheibe.domain.funding.models import ChangeNotice
from drehscheibe.domain.payments.models import AccountIs, BankAccount
from drehscheibe.domain.payments.runs import take_run_step
from tests import factories
from tests.domain.forwarding.centre.desk import AT
from tests.domain.forwarding.centre.desk import desk as centre_desk
from tests.domain.forwarding.rows import call
from tests.domain.funding import money
from tests.domain.funding.stories import story
from tests.domain.payments.samples import authority_desk

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
OF_A_CASE = 14
"""A page of one case reads several lists, its history and what may be done next."""
OF_THE_TEST = 2
"""The test is one transaction more: its settings are read and put back."""


def asked(browser: Client, address: str) -> int:
    """How many queries a page takes that was already asked for once."""
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def same_for_more(
    browser: Client, address: str, grow: Callable[[], None], *, most: int = MOST_QUERIES
) -> None:
    """The page takes as many queries after `grow` as before, and at most so many."""
    few = asked(browser, address)
    grow()
    assert asked(browser, address) == few
    assert few <= most + OF_THE_TEST


def test_accounts(noon: datetime) -> None:
    desk = authority_desk(at=noon)

    def grow() -> None:
        BankAccount.objects.bulk_create(
            BankAccount(
                owner=desk.payer, kept_by=desk.payer, holder=f"Konto {number:03}", iban_sealed="",
                iban_mark=f"{number:064}", iban_country="DE", iban_tail="0000",
                valid_from=date(2026, 1, 1), status=AccountIs.ENTERED, entered_by=desk.preparer,
                entered_at=noon,
            )
            for number in range(60)
        )  # fmt: skip

    same_for_more(factories.client_of(desk.preparer), reverse("staff:payments:account_list"), grow)


def test_runs(noon: datetime) -> None:
    desk = authority_desk(at=noon)

    def run(serial: int) -> None:
        begun = desk.run(desk.order(serial, at=noon), at=noon)
        take_run_step(run=begun, step="cancel", reason="Probe", by=desk.preparer, at=noon)

    def grow() -> None:
        for serial in range(2, 12):
            run(serial)

    run(1)
    same_for_more(factories.client_of(desk.preparer), reverse("staff:payments:run_list"), grow)


def test_calls_of_payments_and_changes(noon: datetime) -> None:
    """The page of a case's money: its numbers come with their rows."""
    city = story()
    case = money.final_case(city, at=noon)
    money.open_accounts(city, at=noon)
    money.called(city, case, "10000", date(2023, 5, 1), at=noon)

    address = reverse("staff:funding:money", args=[case.number])
    for reader, first in ((city.carrier, 1), (city.officer, 20)):

        def grow(first: int = first) -> None:
            ChangeNotice.objects.bulk_create(
                ChangeNotice(
                    application=case, number=number, kind="organisation", text="Neue Leitung",
                    effective_on=date(2023, 6, 1), reported_by=city.carrier, reported_at=noon,
                    reported_on=date(2023, 5, 1),
                )
                for number in range(first, first + 12)
            )  # fmt: skip

        same_for_more(factories.client_of(reader), address, grow, most=OF_A_CASE)


def test_calls_for_applications_of_third_parties() -> None:
    own = centre_desk()

    def grow() -> None:
        for _ in range(30):
            call(own.allocation)

    address = reverse("staff:forwarding:call_list")
    same_for_more(factories.client_of(own.specialist), address, grow)


def test_a_jury() -> None:
    own = centre_desk(with_jury=True)
    meeting = jury.call_meeting(
        call=own.call, held_on=date(2024, 3, 5), place="Rathaus", by=own.specialist, at=AT
    )
    own.checked(name="Chor")
    jury.seat_member(
        meeting=meeting, guest=jury.Guest("", person=own.carrier), by=own.specialist, at=AT
    )

    def grow() -> None:
        for number in range(12):
            own.checked(name=f"Verein {number}")

    address = reverse("staff:forwarding:meeting_detail", args=[meeting.pk])
    same_for_more(factories.client_of(own.specialist), address, grow, most=OF_A_CASE)


def test_contracts_and_payments_of_a_centre() -> None:
    own = centre_desk()
    own.contracted(name="Chor")

    def grow() -> None:
        for number in range(4):
            own.contracted(name=f"Verein {number}", amount="500")

    address = reverse("staff:forwarding:case_list")
    same_for_more(factories.client_of(own.specialist), address, grow)


def test_the_budget_of_many_centres() -> None:
    """Allocated to returned, a row a centre, for those who see the whole land."""
    own = centre_desk()
    ministry = factories.person(
        "ministry_integration", of=factories.organisation("Ministerium", "ministry")
    )

    def grow() -> None:
        for number in range(6):
            own.submitted(name=f"Verein {number}")

    address = reverse("staff:allocations:allocation_list")
    for reader in (own.head, ministry):
        same_for_more(factories.client_of(reader), address, grow)
