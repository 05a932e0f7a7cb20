"""What a network tells those who steer: what is missing, what falls apart. Computed, never kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drehscheibe.domain.network.seeing import Network, Node

Ties = Mapping[int, set[int]]


@dataclass(frozen=True)
class Loss:
    """What one actor's end costs: those cut off from the larger rest of its network."""

    node: Node
    cut_off: tuple[Node, ...]


@dataclass(frozen=True)
class Gap:
    """A kind of actor, and the towns that have none; `count` of them everywhere."""

    key: str
    label: str
    count: int
    towns: tuple[str, ...]


def without(network: Network, gone: int) -> Loss:
    """Who is cut off when this actor ends (Sc 11.6): all outside the largest part that remains.

    Of parts of the same size the one with the first actor by name counts as the rest.
    """
    parts = parts_of(network.neighbours, among=network.neighbours[gone], gone=gone)
    order = {each.pk: place for place, each in enumerate(network.nodes)}
    parts.sort(key=lambda part: (-len(part), min(order[each] for each in part)))
    lost = sorted((each for part in parts[1:] for each in part), key=order.__getitem__)
    return Loss(network.by_pk[gone], tuple(network.by_pk[each] for each in lost))


def parts_of(ties: Ties, *, among: Iterable[int], gone: int = 0) -> list[set[int]]:
    """The connected parts that these actors lie in, without the one that is gone."""
    parts: list[set[int]] = []
    seen: set[int] = {gone}
    for start in among:
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            fresh = ties[waiting.pop()] - part - {gone}
            part |= fresh
            waiting += fresh
        seen |= part
        parts.append(part)
    return parts


def critical(network: Network, most: int = 10) -> list[Loss]:
    """The actors whose end cuts off most; only articulation points are looked at closely."""
    found = [without(network, each) for each in articulations(network.neighbours)]
    found.sort(key=lambda each: (-len(each.cut_off), each.node.name.casefold()))
    return [each for each in found if each.cut_off][:most]


def articulations(ties: Ties) -> set[int]:
    """Actors without whom a part falls apart (Tarjan, without recursion: networks are deep)."""
    depth: dict[int, int] = {}
    low: dict[int, int] = {}
    found: set[int] = set()
    for root in sorted(ties):
        if root not in depth and _walk(ties, root, depth, low, found) > 1:
            found.add(root)
    return found


def _walk(
    ties: Ties, root: int, depth: dict[int, int], low: dict[int, int], found: set[int]
) -> int:
    """One part from its root; how many branches the root holds together."""
    depth[root] = low[root] = branches = 0
    stack = [(root, 0, iter(sorted(ties[root])))]
    while stack:
        here, above, rest = stack[-1]
        if (step := next(rest, None)) is None:
            stack.pop()
            if stack and above != root:
                low[above] = min(low[above], low[here])
                if low[here] >= depth[above]:
                    found.add(above)
        elif step not in depth:
            depth[step] = low[step] = depth[here] + 1
            branches += here == root
            stack.append((step, here, iter(sorted(ties[step]))))
        elif step != above:
            low[here] = min(low[here], depth[step])
    return branches


def isolated(network: Network) -> list[Node]:
    """Actors without any relation."""
    return [each for each in network.nodes if not each.degree]


def gaps(network: Network, *, kinds: Mapping[str, str], towns: Mapping[str, str]) -> list[Gap]:
    """For each kind of actor (key → label) the towns (key → name) that have none."""
    there = {(each.kind_key, each.town_key) for each in network.nodes}
    counts = Counter(each.kind_key for each in network.nodes)
    return [
        Gap(key, label, counts[key],
            tuple(name for town, name in towns.items() if (key, town) not in there))
        for key, label in kinds.items()
    ]  # fmt: skip
