"""The return matrix: centres × obligations, each cell with state and days; four queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import LockException, ReturnReminder
from drehscheibe.domain.controlling.returns import permissions as may
from drehscheibe.domain.controlling.returns.due import Lifetime, Span, binds, due_day, lock_day
from drehscheibe.domain.controlling.returns.obligations import (
    CONCEPT,
    GOALS,
    PROOF,
    REPORT,
    SURVEY,
    Column,
    Obligation,
    columns,
    rhythm,
)
from drehscheibe.domain.controlling.returns.states import (
    BY_KEY,
    OWING,
    Found,
    Returned,
    State,
    least,
    returned,
)
from drehscheibe.kernel.calendar.deadlines import days_left
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.reach import Standing, within_reach

LATE = "late"
JUNE = 6
NEEDED = ("key", "area_name", "kind", "government_district", "known_since", "valid_to",
          "organisation_id", "carrier_id", "sort_key")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One obligation of one centre. `year` is the year it is about; `days` are left until `due`,
    negative when late, None once the centre has done its part."""

    column: Column
    state: State
    year: int
    due: date | None = None
    days: int | None = None
    ref: str | None = None
    reminded_on: date | None = None
    open_until: date | None = None
    is_locked: bool = False
    is_due_time: bool = True

    @property
    def is_late(self) -> bool:
        """Still owed after its day."""
        return self.days is not None and self.days < 0

    @property
    def is_missing(self) -> bool:
        """The centre owes it, and the time for it has come."""
        return self.state in OWING and self.is_due_time


@dataclass(frozen=True, slots=True)
class Row:
    """A centre and its cells, in the order of the columns."""

    centre: Centre
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Wanted:
    """What the matrix is narrowed to; empty means all. `state` is a state's key or `late`."""

    year: int
    obligation: str = ""
    state: str = ""
    district: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Matrix:
    """Columns, rows by district government, and how many cells of each column are missing."""

    year: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def districts(self) -> dict[str, list[Row]]:
        """The rows by district government."""
        grouped: dict[str, list[Row]] = {}
        for row in self.rows:
            grouped.setdefault(row.centre.government_district, []).append(row)
        return grouped

    @property
    def missing(self) -> dict[str, int]:
        """How many centres still owe each column."""
        return {
            column.key: sum(row.cells[place].is_missing for row in self.rows)
            for place, column in enumerate(self.columns)
        }


def year_asked(day: date) -> int:
    """The year whose returns are being chased on a day: until June the one that is over.

    >>> year_asked(date(2027, 1, 15)), year_asked(date(2026, 11, 22))
    (2026, 2026)
    """
    return day.year - 1 if day.month <= JUNE else day.year


def matrix_for(standing: Standing, wanted: Wanted) -> Matrix:
    """What this person may know of the returns of a year, on the standing's day."""
    centres = centres_for(standing)
    whole = whole_matrix(centres, wanted.year, standing.on)
    return narrowed(whole, wanted)


def centres_for(standing: Standing) -> list[Centre]:
    """The centres whose returns this person may see."""
    rows = within_reach(Centre.objects.all(), *may.READING, standing=standing)
    return list(rows.only(*NEEDED).order_by("government_district", "sort_key"))


def whole_matrix(
    centres: Iterable[Centre], year: int, on: date, *, days_only: bool = False
) -> Matrix:
    """Every cell of these centres; what is not known to the reader stays open.

    With `days_only` states and days alone, one query: neither reminders nor exceptions.
    """
    shown = tuple(columns(year))
    told = ({}, {}) if days_only else (_reminded(year), _exceptions(year, on))
    known = _Known(returned(year), *told, year, on)
    rows = (Row(each, tuple(known.cell(each, column) for column in shown)) for each in centres)
    first, last = Span(year, year).days
    alive = (row for row in rows if _life(row.centre).touches(first, last))
    return Matrix(year, shown, tuple(alive))


def narrowed(matrix: Matrix, wanted: Wanted) -> Matrix:
    """The columns and rows that were asked for."""
    places = [
        place
        for place, column in enumerate(matrix.columns)
        if wanted.obligation in ("", column.key, column.obligation.key)
    ]
    rows = (replace(row, cells=tuple(row.cells[place] for place in places)) for row in matrix.rows)
    return Matrix(
        matrix.year,
        tuple(matrix.columns[place] for place in places),
        tuple(row for row in rows if _fits(row, wanted)),
    )


def _fits(row: Row, wanted: Wanted) -> bool:
    if wanted.district and row.centre.government_district != wanted.district:
        return False
    if wanted.missing and not any(cell.is_missing for cell in row.cells):
        return False
    if wanted.state == LATE:
        return any(cell.is_late for cell in row.cells)
    state = BY_KEY.get(wanted.state)
    return state is None or any(cell.state == state for cell in row.cells)


