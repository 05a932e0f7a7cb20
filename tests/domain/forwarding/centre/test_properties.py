"""No sequence of steps, allowed or refused, breaks a sum."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as some

from drehscheibe.domain.forwarding.centre import claims, proofs
from drehscheibe.domain.forwarding.centre.figures import whole_of
from drehscheibe.domain.forwarding.centre.paying import payable
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import ForwardingCase, ForwardingPayment
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.runs import note_return
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.forwarding.centre.desk import LATER, Desk, desk, fresh, link
from tests.searching import costly

pytestmark = pytest.mark.django_db
REFUSALS = (StepRefused, TransitionRefused, PaymentRefused)
Act = Callable[[Desk, ForwardingCase, Decimal], object]


def promise(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """Some of what was asked."""
    return own.promise(case, {1: amount}, "Teil")


def contract(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """Written and signed, with a confirmed account."""
    own.prepare(case)
    return own.with_account(own.sign(case), serial=100 + case.pk)


def order(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """A part, perhaps too much."""
    return own.ordered(case, str(amount))


def execute(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The bank pays whatever is open."""
    waiting = list(case.payments.filter(order__status="open"))
    if waiting:
        own.executed(*waiting)
    return waiting


def prove(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The third party proves any amount."""
    if case.status != "paid" or hasattr(case, "proof"):
        return None
    return own.hand_in_proof(case, str(amount))


def accept(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """As much of it as the amount says."""
    return own.accept(case, str(amount), "Vermerk") if hasattr(case, "proof") else None


def claim(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The rest is claimed."""
    return claims.claim_back(
        case=case, reason="Rest", due_on=date(2026, 1, 31), link=link, by=own.head, at=LATER
    )


def money_back(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """Something comes in."""
    row = case.repayments.first()
    return row and claims.note_money_back(
        claim=row, amount=amount, received_on=LATER.date(), by=own.head, at=LATER
    )


def bounce(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The bank gives a payment back, however late."""
    payment = case.payments.filter(order__status="paid").first()
    order = payment.order if payment else None
    return order and note_return(order=order, reason="Erloschen", by=own.carrier, at=LATER)


def close(own: Desk, case: ForwardingCase, amount: Decimal) -> object:
    """The end."""
    return proofs.close_case(case=case, by=own.head, at=LATER)


ROAD: tuple[Act, ...] = (
    promise, contract, order, execute, order, execute, prove, accept, claim, money_back, money_back,
    bounce, close,
)  # fmt: skip
AMOUNT = some.sampled_from([Decimal(each) for each in ("0.01", "99.99", "300", "700", "900")])


@costly(6)
@given(data=some.data())
def test_no_sequence_makes_paid_exceed_promised_or_a_remainder_negative(
    data: some.DataObject,
) -> None:
    """Both cases walk their road; now and then somebody tries a step out of turn."""
    with transaction.atomic():
        own = desk("1200")
        cases = [own.checked("900", name="Chor"), own.checked("900", name="Tanz")]
        for step in ROAD:
            for case in cases:
                stray = data.draw(some.sampled_from([None, None, None, *ROAD]))
                for act in filter(None, (stray, step)):
                    tried(act, own, case, data.draw(AMOUNT))
                    sums_hold(own, cases)
        transaction.set_rollback(True)


def tried(act: Act, own: Desk, case: ForwardingCase, amount: Decimal) -> None:
    """One step with one amount; whatever is refused is refused."""
    with suppress(*REFUSALS), transaction.atomic():
        act(own, fresh(case), amount)


def sums_hold(own: Desk, cases: list[ForwardingCase]) -> None:
    """Contracts within the allocation, paid within promised, parts make the whole."""
    whole = whole_of(own.allocation)
    assert whole.contracted <= whole.granted
    assert min(whole.unbound, whole.unpaid, whole.open, whole.to_return) >= 0
    assert sum(amount for _, amount in whole.parts()) == whole.granted
    for case in cases:
        ordered = sum(
            each.amount for each in ForwardingPayment.objects.filter(case=case, cancelled_on=None)
        )
        assert ordered <= (fresh(case).promised or 0)
        assert min(proofs.owed(case), payable(case)) >= 0
        for row in case.repayments.all():
            came = sum(each.amount for each in row.receipts.all())
            assert came == row.returned + row.interest_returned
            assert claims.owing_of(row, on=LATER.date()).left >= 0
