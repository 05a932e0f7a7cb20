"""The network as rows and columns: actor by actor, or kind by kind where there are too many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from drehscheibe.domain.network.seeing import Edge, Network, Node, Wish

MOST = 40
"""So many rows and columns one can read; beyond, those with most ties, and the rest is counted."""


@dataclass(frozen=True)
class Head:
    """A row or column: an actor (`pk`) or a kind (`key`), with how many it stands for."""

    label: str
    key: str = ""
    pk: int = 0
    count: int = 1


@dataclass(frozen=True)
class Cell:
    """Where two meet: the strongest relation of two actors, or how many between two kinds."""

    row: Head
    column: Head
    count: int = 0
    edge: Edge | None = None

    @property
    def is_itself(self) -> bool:
        """An actor met with itself."""
        return bool(self.row.pk) and self.row.pk == self.column.pk


@dataclass(frozen=True)
class Matrix:
    """What is shown; `left_out` actors of rows and columns are not."""

    columns: tuple[Head, ...]
    rows: tuple[tuple[Head, tuple[Cell, ...]], ...]
    of_kinds: bool
    left_out: int = 0


def matrix_of(network: Network, wish: Wish, mutual: set[str]) -> Matrix:
    """Kinds while nothing narrower is asked for and actors are many; `mutual` are kinds' codes."""
    if len(network.nodes) > MOST and not (wish.actor_kind or wish.other_kind):
        return _of_kinds(network, mutual)
    return _of_actors(network, wish, mutual)


def _of_kinds(network: Network, mutual: set[str]) -> Matrix:
    counts = Counter((each.kind_key, each.kind) for each in network.nodes)
    heads = [Head(label, key, count=count) for (key, label), count in counts.items()]
    heads.sort(key=lambda each: each.label.casefold())
    kind = {each.pk: each.kind_key for each in network.nodes}
    met: Counter[tuple[str, str]] = Counter()
    for each in network.edges:
        one, other = kind[each.source], kind[each.target]
        met[one, other] += 1
        if each.kind in mutual and one != other:
            met[other, one] += 1
    rows = tuple(
        (row, tuple(Cell(row, column, met[row.key, column.key]) for column in heads))
        for row in heads
    )
    return Matrix(tuple(heads), rows, of_kinds=True)


def _of_actors(network: Network, wish: Wish, mutual: set[str]) -> Matrix:
    """Rows of the one kind and columns of the other, where two kinds are asked for."""
    two = wish.other_kind and wish.actor_kind
    above = [each for each in network.nodes if not two or each.kind_key == wish.other_kind]
    beside = [each for each in network.nodes if not two or each.kind_key == wish.actor_kind]
    columns, rows = _strongest(above), _strongest(beside)
    best: dict[tuple[int, int], Edge] = {}
    for each in network.edges:
        ways = [(each.source, each.target)]
        if each.kind in mutual:
            ways.append((each.target, each.source))
        for way in ways:
            held = best.get(way)
            if held is None or _weight(held) < _weight(each):
                best[way] = each
    shown = tuple(
        (row, tuple(Cell(row, column, edge=best.get((row.pk, column.pk))) for column in columns))
        for row in rows
    )
    seen = {each.pk for each in (*columns, *rows)}
    left = len({each.pk for each in (*above, *beside)} - seen)
    return Matrix(columns, shown, of_kinds=False, left_out=left)


def _weight(edge: Edge) -> tuple[bool, int]:
    return edge.confirmed, edge.strength


def _strongest(nodes: Iterable[Node]) -> tuple[Head, ...]:
    """Those with most ties, by name."""
    found = sorted(nodes, key=lambda each: (-each.degree, each.name.casefold(), each.pk))[:MOST]
    found.sort(key=lambda each: (each.name.casefold(), each.pk))
    return tuple(Head(each.name, pk=each.pk) for each in found)
