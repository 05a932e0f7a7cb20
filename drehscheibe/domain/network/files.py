"""The network as files for other programs: GraphML, GEXF, CSV. Organisations only, no person."""

from collections.abc import Iterator
from typing import Any

from drehscheibe.domain.network.seeing import Network
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.guard import without_controls

RELATION_COLUMNS = (
    Column("source", "Von"), Column("target", "Zu"), Column("kind", "Art"),
    Column("strength", "Stärke", "integer"), Column("since", "Seit", "day"),
    Column("until", "Bis", "day"), Column("derived", "Quelle"), Column("confirmed", "Bestätigt"),
)  # fmt: skip


def relation_rows(network: Network, kinds: dict[str, str]) -> Iterator[dict[str, object]]:
    """One row a relation, for CSV."""
    for each in network.edges:
        yield {
            "source": network.by_pk[each.source].name, "target": network.by_pk[each.target].name,
            "kind": kinds.get(each.kind, each.kind), "strength": each.strength,
            "since": each.since, "until": each.until,
            "derived": "abgeleitet" if each.derived else "angegeben", "confirmed": each.confirmed,
        }  # fmt: skip


def graphml(network: Network) -> str:
    """GraphML 1.0, as Gephi, yEd and networkx read it."""
    from networkx import generate_graphml

    graph = _many(network, "name", since="since", until="until")
    lines = generate_graphml(graph, prettyprint=False)
    return "\n".join(lines)


def gexf(network: Network) -> str:
    """GEXF 1.2 with days, as Gephi's time line reads it."""
    from networkx import generate_gexf

    graph = _many(network, "label", since="start", until="end")
    return "\n".join(generate_gexf(graph, prettyprint=False))


def _many(network: Network, name: str, *, since: str, until: str) -> Any:
    """Every relation as an edge of its own, named by its key; empty values are left out."""
    from networkx import MultiDiGraph

    graph = MultiDiGraph()
    for node in network.nodes:
        values = {name: node.name, "type": node.kind, "town": node.town}
        graph.add_node(node.public_id, **{
            key: without_controls(value) for key, value in values.items() if value or key == name
        })  # fmt: skip
    ids = {each.pk: each.public_id for each in network.nodes}
    for edge in network.edges:
        values = {since: edge.since.isoformat()}
        if edge.until:
            values[until] = edge.until.isoformat()
        graph.add_edge(
            ids[edge.source], ids[edge.target], key=str(edge.pk), kind=edge.kind,
            weight=edge.strength, derived=edge.derived, confirmed=edge.confirmed, **values,
        )  # fmt: skip
    return graph
