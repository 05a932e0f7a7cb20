"""Reading accounts, orders and runs; lists always through the reader's standing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Case, Count, Q, QuerySet, Sum, When

from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.models import (
    AccountIs,
    BankAccount,
    OrderIs,
    PaymentOrder,
    PaymentRun,
)
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import Standing, within_reach

ZERO = Decimal(0)


@dataclass(frozen=True)
class Filters:
    """What the list of orders is narrowed to; empty means all."""

    status: str = ""
    words: str = ""


def orders_for(standing: Standing, filters: Filters = Filters()) -> QuerySet[PaymentOrder]:
    """The orders this person may see, most urgent first, with account, payer and run."""
    rows = within_reach(PaymentOrder.objects.all(), *may.READING, standing=standing)
    if filters.status:
        rows = rows.filter(status=filters.status)
    for word in filters.words.split():
        rows = rows.filter(Q(purpose__icontains=word) | Q(account__holder__icontains=word))
    return rows.select_related("account", "payer", "unit", "run")


def runs_for(standing: Standing) -> QuerySet[PaymentRun]:
    """The runs this person prepares or releases, newest first."""
    rows = within_reach(PaymentRun.objects.all(), *may.RUN_READING, standing=standing)
    people = ("started_by", "prepared_by", "released_by")
    return rows.select_related("payer", "account", "file", *people)


@dataclass(frozen=True)
class RunSums:
    """What is in a run: euro, number of orders, how many of them have no confirmed account."""

    total: Decimal
    count: int
    unfit: int


def run_sums(run: PaymentRun) -> RunSums:
    """One query, however many orders."""
    unfit = Count("pk", filter=~Q(account__status=AccountIs.CONFIRMED))
    found = run.orders.aggregate(total=Sum("amount"), count=Count("pk"), unfit=unfit)
    return RunSums(found["total"] or ZERO, found["count"], found["unfit"])


def orders_in(run: PaymentRun) -> QuerySet[PaymentOrder]:
    """The orders of a run; those that hold it up for want of a confirmed account come first."""
    fit = Case(When(account__status=AccountIs.CONFIRMED, then=True), default=False)
    rows = run.orders.select_related("account", "unit").alias(fit=fit)
    return rows.order_by("fit", "wanted_on", "pk")


def accounts_for(standing: Standing) -> QuerySet[BankAccount]:
    """The accounts this person may see (masked)."""
    rows = within_reach(BankAccount.objects.all(), *may.ACCOUNT_READING, standing=standing)
    return rows.select_related("owner", "kept_by", "entered_by")


def account_for(owner: Organisation, *, on: date) -> BankAccount | None:
    """The confirmed account of an organisation on a day; none while nobody has confirmed one."""
    rows = BankAccount.objects.filter(owner=owner, status=AccountIs.CONFIRMED, valid_from__lte=on)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).first()


def live_order(subject: str) -> PaymentOrder | None:
    """The order for a subject that has neither come back nor been cancelled."""
    live = [OrderIs.OPEN, OrderIs.COLLECTED, OrderIs.PAID]
    return PaymentOrder.objects.filter(subject=subject, status__in=live).first()


def orders_of(subject: str) -> QuerySet[PaymentOrder]:
    """Every attempt to pay a subject, newest first."""
    return PaymentOrder.objects.filter(subject=subject).order_by("-attempt")


def paid_total(subjects: Iterable[str]) -> Decimal:
    """What the bank has paid for these subjects and what has not come back, in euro."""
    paid = PaymentOrder.objects.filter(subject__in=list(subjects), status=OrderIs.PAID)
    return paid.aggregate(total=Sum("amount"))["total"] or ZERO


def ordered_total(subjects: Iterable[str]) -> Decimal:
    """What is paid or on its way for these subjects, in euro."""
    live = [OrderIs.OPEN, OrderIs.COLLECTED, OrderIs.PAID]
    orders = PaymentOrder.objects.filter(subject__in=list(subjects), status__in=live)
    return orders.aggregate(total=Sum("amount"))["total"] or ZERO


def other_holders_of(account: BankAccount) -> int:
    """How many accounts of this number bear another name anywhere on the platform.

    The database counts past the reader's reach and tells the number of them only.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT payments_other_holders(%s, %s)", [account.iban_mark, account.holder])
        return int(cursor.fetchone()[0])
