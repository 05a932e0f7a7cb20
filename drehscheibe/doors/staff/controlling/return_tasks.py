"""What returns and projects put on the first screen."""

from datetime import datetime, timedelta

from django.urls import reverse

from drehscheibe.domain.controlling.projects import permissions as of_projects
from drehscheibe.domain.controlling.projects.selectors import waiting_for
from drehscheibe.domain.controlling.returns import permissions as may
from drehscheibe.domain.controlling.returns.matrix import Cell, Row, Wanted, matrix_for, year_asked
from drehscheibe.domain.controlling.returns.obligations import CONCEPT, GOALS, REPORT
from drehscheibe.domain.controlling.returns.states import State
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing

AHEAD = timedelta(days=120)
"""A return shows this long before it is due."""
MOST = 12
OWN_LINES = (CONCEPT, REPORT)
"""Goals and proofs have lines of their own (`goal_tasks`, `funding.proof.tasks`)."""


def returns_due(standing: Standing, now: datetime) -> list[Task]:
    """What one's own centre still owes."""
    if not standing.organisations_with(may.VIEW):
        return []
    return [
        _own(row, cell)
        for row in matrix_for(standing, Wanted(year_asked(standing.on))).rows
        for cell in row.cells
        if cell.is_missing and cell.column.obligation.key in OWN_LINES
        and cell.due is not None and cell.due <= standing.on + AHEAD
    ][:MOST]  # fmt: skip


def returns_late(standing: Standing, now: datetime) -> list[Task]:
    """For the coordinating office: each obligation with who is late, one line."""
    if not standing.organisations_with(may.REMIND):
        return []
    asked = year_asked(standing.on)
    late: dict[tuple[str, str, int], dict[int, Cell]] = {}
    for year in (asked, asked + 1):  # goals of the next period are due before it begins
        for row in matrix_for(standing, Wanted(year)).rows:
            for cell in row.cells:
                one = cell.column.obligation
                if cell.is_late and (year == asked or one.key == GOALS):
                    about = late.setdefault((one.key, one.label, cell.year), {})
                    about[row.centre.pk] = cell
    return [_late(*about, [*cells.values()]) for about, cells in late.items()][:MOST]


def projects_asked(standing: Standing, now: datetime) -> list[Task]:
    """Projects that wait for the municipality's answer."""
    if not standing.organisations_with(of_projects.ANSWER):
        return []
    return [
        Task(
            what=f"{one.project.title}: Antwort der Kommune fehlt",
            who=one.centre.area_name,
            url=reverse("staff:controlling:participation_answer", args=[one.pk]),
            button="Antworten",
            since=one.entered_at,
        )
        for one in waiting_for(standing)[:MOST]
    ]


def _own(row: Row, cell: Cell) -> Task:
    one = cell.column.obligation
    word = "Rückfrage beantworten" if cell.state == State.QUERY else "steht aus"
    return Task(
        what=f"{one.label} {cell.year}: {word}",
        who=row.centre.area_name,
        url=reverse("staff:controlling:obligation_detail", args=[one.key, cell.year]),
        button="Öffnen",
        due=cell.due,
    )


def _late(key: str, label: str, year: int, cells: list[Cell]) -> Task:
    count = len(cells)
    who = "1 Zentrum ist" if count == 1 else f"{count} Zentren sind"
    return Task(
        what=f"{label} {year}: {who} überfällig",
        who="Rücklauf",
        url=reverse("staff:controlling:obligation_detail", args=[key, year]),
        button="Ansehen",
        due=min(cell.due for cell in cells if cell.due is not None),
    )
