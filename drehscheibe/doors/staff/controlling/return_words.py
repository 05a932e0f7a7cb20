"""The cells of the return matrix in words: the page, CSV and Excel say the same."""

from dataclasses import dataclass
from datetime import date

from drehscheibe.domain.controlling.returns.matrix import Cell
from drehscheibe.domain.controlling.returns.obligations import CONCEPT, GOALS, SURVEY
from drehscheibe.domain.controlling.returns.states import State
from drehscheibe.kernel.calendar.words import days_left_text
from drehscheibe.kernel.language.days import german_day

BADGES = {
    State.OPEN: ("neutral", "clock"),
    State.DRAFT: ("neutral", "edit"),
    State.QUERY: ("warning", "help"),
    State.SUBMITTED: ("info", "mail"),
    State.AGREED: ("success", "success"),
    State.NOT_OWED: ("", ""),
}
WORDS = {
    State.OPEN: "offen",
    State.DRAFT: "Entwurf",
    State.QUERY: "Rückfrage",
    State.SUBMITTED: "eingereicht",
    State.AGREED: "abgeschlossen",
    State.NOT_OWED: "nicht geschuldet",
}
AGREED = {GOALS: "vereinbart", CONCEPT: "beschlossen"}
NO_SURVEY = "noch keine Abfrage"
STATES = [(state.key, WORDS[state]) for state in State]


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is read: badge, then what else there is to say."""

    cell: Cell
    kind: str
    icon: str
    word: str
    more: tuple[str, ...]
    url: str = ""

    @property
    def text(self) -> str:
        """The whole cell in one line."""
        return ", ".join((self.word, *self.more))


def shown(cell: Cell, today: date, url: str = "") -> Shown:
    """The words of a cell on a day."""
    kind, icon = ("danger", "danger") if cell.is_late else BADGES[cell.state]
    return Shown(cell, kind, icon, _word(cell), tuple(_more(cell, today)), url)


def _word(cell: Cell) -> str:
    key = cell.column.obligation.key
    if key == SURVEY and cell.state == State.NOT_OWED:
        return NO_SURVEY
    if cell.state == State.AGREED:
        return AGREED.get(key, WORDS[State.AGREED])
    return WORDS[cell.state]


def _more(cell: Cell, today: date) -> list[str]:
    said = []
    if cell.days is not None and cell.due is not None:
        said.append(days_left_text(cell.due, today))
    if cell.is_locked:
        said.append("gesperrt")
    if cell.open_until is not None:
        said.append(f"Ausnahme bis {german_day(cell.open_until)}")
    if cell.reminded_on is not None:
        said.append(f"erinnert am {german_day(cell.reminded_on)}")
    return said
