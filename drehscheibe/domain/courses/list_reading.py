"""From rows of a provider's list to courses; every mistake with its cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from drehscheibe.domain.courses.columns import MEANINGS, NEEDED
from drehscheibe.domain.courses.details import CourseDetails, refuse_impossible
from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.levels import BY_NAME
from drehscheibe.domain.courses.list_cells import LEVEL, READERS, clock, days, spans
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.times import Stretch
from drehscheibe.kernel.tables.foreign import ForeignSheet
from drehscheibe.kernel.tables.refusals import RowError
from drehscheibe.kernel.tables.rows import ForeignRow, column_mistakes

TIMES = ("days", "hours", "time_from", "time_to")
Towns = Callable[[str], str]
"""From the name of a town to its AGS; raises `CellRefused`."""


@dataclass(frozen=True)
class ReadCourse:
    """A row as a course, with the place it stands at."""

    row: int
    details: CourseDetails
    seats: Seats
    said: frozenset[str]
    """The fields the list has a column for; „seats“ for both numbers."""


@dataclass
class ReadList:
    """What the list says, and what of it cannot be read."""

    courses: list[ReadCourse] = field(default_factory=list)
    mistakes: list[RowError] = field(default_factory=list)


def read_list(
    sheet: ForeignSheet, columns: Mapping[int, str], *, home: str, towns: Towns
) -> ReadList:
    """Read all rows with the chosen meaning of each column (from 0); `home` is the usual AGS."""
    found = ReadList(mistakes=column_mistakes(sheet, columns, MEANINGS, NEEDED))
    if not found.mistakes:
        for number, row in sheet.rows:
            _Row(number, row, columns, MEANINGS, found.mistakes).read(found, home, towns)
        _refuse_twice(found)
    return found


class _Row(ForeignRow):
    """One row on its way to a course."""

    def read(self, into: ReadList, home: str, towns: Towns) -> None:
        """Add the course, or what is wrong with the row."""
        values: dict[str, Any] = {}
        for key, reader in READERS.items():
            values[key] = self.cell(key, reader)
        values["municipality"] = self.cell("town", lambda text: towns(text) if text else home)
        values["slots"] = self.slots()
        seats = Seats(values.pop("seats_max"), values.pop("seats_booked"))
        if self.wrong:
            return
        values["level_from"] = _level_from(values, self.text("level_to"))
        try:
            details = CourseDetails(**values)
            refuse_impossible(details)
            _refuse_seats(seats)
        except CourseRefused as refusal:
            field = "town" if refusal.field == "municipality" else refusal.field
            self.refuse(field, str(refusal))
        else:
            into.courses.append(ReadCourse(self.number, details, seats, self.said(details)))

    def said(self, details: CourseDetails) -> frozenset[str]:
        """What of the course the row speaks of; the rest of a course that is kept stays."""
        said = {key for key in READERS if self.has(key)} - {"seats_max", "seats_booked"}
        said |= {"municipality"} if self.has("town") else set()
        said |= {"slots"} if any(map(self.has, TIMES)) else set()
        said |= {"seats"} if self.has("seats_max") or self.has("seats_booked") else set()
        if not details.number:
            said.discard("number")
        if len(LEVEL.findall(self.text("level_to"))) > 1:
            said.add("level_from")
        return frozenset(said)

    def slots(self) -> tuple[Stretch, ...]:
        """Days and hours together; neither means that the times are not told."""
        on, hours = self.cell("days", days) or (), self.hours()
        if bool(on) != bool(hours) and not self.wrong:
            self.refuse("hours", "Zu den Tagen gehört eine Uhrzeit, zu der Uhrzeit gehören Tage.")
        return tuple((day, begins, ends) for day in on for begins, ends in hours)

    def hours(self) -> tuple[tuple[time, time], ...]:
        """From when to when: in one cell, or in one for each."""
        hours: tuple[tuple[time, time], ...] = self.cell("hours", spans) or ()
        begins, ends = self.cell("time_from", clock), self.cell("time_to", clock)
        if begins is None or ends is None:
            if begins != ends and not self.wrong:
                lacking = "time_from" if begins is None else "time_to"
                self.refuse(lacking, "Bitte nennen Sie Anfang und Ende.")
            return hours
        if hours and hours != ((begins, ends),):
            self.refuse("hours", "In „Uhrzeit von“ und „bis“ steht etwas anderes.")
        return ((begins, ends),)


def _refuse_seats(seats: Seats) -> None:
    if (seats.all is None) != (seats.taken is None):
        raise CourseRefused("Bitte beides nennen: alle Plätze und die belegten.", "seats_booked")
    if seats.all is not None and seats.taken is not None and seats.taken > seats.all:
        raise CourseRefused("Es sind mehr Plätze belegt, als es gibt.", "seats_booked")


def _refuse_twice(found: ReadList) -> None:
    seen: dict[str, int] = {}
    for each in found.courses:
        first = seen.setdefault(identity(each.details), each.row)
        if first != each.row:
            message = f"Dieser Kurs steht schon in Zeile {first}."
            found.mistakes.append(RowError(each.row, "Kursnummer", message, each.details.number))


def identity(details: CourseDetails) -> str:
    """What no two rows of a list share: the provider's number, else title, first day and times."""
    if details.number:
        return details.number.casefold()
    return f"{details.title.casefold()}|{details.starts_on}|{sorted(details.slots)}"


def _level_from(values: Mapping[str, Any], text: str) -> int:
    """What is said, else the first level of „A1–A2“, else one below the goal."""
    if values["level_from"] is not None:
        return int(values["level_from"])
    named = LEVEL.findall(text)
    if len(named) > 1:
        return BY_NAME[named[0].upper()]
    return int(values["level_to"]) - 1
