"""The payments ordered for a case's calls, by the subject both rooms know."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from drehscheibe.domain.funding.models import Application, PaymentCall
from drehscheibe.domain.payments.models import OrderIs, PaymentOrder
from drehscheibe.domain.payments.selectors import orders_of


def subject_of(call: PaymentCall) -> str:
    """Under which name the payment of a call is ordered."""
    return f"funding.call:{call.pk}"


def orders_by_call(application: Application) -> dict[int, PaymentOrder]:
    """The newest payment order of each call, by the call's id."""
    calls = {subject_of(call): call.pk for call in application.calls.all()}
    orders = PaymentOrder.objects.filter(subject__in=calls).order_by("attempt")
    return {calls[order.subject]: order for order in orders}


def last_order(call: PaymentCall) -> PaymentOrder | None:
    """The newest payment ordered for a call."""
    return orders_of(subject_of(call)).first()


def came_back() -> QuerySet[PaymentCall]:
    """Released calls whose money came back or was taken back, with nothing on its way."""
    orders = PaymentOrder.objects.filter(
        subject=Concat(Value("funding.call:"), Cast(OuterRef("pk"), CharField()))
    )
    live = orders.exclude(status__in=[OrderIs.RETURNED, OrderIs.CANCELLED])
    rows = PaymentCall.objects.filter(status=PaymentCall.Is.RELEASED)
    archived = Q(application__proof__status="archived")
    found = rows.filter(Exists(orders), ~Exists(live)).exclude(archived)
    return found.select_related("application__centre__carrier")


def paid_calls(calls: Iterable[PaymentCall]) -> frozenset[int]:
    """Which calls the bank has paid, told to a centre's people past the payments' wall, too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT funding_paid_calls(%s)", [[call.pk for call in calls]])
        return frozenset(row[0] for row in cursor.fetchall())
