"""What reports and dialogues put on the first screen."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from drehscheibe.domain.controlling.dialogues import permissions as talks
from drehscheibe.domain.controlling.dialogues.selectors import overdue_steps
from drehscheibe.domain.controlling.models import AnnualReport, ReportIs
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, holds, within_reach

MOST = 20
AHEAD = timedelta(days=14)


def steps_due(standing: Standing, now: datetime) -> list[Task]:
    """Agreed steps of dialogues that are due soon or late."""
    if not holds(standing, talks.WRITING):
        return []
    steps = overdue_steps(standing, on=day_of(now) + AHEAD)[:MOST]
    return [
        Task(
            what=f"Vereinbarter Schritt: {each.text}",
            who=f"{each.owner.name} (Dialog {each.dialogue.centre.area_name})",
            url=reverse("staff:controlling:step_finish", args=[each.dialogue_id, each.number]),
            button="Festhalten",
            due=each.due_on,
        )
        for each in steps
    ]


def queries_to_answer(standing: Standing, now: datetime) -> list[Task]:
    """Questions about the own report."""
    return _tasks(
        standing,
        may.EDIT,
        ReportIs.QUERY,
        "{report}: Rückfrage der Koordinierungsstelle beantworten",
    )


def reports_to_review(standing: Standing, now: datetime) -> list[Task]:
    """Signed reports nobody has looked through yet."""
    return _tasks(standing, may.REVIEW, ReportIs.SUBMITTED, "{report} durchsehen")


def _tasks(standing: Standing, permission: Permission, status: str, words: str) -> list[Task]:
    if not holds(standing, [permission]):
        return []
    rows: Any = within_reach(AnnualReport.objects.all(), permission, standing=standing)
    found = rows.filter(status=status).select_related("centre").order_by("year", "pk")[:MOST]
    return [
        Task(
            what=words.format(report=each),
            who=each.centre.area_name,
            url=reverse("staff:controlling:report_detail", args=[each.pk]),
            button="Öffnen",
            since=each.created_at,
        )
        for each in found
    ]
