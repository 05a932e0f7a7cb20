"""Names beside dots that neither touch each other nor cover a dot: the heavier first."""

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, LINE, GAP = 9.2, 20, 5
"""A letter's width and a line's height in units of the picture, for letters of 17 units."""
LONGEST = 30
MOST = 45
CROWDED = 400
"""With more dots than this a name may lie over dots: its halo keeps it readable."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Dot:
    """What may get a name (none where it is empty): where, how large, how important."""

    x: int
    y: int
    radius: int
    name: str
    weight: int


@dataclass(frozen=True)
class Label:
    """Where its name stands; `anchor` as SVG says."""

    x: int
    y: int
    anchor: str
    text: str


def short(name: str) -> str:
    """At most so many letters."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def candidates(dot: Dot, wide: int, high: int) -> list[tuple[Label, Box]]:
    """Right, left, above, below: what stays inside the picture."""
    text = short(dot.name)
    length, far = len(text) * LETTER, dot.radius + GAP
    ways = [
        (Label(dot.x + far, dot.y + 6, "start", text), dot.x + far, dot.y - LINE / 2),
        (Label(dot.x - far, dot.y + 6, "end", text), dot.x - far - length, dot.y - LINE / 2),
        (Label(dot.x, dot.y - far, "middle", text), dot.x - length / 2, dot.y - far - LINE * 0.8),
        (Label(dot.x, dot.y + far + 12, "middle", text), dot.x - length / 2, dot.y + far - 4),
    ]
    found = [(label, (x, y, x + length, y + LINE)) for label, x, y in ways]
    return [each for each in found if _inside(each[1], wide, high)]


def placed(dots: Sequence[Dot], wide: int, high: int) -> dict[int, Label]:
    """By place in the list; who has none is named in its title, by keyboard, and in the table."""
    taken: list[Box] = []
    if len(dots) <= CROWDED:
        taken = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in dots]
    found: dict[int, Label] = {}
    named = [number for number, each in enumerate(dots) if each.name]
    order = sorted(named, key=lambda each: (-dots[each].weight, each))
    for each in order[: 4 * MOST]:
        for label, box in candidates(dots[each], wide, high):
            if not any(_meet(box, other) for other in taken):
                found[each] = label
                taken.append(box)
                break
        if len(found) == MOST:
            break
    return found


def _inside(box: Box, wide: int, high: int) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= high


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
