"""Writing, sending, chasing and taking back circulars of one's own house."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars import receiving, sending
from drehscheibe.domain.circulars.attaching import attachments_for
from drehscheibe.domain.circulars.models import Circular, CircularIs
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.doors.staff.circulars.forms import CircularForm, PublishForm, ReasonForm
from drehscheibe.doors.staff.circulars.ways import (
    UNFIT,
    own_or_404,
    refuse,
    replaceable,
    trail_of,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@staff_page(may.SEND)
def circular_write(request: StaffRequest) -> HttpResponse:
    """A new circular of the own house; `ersetzt` in the address begins a successor."""
    begun = {"replaces": request.GET.get("ersetzt", "")}
    form = CircularForm(request.POST or None, own=replaceable(request), initial=begun)
    if form.is_valid():
        sender = Organisation.objects.get(pk=request.standing.organisations_with(may.SEND)[0])
        try:
            circular = sending.write_circular(
                sender=sender, letter=form.letter(), by=request.person, at=request.now
            )
        except CircularRefused as refusal:
            refuse(form, refusal)
        else:
            return redirect("staff:circulars:circular_publish", circular.pk)
    return _writing(request, form, "Rundschreiben schreiben")


@staff_page(may.SEND)
def circular_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft once more."""
    circular = own_or_404(request, pk)
    if circular.status != CircularIs.DRAFT:
        return redirect("staff:circulars:circular_detail", pk)
    form = CircularForm(request.POST or None, own=replaceable(request, circular), circular=circular)
    if form.is_valid():
        try:
            sending.change_circular(
                circular=circular, letter=form.letter(), by=request.person, at=request.now
            )
        except CircularRefused as refusal:
            refuse(form, refusal)
        else:
            return redirect("staff:circulars:circular_publish", pk)
    return _writing(request, form, "Rundschreiben ändern", circular)


@staff_page(may.SEND)
def circular_publish(request: StaffRequest, pk: int) -> HttpResponse:
    """To whom it goes; then it leaves."""
    circular = own_or_404(request, pk)
    if circular.status != CircularIs.DRAFT:
        return redirect("staff:circulars:circular_detail", pk)
    form = PublishForm(request.POST or None, today=request.today)
    if form.is_valid():
        to = list(form.cleaned_data["to"])
        try:
            with transaction.atomic():
                sending.publish(circular=circular, to=to, by=request.person, at=request.now)
        except CircularRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Das Rundschreiben ist an {len(to)} Zentren versandt.")
            return redirect("staff:circulars:circular_detail", pk)
    context = {
        "form": form, "circular": circular, "trail": trail_of(circular, "Versenden"),
        "attachments": attachments_for(request.standing, circular),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/circulars/circular_publish.html", context, status=status)


@staff_page(may.SEND)
def circular_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """It holds no more, with the reason."""
    circular = own_or_404(request, pk)
    if circular.status != CircularIs.PUBLISHED:
        return redirect("staff:circulars:circular_detail", pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            with transaction.atomic():
                sending.withdraw(
                    circular=circular, reason=form.cleaned_data["reason"],
                    by=request.person, at=request.now,
                )  # fmt: skip
        except CircularRefused as refusal:
            refuse(form, refusal)
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Das Rundschreiben gilt nicht mehr; alle erfahren es.")
            return redirect("staff:circulars:circular_detail", pk)
    context = {"form": form, "circular": circular, "trail": trail_of(circular, "Zurückziehen")}
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/circulars/circular_withdraw.html", context, status=status)


@staff_page(may.SEND)
def circular_remind(request: StaffRequest, pk: int) -> HttpResponse:
    """Who would be reminded with which words; sent, it goes once a day to those who owe then."""
    circular = own_or_404(request, pk)
    if request.method == "POST":
        sent = receiving.remind(circular=circular, by=request.person, at=request.now)
        if sent:
            mails = "1 Erinnerung ist" if sent == 1 else f"{sent} Erinnerungen sind"
            messages.success(request, f"{mails} unterwegs.")
        else:
            messages.info(
                request, "Heute ging schon eine Erinnerung hinaus, oder niemand schuldet."
            )
        return redirect("staff:circulars:circular_detail", pk)
    context = {
        "circular": circular,
        "reminded": receiving.preview(circular, at=request.now),
        "words": receiving.reminder(circular),
        "trail": trail_of(circular, "Erinnern"),
    }
    return render_page(request, "staff/circulars/circular_remind.html", context)


def _writing(
    request: StaffRequest, form: CircularForm, title: str, circular: Circular | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "circular": circular,
               "trail": trail_of(circular, title)}  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/circulars/circular_write.html", context, status=status)
