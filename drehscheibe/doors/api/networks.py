"""The networks of actors that centres show to everybody, for programs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.seeing import (
    Edge,
    Network,
    Node,
    Wish,
    centre_open,
    centres_open,
    public_network,
)
from drehscheibe.doors.api.guide import answer
from drehscheibe.doors.api.problems import file_answer, may_answer
from drehscheibe.kernel.calendar.moments import day_of

router = Router(tags=["Netzwerk"])
JSON = "application/json"
TEXT = {"type": "string"}
NETWORKS: dict[str, Any] = {
    "type": "object",
    "required": ["networks"],
    "properties": {
        "networks": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["network", "name", "page"],
                "properties": {"network": TEXT, "name": TEXT, "page": TEXT},
            },
        }
    },
}
NETWORK: dict[str, Any] = {
    "type": "object",
    "required": ["network", "name", "day", "actors", "relations"],
    "properties": {
        "network": TEXT,
        "name": TEXT,
        "day": {"type": "string", "format": "date"},
        "actors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name", "kind"],
                "properties": {"id": TEXT, "name": TEXT, "kind": TEXT, "town": TEXT},
            },
        },
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["from", "to", "kind", "label", "strength", "since"],
                "properties": {
                    "from": TEXT,
                    "to": TEXT,
                    "kind": TEXT,
                    "label": TEXT,
                    "strength": {"type": "integer"},
                    "since": {"type": "string", "format": "date"},
                    "until": {"type": "string", "format": "date"},
                },
            },
        },
    },
}


@router.get(
    "/networks", url_name="network_list", operation_id="networks",
    summary="Zentren, die ihr Netzwerk zeigen", openapi_extra=file_answer(JSON, NETWORKS),
)  # fmt: skip
def network_list(request: HttpRequest) -> HttpResponse:
    """From the start none does; each may."""
    centres = centres_open().order_by("key").values_list("key", "area_name")
    found = [{"network": key, "name": name, "page": f"/netzwerk/{key}/"} for key, name in centres]
    return answer(request, {"networks": found})


@router.get(
    "/networks/{key}", url_name="network", operation_id="network",
    summary="Akteure und bestätigte Beziehungen eines Zentrums",
    openapi_extra={
        "responses": {**file_answer(JSON, NETWORK)["responses"], **may_answer(404)["responses"]}
    },
)  # fmt: skip
def network(request: HttpRequest, key: str) -> HttpResponse:
    """Actors have their identity of `/akteure/{id}/`; of one at risk the town is all there is."""
    centre = centre_open(key)
    if centre is None:
        raise Http404
    today = day_of(timezone.now())
    found = public_network(Wish(today, centre=centre.pk))
    labels = {each.code: each.label for each in kinds_on(today).values()}
    return answer(request, {
        "network": key, "name": centre.area_name, "day": today.isoformat(),
        "actors": [actor_out(each) for each in found.nodes],
        "relations": [relation_out(each, found, labels) for each in found.edges],
    })  # fmt: skip


def actor_out(node: Node) -> dict[str, str]:
    """An actor without any address."""
    told = {"id": node.public_id, "name": node.name, "kind": node.kind, "town": node.town}
    return {name: value for name, value in told.items() if value}


def relation_out(edge: Edge, found: Network, labels: dict[str, str]) -> dict[str, Any]:
    """A relation; `until` is its last day, where one is known."""
    told: dict[str, Any] = {
        "from": found.by_pk[edge.source].public_id, "to": found.by_pk[edge.target].public_id,
        "kind": edge.kind, "label": labels.get(edge.kind, edge.kind), "strength": edge.strength,
        "since": edge.since.isoformat(),
    }  # fmt: skip
    return told | ({"until": edge.until.isoformat()} if edge.until else {})
