"""The network of actors: one filter for picture, map, matrix, table and files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from drehscheibe.domain.directory import permissions as directory
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.files import RELATION_COLUMNS, gexf, graphml, relation_rows
from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.matrix import matrix_of
from drehscheibe.domain.network.pictures.graph import picture
from drehscheibe.domain.network.pictures.manner import Manner
from drehscheibe.domain.network.pictures.map import map_picture
from drehscheibe.domain.network.seeing import Network, Node, network_of
from drehscheibe.doors.staff.network.filters import Asked, asked_of, choices
from drehscheibe.doors.staff.network.matrix_table import matrix_table
from drehscheibe.doors.staff.network.opening_views import switches
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.tables.response import table_response

PER_PAGE = 150
FILES = {
    "graphml": (graphml, "application/graphml+xml"), "gexf": (gexf, "application/gexf+xml"),
}  # fmt: skip


@staff_page(directory.READ, directory.READ_ALL)
def network(request: StaffRequest) -> HttpResponse:
    """Who is tied to whom on a day."""
    asked = asked_of(request)
    found = network_of(request.standing, asked.wish)
    page = Paginator(found.nodes, PER_PAGE).get_page(request.GET.get("seite", "")[:6])
    context = {
        **choices(request, asked), "network": found, "page": page,
        "rows": [(each, _others(found, each.pk)) for each in page],
        "may_freeze": holds(request.standing, [may.FREEZE]), "trail": trail_of(),
        "switches": switches(request),
        **(_view(found, asked) if found.nodes else {}),
    }  # fmt: skip
    return render_page(request, "staff/network/network.html", context)


def _view(found: Network, asked: Asked) -> dict[str, object]:
    """The chosen one alone is drawn."""
    if asked.view == "bild":
        return {"picture": picture(found, manner(asked))}
    if asked.view == "karte":
        drawing, nowhere = map_picture(found, manner(asked))
        return {"picture": drawing, "nowhere": nowhere}
    if asked.view == "matrix":
        kinds = kinds_on(asked.wish.on)
        made = matrix_of(found, asked.wish, {key for key, kind in kinds.items() if kind.mutual})
        return {"matrix": made, "matrix_table": matrix_table(made, kinds, asked)}
    return {}


def manner(asked: Asked) -> Manner:
    """Dots lead to an actor's relations; of several at one place to the table, filtered as here."""
    before = reverse("staff:network:actor_detail", args=[0]).removesuffix("0/")
    table = reverse("staff:network:network")

    def actor(node: Node) -> str:
        return f"{before}{node.pk}/"

    def town(node: Node) -> str:
        return f"{table}?{asked.with_(ansicht='tabelle', ort=node.town_key)}"

    return Manner(actor, town)


@staff_page(directory.READ, directory.READ_ALL)
def network_file(request: StaffRequest) -> HttpResponse:
    """The same for other programs."""
    form = request.GET.get("format", "csv")
    wish = asked_of(request).wish
    found = network_of(request.standing, wish)
    if form == "csv":
        kinds = {each.code: each.label for each in kinds_on(wish.on).values()}
        return table_response("Beziehungen", RELATION_COLUMNS, relation_rows(found, kinds), "csv")
    if form not in FILES:
        raise Http404
    write, content_type = FILES[form]
    response = HttpResponse(write(found), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="netzwerk.{form}"'
    return response


def trail_of(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """From the network to here."""
    return [("Netzwerk", reverse("staff:network:network") if more else ""), *more]


def _others(found: Network, pk: int) -> list[str]:
    names = sorted(found.by_pk[each].name for each in found.neighbours[pk])
    return [*names[:8], f"und {len(names) - 8} weitere"] if len(names) > 9 else names
