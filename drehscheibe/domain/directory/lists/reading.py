"""From rows of a table to actors and what is said of them; every mistake with its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.directory.keeping import TOWN_NEEDED, Facts
from drehscheibe.domain.directory.lists.columns import (
    MEANINGS,
    NEEDED,
    PLACE_KINDS,
    spoken_languages,
)
from drehscheibe.domain.directory.lists.known import Book, Known
from drehscheibe.domain.directory.lists.week import week_of
from drehscheibe.domain.directory.typed import PLACES, texts_of, typed_wording
from drehscheibe.domain.directory.wording import Wording, plain_name
from drehscheibe.kernel.tables.foreign import ForeignSheet
from drehscheibe.kernel.tables.readers import flag, one_of
from drehscheibe.kernel.tables.refusals import RowError
from drehscheibe.kernel.tables.rows import ForeignRow, column_mistakes

STEPS = {True: "1", False: "0", None: ""}


@dataclass(frozen=True)
class ReadActor:
    """A row as an actor: the one it changes (`known`) or a new one."""

    row: int
    known: Known | None
    facts: Facts
    wording: Wording
    sure: bool


@dataclass
class ReadList:
    """What the list says, and what of it cannot be read."""

    actors: list[ReadActor] = field(default_factory=list)
    mistakes: list[RowError] = field(default_factory=list)


def read_list(sheet: ForeignSheet, columns: Mapping[int, str], book: Book) -> ReadList:
    """Read all rows with the chosen meaning of each column (from 0)."""
    found = ReadList(mistakes=column_mistakes(sheet, columns, MEANINGS, NEEDED))
    if not found.mistakes:
        for number, row in sheet.rows:
            _Row(number, row, columns, MEANINGS, found.mistakes).read(found, book)
    return found


class _Row(ForeignRow):
    """One row on its way to an actor. A column that is not there leaves what is kept."""

    def read(self, into: ReadList, book: Book) -> None:
        """Add the actor, or what is wrong with the row."""
        known: Known | None = self.cell("id", book.by_id)
        if not (known or self.wrong):
            known = self.cell("name", book.by_name)
        if self.wrong:
            return
        wording = self.wording(known)
        sure = bool(self.cell("sure", flag))
        facts = self.facts(known, book, wording)
        if facts is not None:
            into.actors.append(ReadActor(self.number, known, facts, wording, sure))

    def wording(self, known: Known | None) -> Wording:
        """What the row says over what is kept; refusals at their cells."""
        before = known.said if known else None
        texts = texts_of(before) if before else {}
        texts |= {key: self.cell(key, self.typed(key)) or "" for key in self.places if key in TYPED}
        texts |= self.week()
        spoken = list(before.languages) if before else []
        if self.has("languages"):
            spoken = self.cell("languages", spoken_languages) or []
        made, wrong = typed_wording(lambda key: texts.get(key, ""), spoken, before=before)
        if not self.wrong:
            for key, message in dict.fromkeys((self.told_in(key), wrong[key]) for key in wrong):
                self.refuse(key, message)
        more = before.places[len(PLACES) :] if before else ()
        return replace(made, name=plain_name(made.name), places=made.places + more)

    def told_in(self, key: str) -> str:
        """The column that told a field: a day of the first place may stand in that of the week."""
        of_week = key.startswith("place-1-day-") and not self.has(key) and self.has("hours")
        return "hours" if of_week else key

    def typed(self, key: str) -> Any:
        """From the cell to what the form of an actor would hold."""
        name = key.rpartition("-")[2]
        if name == "step_free":
            return lambda text: STEPS[flag(text)]
        if name == "kind":
            return one_of(PLACE_KINDS)
        return str

    def week(self) -> dict[str, str]:
        """The days of a week in one cell, where no column of its own tells them."""
        days = self.cell("hours", week_of) or {}
        told = {f"place-1-day-{day}": days.get(day, "") for day in range(1, 8)}
        return {key: text for key, text in told.items() if self.has("hours") and not self.has(key)}

    def facts(self, known: Known | None, book: Book, wording: Wording) -> Facts | None:
        """Kind, town and guard; an empty guard takes none away. None where anything is wrong."""
        kept = known.facts if known else None
        kind: FieldOfAction | None = self.cell("kind", book.kind)
        if kind is None and kept:
            kind = kept.kind
        if kind is None and not self.wrong:
            self.refuse("kind", "Bitte nennen Sie die Art der Organisation.")
        town = kept.municipality if kept else None
        if self.has("municipality"):
            town = self.cell("municipality", lambda text: book.town(text, kept=town))
        elif known is None and wording.places:
            town = book.towns.get(book.folded(wording.places[0].town))
        guarded = self.cell("at_risk", flag)
        if guarded is None:
            guarded = bool(kept and kept.at_risk)
        facts = None if kind is None or self.wrong else Facts(kind, town, guarded)
        if facts is not None and facts.lacks_its_town:
            self.refuse("municipality", TOWN_NEEDED)
            return None
        return facts


TYPED = {key for key in MEANINGS if key.startswith("place-")} | {
    "name", "short_name", "description", "phone", "email", "website",
}  # fmt: skip
