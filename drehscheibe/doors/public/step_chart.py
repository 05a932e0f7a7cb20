"""Numbers over time as steps: each holds until the next one is reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 600, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 570, 24, 256


@dataclass(frozen=True)
class Mark:
    """A dot or a label at a place of the drawing."""

    x: int
    y: int
    text: str = ""


@dataclass(frozen=True)
class StepChart:
    """A drawing of WIDTH × HEIGHT units."""

    line: str
    fill: str
    dots: list[Mark]
    years: list[Mark]
    levels: list[Mark]
    last: Mark
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


def step_chart(points: Sequence[tuple[date, int]], *, until: date) -> StepChart | None:
    """Steps from the first day to `until`; None when there is nothing to draw.

    >>> points = [(date(2012, 12, 31), 1), (date(2016, 4, 20), 50)]
    >>> step_chart(points, until=date(2016, 12, 31)).line
    'M149 251H497V24H570'
    """
    if not points:
        return None
    first, last = date(points[0][0].year, 1, 1), max(until, points[-1][0])
    highest = -(-max(count for _, count in points) // 10) * 10

    def place(day: date, count: int) -> tuple[int, int]:
        along = (day - first).days / max((last - first).days, 1)
        return round(LEFT + along * (RIGHT - LEFT)), round(
            BOTTOM - count / highest * (BOTTOM - TOP)
        )

    dots = [Mark(*place(day, count), str(count)) for day, count in points]
    steps = "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:])
    line = f"M{dots[0].x} {dots[0].y}{steps}H{RIGHT}"
    every = max(1, (last.year - first.year) // 5)
    return StepChart(
        line=line,
        fill=f"{line}V{BOTTOM}H{dots[0].x}Z",
        dots=dots,
        years=[
            Mark(place(date(year, 1, 1), 0)[0], BOTTOM + 32, str(year))
            for year in range(first.year, last.year + 1, every)
        ],
        levels=[
            Mark(LEFT, place(first, level)[1], str(level))
            for level in range(0, highest + 1, 20 if highest > 40 else 10)
        ],
        last=Mark(RIGHT, dots[-1].y - 10, dots[-1].text),
    )
