"""Attendance from a table: who is meant beyond doubt is found, for others somebody is suggested.

Sure is the same address, or exactly the same name that only one participant has. Anything less –
other spelling, damaged letters, swapped parts – is a suggestion a person has to confirm.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from drehscheibe.domain.qualification.attendance import Note, note_attendance, seated
from drehscheibe.domain.qualification.models import Attendance, Event, Participation, Session
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import read_table

LIKE = 0.72
"""From this likeness on (0 to 1) somebody is suggested at all."""
MOST = 3
COLUMNS = (Column("name", "Name", required=True), Column("email", "E-Mail"))
DAMAGED = {"Ã¼": "ü", "Ã¤": "ä", "Ã¶": "ö", "ÃŸ": "ß", "Ãœ": "Ü", "Ã„": "Ä", "Ã–": "Ö", "Ã©": "é"}


@dataclass(frozen=True)
class Line:
    """One row of the table: a name, perhaps an address."""

    name: str
    email: str = ""


@dataclass(frozen=True)
class Match:
    """A row and who it is: `sure` beyond doubt, or `suggested`, best first; perhaps nobody."""

    line: Line
    sure: Participation | None
    suggested: tuple[Participation, ...] = ()


def read_lines(content: bytes) -> list[Line]:
    """Rows of a CSV or Excel file with „Name“ and perhaps „E-Mail“; raises `TableRefused`."""
    reading = read_table(content, COLUMNS)
    return [Line(str(row["name"] or ""), str(row["email"] or "")) for row in reading.rows]


def matched(event: Event, lines: Iterable[Line]) -> list[Match]:
    """Who each row means. The same participant is sure for one row only; a second is asked."""
    people = seated(event)
    by_email = _unique((each.email.strip().lower(), each) for each in people)
    by_name = _unique((_same(each.name), each) for each in people)
    taken: set[int] = set()
    matches = []
    for line in lines:
        found = by_email.get(line.email.strip().lower()) or by_name.get(_same(line.name))
        if found is not None and found.pk not in taken:
            taken.add(found.pk)
            matches.append(Match(line, found))
        else:
            matches.append(Match(line, None, _like(line.name, people)))
    return matches


def take_over(*, session: Session, chosen: Sequence[int], by: Person, at: datetime) -> int:
    """Those whom a person confirmed (ids of participations) were there."""
    notes = [Note(each, session.pk, Attendance.Was.PRESENT) for each in dict.fromkeys(chosen)]
    return note_attendance(
        event=session.event, notes=notes, source=Attendance.Source.IMPORT, by=by, at=at
    )


def _unique(pairs: Iterable[tuple[str, Participation]]) -> dict[str, Participation]:
    found: dict[str, list[Participation]] = defaultdict(list)
    for key, each in pairs:
        if key:
            found[key].append(each)
    return {key: each[0] for key, each in found.items() if len(each) == 1}


def _same(name: str) -> str:
    """The same name, but for blanks and capitals."""
    return " ".join(name.split()).casefold()


def _like(name: str, people: Iterable[Participation]) -> tuple[Participation, ...]:
    wanted = _plain(name)
    rated = [(SequenceMatcher(None, wanted, _plain(each.name)).ratio(), each) for each in people]
    good = sorted((pair for pair in rated if pair[0] >= LIKE), key=lambda pair: -pair[0])
    return tuple(each for _, each in good[:MOST])


def _plain(name: str) -> str:
    """Letters alone, mended where a wrong encoding broke them, in one order."""
    # Here, because its tables of all scripts are needed for this and payment files alone.
    from text_unidecode import unidecode

    for broken, whole in DAMAGED.items():
        name = name.replace(broken, whole)
    words = unidecode(name).lower().replace(",", " ").replace("?", "").split()
    return " ".join(sorted(words))
