"""Übersicht."""

from datetime import datetime

from django.http import HttpResponse

from drehscheibe.doors.staff.home.bands import Contribution, Task, in_order
from drehscheibe.doors.staff.home.board import DUE, NEW, WAITING
from drehscheibe.doors.staff.home.panel import panel
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.access import permissions as may
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import Standing

NOBODY_WAITS = "Niemand wartet auf Sie."


@staff_page(may.ENTER)
def home(request: StaffRequest) -> HttpResponse:
    """The first screen after signing in."""
    standing, now = request.standing, request.now
    seen: set[tuple[str, str]] = set()
    bands = [
        ("faellig", "Fällig", _lines(DUE, standing, now, seen), "Zurzeit läuft keine Frist ab."),
        ("wartet", "Wartet auf mich", _lines(WAITING, standing, now, seen), NOBODY_WAITS),
        ("neu", "Neu", _lines(NEW, standing, now, seen), "Seit einer Woche nichts Neues."),
    ]
    context = {"bands": bands, "today": request.today, "panel": panel(standing)}
    return render_page(request, "staff/home/home.html", context)


def _lines(
    contributions: tuple[Contribution, ...],
    standing: Standing,
    now: datetime,
    seen: set[tuple[str, str]],
) -> list[tuple[Task, bool]]:
    """A band's lines; what an earlier band already shows is not said again."""
    tasks = [
        task
        for contribution in contributions
        for task in contribution(standing, now)
        if (task.url, task.who) not in seen
    ]
    seen |= {(task.url, task.who) for task in tasks}
    return [(task, task.is_late(standing.on)) for task in in_order(tasks)]
