"""Dates of an event: one more, moved, dropped."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import hosting, preparing
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import UPCOMING, Event, EventIs, EventPool, Session
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.doors.staff.events.planning_views import form_page, kept_or_404, show, trail_of
from drehscheibe.doors.staff.events.session_forms import SessionForm, typed_before
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.moments import MomentRefused

TOLD = (
    "Ändern sich Tag, Uhrzeit oder Raum, erfahren es alle Angemeldeten einmal, und ihre Kalender "
    "ziehen nach. Titel, Unterrichtseinheiten und Online-Raum ändern sich still."
)


@staff_page(may.EVENT_KEEP)
def session_add(request: StaffRequest, number: str) -> HttpResponse:
    """One more date; those who come are invited to it once the event is published."""
    event = kept_or_404(request, number)
    draft = event.status == EventIs.DRAFT
    form = SessionForm(request.POST or None, workshops=_workshops(event), repeats=draft)
    if form.is_valid():
        try:
            _add(request, event, form)
        except MomentRefused as refusal:
            form.add_error("repeat", str(refusal))
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            return redirect("staff:events:event_detail", event.number)
    return form_page(request, form, "Termin hinzufügen", "Termin hinzufügen", trail_of(event))


@staff_page(may.EVENT_KEEP)
def session_change(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Move a date, or correct it; the online room beside it."""
    event = kept_or_404(request, number)
    session = session_or_404(event, pk)
    form = SessionForm(
        request.POST or None, workshops=_workshops(event), known=session,
        initial=typed_before(session),
    )  # fmt: skip
    if form.is_valid():
        try:
            _change(request, session, form)
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            messages.success(request, "Der Termin ist gespeichert.")
            return redirect("staff:events:event_detail", event.number)
    note = TOLD if event.status in UPCOMING else ""
    return form_page(request, form, "Termin ändern", "Speichern", trail_of(event), note)


@require_POST
@staff_page(may.EVENT_KEEP)
def session_drop(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """One date does not take place; calendars strike it out."""
    event = kept_or_404(request, number)
    session = session_or_404(event, pk)
    try:
        hosting.call_off_date(session=session, by=request.person, at=request.now)
    except QualificationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Termin entfällt. Alle Angemeldeten erfahren es.")
    return redirect("staff:events:event_detail", event.number)


def session_or_404(event: Event, pk: int) -> Session:
    """A date of this very event."""
    session = event.sessions.select_related("event__owner", "access").filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def _add(request: StaffRequest, event: Event, form: SessionForm) -> None:
    add = preparing.add_session if event.status == EventIs.DRAFT else hosting.add_date
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    link, note = form.cleaned_data["link"], form.cleaned_data["note"]
    for facts in form.all_facts():
        made = add(
            event=event, facts=facts, link=link, workshop=form.cleaned_data.get("workshop"), **who
        )
        if link and note:
            hosting.set_link(session=made, link=link, note=note, **who)


def _change(request: StaffRequest, session: Session, form: SessionForm) -> None:
    who: dict[str, Any] = {"session": session, "by": request.person, "at": request.now}
    hosting.change_session(facts=form.facts(), **who)
    link, note = form.cleaned_data["link"], form.cleaned_data["note"]
    before = getattr(session, "access", None)
    if link and (before is None or (before.link, before.note) != (link, note)):
        hosting.set_link(link=link, note=note, **who)
    elif not link and before is not None:
        hosting.drop_link(**who)


def _workshops(event: Event) -> Any:
    return event.pools.filter(part=EventPool.Part.WORKSHOP)
