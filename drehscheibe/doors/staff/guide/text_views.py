"""Writing a section, comparing its versions, and the steps of a page's texts in a language."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.guide import adopting, publishing, tree, writing
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.bodies import (
    LONGEST_ALTERNATIVE,
    LONGEST_TITLE,
    compared,
    typed_form,
)
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.publishing import Checked, drafts_of, marks_of_drafts
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.domain.guide.writing import Typed
from drehscheibe.doors.staff.centres.two_versions import runs, version_seen
from drehscheibe.doors.staff.guide.machine_views import machine_offer
from drehscheibe.doors.staff.guide.reach import (
    BADGES,
    FOLDER,
    REFUSALS,
    edition_or_404,
    german_name,
    language_or_404,
    page_or_404,
    say,
    section_or_404,
    title_of,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.drafts.keeping import Kept
from drehscheibe.kernel.language.tongues import direction
from drehscheibe.kernel.workflow.declarations import Transition
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.selectors import next_steps, steps_of

REFUSED = 409
LONGEST = 30_000
MARKS = (
    "Leere Zeile: neuer Absatz. „- “ am Anfang: Punkt einer Liste. „1. “: Schritt. „## “: "
    "Zwischenüberschrift. **Wort**: fett. Link: [Worte](Adresse); die Adresse einer Seite des "
    "Wegweisers bleibt richtig, auch wenn die Seite umbenannt wird."
)
LINES: dict[str, int] = {
    Section.Kind.TITLE: LONGEST_TITLE, Section.Kind.PICTURE: LONGEST_ALTERNATIVE
}  # fmt: skip
"""Sections that are one line."""
WRITABLE = {EditionIs.DRAFT, EditionIs.PUBLISHED}


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
        request.POST.get("text", "")[:LONGEST], version_seen(request),
        request.POST.get("translates", "")[:32], "overwrite" in request.POST,
        "fits" in request.POST,
    )  # fmt: skip
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
    clash = kept.conflicts.get("text") if kept else None
    error = kept.errors.get("text", "") if kept else ""
    page = section.page
    context = {
        "section": section, "page": page, "language": language, "name": german_name(language),
        "direction": direction(language), "title": title_of(page), "marks": MARKS,
        "text": request.POST.get("text", "") if clash or refused else writing.shown_text(draft),
        "edits": kept.edits if kept else draft.edits, "stored": clash[0] if clash else "",
        "clash": clash is not None, "refused": refused, "error": error, "draft": draft,
        "saved_at": request.now.astimezone(),
        "is_title": section.kind in LINES, "longest": LINES.get(section.kind, LONGEST),
        "source": _source(request, section, language, draft.translates),
        "trail": trail(page, (german_name(language), _edition_url(page, language)),
                       ("Schreiben", "")),
    }  # fmt: skip
    status = REFUSED if clash or refused else 422 if error else 200
    part = "answer" if _autosaving(request) else None
    return render_page(request, f"{FOLDER}/section_write.html", context, part=part, status=status)


def _source(
    request: StaffRequest, section: Section, language: str, drafted: str
) -> dict[str, object] | None:
    """For translators: the German text of today, and what changed since the one translated."""
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
        "trail": trail(row.page, ("Fassungen", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/versions.html", context)


@staff_page(may.WRITE)
@require_POST
def section_act(request: StaffRequest, section: int, language: str, act: str) -> HttpResponse:
    """One click: a place up, the draft away, back to the shared text."""
    row, tag = section_or_404(request, section), language_or_404(language)
    named: dict[str, Any] = {"section": row, "by": request.person, "at": request.now}
    try:
        with transaction.atomic():
            if act == "hoch":
                tree.raise_section(**named)
            elif act == "verwerfen":
                writing.discard_draft(**named, language=tag)
            elif act == "gemeinsamer-text":
                adopting.drop_override(**named)
            else:
                raise Http404
    except REFUSALS as refusal:
        say(request, refusal)
    return redirect("staff:guide:page_detail", row.page_id)


@staff_page(may.READ)
def edition(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """A page in a language: what is new beside what is public, and the next steps."""
    page, tag = page_or_404(request, pk), language_or_404(language)
    row = page.editions.filter(language=tag).first()
    context = {
        "page": page, "title": title_of(page), "language": tag, "name": german_name(tag),
        "direction": direction(tag), "edition": row, "is_german": tag == GERMAN,
        "badge": BADGES[EditionIs(row.status)] if row else None,
        "trail": trail(page, (german_name(tag), "")), **_texts(page, tag, row),
        "steps": _steps(request, row), "history": _history(row),
        "writable": row is None or row.status in WRITABLE,
        "machine": machine_offer(page, tag, row),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/edition.html", context)


def _steps(request: StaffRequest, row: Edition | None) -> list[Transition]:
    if row is None:
        return []
    possible = next_steps(EDITION, row, person=request.person, on=request.today)
    offered = {step.name: step for step in possible}
    if not writing.shown_wordings(row.page, row.language).exists():
        offered.pop("withdraw", None)
    return [offered[name] for name in STEPS if name in offered]


def _history(row: Edition | None) -> list[tuple[Step, str]]:
    """Every step with its label."""
    steps = steps_of(EDITION, row) if row else ()
    return [(each, EDITION.by_name[each.name].label) for each in steps]


def _texts(page: Page, language: str, row: Edition | None) -> dict[str, object]:
    """Every section: public text, draft, and the words that differ."""
    drafts = list(drafts_of(row).select_related("section", "written_by")) if row else []
    by_section = {each.section_id: each for each in drafts}
    public = {each.section_id: each for each in writing.shown_wordings(page, language)}
    german = {each.section_id: each for each in writing.shown_wordings(page, GERMAN)}
    lines = []
    for section in page.sections.order_by("position", "pk"):
        draft, shown = by_section.get(section.pk), public.get(section.pk)
        unasked = language != GERMAN and section.pk not in german
        if unasked and draft is None:
            continue
        new = compared(section, draft) if draft else ""
        old = compared(section, shown) if shown else ""
        lines.append({
            "section": section, "draft": draft, "shown": shown, "old_text": old,
            "outdated": bool(shown and language != GERMAN and not unasked
                             and shown.translates != german[section.pk].meaning),
            "unasked": unasked,
            "old": list(runs(old, new)) if draft else [],
            "new": list(runs(new, old)) if draft else [],
            "spelling": bool(draft and shown and language == GERMAN),
        })  # fmt: skip
    return {"lines": lines, "drafts": drafts, "marks_of": marks_of_drafts(drafts)}


@staff_page(may.WRITE)
@require_POST
def edition_step(request: StaffRequest, pk: int, language: str, step: str) -> HttpResponse:
    """Submit, take back, return, publish, withdraw, take up again."""
    page, tag = page_or_404(request, pk), language_or_404(language)
    row = edition_or_404(request, page, tag)
    if step not in STEPS:
        raise Http404
    named: dict[str, Any] = {"edition": row, "by": request.person, "at": request.now}
    if step in {"return", "withdraw"}:
        named["reason"] = request.POST.get("reason", "")[:1000]
    if step == "publish":
        named |= {"seen": _number(request, "seen"), "checked": _checked(request)}
    try:
        with transaction.atomic():
            STEPS[step](**named)
    except REFUSALS as refusal:
        say(request, refusal)
    else:
        messages.success(request, f"Stand: {EDITION.states(row_status(row)).label}.")
    return redirect("staff:guide:edition", pk, tag)


STEPS: dict[str, Callable[..., Edition]] = {
    "publish": publishing.publish, "submit": publishing.submit, "return": publishing.send_back,
    "recall": publishing.recall, "restore": publishing.restore, "withdraw": publishing.withdraw,
}  # fmt: skip
"""In the order in which the page offers them."""


def row_status(row: Edition) -> str:
    """As it stands now."""
    row.refresh_from_db()
    return row.status


def _checked(request: StaffRequest) -> Checked:
    spelling = {int(each) for each in request.POST.getlist("spelling") if each.isdecimal()}
    return Checked(spelling, native="native" in request.POST)


def _number(request: StaffRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else -1


def _chosen(rows: list[Any], wanted: str | None, otherwise: Any) -> Any:
    return next((each for each in rows if str(each.number) == wanted), otherwise)


def _edition_url(page: Page, language: str) -> str:
    return reverse("staff:guide:edition", args=[page.pk, language])


def _autosaving(request: StaffRequest) -> bool:
    """htmx saved by itself; a pressed button is a whole page."""
    return "HX-Request" in request.headers
