"""Paying a contract out, in one or more parts; amounts in euro."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.locking import locked_case, require_state
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import (
    CaseIs,
    ForwardingCase,
    ForwardingContract,
    ForwardingPayment,
    ForwardingProof,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.payments.actions import cancel_order, order_payment
from drehscheibe.domain.payments.models import BankAccount, OrderIs
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

ZERO = Decimal(0)
PAYING = (CaseIs.CONTRACTED, CaseIs.PAID, CaseIs.PROOF_SUBMITTED, CaseIs.PROOF_CLARIFICATION)
LIVE_ORDERS = (OrderIs.OPEN, OrderIs.COLLECTED, OrderIs.PAID)


@transaction.atomic
def order_part(
    *, case: ForwardingCase, amount: Decimal, wanted_on: date, by: Person, at: datetime
) -> ForwardingPayment:
    """Have the carrier pay a part of the contract to the third party's confirmed account.

    The first part moves the case on. Raises `StepRefused`, `PaymentRefused`, `PermissionDenied`.
    """
    row = locked_case(case, may.CASE_DECIDE, by=by, at=at)
    require_state(row, "Auszahlung anweisen", *PAYING)
    account = _confirmed(row)
    left = payable(row)
    if amount <= 0 or amount > left:
        raise StepRefused(
            f"Möglich sind noch höchstens {euro(left)}: So viel ist vertraglich gebunden und noch "
            "nicht angewiesen.",
            field="amount",
        )
    payment = ForwardingPayment.objects.create(
        case=row, amount=amount, wanted_on=wanted_on, ordered_by=by, ordered_at=at
    )
    payment.order = order_payment(
        payer=row.centre.organisation,
        account=account,
        amount=amount,
        purpose=f"Zuwendung {row.number}, Zahlung {row.payments.count()}",
        subject=payment.subject,
        wanted_on=wanted_on,
        by=by,
        at=at,
    )
    payment.save(update_fields=["order"])
    record(
        "forwarding.payment.order", about=payment, by=by, at=at,
        detail={"case": row.pk, "amount": str(amount)},
    )  # fmt: skip
    if row.status == CaseIs.CONTRACTED:
        perform(CASE, "pay", on=row, by=by, at=at)
    return payment


@transaction.atomic
def cancel_part(
    *, payment: ForwardingPayment, reason: str, by: Person, at: datetime
) -> ForwardingPayment:
    """Take a part back while its order is in no run; raises `TransitionRefused` when it is."""
    locked_case(payment.case, may.CASE_DECIDE, by=by, at=at)
    if payment.cancelled_on is not None or payment.order is None:
        raise StepRefused("Diese Zahlung ist schon zurückgenommen.")
    if payment.order.status != OrderIs.RETURNED:
        cancel_order(order=payment.order, reason=reason, by=by, at=at)
    payment.cancelled_on = day_of(at)
    payment.save(update_fields=["cancelled_on"])
    record("forwarding.payment.cancel", about=payment, by=by, at=at)
    return payment


def payable(case: ForwardingCase) -> Decimal:
    """What may still be ordered: the contract, or what the check accepted of it, less orders."""
    contract = ForwardingContract.objects.filter(case_id=case.pk, cancelled_on=None).first()
    if contract is None or contract.signed_copy_id is None:
        return ZERO
    proof = ForwardingProof.objects.filter(case_id=case.pk, eligible__isnull=False).first()
    most = min(contract.amount, proof.eligible or ZERO) if proof else contract.amount
    live = ForwardingPayment.objects.filter(case_id=case.pk, cancelled_on=None)
    ordered: Decimal = live.aggregate(total=Sum("amount"))["total"] or ZERO
    return max(most - ordered, ZERO)


def paid_of(case: ForwardingCase) -> Decimal:
    """What the bank has paid out and what has not come back."""
    rows = ForwardingPayment.objects.filter(case_id=case.pk, order__status=OrderIs.PAID)
    total: Decimal = rows.aggregate(total=Sum("amount"))["total"] or ZERO
    return total


def on_the_way(case: ForwardingCase) -> Decimal:
    """What is ordered and not paid yet."""
    rows = ForwardingPayment.objects.filter(
        case_id=case.pk, order__status__in=[OrderIs.OPEN, OrderIs.COLLECTED]
    )
    total: Decimal = rows.aggregate(total=Sum("amount"))["total"] or ZERO
    return total


def last_paid_on(case: ForwardingCase) -> date | None:
    """When the bank paid last."""
    rows = ForwardingPayment.objects.filter(case_id=case.pk, order__status=OrderIs.PAID)
    found: date | None = rows.aggregate(last=Max("order__paid_on"))["last"]
    return found


def refuse_while_paying(row: ForwardingCase) -> None:
    """Nothing is claimed or closed while money is on its way out."""
    if on_the_way(row) > 0:
        raise StepRefused(
            "Eine angewiesene Zahlung ist noch nicht ausgeführt. Warten Sie den Zahlungslauf ab, "
            "oder nehmen Sie sie zurück."
        )


def _confirmed(row: ForwardingCase) -> BankAccount:
    if row.account is None:
        raise StepRefused(
            "Die Antragstellerin hat noch keine Bankverbindung angegeben. Fragen Sie danach."
        )
    if not row.account.is_confirmed:
        raise StepRefused(
            f"Die Bankverbindung {row.account.masked} ist noch nicht bestätigt. Eine zweite Person "
            "bestätigt sie unter „Zahlungen“, „Bankverbindungen“."
        )
    return row.account
