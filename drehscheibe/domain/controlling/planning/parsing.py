"""From rows of a table to goals with measures and indicators; pure, every mistake with its cell.

A row begins a goal when its title (or wording) is filled and another than before; otherwise it
adds a measure or an indicator to the goal above.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drehscheibe.domain.controlling.models.goal import Strand
from drehscheibe.domain.controlling.planning.cells import Cell, Cells
from drehscheibe.domain.controlling.planning.columns import Meaning, plain
from drehscheibe.domain.controlling.planning.per_cent import per_cent
from drehscheibe.domain.controlling.planning.sheet import PlanningSheet, address, shown, text_of
from drehscheibe.kernel.tables.refusals import CellRefused
from drehscheibe.kernel.tables.xlsx_in import Value

TITLE_LENGTH = 150
STRANDS = {
    Strand.EDUCATION: ("idb", "bildung", "integration durch bildung"),
    Strand.CROSS_CUTTING: (
        "iq", "querschnitt", "querschnittsaufgabe", "integration als querschnitt",
        "integration als querschnittsaufgabe", "integration als kommunale querschnittsaufgabe",
    ),
    Strand.VOLUNTEERING: ("ehrenamt", "bürgerschaftliches engagement", "engagement"),
}  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """What cannot be taken in: cell, column, what stands there, what to do."""

    cell: str
    column: str
    value: str
    message: str


@dataclass
class PlannedGoal:
    """A goal as the table says it."""

    row: int
    cells: Cells
    measures: list[Cells] = field(default_factory=list)
    indicators: list[Cells] = field(default_factory=list)
    strand: str = ""
    fields: list[str] = field(default_factory=list)
    local: list[int] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title, else the beginning of the wording."""
        title = self.cells.get("title") or self.cells.get("text")
        return title.text[:TITLE_LENGTH] if title else ""

    @property
    def strand_label(self) -> str:
        """How people call the strand."""
        return Strand(self.strand).label if self.strand else "–"

    @property
    def at(self) -> str:
        """Where the goal begins."""
        first = self.cells.get("title") or self.cells.get("text")
        return first.at if first else ""


@dataclass(frozen=True)
class Vocabulary:
    """Words for fields of action: plain word → key of the network's, or id of the centre's own."""

    network: Mapping[str, str]
    local: Mapping[str, int]


@dataclass
class Parsed:
    """What the table says, and what of it cannot be read."""

    goals: list[PlannedGoal] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def parse_planning(
    sheet: PlanningSheet,
    columns: Mapping[int, str],
    known: Mapping[str, Meaning],
    words: Vocabulary,
) -> Parsed:
    """Read all rows with the chosen meaning of each column (from 0)."""
    parsed = Parsed()
    chosen = {place: known[key] for place, key in columns.items() if key in known}
    _refuse_twice(sheet, chosen, parsed)
    _refuse_without_goal(chosen, parsed)
    if parsed.mistakes:
        return parsed
    for number, row in sheet.rows:
        _take_row(sheet, number, row, chosen, parsed)
    for goal in parsed.goals:
        parsed.mistakes += _sorted_in(goal, words)
    return parsed


def _refuse_twice(sheet: PlanningSheet, chosen: Mapping[int, Meaning], parsed: Parsed) -> None:
    first: dict[str, int] = {}
    for place, meaning in chosen.items():
        before = first.setdefault(meaning.key, place)
        if before != place:
            parsed.mistakes.append(Mistake(
                address(place, sheet.header_row), meaning.label, sheet.headers[place],
                f"„{meaning.label}“ ist schon der Spalte „{sheet.headers[before]}“ zugeordnet.",
            ))  # fmt: skip


def _refuse_without_goal(chosen: Mapping[int, Meaning], parsed: Parsed) -> None:
    keys = {meaning.key for meaning in chosen.values()}
    if not keys & {"title", "text"}:
        message = (
            "Keine Spalte ist dem Ziel zugeordnet. Bitte wählen Sie, wo Titel oder Ziel steht."
        )
        parsed.mistakes.append(Mistake("", "Ziel", "", message))
    if "strand" not in keys:
        message = "Keine Spalte ist dem Strang zugeordnet. Jedes Ziel gehört zu einem."
        parsed.mistakes.append(Mistake("", "Strang", "", message))


