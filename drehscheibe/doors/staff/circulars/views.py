"""Rundschreiben: what came, what is owed; for senders who has acknowledged."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars import receiving
from drehscheibe.domain.circulars.attaching import attachments_for
from drehscheibe.domain.circulars.models import Circular, CircularAddress, CircularIs
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.domain.circulars.workflow import CIRCULAR
from drehscheibe.domain.surveys.results import place_of
from drehscheibe.doors.staff.circulars.ways import PER_PAGE, UNFIT, circular_or_404, trail_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.declarations import roles
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.workflow.selectors import steps_of

STEPS = {"bestaetigen": receiving.acknowledge, "erledigt": receiving.finish_task}
BADGES: dict[str, str] = {
    CircularIs.DRAFT: "neutral", CircularIs.PUBLISHED: "success", CircularIs.REPLACED: "warning",
    CircularIs.WITHDRAWN: "warning",
}  # fmt: skip
WORDS: dict[str, str] = {CircularIs.PUBLISHED: "gilt"}


@staff_page(may.READ, may.SEND)
def circular_list(request: StaffRequest) -> HttpResponse:
    """What was sent to the own houses, what is still to do first."""
    rows = receiving.circulars_for(request.standing)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [
            (each, BADGES[each.status], WORDS.get(each.status, each.get_status_display()))
            for each in page
        ],
        "to_do": receiving.to_do(request.standing)[:10],
        "may_send": holds(request.standing, [may.SEND]),
        "may_give": holds(request.standing, [may.GIVE]),
        "may_feed_back": holds(request.standing, [may.GIVE, may.BUNDLE, may.ANSWER]),
        "today": request.today,
        "trail": trail_of(None),
    }
    return render_page(request, "staff/circulars/circular_list.html", context)


@staff_page(may.READ, may.SEND)
def circular_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One circular; its sender sees which houses still owe."""
    return _shown(request, circular_or_404(request, pk))


@staff_page(may.ACKNOWLEDGE)
@require_POST
def address_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Acknowledge for the own house, or say that its task is done."""
    places = request.standing.organisations_with(may.ACKNOWLEDGE)
    address = get_object_or_404(CircularAddress, pk=pk, organisation__in=places)
    if step not in STEPS:
        raise Http404
    try:
        STEPS[step](address=address, by=request.person, at=request.now)
    except CircularRefused as refusal:
        return _shown(request, circular_or_404(request, address.circular_id), str(refusal))
    messages.success(request, "Danke, das ist eingetragen.")
    return redirect("staff:circulars:circular_detail", address.circular_id)


def _shown(request: StaffRequest, circular: Circular, refusal: str = "") -> HttpResponse:
    sends = circular.sender_id in request.standing.organisations_with(may.SEND)
    mine = request.standing.organisations_with(may.ACKNOWLEDGE)
    own = circular.addresses.filter(organisation__in=mine)
    context = {
        "circular": circular,
        "badge": BADGES[circular.status],
        "word": WORDS.get(circular.status, circular.get_status_display()),
        "for_roles": [role.label for code, role in roles().items() if code in circular.roles],
        "own": own.select_related("organisation__centre", "acknowledged_by", "done_by"),
        "sends": sends,
        "attachments": attachments_for(request.standing, circular),
        "may_give": holds(request.standing, [may.GIVE]) and circular.status != CircularIs.DRAFT,
        "today": request.today,
        "refusal": refusal,
        "trail": trail_of(circular),
    }
    if circular.status == CircularIs.WITHDRAWN:
        context["withdrawn"] = steps_of(CIRCULAR, circular).filter(name="withdraw").last()
    if sends:
        context |= _of_the_sender(circular)
    status = UNFIT if refusal else 200
    return render_page(request, "staff/circulars/circular_detail.html", context, status=status)


def _of_the_sender(circular: Circular) -> dict[str, object]:
    rows = circular.addresses.select_related("organisation__centre", "acknowledged_by")
    addresses = sorted(rows, key=lambda each: place_of(each.organisation))
    return {
        "addresses": addresses,
        "owing": receiving.owing(circular).count(),
        "acknowledged": sum(each.acknowledged_at is not None for each in addresses),
        "done": sum(each.done_at is not None for each in addresses),
    }
