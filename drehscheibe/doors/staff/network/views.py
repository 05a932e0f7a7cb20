"""The network of actors: one filter for picture, table and files; what is missing, what breaks."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory import permissions as directory
from drehscheibe.domain.network import freezing
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.files import RELATION_COLUMNS, gexf, graphml, relation_rows
from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.models import Snapshot
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.domain.network.seeing import Network, Wish, network_of
from drehscheibe.domain.network.steering import critical, gaps, isolated
from drehscheibe.doors.staff.network.picture import picture
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.days import DayRefused, parse_day
from drehscheibe.kernel.permissions.reach import holds, within_reach
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.territory.models import Municipality

PER_PAGE = 150
FILES = {
    "graphml": (graphml, "application/graphml+xml"), "gexf": (gexf, "application/gexf+xml"),
}  # fmt: skip
NAMES = ("art", "beziehung", "ort", "worte", "tag", "bestaetigt")


@staff_page(directory.READ, directory.READ_ALL)
def network(request: StaffRequest) -> HttpResponse:
    """Who is tied to whom on a day."""
    wish, refused = wish_of(request)
    found = network_of(request.standing, wish)
    page = Paginator(found.nodes, PER_PAGE).get_page(request.GET.get("seite", "")[:6])
    kinds = kinds_on(wish.on)
    asked = {name: request.GET[name][:100] for name in NAMES if request.GET.get(name)}
    context = {
        "wish": wish, "refused": refused, "network": found, "page": page,
        "rows": [(each, _others(found, each.pk)) for each in page],
        "picture": picture(found) if found.nodes else "",
        "query": urlencode(asked), "kinds": kinds.values(),
        "actor_kinds": FieldOfAction.objects.filter(facet="partnertyp").order_by("label"),
        "towns": _towns(request),
        "may_freeze": holds(request.standing, [may.FREEZE]),
        **_steering(request, found), **_frozen(request), "trail": trail_of(),
    }  # fmt: skip
    return render_page(request, "staff/network/network.html", context)


@staff_page(directory.READ, directory.READ_ALL)
def network_file(request: StaffRequest) -> HttpResponse:
    """The same for other programs."""
    form = request.GET.get("format", "csv")
    wish, _ = wish_of(request)
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


@staff_page(may.FREEZE)
@require_POST
def snapshot_take(request: StaffRequest) -> HttpResponse:
    """Freeze today's network of the own centre."""
    rows = within_reach(Centre.objects.all(), may.FREEZE, standing=request.standing)
    centre = rows.order_by("pk").first()
    if centre is None:
        raise Http404
    try:
        freezing.take(centre=centre, by=request.person, at=request.now)
    except NetworkRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Stand von heute ist festgehalten.")
    return redirect("staff:network:network")


def wish_of(request: StaffRequest) -> tuple[Wish, str]:
    """The filter as it stands in the address; a day that is none is today, and said."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:100] for name in NAMES}
    on, refused = request.today, ""
    if asked["tag"]:
        try:
            on = parse_day(asked["tag"])
        except DayRefused as refusal:
            refused = str(refusal)
    return Wish(
        on=on, actor_kind=asked["art"], kind=asked["beziehung"], municipality=asked["ort"],
        words=asked["worte"].strip(), confirmed=asked["bestaetigt"] == "1",
    ), refused  # fmt: skip


def trail_of(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """From the network to here."""
    return [("Netzwerk", reverse("staff:network:network") if more else ""), *more]


def _others(found: Network, pk: int) -> list[str]:
    names = sorted(found.by_pk[each].name for each in found.neighbours[pk])
    return [*names[:8], f"und {len(names) - 8} weitere"] if len(names) > 9 else names


def _towns(request: StaffRequest) -> list[tuple[str, str]]:
    centres = within_reach(Centre.objects.all(), may.FREEZE, standing=request.standing)
    rows = Municipality.objects.filter(served_by__centre__in=centres).order_by("name")
    return list(rows.values_list("pk", "name"))


def _steering(request: StaffRequest, found: Network) -> dict[str, object]:
    kinds = dict(
        FieldOfAction.objects.filter(facet="partnertyp")
        .order_by("label")
        .values_list("key", "label")
    )
    return {
        "losses": critical(found) if len(found.nodes) <= 400 else [],
        "alone": isolated(found)[:50],
        "gaps": [
            each
            for each in gaps(found, kinds=kinds, towns=dict(_towns(request)))
            if not each.count or each.towns
        ],
    }


def _frozen(request: StaffRequest) -> dict[str, object]:
    centres = within_reach(Centre.objects.all(), may.FREEZE, standing=request.standing)
    frozen = list(Snapshot.objects.filter(centre__in=centres.order_by("pk")[:1])[:12])
    change = freezing.compared(frozen[1], frozen[0]) if len(frozen) > 1 else None
    return {"frozen": frozen, "change": change}
