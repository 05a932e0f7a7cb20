"""The return matrix: centres × obligations, each cell with state and days; four queries."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.returns import permissions as may
from drehscheibe.domain.controlling.returns.due import Lifetime, Span, binds, due_day, lock_day
from drehscheibe.domain.controlling.returns.obligations import (
    CONCEPT,
    GOALS,
    PROOF,
    REPORT,
    SURVEY,
    Column,
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
from drehscheibe.domain.controlling.returns.told import Key, last_reminded, open_locks
from drehscheibe.kernel.calendar.deadlines import days_left
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
    """Columns, and rows by district government."""

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
    centres: Iterable[Centre],
    year: int,
    on: date,
    *,
    days_only: bool = False,
    only: Collection[str] = (),
) -> Matrix:
    """Every cell of these centres; what is not known to the reader stays open.

    With `days_only` states and days alone, one query: neither reminders nor exceptions. With `only`
    no other obligations than these.
    """
    shown = tuple(each for each in columns(year) if not only or each.obligation.key in only)
    told = ({}, {}) if days_only else (last_reminded(year), open_locks(year, on))
    known = _Known(returned(year), *told, year, on)
    return Matrix(year, shown, tuple(known.rows(centres, shown)))


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


@dataclass(frozen=True, slots=True)
class _Centre:
    """What all cells of a centre share: its days, its periods and the years these span."""

    pk: int
    life: Lifetime
    periods: list[Returned]
    span: Span


@dataclass(frozen=True)
class _Known:
    """Everything that was read, and the cell it makes of it."""

    found: Found
    reminded: dict[Key, date]
    exceptions: dict[Key, date]
    year: int
    on: date
    usual: dict[tuple[object, ...], Cell] = field(default_factory=dict)

    def rows(self, centres: Iterable[Centre], shown: Iterable[Column]) -> Iterator[Row]:
        """The centres that existed in the year; what all columns ask of one is read once."""
        first, last = Span(self.year, self.year).days
        for centre in centres:
            life = Lifetime(centre.known_since, centre.valid_to)
            if not life.touches(first, last):
                continue
            periods = self.found.get((centre.pk, GOALS), [])
            one = _Centre(centre.pk, life, periods, self._period(periods))
            yield Row(centre, tuple(self._cell(one, column) for column in shown))

    def _cell(self, one: _Centre, column: Column) -> Cell:
        """The state of an obligation, when it is due and whether it is locked."""
        span, rows, counted = self._about(one, column)
        if span is None:
            return Cell(column, State.NOT_OWED, self.year)
        state = least(row.state for row in rows) if rows and len(rows) >= counted else State.OPEN
        of_rows = max((row.due_on for row in rows if row.due_on), default=None)
        cell = self._usual(column, span, one.life, state, of_rows)
        key = (one.pk, column.obligation.key, span.first)
        told, open_until = self.reminded.get(key), self.exceptions.get(key)
        if cell.due is None or not (rows or told or open_until):
            return cell
        owes = state in OWING
        return replace(
            cell,
            ref=rows[0].ref if rows else None,
            reminded_on=told if owes else None,
            open_until=open_until if owes else None,
            is_locked=cell.is_locked and open_until is None,
        )

    def _usual(
        self, column: Column, span: Span, life: Lifetime, state: State, due_on: date | None
    ) -> Cell:
        """The cell of everybody it is the same for; hundreds share a few, each is made once."""
        key = (column.obligation.key, column.place, span, life, state, due_on)
        known = self.usual.get(key)
        if known is None:
            known = self.usual[key] = self._made(column, span, life, state, due_on)
        return known

    def _made(
        self, column: Column, span: Span, life: Lifetime, state: State, due_on: date | None
    ) -> Cell:
        obligation = column.obligation
        if not binds(obligation, span, life):
            return Cell(column, State.NOT_OWED, self.year)
        due = due_on or due_day(obligation, span, life)
        locks = lock_day(obligation, due)
        owes = state in OWING
        return Cell(
            column=column,
            state=state,
            year=span.first,
            due=due,
            days=days_left(due, self.on) if owes and state != State.QUERY else None,
            is_locked=owes and locks is not None and self.on >= locks,
            is_due_time=self.on >= obligation.opens.of(span.first),
        )

    def _about(self, one: _Centre, column: Column) -> tuple[Span | None, list[Returned], int]:
        """The years a cell is about, what was returned, and how many things make it whole."""
        key = column.obligation.key
        rows = self.found.get((one.pk, key), [])
        if key == CONCEPT or (rows and key in (PROOF, SURVEY)):
            return Span(self.year, self.year), rows, 1
        if key in (PROOF, SURVEY):
            return None, rows, 1
        if key == REPORT:
            return self._report(column.place, one.span, one.periods, rows)
        return one.span, rows, 1

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
