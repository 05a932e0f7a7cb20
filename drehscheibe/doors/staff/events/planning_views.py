"""Planning an event: create and change it, its dates, its seats, its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import hosting, preparing, selectors
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.demand import asked_about
from drehscheibe.domain.qualification.models import CourseTemplate, Event, EventPool
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.subjects import set_fields
from drehscheibe.domain.qualification.workflow import EVENT
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.doors.staff.events.forms import EventForm, said_by, said_of
from drehscheibe.doors.staff.events.session_forms import SeatsForm
from drehscheibe.doors.staff.events.views import LIST, UNFIT, event_or_404
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import allows
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused

TOGETHER = ("centre", "coordinating_office", "ministry", "authority", "association")
"""Kinds of organisations one holds an event with, or keeps seats for."""


@staff_page(may.EVENT_KEEP)
def event_create(request: StaffRequest) -> HttpResponse:
    """A draft, perhaps from a template; it gets its number here."""
    owners = Organisation.objects.filter(pk__in=request.standing.organisations_with(may.EVENT_KEEP))
    template = _template(request)
    said = said_by(template) if template else _like(request)
    house = owners.filter(pk=template.owner_id).first() if template else None
    known = {**said, "owner": house or owners.first()}
    form = EventForm(request.POST or None, owners=owners, others=others(), initial=known)
    if form.is_valid():
        owner = form.cleaned_data["owner"]
        try:
            event = preparing.create_event(
                owner=owner, facts=form.facts(owner), by=request.person, at=request.now,
                template=template,
            )  # fmt: skip
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            _extras(request, event, form)
            messages.success(request, f"Angelegt als {event.number}. Es fehlen Termine und Plätze.")
            return redirect("staff:events:event_detail", event.number)
    title = f"Neue Veranstaltung: {template}" if template else "Neue Veranstaltung"
    return form_page(request, form, title, "Entwurf anlegen", [LIST])


@staff_page(may.EVENT_KEEP)
def event_change(request: StaffRequest, number: str) -> HttpResponse:
    """Correct what is said about it; nobody is told and no calendar moves."""
    event = kept_or_404(request, number)
    form = EventForm(
        request.POST or None, owners=Organisation.objects.none(), others=others(), known=event,
        initial=said_of(event),
    )  # fmt: skip
    if form.is_valid():
        facts = form.facts(event.owner)
        try:
            preparing.correct_event(event=event, facts=facts, by=request.person, at=request.now)
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            _extras(request, event, form)
            messages.success(request, "Gespeichert. Termine und Orte ändern Sie am Termin.")
            return redirect("staff:events:event_detail", event.number)
    return form_page(request, form, "Angaben ändern", "Speichern", trail_of(event))


@staff_page(may.EVENT_KEEP)
def seats_open(request: StaffRequest, number: str) -> HttpResponse:
    """Seats of one part more."""
    event = kept_or_404(request, number)
    form = SeatsForm(request.POST or None, organisations=others())
    if form.is_valid():
        given = form.cleaned_data
        done = _tried(form, lambda: preparing.open_seats(
            event=event, part=given["part"], title=given["title"], seats=form.seats(),
            by=request.person, at=request.now,
        ))  # fmt: skip
        if done:
            return redirect("staff:events:event_detail", event.number)
    return form_page(request, form, "Plätze festlegen", "Plätze festlegen", trail_of(event))


@staff_page(may.EVENT_KEEP)
def seats_change(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """More seats, another share, another deadline; the queue moves up and is told."""
    event = kept_or_404(request, number)
    part = event.pools.select_related("event", "pool").filter(pk=pk).first()
    if part is None:
        raise Http404
    known: EventPool = part
    form = SeatsForm(request.POST or None, organisations=others(), part=known)
    if form.is_valid() and _tried(
        form, lambda: hosting.set_seats(
            part=known, facts=form.seats(), by=request.person, at=request.now
        ),
    ):  # fmt: skip
        messages.success(request, "Die Plätze sind geändert. Wer nachrückt, erfährt es per E-Mail.")
        return redirect("staff:events:event_detail", event.number)
    return form_page(request, form, f"Plätze ändern: {part}", "Speichern", trail_of(event))


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


def others() -> Any:
    """Organisations of the network, by name."""
    return Organisation.objects.filter(kind__in=TOGETHER, valid_to=None).order_by("name", "pk")


def form_page(
    request: StaffRequest, form: Any, title: str, button: str, trail: list[tuple[str, str]],
    note: str = "",
) -> HttpResponse:  # fmt: skip
    """A page that is one form."""
    context = {
        "form": form, "title": title, "button": button, "note": note,
        "trail": [*trail, (title, "")],
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/events/form.html", context, status=status)


def trail_of(event: Event) -> list[tuple[str, str]]:
    """Below the event."""
    return [LIST, (event.title, reverse("staff:events:event_detail", args=[event.number]))]


def show(form: Any, refusal: QualificationRefused | RegistrationRefused) -> None:
    """The refusal at its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _tried(form: Any, act: Callable[[], object]) -> bool:
    try:
        act()
    except (QualificationRefused, RegistrationRefused) as refusal:
        show(form, refusal)
        return False
    return True


def _extras(request: StaffRequest, event: Event, form: EventForm) -> None:
    who: dict[str, Any] = {"event": event, "by": request.person, "at": request.now}
    preparing.set_co_hosts(co_hosts=form.co_hosts(), **who)
    preparing.set_requirements(requires=form.cleaned_data["requires"], **who)
    set_fields(fields=form.cleaned_data["fields_of_action"], **who)


def _template(request: StaffRequest) -> CourseTemplate | None:
    asked = request.GET.get("vorlage", "")
    if not asked.isdecimal() or len(asked) > 17:
        return None
    return selectors.templates_for(request.standing).filter(pk=int(asked)).first()


def _like(request: StaffRequest) -> dict[str, Any]:
    """What an event says that shall be held once more, without what belongs to its own dates."""
    event = asked_about(request.standing, number=request.GET.get("wie", ""))
    if event is None:
        return {}
    return {**said_of(event), "decide_by": None, "cancel_on": None, "contact": "", "place": ""}
