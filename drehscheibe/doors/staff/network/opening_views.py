"""The switch by which a centre shows its network to everybody."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.network import opening
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.models import Opening
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.permissions.reach import holds, within_reach

ACTS = {
    "open": (opening.open_to_all, "Ihr Netzwerk ist jetzt öffentlich."),
    "close": (opening.close_to_all, "Ihr Netzwerk ist nicht mehr öffentlich."),
}


@dataclass(frozen=True)
class Switch:
    """A centre whose network this person may show, and since when it is shown."""

    centre: Centre
    opening: Opening | None


def switches(request: StaffRequest) -> list[Switch]:
    """One for each centre one may speak for; two questions, none for everybody else."""
    if not holds(request.standing, [may.OPEN]):
        return []
    centres = within_reach(Centre.objects.all(), may.OPEN, standing=request.standing)
    found = list(centres.select_related("organisation").defer("outline", "path").order_by("key"))
    now = {
        each.centre_id: each for each in Opening.objects.filter(centre__in=found, closed_at=None)
    }
    return [Switch(each, now.get(each.pk)) for each in found]


@staff_page(may.OPEN)
@require_POST
def network_opening(request: StaffRequest, key: str) -> HttpResponse:
    """Show it or no longer; what is refused is told on the page of the network."""
    centres = within_reach(Centre.objects.all(), may.OPEN, standing=request.standing)
    centre = get_object_or_404(centres, key=key)
    if chosen := ACTS.get(request.POST.get("act", "")):
        act, done = chosen
        try:
            act(centre=centre, by=request.person, at=request.now)
        except NetworkRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
    return redirect("staff:network:network")
