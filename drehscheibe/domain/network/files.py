"""The network as files for other programs: GraphML, GEXF, CSV. Organisations only, no person.

Written by hand: networkx builds a tree of 80,000 elements first and needs twenty times as long for
10,000 relations. The tests read the files back with networkx.
"""

from collections.abc import Iterator
from html import escape

from drehscheibe.domain.network.seeing import Edge, Network
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


GRAPHML_HEAD = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
)
GRAPHML_KEYS = {
    "node": {"name": "string", "type": "string", "town": "string"},
    "edge": {
        "kind": "string", "weight": "long", "derived": "boolean", "confirmed": "boolean",
        "since": "string", "until": "string",
    },
}  # fmt: skip
GEXF_HEAD = (
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed"'
    ' mode="dynamic" timeformat="date"><attributes mode="static" class="edge">'
    '<attribute id="2" title="kind" type="string"/><attribute id="3" title="derived"'
    ' type="boolean"/><attribute id="4" title="confirmed" type="boolean"/></attributes>'
    '<attributes mode="static" class="node"><attribute id="0" title="type" type="string"/>'
    '<attribute id="1" title="town" type="string"/></attributes>'
)
TRUTH = ("false", "true")
"""As XML Schema writes a boolean."""


def graphml(network: Network) -> str:
    """GraphML 1.0, as Gephi, yEd and networkx read it; empty values are left out."""
    out = [GRAPHML_HEAD]
    for holder, keys in GRAPHML_KEYS.items():
        for key, type_ in keys.items():
            out.append(f'<key id="{key}" for="{holder}" attr.name="{key}" attr.type="{type_}"/>')
    out.append('<graph edgedefault="directed">')
    for node in network.nodes:
        kind = f'<data key="type">{_plain(node.kind)}</data>' if node.kind else ""
        town = f'<data key="town">{_plain(node.town)}</data>' if node.town else ""
        name = f'<data key="name">{_plain(node.name)}</data>'
        out.append(f'<node id="{node.public_id}">{name}{kind}{town}</node>')
    ids = {each.pk: each.public_id for each in network.nodes}
    for edge in _by_source(network):
        until = f'<data key="until">{edge.until.isoformat()}</data>' if edge.until else ""
        out.append(
            f'<edge source="{ids[edge.source]}" target="{ids[edge.target]}" id="{edge.pk}">'
            f'<data key="kind">{_plain(edge.kind)}</data><data key="weight">{edge.strength}</data>'
            f'<data key="derived">{TRUTH[edge.derived]}</data>'
            f'<data key="confirmed">{TRUTH[edge.confirmed]}</data>'
            f'<data key="since">{edge.since.isoformat()}</data>{until}</edge>'
        )
    out.append("</graph></graphml>")
    return "\n".join(out)


def gexf(network: Network) -> str:
    """GEXF 1.2 with days, as Gephi's time line reads it; empty values are left out."""
    out = [GEXF_HEAD, "<nodes>"]
    for node in network.nodes:
        kind = f'<attvalue for="0" value="{_plain(node.kind)}"/>' if node.kind else ""
        town = f'<attvalue for="1" value="{_plain(node.town)}"/>' if node.town else ""
        values = f"<attvalues>{kind}{town}</attvalues>" if kind or town else ""
        out.append(f'<node id="{node.public_id}" label="{_plain(node.name)}">{values}</node>')
    out.append("</nodes><edges>")
    ids = {each.pk: each.public_id for each in network.nodes}
    for edge in _by_source(network):
        end = f' end="{edge.until.isoformat()}"' if edge.until else ""
        out.append(
            f'<edge id="{edge.pk}" source="{ids[edge.source]}" target="{ids[edge.target]}"'
            f' weight="{edge.strength}" start="{edge.since.isoformat()}"{end}><attvalues>'
            f'<attvalue for="2" value="{_plain(edge.kind)}"/>'
            f'<attvalue for="3" value="{TRUTH[edge.derived]}"/>'
            f'<attvalue for="4" value="{TRUTH[edge.confirmed]}"/></attvalues></edge>'
        )
    out.append("</edges></graph></gexf>")
    return "\n".join(out)


def _by_source(network: Network) -> list[Edge]:
    """Those of one actor together: a third less to send when compressed."""
    return sorted(network.edges, key=lambda each: each.source)


def _plain(text: str) -> str:
    """For XML: neither markup nor characters it cannot hold."""
    return escape(without_controls(text))
