"""What granted money puts on the first screen: payout days, calls and changes to work on."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.facts import guideline_of
from drehscheibe.domain.funding.models import (
    AmendedNotice,
    Application,
    ChangeNotice,
    Is,
    PaymentCall,
)
from drehscheibe.domain.funding.payout.call_orders import came_back
from drehscheibe.domain.funding.payout.selectors import LIVE_CALLS
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, within_reach

MOST = 20
NEAR = timedelta(days=60)
"""How long before a payout day the carrier is told that it can call."""


def payout_days(standing: Standing, now: datetime) -> list[Task]:
    """A payout day of the running year nears, and nothing was called for it."""
    places = standing.organisations_with(may.CALL)
    today = day_of(now)
    cases = Application.objects.filter(
        status=Is.FINAL, fiscal_year=today.year, centre__carrier__in=places
    )
    rows = cases.select_related("centre__carrier").prefetch_related("calls")[:MOST]
    return [
        _task(case, f"Mittel abrufen: {group.label}", due=day)
        for case in rows
        for group in guideline_of(case).call_groups
        for day in guideline_of(case).payout_days(case.fiscal_year)
        if today <= day <= today + NEAR and not _is_called(case, group.code, day)
    ]


def money_to_move(standing: Standing, now: datetime) -> list[Task]:
    """Payments that came back; calls, changes and amended notices to work on."""
    calls = PaymentCall.objects.select_related("application__centre__carrier")
    changes = ChangeNotice.objects.select_related("application__centre__carrier")
    prepared = AmendedNotice.objects.select_related("application__centre__carrier")
    asked = calls.filter(status=PaymentCall.Is.REQUESTED)
    checked = calls.filter(status=PaymentCall.Is.CHECKED)
    reported = changes.filter(status=ChangeNotice.Is.REPORTED)
    unsigned = prepared.filter(status=AmendedNotice.Is.PREPARED).exclude(
        prepared_by=standing.person
    )
    return [
        *_tasks(asked, may.CALL_CHECK, standing, "Mittelabruf prüfen", "requested_at"),
        *_tasks(came_back(), may.CALL_RELEASE, standing, "Zahlung zurückgekommen", "requested_at"),
        *_tasks(checked, may.CALL_RELEASE, standing, "Mittelabruf freigeben", "requested_at"),
        *_tasks(reported, may.CHANGE_NOTE, standing, "Änderungsanzeige", "reported_at"),
        *_tasks(
            unsigned, may.AMENDMENT_SIGN, standing, "Änderungsbescheid zeichnen", "prepared_at"
        ),
    ]


def _tasks(
    rows: QuerySet[Any], permission: Permission, standing: Standing, what: str, since: str
) -> list[Task]:
    if not standing.organisations_with(permission):
        return []
    found = within_reach(rows, permission, standing=standing)[:MOST]
    return [_task(row.application, what, since=getattr(row, since)) for row in found]


def _is_called(case: Application, group: str, day: date) -> bool:
    return any(
        call.due_on == day and call.line_group == group and call.status in LIVE_CALLS
        for call in case.calls.all()
    )


def _task(
    case: Application, what: str, *, due: date | None = None, since: datetime | None = None
) -> Task:
    return Task(
        what=f"{case.number}: {what}",
        who=case.centre.carrier.name,
        url=reverse("staff:funding:money", args=[case.number]),
        button="Öffnen",
        since=since,
        due=due,
    )