def _take_row(
    sheet: PlanningSheet,
    number: int,
    row: Sequence[Value],
    chosen: Mapping[int, Meaning],
    parsed: Parsed,
) -> None:
    cells: dict[str, Cells] = {"goal": {}, "measure": {}, "indicator": {}}
    for place, meaning in chosen.items():
        value = row[place] if place < len(row) else None
        at, column = address(place, number), sheet.headers[place] or meaning.label
        try:
            text = text_of(value, is_number=meaning.kind == "number")
        except CellRefused as refusal:
            parsed.mistakes.append(Mistake(at, column, shown(value)[:60], str(refusal)))
            continue
        if text:
            cells[meaning.level][meaning.key.rpartition("-")[2]] = Cell(text, at, column)
    parsed.notes += per_cent(cells["indicator"])
    _file(number, cells, parsed)


def _file(number: int, cells: dict[str, Cells], parsed: Parsed) -> None:
    """Put a row's cells where they belong."""
    head = cells["goal"].get("title") or cells["goal"].get("text")
    above = parsed.goals[-1] if parsed.goals else None
    if head is not None and (above is None or head.text[:TITLE_LENGTH] != above.title):
        parsed.goals.append(PlannedGoal(number, cells["goal"]))
    elif above is None and any(cells.values()):
        first = next(iter({**cells["goal"], **cells["measure"], **cells["indicator"]}.values()))
        message = "Über dieser Zeile steht kein Ziel. Bitte tragen Sie es in der Zeile ein."
        parsed.mistakes.append(Mistake(first.at, first.column, first.text[:60], message))
        return
    if not parsed.goals:
        return
    goal = parsed.goals[-1]
    parsed.mistakes += _agreeing(goal.cells, cells["goal"])
    parsed.mistakes += _into(goal.measures, cells["measure"], "title", "die Maßnahme")
    parsed.mistakes += _into(goal.indicators, cells["indicator"], "name", "der Indikator")


def _agreeing(known: Cells, cells: Cells) -> Iterator[Mistake]:
    """What a further row says of the same thing: new is added, the same is fine, else asked."""
    for key, cell in cells.items():
        before = known.setdefault(key, cell)
        if before.text != cell.text:
            message = f"In {before.at} steht dafür „{before.text[:40]}“. Was gilt?"
            yield Mistake(cell.at, cell.column, cell.text[:60], message)


def _into(rows: list[Cells], cells: Cells, key: str, called: str) -> Iterator[Mistake]:
    """Another measure or indicator of the goal; one said again in a further row stays one."""
    if not cells:
        return
    if key not in cells:
        first = next(iter(cells.values()))
        message = f"In dieser Zeile fehlt {called} zu dieser Angabe."
        yield Mistake(first.at, first.column, first.text[:60], message)
        return
    same = next((each for each in rows if each[key].text == cells[key].text), None)
    if same is None:
        rows.append(cells)
    else:
        yield from _agreeing(same, cells)


def _sorted_in(goal: PlannedGoal, words: Vocabulary) -> Iterator[Mistake]:
    """Strand and fields of action by the words people use for them."""
    strand = goal.cells.get("strand")
    found = next(
        (s for s, names in STRANDS.items() if strand and plain(strand.text) in names), None
    )
    if found is not None:
        goal.strand = found
    elif strand is not None:
        yield Mistake(
            strand.at, strand.column, strand.text[:60],
            "Diesen Strang gibt es nicht. Möglich sind: Integration durch Bildung, Integration "
            "als Querschnittsaufgabe, Ehrenamt.",
        )  # fmt: skip
    else:
        yield Mistake(goal.at, "Strang", "", f"Der Strang des Ziels „{goal.title[:40]}“ fehlt.")
    fields = goal.cells.get("fields")
    for word in fields.text.replace("\n", ";").split(";") if fields else ():
        if not (name := plain(word)):
            continue
        if name in words.local:
            goal.local.append(words.local[name])
        elif name in words.network:
            goal.fields.append(words.network[name])
        elif fields is not None:
            message = (
                "Dieses Handlungsfeld ist nicht bekannt. Bitte ein Wort der Liste verwenden oder "
                "es unter „Örtliche Handlungsfelder“ anlegen; mehrere trennt ein Semikolon."
            )
            yield Mistake(fields.at, fields.column, word.strip()[:60], message)
