"""Ordering a payment and taking an order back: what the rooms above call."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.models import AccountIs, BankAccount, PaymentOrder
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.selectors import live_order
from drehscheibe.domain.payments.sepa_text import LONGEST_PURPOSE, sepa_text
from drehscheibe.domain.payments.workflow import ORDER
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import CENT, LARGEST
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform

SUBJECT_LOCK = 7302


@transaction.atomic
def order_payment(  # noqa: PLR0913 – the facts of a payment, each named by the caller
    *,
    payer: Organisation,
    account: BankAccount,
    amount: Decimal,
    purpose: str,
    subject: str,
    wanted_on: date,
    by: Person,
    at: datetime,
) -> PaymentOrder:
    """Have `amount` euro paid to the account, once for each `subject` (e.g. `funding.call:12`).

    The payer is a granting authority or a carrier; a centre stands for its carrier. Asked again
    with the same facts, the live order comes back; after a return or a cancellation the next
    attempt begins. Raises `PaymentRefused` with a German message, `PermissionDenied`.
    """
    facts = _facts(payer, account=account, amount=amount, purpose=purpose, wanted_on=wanted_on)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [subject, SUBJECT_LOCK]
        )
    known = live_order(subject)
    if known is not None:
        return _same(known, facts)
    last = PaymentOrder.objects.filter(subject=subject).aggregate(last=Max("attempt"))["last"]
    order = PaymentOrder.objects.create(
        subject=subject, attempt=(last or 0) + 1, ordered_by=by, ordered_at=at, **facts
    )
    check(by, may.ORDER_PLACE, order, on=day_of(at))
    record(
        "payments.order.place", about=order, by=by, at=at,
        detail={"subject": subject, "attempt": order.attempt, "amount": str(order.amount)},
    )  # fmt: skip
    return order


def cancel_order(*, order: PaymentOrder, reason: str, by: Person, at: datetime) -> PaymentOrder:
    """Take back an order that is in no run yet; raises `TransitionRefused` when it is."""
    return perform(ORDER, "cancel", on=order, by=by, at=at, reason=reason)


def _facts(
    payer: Organisation, *, account: BankAccount, amount: Decimal, purpose: str, wanted_on: date
) -> dict[str, Any]:
    unit = payer if payer.kind == Organisation.Kind.CENTRE else None
    legal = unit.parent if unit is not None else payer
    if legal is None:
        raise PaymentRefused(f"Für {payer} ist kein Träger eingetragen, der zahlen könnte.")
    account = BankAccount.objects.get(pk=account.pk)  # as it stands now
    if account.status == AccountIs.REFUSED:
        raise PaymentRefused(
            f"Die Bankverbindung {account} ist verworfen. Bitte tragen Sie eine neue ein.",
            field="account",
        )
    return {
        "payer": legal,
        "unit": unit,
        "account": account,
        "amount": _in_cents(amount),
        "purpose": _fit_for_banks(purpose),
        "wanted_on": wanted_on,
    }


def _in_cents(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount <= 0:
        raise PaymentRefused("Gezahlt werden kann nur ein Betrag über null.", field="amount")
    if amount != amount.quantize(CENT):
        raise PaymentRefused("Ein Betrag hat höchstens zwei Stellen für die Cent.", field="amount")
    if amount > LARGEST:
        raise PaymentRefused("Der Betrag ist zu hoch für eine Überweisung.", field="amount")
    return amount.quantize(CENT)


def _fit_for_banks(purpose: str) -> str:
    text = sepa_text(purpose)
    if not text:
        raise PaymentRefused("Geben Sie einen Verwendungszweck an.", field="purpose")
    if len(text) > LONGEST_PURPOSE:
        raise PaymentRefused(
            f"Der Verwendungszweck ist zu lang: {len(text)} von {LONGEST_PURPOSE} Zeichen.",
            field="purpose",
        )
    return text


def _same(known: PaymentOrder, facts: dict[str, Any]) -> PaymentOrder:
    """The live order, when it says the same; another amount or account is no repetition."""
    kept = ("payer", "account", "amount")
    if any(getattr(known, name) != facts[name] for name in kept):
        raise PaymentRefused(
            "Zu diesem Vorgang ist schon eine Zahlung mit anderem Betrag oder Konto angewiesen. "
            "Bitte nehmen Sie diese zuerst zurück."
        )
    return known
