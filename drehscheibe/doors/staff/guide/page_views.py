"""What is done with a page as a whole."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.guide import adopting, choosing, freshness, tree
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.marks import marks_of
from drehscheibe.domain.guide.models import Page, Section
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.doors.staff.centres.two_versions import runs
from drehscheibe.doors.staff.guide.forms import MoveForm, UpkeepForm
from drehscheibe.doors.staff.guide.lines import nodes_of
from drehscheibe.doors.staff.guide.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    page_or_404,
    refuse,
    say,
    title_of,
    trail,
)
from drehscheibe.doors.staff.guide.views import detail_page
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.people.models import Person

REFUSED = 409


@staff_page(may.KEEP)
def page_move(request: StaffRequest, pk: int) -> HttpResponse:
    """To another place of the tree; addresses and links stay."""
    page = page_or_404(request, pk, may.KEEP)
    nodes = nodes_of(tree.guide_of_page(page), but=page)
    form = MoveForm(request.POST or None, nodes=nodes, initial={"parent": page.parent_id or ""})
    if form.is_valid():
        parent, before = (
            page_or_404(request, int(form.cleaned_data[name])) if form.cleaned_data[name] else None
            for name in ("parent", "before")
        )
        try:
            tree.move_page(
                page=page, parent=parent, before=before, by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Seite liegt jetzt dort. Ihre Adresse bleibt.")
            return redirect("staff:guide:page_list")
    return _form(request, page, form, "Verschieben", "Adressen und Links auf die Seite bleiben.")


@staff_page(may.KEEP)
def page_upkeep(request: StaffRequest, pk: int) -> HttpResponse:
    """Who keeps it up to date, and how long it may stand."""
    page = page_or_404(request, pk, may.KEEP)
    form = UpkeepForm(request.POST or None, colleagues=colleagues(request, page), page=page)
    if form.is_valid():
        try:
            tree.set_upkeep(page=page, **form.cleaned_data, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Das ist festgehalten.")
            return redirect("staff:guide:page_detail", pk)
    return _form(request, page, form, "Pflege", "Wer fragt nach, ob die Seite noch stimmt?")


@staff_page(may.READ)
def page_source(request: StaffRequest, pk: int) -> HttpResponse:
    """What the shared page says differently since the house last looked."""
    page = page_or_404(request, pk)
    if page.source is None:
        raise Http404
    changes = [
        (
            each,
            list(runs(each.before, each.after)),
            list(runs(each.after, each.before)),
        )
        for each in adopting.changes_of(page)
    ]
    titles = Section.Kind.TITLE
    context = {
        "page": page, "title": title_of(page), "changes": changes,
        "gone": any(each.section.kind == titles and not each.after for each, _, _ in changes),
        "mark": marks_of([page])[page.pk], "trail": trail(page, ("Gemeinsame Seite", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/page_source.html", context)


@staff_page(may.KEEP)
@require_POST
def page_act(request: StaffRequest, pk: int, act: str) -> HttpResponse:
    """One click: it still holds, another section, read, own words, detached."""
    page = page_or_404(request, pk, may.KEEP)
    if act not in ACTS:
        raise Http404
    try:
        with transaction.atomic():
            said = ACTS[act](request, page)
    except REFUSALS as refusal:
        if act == "suche":
            return _chosen_otherwise(request, page, refusal)
        say(request, refusal)
    else:
        messages.success(request, said)
    return redirect("staff:guide:page_detail", pk)


def _chosen_otherwise(request: StaffRequest, page: Page, refusal: Exception) -> HttpResponse:
    """The page once more with what was typed; another's choice stands beside it (409)."""
    clash = isinstance(refusal, choosing.ChosenMeanwhile)
    refused = {
        "section": request.POST.get("section", ""), "said": str(refusal), "clash": clash,
        "address": request.POST.get("address", "")[:2000], "stored": getattr(refusal, "stored", ""),
    }  # fmt: skip
    return detail_page(request, page, refused, status=REFUSED if clash else UNFIT)


def confirmed(request: StaffRequest, page: Page) -> str:
    """All languages at once."""
    seen = request.POST.get("seen")
    freshness.confirm(page=page, seen=seen, by=request.person, at=request.now)
    return "Bestätigt: Die Seite stimmt, in allen Sprachen."


def sectioned(request: StaffRequest, page: Page) -> str:
    """An empty section at the end."""
    kind = request.POST.get("kind", Section.Kind.TEXT)
    tree.add_section(page=page, kind=kind, by=request.person, at=request.now)
    return "Der Abschnitt steht am Ende. Öffentlich wird er, wenn sein Text geprüft ist."


def search_chosen(request: StaffRequest, page: Page) -> str:
    """Which courses or events stand in a section: somebody searches them and copies the address."""
    asked = request.POST.get("section", "")
    if not asked.isdecimal() or len(asked) > 12:
        raise Http404
    section = get_object_or_404(Section, pk=int(asked), page__in=[page.pk, page.source_id or 0])
    if section.page_id != page.pk:
        raise GuideRefused("Diesen Abschnitt führt die gemeinsame Seite.")
    choosing.choose_search(
        section=section, address=request.POST.get("address", "")[:2000],
        seen=request.POST.get("seen"), by=request.person, at=request.now,
    )  # fmt: skip
    return "Die Auswahl ist Teil des deutschen Entwurfs und wird mit ihm geprüft."


def noted(request: StaffRequest, page: Page) -> str:
    """The changes of the shared page are known."""
    seen = request.POST.get("seen")
    adopting.note_changes(page=page, seen=seen, by=request.person, at=request.now)
    return "Die Änderungen der gemeinsamen Seite gelten als gelesen."


def own_words(request: StaffRequest, page: Page) -> str:
    """A section in own words."""
    asked = request.POST.get("section", "")
    if not asked.isdecimal() or len(asked) > 12 or page.source_id is None:
        raise Http404
    section = get_object_or_404(Section, pk=int(asked), page=page.source_id)
    adopting.override(page=page, section=section, by=request.person, at=request.now)
    return "Der Abschnitt beginnt mit dem gemeinsamen Text. Ändern Sie ihn jetzt."


def detached(request: StaffRequest, page: Page) -> str:
    """The page is the centre's own from now on."""
    adopting.detach(page=page, by=request.person, at=request.now)
    return "Die Seite ist jetzt Ihre eigene und ändert sich nur noch durch Sie."


ACTS: dict[str, Callable[[StaffRequest, Page], str]] = {
    "stimmt-noch": confirmed, "abschnitt": sectioned, "gelesen": noted,
    "suche": search_chosen, "eigene-worte": own_words, "loesen": detached,
}  # fmt: skip


def colleagues(request: StaffRequest, page: Page) -> QuerySet[Person]:
    """People of the house that keeps the page, on the day."""
    houses = (
        [page.centre.organisation_id, page.centre.carrier_id] if page.centre else [page.keeper_id]
    )
    rows = Person.objects.filter(memberships__organisation__in=houses)
    live = rows.exclude(memberships__valid_to__lt=request.today)
    return live.distinct().order_by("family_name", "given_name", "pk")


def _form(
    request: StaffRequest, page: Page, form: MoveForm | UpkeepForm, title: str, lead: str
) -> HttpResponse:
    context = {
        "form": form, "title": f"{title}: {title_of(page)}", "button": "Speichern", "lead": lead,
        "back": "staff:guide:page_detail", "back_to": page.pk, "trail": trail(page, (title, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/form.html", context, status=status)
