"""The desk of an event: who comes, who was there, who gets a certificate."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import attendance as there
from drehscheibe.domain.qualification import certifying, hosting, selectors
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.asking import answers_by_participation
from drehscheibe.domain.qualification.attendance_import import matched, read_lines, take_over
from drehscheibe.domain.qualification.models import Attendance, Certificate, Event, Session
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.doors.staff.events.planning_views import kept_or_404
from drehscheibe.doors.staff.events.views import LIST, PER_PAGE, UNFIT
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (QualificationRefused, RegistrationRefused, TransitionRefused)


@staff_page(may.EVENT_KEEP)
def participants(request: StaffRequest, number: str) -> HttpResponse:
    """Everybody who asked; the host accepts, turns down, or gives a seat."""
    event = kept_or_404(request, number)
    if request.method == "POST":
        one = event.participations.filter(pk=_number(request, "participation")).first()
        if one is None:
            raise Http404
        act, by, at = request.POST.get("act", ""), request.person, request.now
        try:
            if act == "give":
                hosting.give_seat(participation=one, by=by, at=at)
            else:
                reason = request.POST.get("reason", "")
                hosting.decide(
                    participation=one, accepted=act == "accept", reason=reason, by=by, at=at
                )
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        return redirect("staff:events:participants", number)
    rows = selectors.participants(event).order_by("registration__status", "registration__number")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    answers = answers_by_participation(page.object_list)
    context = {
        "event": event,
        "page": page,
        "rows": [(each, answers.get(each.pk, [])) for each in page.object_list],
        "namesakes": selectors.namesakes(event),
        "seats": selectors.seats_of([event]).get(event.pk, []),
        "trail": _trail(event, "Teilnehmende"),
    }
    return render_page(request, "staff/events/participants.html", context)


@staff_page(may.EVENT_KEEP)
def attendance(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """The list of one date."""
    event = kept_or_404(request, number)
    session, wrong = _session_or_404(event, pk), ""
    people = there.seated(event)
    if request.method == "POST":
        try:
            there.note_attendance(
                event=event, notes=_notes(request, people, session), by=request.person,
                at=request.now,
            )  # fmt: skip
        except QualificationRefused as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, "Die Anwesenheit ist gespeichert.")
            return redirect("staff:events:attendance", number, pk)
    known = {each.participation_id: each for each in Attendance.objects.filter(session=session)}
    context = {
        "event": event, "session": session, "wrong": wrong, "was": Attendance.Was.choices,
        "rows": [(each, known.get(each.pk)) for each in people],
        "trail": _trail(event, f"Anwesenheit: {session}"),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "staff/events/attendance.html", context, status=status)


@require_POST
@staff_page(may.EVENT_KEEP)
def check_in(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """A code from the door."""
    event = kept_or_404(request, number)
    session = _session_or_404(event, pk)
    try:
        code = request.POST.get("code", "")[:40]
        one = there.check_in(code=code, session=session, by=request.person, at=request.now)
    except QualificationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Anwesend: {one.name}")
    return redirect("staff:events:attendance", number, pk)


@staff_page(may.EVENT_KEEP)
def attendance_import(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """A table of names: sure ones are ticked, suggestions a person confirms."""
    event = kept_or_404(request, number)
    session, wrong, matches = _session_or_404(event, pk), "", None
    file = request.FILES.get("file")
    if request.method == "POST" and isinstance(file, UploadedFile):
        try:
            matches = matched(event, read_lines(file.read()))
        except TableRefused as refusal:
            wrong = str(refusal)
    elif request.method == "POST" and request.POST.get("act") != "take":
        wrong = "Bitte wählen Sie zuerst eine Datei aus."
    elif request.method == "POST":
        chosen = [int(each) for each in request.POST.getlist("chosen") if each.isdecimal()]
        try:
            count = take_over(session=session, chosen=chosen, by=request.person, at=request.now)
        except QualificationRefused as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, f"Übernommen: {count}.")
            return redirect("staff:events:attendance", number, pk)
    context = {
        "event": event, "session": session, "matches": matches, "wrong": wrong,
        "trail": _trail(event, "Anwesenheit einlesen"),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "staff/events/attendance_import.html", context, status=status)


@staff_page(may.EVENT_CERTIFY)
def certificates(request: StaffRequest, number: str) -> HttpResponse:
    """Who has earned one and why not; issue for all, revoke one."""
    event = kept_or_404(request, number)
    if request.method == "POST":
        try:
            _certify(request, event)
        except QualificationRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("staff:events:certificates", number)
    papers = {each.participation_id: each for each in event.certificates.order_by("issued_at")}
    rows = [(one, certifying.earned(one), papers.get(one.pk)) for one in there.seated(event)]
    context = {"event": event, "rows": rows, "trail": _trail(event, "Bescheinigungen")}
    return render_page(request, "staff/events/certificates.html", context)


def _certify(request: StaffRequest, event: Event) -> None:
    act = request.POST.get("act", "")
    if act in ("revoke", "replace"):
        paper = Certificate.objects.filter(event=event, pk=_number(request, "certificate")).first()
        if paper is None:
            raise Http404
        reason = request.POST.get("reason", "")
        end = certifying.revoke_certificate if act == "revoke" else certifying.replace_certificate
        ended = end(certificate=paper, reason=reason, by=request.person, at=request.now)
        said = f"ersetzt durch {ended.serial}" if act == "replace" else "widerrufen"
        messages.success(request, f"{paper.serial} ist {said}.")
        return
    count = certifying.issue_all(event=event, by=request.person, at=request.now)
    messages.success(request, f"Ausgestellt: {count}.")


def _notes(request: StaffRequest, people: list[Any], session: Session) -> list[there.Note]:
    notes = []
    for each in people:
        was = request.POST.get(f"was-{each.pk}", "")
        minutes = request.POST.get(f"minutes-{each.pk}", "")
        if was in Attendance.Was.values and was != Attendance.Was.UNKNOWN:
            number = int(minutes) if minutes.isdecimal() and len(minutes) < 5 else None
            notes.append(there.Note(each.pk, session.pk, was, number))
    return notes


def _session_or_404(event: Event, pk: int) -> Session:
    session = event.sessions.select_related("event").filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def _number(request: StaffRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _trail(event: Event, here: str) -> list[tuple[str, str]]:
    address = reverse("staff:events:event_detail", args=[event.number])
    return [LIST, (event.title, address), (here, "")]