Key = tuple[int, str, int]
"""Centre, obligation, year."""


@dataclass(frozen=True)
class _Known:
    """Everything that was read, and the cell it makes of it."""

    found: Found
    reminded: dict[Key, date]
    exceptions: dict[Key, date]
    year: int
    on: date
    dues: dict[tuple[str, int, date | None], date] = field(default_factory=dict)

    def cell(self, centre: Centre, column: Column) -> Cell:
        """The state of an obligation, when it is due and whether it is locked."""
        span, rows, counted = self._about(centre, column)
        life = _life(centre)
        obligation = column.obligation
        if span is None or not binds(obligation, span, life):
            return Cell(column, State.NOT_OWED, self.year)
        state = least(row.state for row in rows) if len(rows) >= counted else State.OPEN
        of_rows = max((row.due_on for row in rows if row.due_on), default=None)
        due = of_rows or self._due(obligation, span, life)
        key = (centre.pk, obligation.key, span.first)
        locks = lock_day(obligation, due)
        owes = state in OWING
        open_until = self.exceptions.get(key)
        return Cell(
            column=column,
            state=state,
            year=span.first,
            due=due,
            days=days_left(due, self.on) if owes and state != State.QUERY else None,
            ref=rows[0].ref if rows else None,
            reminded_on=self.reminded.get(key) if owes else None,
            open_until=open_until if owes else None,
            is_locked=owes and locks is not None and self.on >= locks and open_until is None,
            is_due_time=self.on >= obligation.opens.of(span.first),
        )

    def _due(self, obligation: Obligation, span: Span, life: Lifetime) -> date:
        """Nearly all centres share it, so it is worked out once."""
        key = (obligation.key, span.first, life.since)
        known = self.dues.get(key)
        if known is None:
            known = self.dues[key] = due_day(obligation, span, life)
        return known

    def _about(self, centre: Centre, column: Column) -> tuple[Span | None, list[Returned], int]:
        """The years a cell is about, what was returned, and how many things make it whole."""
        key = column.obligation.key
        rows = self.found.get((centre.pk, key), [])
        if key == CONCEPT:
            return Span(self.year, self.year), rows, 1
        if key in (PROOF, SURVEY):
            return (Span(self.year, self.year) if rows else None), rows, 1
        periods = self.found.get((centre.pk, GOALS), [])
        span = self._period(periods)
        if key == REPORT:
            return self._report(column.place, span, periods, rows)
        return span, rows, 1

    def _period(self, periods: list[Returned]) -> Span:
        """The years of the centre's own periods; else those of the network's rhythm."""
        firsts = [row.first_year for row in periods if row.first_year]
        lasts = [row.last_year for row in periods if row.last_year]
        if firsts and lasts:
            return Span(min(firsts), max(lasts))
        begins = rhythm().begins(self.year)
        return Span(begins, begins + rhythm().years - 1)

    def _report(
        self, place: int, span: Span, periods: list[Returned], rows: list[Returned]
    ) -> tuple[Span | None, list[Returned], int]:
        """The period's first year, or its second; a year two periods touch owes a report each."""
        year = span.first + place
        if place and self.year > year:
            year = min(self.year, span.last)
        if year > span.last:
            return None, [], 1
        touching = [
            each for each in periods if (each.first_year or 0) <= year <= (each.last_year or 0)
        ]
        of_year = [row for row in rows if row.first_year == year]
        return Span(year, year), of_year, max(1, len(touching))


def _life(centre: Centre) -> Lifetime:
    return Lifetime(centre.known_since, centre.valid_to)


def _reminded(year: int) -> dict[Key, date]:
    """When each centre was last reminded of what."""
    rows = ReturnReminder.objects.filter(year__range=(year - 2, year + 2), centres__isnull=False)
    last: dict[Key, datetime] = {}
    for centre, obligation, of_year, at in rows.order_by("sent_at").values_list(
        "centres", "obligation", "year", "sent_at"
    ):
        last[centre, obligation, of_year] = at
    return {key: day_of(at) for key, at in last.items()}


def _exceptions(year: int, on: date) -> dict[Key, date]:
    """Until when which lock is open."""
    rows = LockException.objects.filter(
        year__range=(year - 2, year + 2), ended_at__isnull=True, until__gte=on
    )
    return {
        (centre, obligation, of_year): until
        for centre, obligation, of_year, until in rows.values_list(
            "centre_id", "obligation", "year", "until"
        )
    }
