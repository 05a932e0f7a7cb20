"""What is missing, what breaks, and how the network was on days that were kept."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Func, IntegerField, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as directory
from drehscheibe.domain.network import freezing
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.models import Snapshot
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.domain.network.seeing import network_of
from drehscheibe.domain.network.steering import critical, gaps, isolated
from drehscheibe.doors.staff.network.filters import asked_of, choices
from drehscheibe.doors.staff.network.views import trail_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import within_reach

MOST_ALONE, MOST_TOLD, PER_PAGE = 60, 200, 50


@staff_page(directory.READ, directory.READ_ALL)
def gap_radar(request: StaffRequest) -> HttpResponse:
    """With the same filter: kinds that are missing, actors without whom others are cut off."""
    asked = asked_of(request)
    found = network_of(request.standing, asked.wish)
    offered = choices(request, asked)
    alone = isolated(found)
    kinds = dict(offered["actor_kinds"])  # type: ignore[call-overload]
    towns = dict(offered["towns"])  # type: ignore[call-overload]
    if asked.wish.municipality:
        towns = {key: name for key, name in towns.items() if key == asked.wish.municipality}
    if wanted := {asked.wish.actor_kind, asked.wish.other_kind} - {""}:
        kinds = {key: label for key, label in kinds.items() if key in wanted}
    context = {
        **offered, "network": found, "losses": critical(found), "alone": alone[:MOST_ALONE],
        "more_alone": max(0, len(alone) - MOST_ALONE),
        "gaps": [
            each for each in gaps(found, kinds=kinds, towns=towns) if not each.count or each.towns
        ],
        "trail": trail_of(("Lücken", "")),
    }  # fmt: skip
    return render_page(request, "staff/network/gap_radar.html", context)


@staff_page(may.FREEZE)
def snapshots(request: StaffRequest) -> HttpResponse:
    """All kept days of the own centre; two of them side by side."""
    rows = _frozen(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite", "")[:6])
    shown = list(page)
    before, after = (_chosen(request, rows, name) for name in ("von", "bis"))
    if before is None and after is None and page.number == 1 and len(shown) > 1:
        before, after = shown[1], shown[0]
    if before and after and before.on > after.on:
        before, after = after, before
    change = None
    if before and after and before.pk != after.pk:
        labels = {key: kind.label for key, kind in kinds_on(request.today).items()}
        change = freezing.compared(before, after, labels)
    context = {
        "page": page, "choice": [(each.pk, each.on) for each in shown], "before": before,
        "after": after, "change": change, "most": MOST_TOLD,
        "trail": trail_of(("Festgehaltene Stände", "")),
        "today_is_kept": any(each.on == request.today for each in shown),
    }  # fmt: skip
    return render_page(request, "staff/network/snapshots.html", context)


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
    return redirect("staff:network:snapshots")


def _frozen(request: StaffRequest) -> QuerySet[Snapshot]:
    """Of the centre one freezes for; counted in the database, the rows themselves stay there."""
    centres = within_reach(Centre.objects.all(), may.FREEZE, standing=request.standing)
    counts = {
        f"number_of_{name}": Func(
            F(name), function="jsonb_array_length", output_field=IntegerField()
        )
        for name in ("actors", "relations")
    }
    rows = Snapshot.objects.filter(centre__in=centres.order_by("pk").values("pk")[:1])
    return rows.defer("actors", "relations").annotate(**counts)


def _chosen(request: StaffRequest, rows: QuerySet[Snapshot], name: str) -> Snapshot | None:
    typed = request.GET.get(name, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 16):
        return None
    return rows.filter(pk=int(typed)).first()
