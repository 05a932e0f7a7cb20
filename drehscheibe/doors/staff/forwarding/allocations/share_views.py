"""A centre's own sub-key: what the municipalities of a Kreis share."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.actions import share_among_municipalities
from drehscheibe.domain.forwarding.distribution import WeightsRefused
from drehscheibe.domain.forwarding.models import Allocation
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.doors.staff.forwarding.allocations.views import allocation_or_404, trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.numbers import NumberRefused, read_number


@staff_page(may.ALLOCATION_SHARE)
def allocation_shares(request: StaffRequest, number: str) -> HttpResponse:
    """One weight per municipality; empty means none, all empty removes the key."""
    allocation = allocation_or_404(request, number)
    check(request.person, may.ALLOCATION_SHARE, allocation, on=request.today)
    typed = _typed(request, allocation)
    wrong: dict[str, str] = {}
    refusal = ""
    if request.method == "POST" and "fill" not in request.POST:
        weights, wrong = _read(typed)
        if not wrong:
            try:
                share_among_municipalities(
                    allocation=allocation, weights=weights, by=request.person, at=request.now
                )
            except (ForwardingRefused, WeightsRefused) as caught:
                refusal = str(caught)
            else:
                messages.success(request, "Die Anteile der Gemeinden sind gespeichert.")
                return redirect("staff:allocations:allocation_detail", number)
    amounts = {row.municipality_id: row.amount for row in allocation.shares.all()}
    served = allocation.centre.municipalities.order_by("sort_key")
    context = {
        "allocation": allocation,
        "rows": [
            (each, typed.get(each.ags, ""), wrong.get(each.ags, ""), amounts.get(each.ags))
            for each in served
        ],
        "refusal": refusal,
        "wrong": wrong,
        "trail": trail(
            (number, reverse("staff:allocations:allocation_detail", args=[number])),
            ("Anteile der Gemeinden", ""),
        ),
    }
    return render_page(request, "staff/forwarding/allocations/allocation_shares.html", context)


def _typed(request: StaffRequest, allocation: Allocation) -> dict[str, str]:
    served = allocation.centre.municipalities.all()
    if "fill" in request.POST:
        return {each.ags: str(each.population) for each in served}
    if request.method == "POST":
        return {each.ags: request.POST.get(f"weight-{each.ags}", "")[:40] for each in served}
    known = {row.municipality_id: row.weight for row in allocation.shares.all()}
    return {key: _written(weight) for key, weight in known.items()}


def _written(weight: Decimal) -> str:
    """A weight without grouping, so that it is read back as it was."""
    return f"{weight.normalize():f}".replace(".", ",")


def _read(typed: dict[str, str]) -> tuple[dict[str, Decimal], dict[str, str]]:
    """The weights that were typed, and why others are none."""
    weights: dict[str, Decimal] = {}
    wrong: dict[str, str] = {}
    for key, text in typed.items():
        if not text.strip():
            continue
        try:
            weights[key] = read_number(text, places=4)
        except NumberRefused as refusal:
            wrong[key] = str(refusal)
            continue
        if weights[key] < 0:
            wrong[key] = "Tragen Sie eine Zahl ab 0 ein."
    return weights, wrong
