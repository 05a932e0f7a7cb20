"""A payment run: from open orders to the bank's confirmation, and every refusal on the way."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from drehscheibe.domain.payments import actions, runs
from drehscheibe.domain.payments.accounts import take_account_step
from drehscheibe.domain.payments.models import BankAccount, PaymentOrder, PaymentRun
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.selectors import live_order, ordered_total, paid_total
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.audit.selectors import broken_links
from drehscheibe.kernel.documents.selectors import document_bytes
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.payments.samples import Desk, account, authority_desk, carrier_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(noon: datetime) -> Desk:
    """The granting authority and a carrier it pays."""
    return authority_desk(at=noon)


def also(person: Person, role: str, desk: Desk) -> None:
    """One person with a second role at the payer."""
    Membership.objects.create(
        person=person, organisation=desk.payer, role=role, valid_from=date(2012, 1, 1)
    )


@pytest.mark.parametrize("place", [authority_desk, carrier_desk])
def test_a_run_from_open_orders_to_paid(place: object, noon: datetime) -> None:
    desk = place(at=noon)  # type: ignore[operator]
    first, second = desk.order(1, at=noon), desk.order(2, at=noon, amount="0.07")
    run = desk.confirmed(first, second, at=noon)
    first.refresh_from_db()
    assert (run.status, run.total, run.count) == ("confirmed", Decimal("100.07"), 2)
    assert (first.is_paid, first.paid_on) == (True, noon.date())
    assert paid_total(["funding.call:1", "funding.call:2"]) == Decimal("100.07")
    assert [step.name for step in Step.objects.filter(workflow="payments.run")] == [
        "prepare", "release", "hand_in", "confirm",
    ]  # fmt: skip
    assert Step.objects.filter(workflow="payments.order", name="pay").count() == 2
    assert broken_links() == []


def test_the_file_is_the_same_every_time_and_each_download_is_recorded(
    desk: Desk, noon: datetime
) -> None:
    run = desk.released(desk.order(at=noon), at=noon)
    later = noon + timedelta(days=2)
    files = [
        document_bytes(runs.file_for_bank(run=run, by=desk.preparer, at=moment))
        for moment in (noon, later)
    ]
    assert files[0] == files[1]
    assert b"<CtrlSum>100.00</CtrlSum>" in files[0]
    assert Entry.objects.filter(act="payments.run.download").count() == 2
    assert run.file is not None
    assert run.file.frozen


def test_who_prepared_does_not_release(desk: Desk, noon: datetime) -> None:
    """Attack 8."""
    also(desk.preparer, "authority_approver", desk)
    run = runs.prepare(run=desk.run(desk.order(at=noon), at=noon), by=desk.preparer, at=noon)
    with pytest.raises(TransitionRefused, match="Zahlungslauf vorbereitet"):
        runs.release(run=run, by=desk.preparer, at=noon)
    with pytest.raises(DatabaseError, match="run_four_eyes"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(released_by=desk.preparer)


def test_who_entered_an_account_does_not_release_money_to_it(desk: Desk, noon: datetime) -> None:
    other = factories.organisation("Stadt Musterbach")
    clerk = factories.person("carrier", of=other)
    also(clerk, "authority_approver", desk)
    receiver = account(other, 9, entered_by=clerk, confirmed_by=desk.preparer, vouch=True, at=noon)
    order = actions.order_payment(
        payer=desk.payer, account=receiver, amount=Decimal(5), purpose="Rate 1",
        subject="funding.call:9", wanted_on=noon.date(), by=desk.preparer, at=noon,
    )  # fmt: skip
    run = runs.prepare(run=desk.run(order, at=noon), by=desk.preparer, at=noon)
    with pytest.raises(TransitionRefused, match="eingetragen"):
        runs.release(run=run, by=clerk, at=noon)
    assert runs.release(run=run, by=desk.releaser, at=noon).status == "released"


def test_the_officer_may_not_release_and_the_approver_not_prepare(
    desk: Desk, noon: datetime
) -> None:
    run = desk.run(desk.order(at=noon), at=noon)
    with pytest.raises(PermissionDenied):
        runs.prepare(run=run, by=desk.releaser, at=noon)
    run = runs.prepare(run=run, by=desk.preparer, at=noon)
    with pytest.raises(PermissionDenied):
        runs.release(run=run, by=desk.preparer, at=noon)


def test_an_empty_run_goes_nowhere(desk: Desk, noon: datetime) -> None:
    with pytest.raises(TransitionRefused, match="noch keine Zahlung"):
        runs.prepare(run=desk.run(at=noon), by=desk.preparer, at=noon)


def test_nothing_is_released_to_a_blocked_account(desk: Desk, noon: datetime) -> None:
    run = runs.prepare(run=desk.run(desk.order(at=noon), at=noon), by=desk.preparer, at=noon)
    take_account_step(
        account=desk.receiver, step="block", reason="Betrugsverdacht", by=desk.keeper, at=noon
    )
    with pytest.raises(TransitionRefused, match="nicht bestätigt"):
        runs.release(run=run, by=desk.releaser, at=noon)


def test_nothing_is_released_to_an_account_that_was_replaced(desk: Desk, noon: datetime) -> None:
    run = runs.prepare(run=desk.run(desk.order(at=noon), at=noon), by=desk.preparer, at=noon)
    owner = desk.receiver.owner
    assert owner is not None
    account(
        owner, 7, entered_by=desk.keeper, confirmed_by=desk.preparer, vouch=True,
        at=noon, since=noon.date(),
    )  # fmt: skip
    with pytest.raises(TransitionRefused, match=r"gilt am 14\.09\.2022 nicht"):
        runs.release(run=run, by=desk.releaser, at=noon)


def test_a_day_that_has_passed_is_not_released(desk: Desk, noon: datetime) -> None:
    run = runs.prepare(run=desk.run(desk.order(at=noon), at=noon), by=desk.preparer, at=noon)
    with pytest.raises(TransitionRefused, match="ist vorbei"):
        runs.release(run=run, by=desk.releaser, at=noon + timedelta(days=1))
    back = runs.take_run_step(
        run=run, step="send_back", reason="Neuer Tag", by=desk.releaser, at=noon
    )
    runs.change_day(run=back, execution_on=date(2022, 9, 20), by=desk.preparer, at=noon)
    again = runs.prepare(run=back, by=desk.preparer, at=noon)
    assert runs.release(run=again, by=desk.releaser, at=noon).status == "released"


def test_an_order_is_in_one_run_only(desk: Desk, noon: datetime) -> None:
    order = desk.order(at=noon)
    first = runs.prepare(run=desk.run(order, at=noon), by=desk.preparer, at=noon)
    second = desk.run(at=noon)
    assert second != first
    with pytest.raises(PaymentRefused, match="nicht mehr offen"):
        runs.put_in(run=second, orders=[order.pk], by=desk.preparer, at=noon)
    with pytest.raises(DatabaseError, match="is in run"), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(run=second)


def test_given_back_beside_another_run_in_preparation_it_is_refused(
    desk: Desk, noon: datetime
) -> None:
    first = desk.run(desk.order(1, at=noon), at=noon)
    runs.prepare(run=first, by=desk.preparer, at=noon)
    second = desk.run(desk.order(2, at=noon), at=noon)
    back: dict[str, Any] = {"step": "send_back", "reason": "Neuer Tag", "by": desk.releaser}
    with pytest.raises(TransitionRefused, match=f"schon der Lauf {second.number}"):
        runs.take_run_step(run=first, at=noon, **back)
    first.refresh_from_db()
    assert first.status == "prepared"
    runs.prepare(run=second, by=desk.preparer, at=noon)
    assert runs.take_run_step(run=first, at=noon, **back).status == "draft"


def test_taken_out_it_is_open_again(desk: Desk, noon: datetime) -> None:
    order = desk.order(at=noon)
    desk.run(order, at=noon)
    runs.take_out(order=order, by=desk.preparer, at=noon)
    order.refresh_from_db()
    assert (order.status, order.run_id) == ("open", None)


def test_a_discarded_run_leaves_its_orders_open(desk: Desk, noon: datetime) -> None:
    order = desk.order(at=noon)
    run = desk.run(order, at=noon)
    runs.take_run_step(run=run, step="cancel", reason="Versehen", by=desk.preparer, at=noon)
    order.refresh_from_db()
    assert (order.status, order.run_id) == ("open", None)
    assert desk.run(order, at=noon) != run


def test_a_released_run_can_be_neither_changed_nor_discarded(desk: Desk, noon: datetime) -> None:
    """Attack 9."""
    order = desk.order(at=noon)
    run = desk.released(order, at=noon)
    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        runs.take_run_step(run=run, step="cancel", reason="x", by=desk.preparer, at=noon)
    with pytest.raises(TransitionRefused, match="schon weiter"):
        runs.take_out(order=order, by=desk.preparer, at=noon)
    changes: list[dict[str, Any]] = [
        {"total": 1},
        {"execution_on": date(2022, 10, 1)},
        {"file": None},
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            PaymentRun.objects.filter(pk=run.pk).update(**change)
    changes = [{"amount": 1}, {"run": None}, {"account": desk.own}, {"purpose": "x"}]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            PaymentOrder.objects.filter(pk=order.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).delete()


def test_a_returned_payment_counts_as_not_made_and_is_ordered_anew(
    desk: Desk, noon: datetime
) -> None:
    order = desk.order(at=noon)
    with pytest.raises(TransitionRefused, match="bei der Bank"):
        runs.note_return(order=order, reason="Konto erloschen", by=desk.preparer, at=noon)
    desk.confirmed(order, at=noon)
    with pytest.raises(TransitionRefused, match="Begründung"):
        runs.note_return(order=order, reason="", by=desk.preparer, at=noon)
    assert desk.order(at=noon) == order  # asked again it is the same, and paid once
    runs.note_return(order=order, reason="Konto erloschen", by=desk.preparer, at=noon)
    assert paid_total(["funding.call:1"]) == 0
    assert live_order("funding.call:1") is None
    again = desk.order(at=noon)
    assert (again.attempt, again.status) == (2, "open")
    assert again.end_to_end_id != order.end_to_end_id
    desk.confirmed(again, at=noon)
    assert paid_total(["funding.call:1"]) == Decimal("100.00") == ordered_total(["funding.call:1"])


def test_a_file_the_bank_rejects_returns_every_order(desk: Desk, noon: datetime) -> None:
    order = desk.order(at=noon)
    run = desk.sent(order, at=noon)
    runs.take_run_step(run=run, step="reject", reason="Kein Guthaben", by=desk.preparer, at=noon)
    order.refresh_from_db()
    assert (order.status, order.returned_on) == ("returned", noon.date())
    assert desk.order(at=noon).attempt == 2


def test_returned_before_the_confirmation_it_is_not_paid(desk: Desk, noon: datetime) -> None:
    good, bad = desk.order(1, at=noon), desk.order(2, at=noon)
    run = desk.sent(good, bad, at=noon)
    runs.note_return(order=bad, reason="Konto erloschen", by=desk.preparer, at=noon)
    runs.confirm(run=run, executed_on=noon.date(), by=desk.preparer, at=noon)
    assert paid_total(["funding.call:1", "funding.call:2"]) == Decimal("100.00")


@pytest.mark.parametrize(
    ("days", "message"), [(1, "in der Zukunft"), (-1, "nicht vor dem Ausführungstag")]
)
def test_the_day_of_execution_is_a_likely_one(
    days: int, message: str, desk: Desk, noon: datetime
) -> None:
    run = desk.sent(desk.order(at=noon), at=noon)
    with pytest.raises(PaymentRefused, match=message):
        runs.confirm(
            run=run, executed_on=noon.date() + timedelta(days=days), by=desk.preparer, at=noon
        )


def test_without_an_own_account_there_is_no_run(noon: datetime) -> None:
    desk = authority_desk(at=noon)
    take_account_step(account=desk.own, step="block", reason="x", by=desk.preparer, at=noon)
    with pytest.raises(PaymentRefused, match="kein bestätigtes Konto"):
        desk.run(at=noon)


@pytest.mark.parametrize("model", [PaymentOrder, PaymentRun, BankAccount])
def test_attack_3_the_second_wall_hides_other_payers_rows(
    model: type[PaymentOrder], desk: Desk, noon: datetime
) -> None:
    desk.run(desk.order(at=noon), at=noon)
    assert model.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', 'own', false)")
        cursor.execute("SELECT set_config('app.organisations', '{999999}', false)")
    assert not model.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', 'network', false)")
    assert model.objects.exists() == (model is PaymentOrder)  # whether an authority paid, no more
