"""Ordering a payment: once for each subject, by those who may, in words banks take."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drehscheibe.config.roles import ROLES
from drehscheibe.domain.payments import actions
from drehscheibe.domain.payments.accounts import take_account_step
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.selectors import (
    live_order,
    ordered_total,
    orders_for,
    orders_of,
    paid_total,
)
from drehscheibe.domain.payments.workflow import ACCOUNT, ORDER, RUN
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.workflow.actions import perform_all
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.payments.samples import Desk, authority_desk, carrier_desk

pytestmark = pytest.mark.django_db

ALLOWED = {
    "head": {"confirm", "refuse", "block", "cancel"},
    "carrier": {
        "confirm", "refuse", "block", "cancel", "collect", "take_out", "pay", "return",
        "prepare", "send_back", "release", "hand_in", "reject",
    },
    "authority_officer": {
        "confirm", "refuse", "block", "vouch", "turn_down", "cancel", "collect", "take_out", "pay",
        "return", "prepare", "hand_in", "reject",
    },
    "authority_approver": {
        "confirm", "refuse", "block", "vouch", "turn_down", "cancel", "send_back", "release",
    },
}  # fmt: skip


@pytest.fixture
def desk(noon: datetime) -> Desk:
    """The granting authority and a carrier it pays."""
    return authority_desk(at=noon)


def order(desk: Desk, at: datetime, by: Person | None = None, **other: Any) -> PaymentOrder:
    """An order with other facts than usual."""
    facts: dict[str, Any] = {
        "payer": desk.payer, "account": desk.receiver, "amount": Decimal(100),
        "purpose": "Mittelabruf 1", "subject": "funding.call:1", "wanted_on": day_of(at),
    }  # fmt: skip
    return actions.order_payment(**(facts | other), by=by or desk.preparer, at=at)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_each_role_takes_only_its_own_steps(role: object) -> None:
    """Money moves by these roles only, and each of them proves a second factor."""
    steps = {
        step.name
        for workflow in (ACCOUNT, ORDER, RUN)
        for step in workflow.transitions
        if step.permission in role.permissions  # type: ignore[attr-defined]
    }
    assert steps == ALLOWED.get(role.code, set())  # type: ignore[attr-defined]
    assert role.second_factor or not steps  # type: ignore[attr-defined]


def test_asked_again_the_same_order_comes_back(desk: Desk, noon: datetime) -> None:
    first = order(desk, noon)
    assert order(desk, noon, purpose="anders gesagt") == first
    assert live_order("funding.call:1") == first
    assert paid_total(["funding.call:1"]) == 0
    assert ordered_total(["funding.call:1"]) == 100


@pytest.mark.parametrize("other", [{"amount": Decimal("100.01")}, {"account": None}])
def test_other_facts_for_the_same_subject_are_refused(
    other: dict[str, Any], desk: Desk, noon: datetime
) -> None:
    order(desk, noon)
    with pytest.raises(PaymentRefused, match="schon eine Zahlung mit anderem Betrag oder Konto"):
        order(desk, noon, **({"account": desk.own} if "account" in other else other))


def test_a_second_live_order_is_refused_by_the_database(desk: Desk, noon: datetime) -> None:
    first = order(desk, noon)
    with pytest.raises(IntegrityError, match="order_one_live_a_subject"), transaction.atomic():
        PaymentOrder.objects.create(
            payer=first.payer, account=first.account, amount=1, purpose="x", subject=first.subject,
            attempt=2, wanted_on=noon.date(), ordered_by=desk.preparer, ordered_at=noon,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"amount": Decimal(0)}, "Betrag über null"),
        ({"amount": Decimal("-5")}, "Betrag über null"),
        ({"amount": Decimal("NaN")}, "Betrag über null"),
        ({"amount": Decimal("1.005")}, "zwei Stellen"),
        ({"amount": Decimal("100000000.01")}, "zu hoch"),
        ({"purpose": " "}, "Verwendungszweck an"),
        ({"purpose": "Ä" * 71}, "142 von 140"),
    ],
)
def test_what_no_bank_would_take_is_refused(
    other: dict[str, Any], message: str, desk: Desk, noon: datetime
) -> None:
    with pytest.raises(PaymentRefused, match=message):
        order(desk, noon, **other)


def test_nothing_is_ordered_to_a_blocked_account(desk: Desk, noon: datetime) -> None:
    take_account_step(account=desk.receiver, step="block", reason="x", by=desk.keeper, at=noon)
    with pytest.raises(PaymentRefused, match="ist verworfen"):
        order(desk, noon)


def test_a_centres_payment_is_its_carriers_and_both_see_it(noon: datetime) -> None:
    desk = carrier_desk(at=noon)
    unit = factories.centre("Kreis Musterfeld").organisation
    placed = order(desk, noon, payer=unit, by=desk.keeper)
    assert (placed.payer, placed.unit) == (desk.payer, unit)
    for person in (desk.keeper, desk.preparer):
        assert placed in orders_for(standing_of(person, on=noon.date()))
    stranger = factories.person("carrier", of=factories.organisation("Stadt B"))
    assert placed not in orders_for(standing_of(stranger, on=noon.date()))


@pytest.mark.parametrize("role", ["specialist", "centre_admin"])
def test_without_the_permission_nothing_is_ordered(role: str, noon: datetime) -> None:
    desk = carrier_desk(at=noon)
    unit = factories.centre("Kreis Musterfeld").organisation
    with pytest.raises(PermissionDenied):
        order(desk, noon, payer=unit, by=factories.person(role, of=unit))
    assert not PaymentOrder.objects.exists()


def test_taken_back_it_may_be_ordered_again(desk: Desk, noon: datetime) -> None:
    first = order(desk, noon)
    with pytest.raises(TransitionRefused, match="Begründung nötig"):
        actions.cancel_order(order=first, reason=" ", by=desk.preparer, at=noon)
    actions.cancel_order(order=first, reason="Irrtum", by=desk.preparer, at=noon)
    second = order(desk, noon, amount=Decimal(7))
    assert [each.attempt for each in orders_of("funding.call:1")] == [2, 1]
    assert second.status == "open"


def test_in_a_run_it_is_not_taken_back(desk: Desk, noon: datetime) -> None:
    first = order(desk, noon)
    desk.run(first, at=noon)
    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        actions.cancel_order(order=first, reason="Irrtum", by=desk.preparer, at=noon)


def test_many_steps_at_once_are_all_or_none(desk: Desk, noon: datetime) -> None:
    """`perform_all` refuses the whole list for one that is out of reach or in another state."""
    own, foreign = order(desk, noon), carrier_desk(at=noon).order(9, at=noon)
    with pytest.raises(PermissionDenied):
        perform_all(ORDER, "collect", on=[own, foreign], by=desk.preparer, at=noon)
    desk.run(own, at=noon)
    fresh = desk.order(2, at=noon)
    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        perform_all(ORDER, "collect", on=[own, fresh], by=desk.preparer, at=noon)
    fresh.refresh_from_db()
    assert fresh.status == "open"
    assert perform_all(ORDER, "collect", on=[], by=desk.preparer, at=noon) == 0
