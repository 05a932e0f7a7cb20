"""Planning, preparing, granting: idempotent, to the cent, by two people, one notice each."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.actions import (
    grant_allocations,
    plan_allocations,
    prepare_allocations,
    send_back_allocations,
)
from drehscheibe.domain.forwarding.allocation_keys import Key, plan, weights_in
from drehscheibe.domain.forwarding.models import Allocation, AllocationIs
from drehscheibe.domain.forwarding.notices import write_missing_notices
from drehscheibe.domain.forwarding.programme_files import programme_by_key, programme_for
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.kernel.people.models import Membership
from tests import factories
from tests.domain.forwarding.rows import AT, authority, equal_plan, granted

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_centres() -> None:
    for name in ("Kreis A", "Kreis B", "Stadt C"):
        factories.centre(name)


@pytest.mark.usefixtures("three_centres")
def test_the_same_plan_twice_changes_nothing() -> None:
    officer = authority()
    first = plan_allocations(plan=equal_plan("100"), by=officer, at=AT)
    again = plan_allocations(plan=equal_plan("100"), by=officer, at=AT)
    assert [row.pk for row in first] == [row.pk for row in again]
    assert [str(row.amount) for row in first] == ["33.34", "33.33", "33.33"]


@pytest.mark.usefixtures("three_centres")
def test_a_new_plan_replaces_what_is_only_planned() -> None:
    officer = authority()
    plan_allocations(plan=equal_plan("100"), by=officer, at=AT)
    plan_allocations(plan=equal_plan("300"), by=officer, at=AT)
    assert set(Allocation.objects.values_list("amount", flat=True)) == {Decimal(100)}
    prepare_allocations(programme="komm_an_2", fiscal_year=2024, by=officer, at=AT)
    with pytest.raises(ForwardingRefused, match="ist schon „Vorbereitet“"):
        plan_allocations(plan=equal_plan("600"), by=officer, at=AT)


@pytest.mark.usefixtures("three_centres")
def test_k10_and_the_proof_are_taken_over_from_the_programme() -> None:
    row = plan_allocations(plan=equal_plan("210869.46"), by=authority(), at=AT)[0]
    assert row.amount == Decimal("70289.82")
    assert row.training_limit == Decimal("21086.94")
    assert (row.due_on, row.due_shifted_on) == (date(2025, 3, 31), date(2025, 3, 31))
    earlier = plan_allocations(plan=equal_plan("100", 2023), by=authority(), at=AT)[0]
    assert (earlier.due_on, earlier.due_shifted_on) == (date(2024, 3, 31), date(2024, 4, 2))


@pytest.mark.usefixtures("three_centres")
def test_k13_no_allocation_after_the_end_of_the_programme() -> None:
    late = plan(
        programme_by_key("komm_an_2-2023"), fiscal_year=2025, total=Decimal(1), key=Key.EQUAL
    )
    with pytest.raises(ForwardingRefused, match=r"gibt es für 2025 nicht \(K13\)"):
        plan_allocations(plan=late, by=authority(), at=AT)


@pytest.mark.usefixtures("three_centres")
def test_who_prepared_does_not_grant() -> None:
    both = authority()
    Membership.objects.create(
        person=both,
        organisation=factories.organisation("Bewilligungsbehörde", "authority"),
        role="authority_approver",
        valid_from=date(2012, 1, 1),
    )
    plan_allocations(plan=equal_plan(), by=both, at=AT)
    prepare_allocations(programme="komm_an_2", fiscal_year=2024, by=both, at=AT)
    with pytest.raises(ForwardingRefused, match="Vier-Augen-Prinzip"):
        grant_allocations(programme="komm_an_2", fiscal_year=2024, by=both, at=AT)
    approver = authority("authority_approver")
    assert grant_allocations(programme="komm_an_2", fiscal_year=2024, by=approver, at=AT) == 3
    assert set(Allocation.objects.values_list("status", flat=True)) == {AllocationIs.GRANTED}


@pytest.mark.usefixtures("three_centres")
def test_the_approver_may_send_back_with_a_reason() -> None:
    officer, approver = authority(), authority("authority_approver")
    plan_allocations(plan=equal_plan(), by=officer, at=AT)
    prepare_allocations(programme="komm_an_2", fiscal_year=2024, by=officer, at=AT)
    count = send_back_allocations(
        programme="komm_an_2", fiscal_year=2024, reason="Schlüssel prüfen", by=approver, at=AT
    )
    assert count == 3
    with pytest.raises(ForwardingRefused, match="keine Zuteilung im Stand „Vorbereitet“"):
        grant_allocations(programme="komm_an_2", fiscal_year=2024, by=approver, at=AT)


@pytest.mark.usefixtures("three_centres")
@pytest.mark.parametrize("role", ["head", "carrier", "ministry_integration", "authority_approver"])
def test_only_the_officer_plans(role: str) -> None:
    somebody = authority(role) if role == "authority_approver" else factories.person(role)
    with pytest.raises(PermissionDenied, match="Zuteilungen anlegen und vorbereiten"):
        plan_allocations(plan=equal_plan(), by=somebody, at=AT)


def test_every_notice_is_written_once() -> None:
    row = granted(factories.centre())
    assert write_missing_notices("komm_an_2", 2024, at=AT) == 1
    assert write_missing_notices("komm_an_2", 2024, at=AT) == 0
    row.refresh_from_db()
    assert row.notice is not None
    assert row.notice.frozen


def test_a_list_as_key_names_every_centre(three_centres: None) -> None:
    keys = [centre.key for centre in Centre.objects.order_by("key")]
    text = "Schlüssel;Gewicht\n" + "".join(f"{key};{n}\n" for n, key in enumerate(keys, 1))
    weights = weights_in(text.encode())
    programme = programme_for("komm_an_2", 2024)
    shared = plan(programme, fiscal_year=2024, total=Decimal(600), key=Key.LIST, weights=weights)
    assert [share.amount for share in shared.shares] == [100, 200, 300]
    weights.pop(keys[0])
    with pytest.raises(ForwardingRefused, match="fehlen 1 Zentren"):
        plan(programme, fiscal_year=2024, total=Decimal(600), key=Key.LIST, weights=weights)
