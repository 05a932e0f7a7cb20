"""The cells of the return matrix in words: the page, CSV and Excel say the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.controlling.returns.matrix import Cell, Row
from drehscheibe.domain.controlling.returns.obligations import CONCEPT, GOALS, SURVEY
from drehscheibe.domain.controlling.returns.states import State
from drehscheibe.kernel.calendar.words import days_left_text
from drehscheibe.kernel.design.templatetags.design import status
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
NO_SURVEY, DECLINED = "noch keine Abfrage", "abgelehnt"
ROW = '<tr><th scope="row" data-label="Zentrum"><a href="{}">{}</a></th>{}</tr>'
KEY = "00000"
"""In an address, where the key of a centre goes: resolved once for hundreds of rows."""
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
        return DECLINED if cell.ref else NO_SURVEY
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


class Markup:
    """The cells of a matrix as HTML. Hundreds of rows repeat a few cells, so each is made once."""

    def __init__(self, today: date, link: Callable[[Cell], str]) -> None:
        """On a day, with the addresses the reader may open."""
        self.today = today
        self.link = link
        self.page = reverse("staff:centres:centre_detail", args=[KEY])
        self.made: dict[tuple[object, ...], SafeString] = {}

    def row(self, row: Row) -> SafeString:
        """A centre and its cells side by side."""
        cells = mark_safe("".join(self.cell(each) for each in row.cells))  # noqa: S308 (made below)
        return format_html(ROW, self.page.replace(KEY, row.centre.key), row.centre.area_name, cells)

    def cell(self, cell: Cell) -> SafeString:
        """One cell: what it says, linked where there is something to open."""
        url = self.link(cell)
        key = (id(cell.column), cell.state, cell.due, cell.days, cell.reminded_on,
               cell.open_until, cell.is_locked, url)  # fmt: skip
        known = self.made.get(key)
        if known is None:
            known = self.made[key] = _markup(shown(cell, self.today, url))
        return known


def _markup(each: Shown) -> SafeString:
    word = (
        status(each.kind, each.word, each.icon)
        if each.kind
        else format_html('<span class="muted">{}</span>', each.word)
    )
    if each.url:
        word = format_html(
            '<a class="cell-link" href="{}">{}<span class="kern-sr-only"> öffnen</span></a>',
            each.url,
            word,
        )
    more = format_html_join(
        "", '<span class="table__more">{}</span>', ((one,) for one in each.more)
    )
    label = each.cell.column.label
    return format_html('<td data-label="{}">{}{}</td>', label, word, more)
