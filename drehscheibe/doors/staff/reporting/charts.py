"""Charts as inline SVG: geometry only; the table beside says the same, patterns stand for colours.

What is masked is a hatched box, of one height whatever number is behind it: neither 0 nor a length.
Left to right in every language, as numbers are; no script, no style, no foreign request.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from drehscheibe.domain.reporting.tables import MASKED, Figure, Line, Table
from drehscheibe.kernel.language.amounts import german_number

WIDTH, HEIGHT = 720, 280
LEFT, TOP, RIGHT, BOTTOM = 56, 24, 12, 36
STEPS = (Decimal(1), Decimal(2), Decimal(5))
MOST_LABELS = 24
BOX, GAP = 14, 4
"""Height of every mark of something masked, and its distance from what is below: it hangs free."""
ROOM_FOR_WORD = 60
MASKED_LEGEND = f"{MASKED}: zu klein, oder eine kleine Zahl ließe sich daraus errechnen"


@dataclass(frozen=True)
class Mark:
    """A bar (or a point of a line) with its words."""

    x: float
    y: float
    width: float
    height: float
    series: int
    text: str

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Box:
    """The hatched place of something masked."""

    x: float
    y: float
    width: float
    height: int = BOX

    @property
    def middle(self) -> float:
        """Where its word stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Chart:
    """All that the template draws."""

    key: str
    title: str
    words: str
    marks: tuple[Mark, ...]
    paths: tuple[tuple[int, str], ...]
    grid: tuple[tuple[float, str], ...]
    columns: tuple[tuple[float, str], ...]
    series: tuple[tuple[int, str], ...]
    breaks: tuple[float, ...]
    labelled: bool
    stacked: bool
    boxes: tuple[Box, ...]
    boxes_named: bool
    masked_legend: str = MASKED_LEGEND
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def chart_of(table: Table) -> Chart | None:
    """The chart of a table that has one; None when there is nothing to draw."""
    lines = [
        line for line in table.lines if any(each.number or each.masked for each in line.figures)
    ]
    if table.key == "ziele":
        lines = [line for line in lines if not any(each.of is not None for each in line.figures)]
    if table.key == "personal":
        lines = lines[-1:]
    if not table.chart or not any(each.number for line in lines for each in line.figures):
        return None
    stacked = table.chart == "stack"
    top = _top(_highest(lines, stacked=stacked))
    place = _Place(len(table.columns), float(top))
    marks = _stack(lines, place) if stacked else _bars(lines, place)
    drawn = table.chart == "lines"
    beside = len(lines) if table.chart == "bars" else 1
    broken = [n for n, each in enumerate(table.columns) if each.key in dict(table.breaks)]
    return Chart(
        key=table.key,
        title=table.title,
        words=_words(table),
        marks=tuple(_points(lines, place)) if drawn else tuple(marks),
        paths=tuple(_paths(lines, place, broken)) if drawn else (),
        grid=tuple((place.y(float(top) * n / 4), german_number(top * n / 4)) for n in range(5)),
        columns=tuple((place.middle(n), each.label) for n, each in enumerate(table.columns)),
        series=tuple((n % 4 + 1, line.label) for n, line in enumerate(lines)),
        breaks=tuple(round(place.middle(n) - place.step / 2, 1) for n in broken),
        labelled=len(lines) * len(table.columns) <= MOST_LABELS
        or (stacked is False and len(lines) == 1),
        stacked=stacked,
        boxes=tuple(_boxes(lines, place, table.chart)),
        boxes_named=place.step / beside >= ROOM_FOR_WORD,
    )


