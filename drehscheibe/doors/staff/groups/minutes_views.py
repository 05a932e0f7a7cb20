"""Minutes: written in a form that saves itself, commented on, corrected, compared."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.drafting import draft_texts, save_draft
from drehscheibe.domain.exchange.models import Meeting, MeetingIs
from drehscheibe.domain.exchange.recording import APPROVED, comment, correct_minutes
from drehscheibe.domain.groups import permissions as may
from drehscheibe.doors.staff.centres.two_versions import runs
from drehscheibe.doors.staff.groups.meeting_forms import MARKS, CommentForm, CorrectionForm
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    Act,
    act_page,
    full_or_404,
    led_or_404,
    meeting_or_404,
    refuse,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.light_marks import as_marks, from_marks

WRITABLE = (MeetingIs.HELD, MeetingIs.MINUTES_DRAFT)
REFUSED = 409
PARTS = {
    "text": ("Protokoll", "Sehen nach der Genehmigung alle Mitglieder."),
    "internal": ("Interner Teil", "Sehen nur volle Mitglieder; Gäste nie, auch nicht gesucht."),
}


@dataclass
class Sent:
    """What became of a submission."""

    edits: int = 0
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    refused: str = ""


@staff_page(may.TAKE_PART)
def minutes_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the draft; with scripts each change saves itself, without the button does."""
    meeting = meeting_or_404(request, pk)
    led_or_404(request, meeting.group)
    if request.method != "POST":
        if meeting.status not in WRITABLE:
            return redirect("staff:groups:meeting_detail", pk)
        return _page(request, meeting, None)
    sent = _saved(request, meeting)
    autosaving = _autosaving(request)
    if not autosaving and not sent.refused and not sent.conflicts:
        messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
        return redirect(request.path)
    meeting.refresh_from_db()
    return _page(request, meeting, sent, part="answer" if autosaving else None)


def _saved(request: StaffRequest, meeting: Meeting) -> Sent:
    loaded = request.POST.get("version", "")
    seen = int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0
    typed = {name: request.POST[name][:100_000] for name in PARTS if name in request.POST}
    try:
        kept = save_draft(
            meeting=meeting, typed=typed, seen=seen, overwrite="overwrite" in request.POST,
            by=request.person, at=request.now,
        )  # fmt: skip
    except REFUSALS as refusal:
        return Sent(edits=seen, refused=str(refusal))
    return Sent(edits=kept.edits, conflicts=kept.conflicts)


def _page(
    request: StaffRequest, meeting: Meeting, sent: Sent | None, part: str | None = None
) -> HttpResponse:
    """The form with what is stored, or, after a clash, what was typed beside it."""
    texts, edits = draft_texts(meeting)
    clashes = sent.conflicts if sent else {}
    refused = sent is not None and bool(sent.refused)
    inputs = [
        {
            "id": name, "label": label, "hint": hint,
            "text": request.POST.get(name, "") if refused or name in clashes else texts[name],
            "stored": clashes[name][0] if name in clashes else None,
        }
        for name, (label, hint) in PARTS.items()
    ]  # fmt: skip
    url = reverse("staff:groups:meeting_detail", args=[meeting.pk])
    context = {
        "meeting": meeting, "inputs": inputs, "sent": sent, "clashes": bool(clashes),
        "edits": sent.edits if sent else edits, "saved_at": request.now.astimezone(),
        "marks": MARKS, "back": url,
        "trail": trail(meeting.group, (str(meeting), url), ("Protokoll schreiben", "")),
    }  # fmt: skip
    status = REFUSED if refused or clashes else 200
    return render_page(request, f"{FOLDER}/minutes_edit.html", context, part=part, status=status)


def _autosaving(request: HttpRequest) -> bool:
    """htmx saved by itself; a pressed button is a whole page."""
    return "HX-Request" in request.headers


@staff_page(may.TAKE_PART)
@require_POST
def minutes_comment(request: StaffRequest, pk: int) -> HttpResponse:
    """What a member wants changed."""
    meeting = meeting_or_404(request, pk)
    full_or_404(request, meeting.group)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comment(
                meeting=meeting, text=form.cleaned_data["text"], by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Ihre Anmerkung liegt vor.")
    else:
        messages.error(request, "Bitte schreiben Sie, was geändert werden soll.")
    return redirect(f"{reverse('staff:groups:meeting_detail', args=[pk])}#protokoll")


@staff_page(may.TAKE_PART)
def minutes_correct(request: StaffRequest, pk: int) -> HttpResponse:
    """The next version of approved minutes, with its reason (Sc 2.5)."""
    meeting = meeting_or_404(request, pk)
    group = led_or_404(request, meeting.group)
    if meeting.status not in APPROVED:
        raise Http404
    last = meeting.minutes.order_by("-version")[0]
    form = CorrectionForm(request.POST or None, initial={"text": as_marks(last.text)})
    if form.is_valid():
        try:
            correct_minutes(
                meeting=meeting, text=from_marks(form.cleaned_data["text"]),
                reason=form.cleaned_data["reason"], by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die neue Fassung gilt; die frühere bleibt lesbar.")
            return redirect("staff:groups:minutes_versions", pk)
    back = reverse("staff:groups:meeting_detail", args=[pk])
    act = Act(
        "Protokoll berichtigen", "Als neue Fassung festhalten", str(meeting), back,
        "Die bisherige Fassung bleibt lesbar. Die Mitglieder erfahren es einmal.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def minutes_versions(request: StaffRequest, pk: int) -> HttpResponse:
    """All versions, and two of them word by word."""
    meeting = meeting_or_404(request, pk)
    versions = list(work.minutes_for(request.standing).filter(meeting=meeting))
    if not versions:
        raise Http404
    later = _chosen(versions, request.GET.get("neu"), versions[0])
    before = versions[1] if len(versions) > 1 else versions[0]
    earlier = _chosen(versions, request.GET.get("alt"), before)
    old, new = (as_marks(each.text).replace("## ", "") for each in (earlier, later))
    url = reverse("staff:groups:meeting_detail", args=[pk])
    context = {
        "meeting": meeting, "versions": versions, "earlier": earlier, "later": later,
        "same": old == new, "old": list(runs(old, new)), "new": list(runs(new, old)),
        "trail": trail(meeting.group, (str(meeting), url), ("Fassungen", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/minutes_versions.html", context)


def _chosen(versions: list[Any], wanted: str | None, otherwise: Any) -> Any:
    return next((each for each in versions if str(each.version) == wanted), otherwise)
