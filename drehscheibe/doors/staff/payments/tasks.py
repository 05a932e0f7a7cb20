"""What payments put on the first screen: runs to release, accounts to confirm, money to pay."""

from datetime import datetime

from django.urls import reverse

from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.models import (
    AccountIs,
    BankAccount,
    OrderIs,
    PaymentOrder,
    PaymentRun,
    RunIs,
)
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing, within_reach

MOST = 20


def runs_to_move(standing: Standing, now: datetime) -> list[Task]:
    """Runs that wait for a second person, and released ones the bank has not confirmed."""
    waiting = PaymentRun.objects.filter(status=RunIs.PREPARED).exclude(prepared_by=standing.person)
    gone = PaymentRun.objects.filter(status__in=[RunIs.RELEASED, RunIs.SENT])
    rows = [
        *within_reach(waiting, may.RUN_RELEASE, standing=standing).select_related("payer")[:MOST],
        *within_reach(gone, may.RUN_PREPARE, standing=standing).select_related("payer")[:MOST],
    ]
    return [
        Task(
            what=f"Zahlungslauf {each.number}: {each.get_status_display()}",
            who=each.payer.name,
            url=reverse("staff:payments:run_detail", args=[each.number]),
            button="Ansehen",
            due=each.execution_on,
        )
        for each in rows
    ]


def accounts_to_confirm(standing: Standing, now: datetime) -> list[Task]:
    """Accounts that a second person has to look at; not one's own entries."""
    new = BankAccount.objects.filter(status=AccountIs.ENTERED).exclude(entered_by=standing.person)
    rows = within_reach(new, may.ACCOUNT_CONFIRM, may.ACCOUNT_VOUCH, standing=standing)
    return [
        Task(
            what="Bankverbindung bestätigen",
            who=each.holder,
            url=reverse("staff:payments:account_detail", args=[each.pk]),
            button="Prüfen",
            since=each.entered_at,
        )
        for each in rows[:MOST]
    ]


def payments_due(standing: Standing, now: datetime) -> list[Task]:
    """Open orders in one line: the earliest day, how many."""
    rows = within_reach(
        PaymentOrder.objects.filter(status=OrderIs.OPEN), may.RUN_PREPARE, standing=standing
    )
    days = list(rows.order_by("wanted_on").values_list("wanted_on", flat=True))
    if not days:
        return []
    return [
        Task(
            what=f"{len(days)} offene Zahlung{'en' if len(days) > 1 else ''}",
            who="Zahlungen",
            url=reverse("staff:payments:order_list"),
            button="Zahlungslauf vorbereiten",
            due=days[0],
        )
    ]
