"""The texts of a page in a language: what is new beside what is public, and the steps they take."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide import publishing, writing
from drehscheibe.domain.guide.bodies import compared
from drehscheibe.domain.guide.dead_links import dead_links, open_identities
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.numbers_told import Differing, differing
from drehscheibe.domain.guide.publishing import Checked, drafts_of, marks_of_drafts
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.doors.staff.centres.two_versions import runs
from drehscheibe.doors.staff.guide.machine_views import machine_offer
from drehscheibe.doors.staff.guide.reach import (
    BADGES,
    FOLDER,
    REFUSALS,
    edition_or_404,
    german_name,
    language_or_404,
    page_or_404,
    title_of,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.tongues import direction
from drehscheibe.kernel.workflow.declarations import Transition
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.selectors import next_steps, steps_of

REFUSED = 409
WRITABLE = {EditionIs.DRAFT, EditionIs.PUBLISHED}


@staff_page(may.READ)
def edition(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """A page in a language: what is new beside what is public, and the next steps."""
    return _edition_page(request, page_or_404(request, pk), language_or_404(language))


def _edition_page(
    request: StaffRequest, page: Page, tag: str, refused: str = "", act: str = ""
) -> HttpResponse:
    """The same, also with the reason of a step that was `refused`: it is typed once."""
    row = page.editions.filter(language=tag).first()
    steps = _steps(request, row)
    context = {
        "page": page, "title": title_of(page), "language": tag, "name": german_name(tag),
        "direction": direction(tag), "edition": row, "is_german": tag == GERMAN,
        "badge": BADGES[EditionIs(row.status)] if row else None,
        "trail": trail(page, (german_name(tag), "")), **_texts(page, tag, row),
        "refused": refused, "act": act, "reason": request.POST.get("reason", "") if refused else "",
        "act_offered": act in {each.name for each in steps},
        "steps": steps, "history": _history(row),
        "writable": row is None or row.status in WRITABLE,
        "machine": machine_offer(page, tag, row),
    }  # fmt: skip
    status = REFUSED if refused else 200
    return render_page(request, f"{FOLDER}/edition.html", context, status=status)


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
    bodies = [each.body for each in public.values()] + [each.body for each in drafts]
    open_ = open_identities(page, bodies)
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
            "unasked": unasked, "dead": dead_links(new if draft else old, open_),
            "numbers": _numbers(section, german, new if draft else old) if language != GERMAN
            else None,
            "old": list(runs(old, new)) if draft else [],
            "new": list(runs(new, old)) if draft else [],
            "spelling": bool(draft and shown and language == GERMAN),
        })  # fmt: skip
    return {"lines": lines, "drafts": drafts, "marks_of": marks_of_drafts(drafts)}


def _numbers(section: Section, german: dict[int, Wording], text: str) -> Differing | None:
    """How the numbers of a translation differ from the German ones; None where one is missing."""
    if section.pk not in german or not text:
        return None
    return differing(compared(section, german[section.pk]), text) or None


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
        return _edition_page(request, page, tag, str(refusal), step)
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
