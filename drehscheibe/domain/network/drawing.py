"""Where actors stand in the picture: always the same place for the same network.

Springs between the tied and a push between the near (Fruchterman and Reingold), on a grid so that
work grows with the number of actors. Our own: networkx lays out only with numpy, and from 500
actors on with scipy (measured 11/2026: neither is installed, together about 130 MB); this needs
neither. No chance: it starts on a sunflower spiral. The job `placing.draw` keeps what is found.
"""

from functools import lru_cache
from math import cos, hypot, pi, sin, sqrt

GOLDEN = pi * (3 - sqrt(5))
WORK = 150_000
"""Steps of one layout: about a third of a second; large networks get fewer rounds."""
MOST_ROUNDS = 80
Points = tuple[tuple[float, float], ...]


@lru_cache(maxsize=64)
def layout(size: int, ties: tuple[tuple[int, int], ...], work: int = WORK) -> Points:
    """Points between 0 and 1 for actors 0 … size - 1; kept by content."""
    if not size:
        return ()
    degree = [0] * size
    for one, other in ties:
        degree[one] += 1
        degree[other] += 1
    order = sorted(range(size), key=lambda each: (-degree[each], each))
    at = [(0.0, 0.0)] * size
    for place, each in enumerate(order):
        far = sqrt((place + 0.5) / size) / 2
        at[each] = (0.5 + far * cos(place * GOLDEN), 0.5 + far * sin(place * GOLDEN))
    length = sqrt(1 / size) * 0.9
    rounds = max(4, min(MOST_ROUNDS, work // (9 * size + len(ties))))
    for turn in range(rounds):
        at = _moved(at, ties, length, 0.12 * (1 - turn / rounds))
    return fitted(at)


def _moved(
    at: list[tuple[float, float]], ties: tuple[tuple[int, int], ...], length: float, heat: float
) -> list[tuple[float, float]]:
    push = [[(0.5 - x) * 0.08, (0.5 - y) * 0.08] for x, y in at]
    _keep_apart(at, push, length)
    for one, other in ties:
        dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
        pull = hypot(dx, dy) / length * 0.25
        push[one][0] -= dx * pull
        push[one][1] -= dy * pull
        push[other][0] += dx * pull
        push[other][1] += dy * pull
    moved = []
    for (x, y), (dx, dy) in zip(at, push, strict=True):
        far = hypot(dx, dy) or 1.0
        step = min(far, heat) / far
        moved.append((x + dx * step, y + dy * step))
    return moved


def _keep_apart(at: list[tuple[float, float]], push: list[list[float]], length: float) -> None:
    """Push those that are near; a cell of the grid lends at most twelve."""
    cells: dict[tuple[int, int], list[int]] = {}
    reach = 2 * length
    for each, (x, y) in enumerate(at):
        cells.setdefault((int(x // reach), int(y // reach)), []).append(each)
    for (column, row), own in cells.items():
        near = [
            each
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for each in cells.get((column + dx, row + dy), ())[:12]
        ]
        for one in own:
            x, y = at[one]
            for other in near:
                if one != other:
                    dx, dy = x - at[other][0], y - at[other][1]
                    square = dx * dx + dy * dy or 1e-6
                    push[one][0] += dx * length * length / square
                    push[one][1] += dy * length * length / square


def fitted(at: list[tuple[float, float]]) -> Points:
    """Stretched to the whole picture; one alone stands in the middle."""
    if not at:
        return ()
    left, top = min(x for x, _ in at), min(y for _, y in at)
    wide = max(x for x, _ in at) - left or 1.0
    high = max(y for _, y in at) - top or 1.0
    return tuple(
        ((x - left) / wide if len(at) > 1 else 0.5, (y - top) / high if len(at) > 1 else 0.5)
        for x, y in at
    )
