"""Writing a section, comparing its versions, and the steps of a page's texts in a language."""

from typing import Any, TypedDict

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.guide import adopting, tree, writing
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.bodies import (
    LONGEST_ALTERNATIVE,
    LONGEST_TITLE,
    compared,
    typed_form,
)
from drehscheibe.domain.guide.models import Page, Section, SectionDraft
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.numbers_told import differing
from drehscheibe.domain.guide.writing import Typed
from drehscheibe.doors.staff.centres.two_versions import runs, version_seen
from drehscheibe.doors.staff.guide.reach import (
    FOLDER,
    REFUSALS,
    german_name,
    language_or_404,
    say,
    section_or_404,
    title_of,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.drafts.keeping import LONGEST_INPUT, Kept
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.tongues import direction


class Again(TypedDict):
    """An earlier version in the field: what is said of it, its text, the German it translates."""

    title: str
    text: str
    body: str
    translates: str


REFUSED = 409
TOO_LONG = (
    "Das ist zu viel auf einmal. Ihr Text steht noch im Feld: Bitte teilen Sie ihn auf mehrere "
    "Abschnitte auf."
)
MARKS = (
    "Leere Zeile: neuer Absatz. „- “ am Anfang: Punkt einer Liste. „1. “: Schritt. „## “: "
    "Zwischenüberschrift. **Wort**: fett. Link: [Worte](Adresse); die Adresse einer Seite des "
    "Wegweisers bleibt richtig, auch wenn die Seite umbenannt wird."
)
LINES: dict[str, int] = {
    Section.Kind.TITLE: LONGEST_TITLE, Section.Kind.PICTURE: LONGEST_ALTERNATIVE
}  # fmt: skip
"""Sections that are one line."""


@staff_page(may.WRITE)
def section_write(request: StaffRequest, section: int, language: str) -> HttpResponse:
    """Write a section; what somebody else saved meanwhile is shown beside, not overwritten."""
    row, tag = section_or_404(request, section), language_or_404(language)
    german = writing.german_of(row)
    if tag != GERMAN and german is None:
        raise Http404
    if request.method != "POST":
        return _writing_page(request, row, tag)
    typed = Typed(
        request.POST.get("text", ""), version_seen(request),
        request.POST.get("translates", "")[:32], "overwrite" in request.POST,
        "fits" in request.POST,
    )  # fmt: skip
    if len(typed.text) > LONGEST_INPUT:
        return _writing_page(request, row, tag, refused=TOO_LONG)
    try:
        with transaction.atomic():
            kept = writing.save_section(
                section=row, language=tag, typed=typed, by=request.person, at=request.now
            )
    except REFUSALS as refusal:
        return _writing_page(request, row, tag, refused=str(refusal))
    if not _autosaving(request) and not kept.conflicts and not kept.errors:
        messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
        return redirect("staff:guide:edition", row.page_id, tag)
    return _writing_page(request, row, tag, kept)


def _writing_page(
    request: StaffRequest, section: Section, language: str, kept: Kept | None = None,
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    draft = writing.draft_of(section, language, by=request.person, at=request.now)
    again = _again(request, section, language, draft)
    clash = kept.conflicts.get("text") if kept else None
    error = kept.errors.get("text", "") if kept else ""
    page = section.page
    context = {
        "section": section, "page": page, "language": language, "name": german_name(language),
        "direction": direction(language), "title": title_of(page), "marks": MARKS,
        "text": _text(request, draft, again, typed=bool(clash or refused)), "again": again,
        "edits": kept.edits if kept else draft.edits, "stored": clash[0] if clash else "",
        "clash": clash is not None, "refused": refused, "error": error, "draft": draft,
        "saved_at": request.now.astimezone(),
        "is_title": section.kind in LINES, "longest": LINES.get(section.kind, LONGEST_INPUT),
        "source": _source(section, language, again["translates"] if again else draft.translates,
                          again["body"] if again else writing.shown_text(draft)),
        "trail": trail(page, (german_name(language), _edition_url(page, language)),
                       ("Schreiben", "")),
    }  # fmt: skip
    status = REFUSED if clash or refused else 422 if error else 200
    part = "answer" if _autosaving(request) else None
    return render_page(request, f"{FOLDER}/section_write.html", context, part=part, status=status)


def _text(request: StaffRequest, draft: SectionDraft, again: Again | None, *, typed: bool) -> str:
    """What stands in the field: what was just typed, an earlier version, the draft."""
    if typed:
        return request.POST.get("text", "")
    return again["body"] if again else writing.shown_text(draft)


def _again(
    request: StaffRequest, section: Section, language: str, draft: SectionDraft
) -> Again | None:
    """An earlier version laid into the field (`?fassung=3`); it is saved only when somebody does.

    What it translates stays what it was: behind a newer German text it is out of date.
    """
    asked = request.GET.get("fassung", "") if request.method == "GET" else ""
    if not asked:
        return None
    rows = section.wordings.filter(language=language).exclude(body="")
    row = next((each for each in rows if str(each.number) == asked), None)
    if row is None:
        raise Http404
    drafted = "Ihr Entwurf dazu bleibt, bis Sie speichern." if draft.pk else ""
    return Again(
        title=f"Fassung {row.number} vom {german_day(day_of(row.published_at))} steht im Feld",
        text=f"Gespeichert ist sie noch nicht. {drafted}".strip(),
        body=typed_form(section, row.body), translates=row.translates,
    )  # fmt: skip


def _source(section: Section, language: str, drafted: str, text: str) -> dict[str, object] | None:
    """For translators: the German text of today, what changed since the one translated, and which
    numbers are others in the `text` in the field."""
    german = writing.german_of(section)
    if language == GERMAN or german is None:
        return None
    now = typed_form(section, german.body)
    last = section.wordings.filter(language=language, shown=True).first()
    basis = drafted or (last.translates if last else "")
    before = writing.german_before(section, basis) if basis else ""
    changed = bool(basis) and basis != german.meaning
    return {
        "text": now, "changed": changed, "meaning": german.meaning,
        "removed": list(runs(before, now)) if changed else [],
        "added": list(runs(now, before)) if changed else [],
        "fits": changed and last is not None,
        "numbers": differing(now, text) if text else None,
    }  # fmt: skip


@staff_page(may.WRITE)
def versions(request: StaffRequest, section: int, language: str) -> HttpResponse:
    """All published texts of a section, and two of them word by word."""
    row, tag = section_or_404(request, section), language_or_404(language)
    rows = list(row.wordings.filter(language=tag).select_related("written_by", "published_by"))
    if not rows:
        raise Http404
    later = _chosen(rows, request.GET.get("neu"), rows[0])
    earlier = _chosen(rows, request.GET.get("alt"), rows[1] if len(rows) > 1 else rows[0])
    old, new = (compared(row, each) for each in (earlier, later))
    context = {
        "section": row, "versions": rows, "earlier": earlier, "later": later, "language": tag,
        "same": old == new, "old": list(runs(old, new)), "new": list(runs(new, old)),
        "direction": direction(tag), "name": german_name(tag),
        "writable": tag == GERMAN or writing.german_of(row) is not None,
        "trail": trail(row.page, ("Fassungen", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/versions.html", context)


@staff_page(may.WRITE)
@require_POST
def section_act(request: StaffRequest, section: int, language: str, act: str) -> HttpResponse:
    """One click: a place up, the draft away, back to the shared text."""
    row, tag = section_or_404(request, section), language_or_404(language)
    named: dict[str, Any] = {"section": row, "by": request.person, "at": request.now}
    seen = version_seen(request) if "version" in request.POST else None
    try:
        with transaction.atomic():
            if act == "hoch":
                tree.raise_section(**named)
            elif act == "verwerfen":
                writing.discard_draft(**named, seen=seen, language=tag)
            elif act == "gemeinsamer-text":
                adopting.drop_override(**named, seen=seen)
            else:
                raise Http404
    except REFUSALS as refusal:
        say(request, refusal)
    return redirect("staff:guide:page_detail", row.page_id)


def _chosen(rows: list[Any], wanted: str | None, otherwise: Any) -> Any:
    return next((each for each in rows if str(each.number) == wanted), otherwise)


def _edition_url(page: Page, language: str) -> str:
    return reverse("staff:guide:edition", args=[page.pk, language])


def _autosaving(request: StaffRequest) -> bool:
    """htmx saved by itself; a pressed button is a whole page."""
    return "HX-Request" in request.headers
