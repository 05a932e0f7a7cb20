"""The network as files for other programs: GraphML, GEXF, CSV. Organisations only, no person."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from drehscheibe.domain.network.seeing import Network
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.guard import without_controls

ACTOR_COLUMNS = (
    Column("public_id", "Kennung"), Column("name", "Akteur"), Column("kind", "Art"),
    Column("town", "Ort"), Column("degree", "Verbundene", "integer"),
)  # fmt: skip
RELATION_COLUMNS = (
    Column("source", "Von"), Column("target", "Zu"), Column("kind", "Art"),
    Column("strength", "Stärke", "integer"), Column("since", "Seit", "day"),
    Column("until", "Bis", "day"), Column("confirmed", "Bestätigt"),
)  # fmt: skip
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
KEYS = (
    ("name", "node", "string"), ("type", "node", "string"), ("town", "node", "string"),
    ("kind", "edge", "string"), ("weight", "edge", "int"), ("since", "edge", "string"),
    ("until", "edge", "string"), ("confirmed", "edge", "boolean"),
)  # fmt: skip


def relation_rows(network: Network, kinds: dict[str, str]) -> Iterator[dict[str, object]]:
    """One row a relation, for CSV."""
    for each in network.edges:
        yield {
            "source": network.by_pk[each.source].name, "target": network.by_pk[each.target].name,
            "kind": kinds.get(each.kind, each.kind), "strength": each.strength,
            "since": each.since, "until": each.until, "confirmed": each.confirmed,
        }  # fmt: skip


def graphml(network: Network) -> str:
    """GraphML 1.0, as Gephi, yEd and networkx read it."""
    lines = [HEAD, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n']
    lines += [
        f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
        for name, of, kind in KEYS
    ]
    lines.append('<graph edgedefault="directed">\n')
    for node in network.nodes:
        data = {"name": node.name, "type": node.kind, "town": node.town}
        lines.append(f'<node id="{node.public_id}">{_data(data)}</node>\n')
    for edge in network.edges:
        data = {
            "kind": edge.kind, "weight": str(edge.strength), "since": edge.since.isoformat(),
            "until": edge.until.isoformat() if edge.until else "",
            "confirmed": str(edge.confirmed).lower(),
        }  # fmt: skip
        one, other = (network.by_pk[each].public_id for each in (edge.source, edge.target))
        lines.append(f'<edge source="{one}" target="{other}">{_data(data)}</edge>\n')
    return "".join([*lines, "</graph>\n</graphml>\n"])


def gexf(network: Network) -> str:
    """GEXF 1.3 with days, as Gephi's time line reads it."""
    lines = [
        HEAD, '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n',
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n',
        '<attributes class="node"><attribute id="type" title="type" type="string"/>',
        '<attribute id="town" title="town" type="string"/></attributes>\n',
        '<attributes class="edge">',
        '<attribute id="confirmed" title="confirmed" type="boolean"/></attributes>\n<nodes>\n',
    ]  # fmt: skip
    for node in network.nodes:
        values = "".join(
            f'<attvalue for="{name}" value={_quoted(value)}/>'
            for name, value in (("type", node.kind), ("town", node.town))
        )
        lines.append(
            f'<node id="{node.public_id}" label={_quoted(node.name)}>'
            f"<attvalues>{values}</attvalues></node>\n"
        )
    lines.append("</nodes>\n<edges>\n")
    for edge in network.edges:
        one, other = (network.by_pk[each].public_id for each in (edge.source, edge.target))
        ends = f' end="{edge.until.isoformat()}"' if edge.until else ""
        lines.append(
            f'<edge id="{edge.pk}" source="{one}" target="{other}" weight="{edge.strength}"'
            f' label="{edge.kind}" start="{edge.since.isoformat()}"{ends}><attvalues>'
            f'<attvalue for="confirmed" value="{str(edge.confirmed).lower()}"/>'
            "</attvalues></edge>\n"
        )
    return "".join([*lines, "</edges>\n</graph>\n</gexf>\n"])


def _data(values: dict[str, str]) -> str:
    return "".join(
        f'<data key="{name}">{escape(without_controls(value))}</data>'
        for name, value in values.items()
        if value
    )


def _quoted(text: str) -> str:
    return quoteattr(without_controls(text))
