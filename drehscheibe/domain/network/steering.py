"""What a network tells those who steer: what is missing, what falls apart. Computed, never kept.

Everything here is exact at any size: the parts that hang on one actor are counted in one walk
(blocks and cut points), not by taking each actor away. networkx is loaded only when asked.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drehscheibe.domain.network.seeing import Network, Node


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


def graph_of(network: Network) -> Any:
    """As networkx counts: who is tied to whom, in any direction, once."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(each.pk for each in network.nodes)
    graph.add_edges_from((each.source, each.target) for each in network.edges)
    return graph


def without(network: Network, gone: int, graph: Any = None) -> Loss:
    """Who is cut off when this actor ends (Sc 11.6): all outside the largest part that remains.

    Of parts of the same size the one with the first actor by name counts as the rest.
    """
    from networkx import connected_components, node_connected_component

    whole = graph_of(network) if graph is None else graph
    rest = whole.subgraph(node_connected_component(whole, gone) - {gone})
    order = {each.pk: place for place, each in enumerate(network.nodes)}
    parts = sorted(
        connected_components(rest), key=lambda part: (-len(part), min(order[each] for each in part))
    )
    lost = sorted((each for part in parts[1:] for each in part), key=order.__getitem__)
    return Loss(network.by_pk[gone], tuple(network.by_pk[each] for each in lost))


def critical(network: Network, most: int = 10) -> list[Loss]:
    """The actors whose end cuts off most, named for the worst alone."""
    graph = graph_of(network)
    counts = cut_off_counts(graph)
    names = network.by_pk
    worst = sorted(counts, key=lambda each: (-counts[each], names[each].name.casefold(), each))
    return [without(network, each, graph) for each in worst[:most]]


def cut_off_counts(graph: Any) -> dict[int, int]:
    """How many lose the rest when one goes, for every actor with whom some do; one walk.

    Blocks (parts that no single actor splits) and the actors they share form a tree; what hangs
    below each block is counted from the leaves, what lies above is all others.
    """
    import networkx

    tree = networkx.Graph()
    cuts = set(networkx.articulation_points(graph))
    own: dict[Any, int] = {}
    for number, block in enumerate(networkx.biconnected_components(graph)):
        own["block", number] = len(block - cuts)
        tree.add_edges_from((each, ("block", number)) for each in block & cuts)
    found: dict[int, int] = {}
    for part in networkx.connected_components(tree):
        found |= _counted(tree, part, own, cuts)
    return {each: count for each, count in found.items() if count}


def _counted(tree: Any, part: set[Any], own: dict[Any, int], cuts: set[int]) -> dict[int, int]:
    """One part of the tree: for each cut point all but the largest piece around it."""
    import networkx

    root = next(each for each in part if each in cuts)
    ways = list(networkx.dfs_edges(tree, root))
    below = {each: 1 if each in cuts else own[each] for each in part}
    for above, each in reversed(ways):
        below[above] += below[each]
    pieces: dict[int, list[int]] = {each: [] for each in part if each in cuts}
    for above, each in ways:
        if above in pieces:
            pieces[above].append(below[each])
    whole = below[root]
    for each, held in pieces.items():
        if each != root:
            held.append(whole - below[each])
    return {each: sum(held) - max(held) for each, held in pieces.items()}


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
