"""Property: whatever steps are taken in whatever order, nothing is paid twice or too much."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.payments import actions, runs
from drehscheibe.domain.payments.models import OrderIs, PaymentOrder, PaymentRun, RunIs
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.selectors import ordered_total, paid_total
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.payments.samples import Desk, authority_desk
from tests.searching import costly

SUBJECTS = {serial: Decimal(serial) * Decimal("33.33") for serial in (1, 2, 3)}
NOT_REJECTED = [RunIs.RELEASED, RunIs.SENT, RunIs.CONFIRMED]

pytestmark = pytest.mark.django_db


class Office:
    """Two people who press every button there is, at random orders and runs."""

    def __init__(self, desk: Desk, at: datetime, chance: Random) -> None:
        self.desk, self.at, self.chance = desk, at, chance

    def acts(self) -> list[Callable[[], object]]:
        """Every step of the room."""
        names = ("send_back", "hand_in", "cancel", "reject")
        return [
            self.order, self.start, self.put_in, self.take_out, self.cancel, self.note_return,
            self.prepare, self.release, self.confirm,
            *[lambda name=name: self.step(name) for name in names],
        ]  # fmt: skip

    def who(self) -> Person:
        """Mostly the right person."""
        return self.chance.choice([self.desk.preparer, self.desk.releaser, self.desk.preparer])

    def an_order(self) -> PaymentOrder:
        """Any."""
        return self.chance.choice(list(PaymentOrder.objects.all()))

    def a_run(self) -> PaymentRun:
        """Any."""
        return self.chance.choice(list(PaymentRun.objects.all()))

    def order(self) -> object:
        """Order a subject, again or for the first time."""
        serial = self.chance.choice(list(SUBJECTS))
        return self.desk.order(serial, at=self.at, amount=str(SUBJECTS[serial]))

    def start(self) -> object:
        """A run with some orders."""
        return self.desk.run(*PaymentOrder.objects.filter(status="open")[:2], at=self.at)

    def put_in(self) -> object:
        """Another order into a run."""
        return runs.put_in(run=self.a_run(), orders=[self.an_order().pk], by=self.who(), at=self.at)

    def take_out(self) -> object:
        """Out of its run."""
        return runs.take_out(order=self.an_order(), by=self.who(), at=self.at)

    def cancel(self) -> object:
        """Take the order back."""
        return actions.cancel_order(order=self.an_order(), reason="x", by=self.who(), at=self.at)

    def note_return(self) -> object:
        """It came back."""
        return runs.note_return(order=self.an_order(), reason="x", by=self.who(), at=self.at)

    def prepare(self) -> object:
        """Lay before."""
        return runs.prepare(run=self.a_run(), by=self.who(), at=self.at)

    def release(self) -> object:
        """Release."""
        return runs.release(run=self.a_run(), by=self.desk.releaser, at=self.at)

    def confirm(self) -> object:
        """The bank has paid."""
        return runs.confirm(
            run=self.a_run(), executed_on=day_of(self.at), by=self.desk.preparer, at=self.at
        )

    def step(self, name: str) -> object:
        """Any other step."""
        return runs.take_run_step(
            run=self.a_run(), step=name, reason="x", by=self.who(), at=self.at
        )


def assert_sound() -> None:
    """For each subject at most one live order, at most the amount; runs add up."""
    for serial, amount in SUBJECTS.items():
        subject = f"funding.call:{serial}"
        held = PaymentOrder.objects.filter(subject=subject)
        at_bank = held.filter(run__status__in=NOT_REJECTED).exclude(status=OrderIs.RETURNED)
        assert at_bank.count() <= 1
        assert paid_total([subject]) <= ordered_total([subject]) <= amount
        assert held.exclude(status__in=["returned", "cancelled"]).count() <= 1
    for run in PaymentRun.objects.filter(status__in=NOT_REJECTED):
        sums = run.orders.aggregate(total=Sum("amount"))
        assert run.total == sums["total"]
        assert run.count == run.orders.count()


@given(seed=st.integers(0, 2**32), length=st.integers(5, 40))
@costly(15)
def test_no_sequence_of_steps_pays_twice_or_more_than_ordered(
    seed: int, length: int, noon: datetime
) -> None:
    chance = Random(seed)
    with transaction.atomic():
        office = Office(authority_desk(at=noon), noon, chance)
        office.order()
        office.start()
        for _ in range(length):
            try:
                with transaction.atomic():
                    chance.choice(office.acts())()
            except (TransitionRefused, PaymentRefused, PermissionDenied):
                continue
            assert_sound()
        transaction.set_rollback(True)
