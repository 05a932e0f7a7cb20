"""Planning an event: create it, add dates and seats, take its steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import hosting, preparing, selectors
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import Event, EventIs
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.workflow import EVENT
from drehscheibe.doors.staff.events.forms import EventForm, SeatsForm, SessionForm
from drehscheibe.doors.staff.events.views import LIST, UNFIT, event_or_404
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import allows
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@staff_page(may.EVENT_KEEP)
def event_create(request: StaffRequest) -> HttpResponse:
    """A draft, perhaps from a template; it gets its number here."""
    owners = Organisation.objects.filter(pk__in=request.standing.organisations_with(may.EVENT_KEEP))
    form = EventForm(
        request.POST or None, owners=owners, templates=selectors.templates_for(request.standing),
        initial={"owner": owners.first()},
    )  # fmt: skip
    if form.is_valid():
        try:
            event = preparing.create_event(
                owner=form.cleaned_data["owner"], facts=form.facts(), by=request.person,
                at=request.now, template=form.cleaned_data["template"],
            )  # fmt: skip
        except QualificationRefused as refusal:
            _show(form, refusal)
        else:
            messages.success(request, f"Angelegt als {event.number}. Es fehlen Termine und Plätze.")
            return redirect("staff:events:event_detail", event.number)
    return _form_page(request, form, "Neue Veranstaltung", "Entwurf anlegen", [LIST])


@staff_page(may.EVENT_KEEP)
def session_add(request: StaffRequest, number: str) -> HttpResponse:
    """One more date; those who come are invited to it once the event is published."""
    event = kept_or_404(request, number)
    form = SessionForm(request.POST or None)
    if form.is_valid():
        add = preparing.add_session if event.status == EventIs.DRAFT else hosting.add_date
        try:
            add(
                event=event, facts=form.facts(), by=request.person, at=request.now,
                link=form.cleaned_data["link"],
            )  # fmt: skip
        except QualificationRefused as refusal:
            _show(form, refusal)
        else:
            return redirect("staff:events:event_detail", event.number)
    return _form_page(request, form, "Termin hinzufügen", "Termin hinzufügen", _trail(event))


@staff_page(may.EVENT_KEEP)
def seats_open(request: StaffRequest, number: str) -> HttpResponse:
    """Seats of one part."""
    event = kept_or_404(request, number)
    form = SeatsForm(request.POST or None)
    if form.is_valid():
        try:
            preparing.open_seats(
                event=event, part=form.cleaned_data["part"], title=form.cleaned_data["title"],
                seats=form.seats(), by=request.person, at=request.now,
            )  # fmt: skip
        except QualificationRefused as refusal:
            _show(form, refusal)
        else:
            return redirect("staff:events:event_detail", event.number)
    return _form_page(request, form, "Plätze festlegen", "Plätze festlegen", _trail(event))


@require_POST
@staff_page(may.EVENT_KEEP)
def event_step(request: StaffRequest, number: str) -> HttpResponse:
    """Publish, confirm, call off, put away."""
    event, step = kept_or_404(request, number), request.POST.get("step", "")
    reason = request.POST.get("reason", "")
    try:
        if step == "cancel":
            told = hosting.cancel_event(
                event=event, reason=reason, by=request.person, at=request.now
            )
            messages.success(request, f"Abgesagt. {told} Nachrichten sind unterwegs.")
        elif step in EVENT.by_name:
            perform(EVENT, step, on=event, by=request.person, at=request.now, reason=reason)
            messages.success(request, f"„{EVENT.by_name[step].label}“ ist eingetragen.")
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("staff:events:event_detail", event.number)


def kept_or_404(request: StaffRequest, number: str) -> Event:
    """The event when this person keeps it; whether it exists is nobody else's business."""
    event = event_or_404(request, number)
    if not allows(request.person, may.EVENT_KEEP, event, on=request.today):
        raise Http404
    return event


def _form_page(
    request: StaffRequest, form: Any, title: str, button: str, trail: list[tuple[str, str]]
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "trail": [*trail, (title, "")]}
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/events/form.html", context, status=status)


def _trail(event: Event) -> list[tuple[str, str]]:
    return [LIST, (event.title, reverse("staff:events:event_detail", args=[event.number]))]


def _show(form: Any, refusal: QualificationRefused) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
