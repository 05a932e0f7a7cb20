"""What every payment page needs: the row within reach, the way to it, the colour of its state."""

from django.http import Http404
from django.urls import reverse

from drehscheibe.domain.payments import selectors
from drehscheibe.domain.payments.models import (
    AccountIs,
    BankAccount,
    OrderIs,
    PaymentOrder,
    PaymentRun,
    RunIs,
)
from drehscheibe.doors.staff.pages import StaffRequest

ORDER_KINDS = {
    OrderIs.OPEN: "neutral",
    OrderIs.COLLECTED: "info",
    OrderIs.PAID: "success",
    OrderIs.RETURNED: "danger",
    OrderIs.CANCELLED: "neutral",
}
RUN_KINDS = {
    RunIs.DRAFT: "neutral",
    RunIs.PREPARED: "warning",
    RunIs.RELEASED: "info",
    RunIs.SENT: "info",
    RunIs.CONFIRMED: "success",
    RunIs.CANCELLED: "danger",
}
ACCOUNT_KINDS = {
    AccountIs.ENTERED: "warning",
    AccountIs.CONFIRMED: "success",
    AccountIs.REFUSED: "danger",
}
REFUSED, UNFIT = 409, 422


def order_or_404(request: StaffRequest, pk: int) -> PaymentOrder:
    """The order when the person may see it; else the same 404 as for one that does not exist."""
    order = selectors.orders_for(request.standing).filter(pk=pk).first()
    if order is None:
        raise Http404
    return order


def run_or_404(request: StaffRequest, number: str) -> PaymentRun:
    """The run when the person prepares or releases there."""
    run = selectors.runs_for(request.standing).filter(number=number).first()
    if run is None:
        raise Http404
    return run


def account_or_404(request: StaffRequest, pk: int) -> BankAccount:
    """The account when the person may see it."""
    account = selectors.accounts_for(request.standing).filter(pk=pk).first()
    if account is None:
        raise Http404
    return account


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to the payments and below."""
    payments = reverse("staff:payments:order_list") if more else ""
    return [("Übersicht", reverse("staff:home")), ("Zahlungen", payments), *more]
