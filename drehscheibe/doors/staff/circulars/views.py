"""Rundschreiben: what came, what is owed; for senders who has acknowledged."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars import receiving, sending
from drehscheibe.domain.circulars.models import Circular, CircularAddress, CircularIs
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.doors.staff.circulars.forms import CircularForm, PublishForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import holds

PER_PAGE = 25
STEPS = {"bestaetigen": receiving.acknowledge, "erledigt": receiving.finish_task}
LIST = ("Rundschreiben", "staff:circulars:circular_list")


@staff_page(may.READ, may.SEND)
def circular_list(request: StaffRequest) -> HttpResponse:
    """What was sent to the own houses, what is still to do first."""
    rows = receiving.circulars_for(request.standing)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "to_do": receiving.to_do(request.standing)[:10],
        "may_send": holds(request.standing, [may.SEND]),
        "trail": [(LIST[0], "")],
    }
    return render_page(request, "staff/circulars/circular_list.html", context)


@staff_page(may.READ, may.SEND)
def circular_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One circular; its sender sees which houses still owe."""
    circular = _circular(request, pk)
    return _shown(request, circular)


@staff_page(may.SEND)
def circular_write(request: StaffRequest) -> HttpResponse:
    """A new circular of the own house."""
    form = CircularForm(request.POST or None)
    if form.is_valid():
        sender = Organisation.objects.get(pk=request.standing.organisations_with(may.SEND)[0])
        try:
            circular = sending.write_circular(
                sender=sender, letter=form.letter(), by=request.person, at=request.now
            )
        except CircularRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("staff:circulars:circular_publish", circular.pk)
    context = {"form": form, "trail": [(LIST[0], reverse(LIST[1])), ("Neu", "")]}
    return render_page(request, "staff/circulars/circular_write.html", context)


@staff_page(may.SEND)
def circular_publish(request: StaffRequest, pk: int) -> HttpResponse:
    """To whom it goes; then it leaves."""
    circular = _own(request, pk)
    if circular.status != CircularIs.DRAFT:
        return redirect("staff:circulars:circular_detail", pk)
    form = PublishForm(request.POST or None)
    if form.is_valid():
        to = list(form.cleaned_data["to"])
        try:
            sending.publish(circular=circular, to=to, by=request.person, at=request.now)
        except CircularRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, f"Das Rundschreiben ist an {len(to)} Zentren versandt.")
            return redirect("staff:circulars:circular_detail", pk)
    trail = [(LIST[0], reverse(LIST[1])), (circular.title, "")]
    context = {"form": form, "circular": circular, "trail": trail}
    return render_page(request, "staff/circulars/circular_publish.html", context)


@staff_page(may.SEND)
@require_POST
def circular_remind(request: StaffRequest, pk: int) -> HttpResponse:
    """Remind the houses that owe; once a day."""
    circular = _own(request, pk)
    sent = receiving.remind(circular=circular, by=request.person, at=request.now)
    if sent:
        messages.success(request, f"{sent} Erinnerungen sind unterwegs.")
    else:
        messages.info(request, "Heute ging schon eine Erinnerung hinaus, oder niemand schuldet.")
    return redirect("staff:circulars:circular_detail", pk)


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
        return _shown(request, address.circular, str(refusal))
    messages.success(request, "Danke, das ist eingetragen.")
    return redirect("staff:circulars:circular_detail", address.circular_id)


def _shown(request: StaffRequest, circular: Circular, refusal: str = "") -> HttpResponse:
    sends = circular.sender_id in request.standing.organisations_with(may.SEND)
    mine = request.standing.organisations_with(may.ACKNOWLEDGE)
    context = {
        "circular": circular,
        "own": circular.addresses.filter(organisation__in=mine).select_related(
            "organisation", "acknowledged_by", "done_by"
        ),
        "addresses": circular.addresses.select_related("organisation") if sends else [],
        "owing": receiving.owing(circular).count() if sends else 0,
        "sends": sends,
        "refusal": refusal,
        "trail": [(LIST[0], reverse(LIST[1])), (str(circular), "")],
    }
    status = 422 if refusal else 200
    return render_page(request, "staff/circulars/circular_detail.html", context, status=status)


def _circular(request: StaffRequest, pk: int) -> Circular:
    return get_object_or_404(receiving.circulars_for(request.standing), pk=pk)


def _own(request: StaffRequest, pk: int) -> Circular:
    return get_object_or_404(
        Circular, pk=pk, sender__in=request.standing.organisations_with(may.SEND)
    )
