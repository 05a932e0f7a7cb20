"""Who owes one thing of one year: the obligation's own page, whom a reminder goes to, and what the
heads of the matrix count. It is one question with one answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import LockException, ReturnReminder
from drehscheibe.domain.controlling.returns.due import Lifetime, Span, due_day
from drehscheibe.domain.controlling.returns.matrix import Cell, Matrix, whole_matrix
from drehscheibe.domain.controlling.returns.obligations import Column, Obligation, obligation
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


@dataclass(frozen=True)
class Head:
    """A column of the matrix and what it counts: its obligation in the year most have it for."""

    column: Column
    what: Owed


def owed(centres: Iterable[Centre], key: str, year: int, on: date) -> Owed | None:
    """What these centres owe of an obligation; None when the year knows no such obligation."""
    known = obligation(key, year)
    return None if known is None else _owed(known, year, whole_matrix(centres, year, on))


def heads(shown: Matrix, whole: Matrix, on: date) -> list[Head]:
    """The columns of a narrowed matrix, each counted as `owed` counts it, for the centres in it.

    A centre outside the rhythm has another year in the same column; the page of the column's year
    knows it by that year. So a year that is not the matrix's own is read for itself: one query.
    """
    years = {column: _usual_year(shown, place) for place, column in enumerate(shown.columns)}
    of_year = {whole.year: _only(whole, shown)} | _other_years(shown, years, on)
    return [
        Head(column, _owed(column.obligation, year, of_year[year]))
        for column, year in years.items()
    ]


def _owed(what: Obligation, year: int, matrix: Matrix) -> Owed:
    """Each centre once: the first of its cells that is about this thing in this year."""
    places = [
        place for place, column in enumerate(matrix.columns) if column.obligation.key == what.key
    ]
    found = []
    for row in matrix.rows:
        for cell in (row.cells[place] for place in places):
            if cell.year == year and cell.state != State.NOT_OWED:
                found.append((row.centre, cell))
                break
    return Owed(what, year, tuple(found))


def _usual_year(matrix: Matrix, place: int) -> int:
    """The year most centres have a column for."""
    years = Counter(
        row.cells[place].year for row in matrix.rows if row.cells[place].due is not None
    )
    return max(years, key=years.__getitem__, default=matrix.year)


def _only(whole: Matrix, shown: Matrix) -> Matrix:
    """Every column, but no other centres than those shown."""
    centres = {row.centre.pk for row in shown.rows}
    return replace(whole, rows=tuple(row for row in whole.rows if row.centre.pk in centres))


def _other_years(shown: Matrix, years: Mapping[Column, int], on: date) -> dict[int, Matrix]:
    """What is counted for another year than the matrix's own."""
    keys: dict[int, set[str]] = defaultdict(set)
    for column, year in years.items():
        if year != shown.year:
            keys[year].add(column.obligation.key)
    centres = [row.centre for row in shown.rows]
    return {
        year: whole_matrix(centres, year, on, days_only=True, only=only)
        for year, only in keys.items()
    }


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
