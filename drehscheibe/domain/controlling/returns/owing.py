"""Who owes one thing of one year: the obligation's own page, and whom a reminder goes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import LockException, ReturnReminder
from drehscheibe.domain.controlling.returns.due import Lifetime, Span, due_day
from drehscheibe.domain.controlling.returns.matrix import Cell, whole_matrix
from drehscheibe.domain.controlling.returns.obligations import Obligation, obligation
from drehscheibe.domain.controlling.returns.states import State


@dataclass(frozen=True)
class Owed:
    """One obligation of one year, with every centre it binds."""

    obligation: Obligation
    year: int
    cells: tuple[tuple[Centre, Cell], ...]

    @property
    def title(self) -> str:
        """As a page or mail is headed: Jahresbericht 2025."""
        return f"{self.obligation.label} {self.year}"

    @property
    def nominal(self) -> date:
        """When it is due for a centre that has long existed."""
        return due_day(self.obligation, Span(self.year, self.year), Lifetime())

    @property
    def missing(self) -> list[tuple[Centre, Cell]]:
        """Those who still owe it."""
        return [(centre, cell) for centre, cell in self.cells if cell.is_missing]


def owed(centres: Iterable[Centre], key: str, year: int, on: date) -> Owed | None:
    """What these centres owe of an obligation; None when the year knows no such obligation."""
    known = obligation(key, year)
    if known is None:
        return None
    found = []
    for row in whole_matrix(centres, year, on).rows:
        cells = (
            cell
            for cell in row.cells
            if cell.column.obligation.key == key and cell.year == year
            and cell.state != State.NOT_OWED
        )  # fmt: skip
        found += [(row.centre, cell) for cell in cells][:1]
    return Owed(known, year, tuple(found))


def reminders_of(key: str, year: int) -> list[ReturnReminder]:
    """What was sent, latest first, with who sent it."""
    rows = ReturnReminder.objects.filter(obligation=key, year=year)
    return list(rows.select_related("sent_by").prefetch_related("centres"))


def exceptions_of(key: str, year: int) -> list[LockException]:
    """Every exception from its lock, those that stand first."""
    rows = LockException.objects.filter(obligation=key, year=year)
    return list(rows.select_related("centre", "granted_by", "ended_by").order_by("-granted_at"))


def reminded_on_day(key: str, year: int, since: datetime) -> set[int]:
    """The centres that were reminded of it since a moment."""
    rows = ReturnReminder.objects.filter(obligation=key, year=year, sent_at__gte=since)
    return set(rows.values_list("centres", flat=True)) - {None}
