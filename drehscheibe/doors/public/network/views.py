"""The network of a centre as picture, map, table and files: shown actors, confirmed relations."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network.files import RELATION_COLUMNS, gexf, graphml, relation_rows
from drehscheibe.domain.network.pictures.graph import picture
from drehscheibe.domain.network.pictures.manner import Manner
from drehscheibe.domain.network.pictures.map import map_picture
from drehscheibe.domain.network.seeing import (
    Network,
    Node,
    centre_open,
    centres_open,
    most_tied,
    public_network,
)
from drehscheibe.doors.public.network.filters import NetworkFilters
from drehscheibe.doors.public.trails import Trail, trail_to
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.territory.models import Municipality

PER_PAGE, DRAWN, NAMED = 40, 150, 8
TITLE = _("Wer mit wem arbeitet")
FILES: dict[str, tuple[Callable[[Network], str], str]] = {
    "graphml": (graphml, "application/graphml+xml"), "gexf": (gexf, "application/gexf+xml"),
}  # fmt: skip


def network_list(request: HttpRequest) -> HttpResponse:
    """The centres that show their network; one question."""
    centres = centres_open().select_related("organisation").defer("outline", "path")
    context = {"centres": centres.order_by("area_name"), "trail": trail_to(str(TITLE))}
    return render_page(request, "public/network/network_list.html", context)


def network(request: HttpRequest, key: str) -> HttpResponse:
    """Who works with whom here, by the same filter in every view."""
    centre, filters, found = asked(request, key)
    page = Paginator(found.nodes, PER_PAGE).get_page(request.GET.get("seite", "")[:6])
    drawn = most_tied(found, DRAWN)
    context = {
        "centre": centre, "filters": filters, "network": found, "page": page, "drawn": drawn,
        "rows": [(each, *_others(found, each)) for each in page],
        "picture": _drawing(drawn, filters, centre),
        "trail": trail_of(centre.area_name),
    }  # fmt: skip
    return render_page(request, "public/network/network.html", context)


def network_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same for other programs; the words are German, as the actors gave them."""
    centre, filters, found = asked(request, key)
    form = request.GET.get("format", "csv")
    if form == "csv":
        return table_response(
            "Beziehungen", RELATION_COLUMNS, relation_rows(found, filters.ties), "csv"
        )
    if form not in FILES:
        raise Http404
    write, content_type = FILES[form]
    response = HttpResponse(write(found), content_type=content_type)
    name = f"netzwerk-{centre.key}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def asked(request: HttpRequest, key: str) -> tuple[Centre, NetworkFilters, Network]:
    """A centre that shows its network, and what of it is asked for. Raises Http404 for others."""
    today = day_of(timezone.now())
    centre = centre_or_404(key)
    filters = NetworkFilters(request, on=today, kinds=_kinds(centre), towns=_towns(centre))
    return centre, filters, public_network(filters.wish(centre.pk))


def centre_or_404(key: str) -> Centre:
    """Out of reach, unknown and switched off are the same."""
    found = centre_open(key)
    if found is None:
        raise Http404
    return found


def trail_of(here: str) -> Trail:
    """Below the list of networks."""
    return trail_to(here, (str(TITLE), reverse("public:networks")))


def _kinds(centre: Centre) -> dict[str, str]:
    """Of the actors the public knows here."""
    used = Actor.objects.filter(centre=centre, revisions__shown=True, ended_on=None)
    rows = FieldOfAction.objects.filter(pk__in=used.values("kind")).order_by("position")
    return dict(rows.values_list("key", "label"))


def _towns(centre: Centre) -> dict[str, str]:
    rows = Municipality.objects.filter(served_by__centre=centre).order_by("name")
    return dict(rows.values_list("pk", "name"))


def _drawing(drawn: Network, filters: NetworkFilters, centre: Centre) -> object:
    """The SVG of the chosen view; none beside the table alone, none without anybody tied."""
    if filters.view == "tabelle" or not drawn.nodes:
        return ""
    table = reverse("public:network", args=[centre.key])
    before = reverse("public:actors")

    def actor(node: Node) -> str:
        return f"{before}{node.public_id}/"

    def town(node: Node) -> str:
        return f"{table}?{filters.with_(ansicht='tabelle', ort=node.town_key).urlencode()}"

    manner = Manner(actor, town, gettext)
    return map_picture(drawn, manner)[0] if filters.view == "karte" else picture(drawn, manner)


def _others(found: Network, node: Node) -> tuple[list[Node], int]:
    """With whom, by name, and how many more."""
    tied = [found.by_pk[each] for each in found.neighbours[node.pk]]
    tied.sort(key=lambda each: (each.name.casefold(), each.pk))
    return tied[:NAMED], max(0, len(tied) - NAMED)