@dataclass(frozen=True)
class _Place:
    """From columns and numbers to places on the sheet."""

    count: int
    top: float

    @property
    def step(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.count

    def middle(self, column: int) -> float:
        return round(LEFT + self.step * (column + 0.5), 1)

    def y(self, number: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * number / self.top, 1)


def _highest(lines: list[Line], *, stacked: bool) -> Decimal:
    columns = zip(*(line.figures for line in lines), strict=True)
    numbers = [[each.number or Decimal(0) for each in column] for column in columns]
    return max(sum(each, Decimal(0)) if stacked else max(each) for each in numbers)


def _top(highest: Decimal) -> Decimal:
    """The round number the axis ends with.

    >>> _top(Decimal(37)), _top(Decimal(0)), _top(Decimal("0.3"))
    (Decimal('40'), Decimal('4'), Decimal('4'))
    """
    power = Decimal(1)
    while True:
        for step in STEPS:
            if 4 * step * power >= highest:
                return 4 * step * power
        power *= 10


def _bars(lines: list[Line], place: _Place) -> Iterator[Mark]:
    width = min(48.0, place.step * 0.8 / len(lines))
    for number, line in enumerate(lines):
        for column, figure in enumerate(line.figures):
            if figure.number:
                x = place.middle(column) + (number - len(lines) / 2) * width
                y = place.y(float(figure.number))
                yield Mark(
                    round(x, 1), y, round(width - 1.5, 1), round(HEIGHT - BOTTOM - y, 1),
                    number % 4 + 1, _short(figure),
                )  # fmt: skip


def _stack(lines: list[Line], place: _Place) -> Iterator[Mark]:
    width = round(min(56.0, place.step * 0.7), 1)
    for column in range(place.count):
        below = 0.0
        for number, line in enumerate(lines):
            amount = float(line.figures[column].number or 0)
            if amount:
                y = place.y(below + amount)
                x = round(place.middle(column) - width / 2, 1)
                height = round(place.y(below) - y, 1)
                yield Mark(x, y, width, height, number % 4 + 1, _short(line.figures[column]))
                below += amount


def _boxes(lines: list[Line], place: _Place, chart: str) -> Iterator[Box]:
    """One for each masked figure of bars; of stacks and lines one a column tells that some are."""
    width = min(48.0, place.step * 0.8 / (len(lines) if chart == "bars" else 1))
    for column in range(place.count):
        figures = [line.figures[column] for line in lines]
        masked = [number for number, each in enumerate(figures) if each.masked]
        if chart == "bars":
            for number in masked:
                x = place.middle(column) + (number - len(lines) / 2) * width
                yield Box(round(x, 1), HEIGHT - BOTTOM - BOX - GAP, round(width - 1.5, 1))
        elif masked:
            shown = sum(float(each.number or 0) for each in figures) if chart == "stack" else 0
            x = round(place.middle(column) - width / 2, 1)
            yield Box(x, round(place.y(shown) - BOX - GAP, 1), round(width, 1))


def _points(lines: list[Line], place: _Place) -> Iterator[Mark]:
    for number, line in enumerate(lines):
        for column, figure in enumerate(line.figures):
            if figure.number is not None:
                y = place.y(float(figure.number))
                yield Mark(place.middle(column), y, 0, 0, number % 4 + 1, _short(figure))


def _paths(lines: list[Line], place: _Place, broken: list[int]) -> Iterator[tuple[int, str]]:
    """Each line in as many pieces as gaps and breaks leave."""
    for number, line in enumerate(lines):
        piece: list[str] = []
        for column, figure in enumerate(line.figures):
            if piece and (figure.number is None or column in broken):
                yield number % 4 + 1, " ".join(piece)
                piece = []
            if figure.number is not None:
                letter = "L" if piece else "M"
                piece.append(f"{letter}{place.middle(column)} {place.y(float(figure.number))}")
        if piece:
            yield number % 4 + 1, " ".join(piece)


def _short(figure: Figure) -> str:
    """What stands at a bar: as exact as the table below, from 100 on without decimals.

    >>> _short(Figure(Decimal("6.25"))), _short(Figure(Decimal(17), Decimal(30)))
    ('6,25', '56,7 %')
    """
    if figure.masked or figure.number is None:
        return MASKED
    places = "1" if figure.number >= 100 else "0.1" if figure.of is not None else "0.01"
    rounded = german_number(figure.number.quantize(Decimal(places), ROUND_HALF_UP))
    return f"{rounded} %" if figure.of is not None else rounded


def _words(table: Table) -> str:
    """The chart in one sentence; every figure is in the table below."""
    names = ", ".join(line.label for line in table.lines)
    first, last = table.columns[0].label, table.columns[-1].label
    span = first if first == last else f"{first} bis {last}"
    masked = " Schraffiert, ohne Länge: verdeckt." if table.has_masked else ""
    return f"{names}, {span}.{masked} Alle Zahlen stehen in der Tabelle darunter."
