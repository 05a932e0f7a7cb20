"""The tree of a guide as its keepers see it, and one page with all that can be done."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.guide import choosing, tree
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.adopting import changes_of
from drehscheibe.domain.guide.freshness import due_on
from drehscheibe.domain.guide.further import further
from drehscheibe.domain.guide.marks import marks_of
from drehscheibe.domain.guide.models import EditionIs, Page, Section, SectionDraft, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.reading import SHARED, slug_of
from drehscheibe.domain.guide.working import (
    chapter_lost_above,
    guides_of,
    has_lost_source,
    pages_for,
    section_states,
)
from drehscheibe.doors.staff.guide.forms import AddForm
from drehscheibe.doors.staff.guide.lines import lines_of, nodes_of
from drehscheibe.doors.staff.guide.reach import (
    BADGES,
    FOLDER,
    REFUSALS,
    UNFIT,
    chosen,
    guide_key,
    guide_name,
    guide_or_404,
    keeps_guide,
    languages,
    page_or_404,
    refuse,
    title_of,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page


@dataclass(frozen=True)
class Piece:
    """A section on its page: what is public, what is being written, from where it comes."""

    section: Section
    public: str
    draft: SectionDraft | None
    shared: bool
    own: Section | None
    lost: bool = False
    """Own words at a place the shared page has no more: kept, and not public."""
    choice: str = ""
    """Which courses or events are to stand there: as drafted, else as public."""

    @property
    def embeds(self) -> bool:
        """Whether a search stands in it."""
        return self.section.kind in choosing.NAMES


@staff_page(may.READ)
def page_list(request: StaffRequest) -> HttpResponse:
    """All pages of the guide in their order."""
    own = guides_of(request.standing)
    guide = chosen(request, own)
    lines = lines_of(guide, request.today)
    context = {
        "lines": lines, "guide": guide, "name": guide_name(guide), "key": guide_key(guide),
        "guides": [(guide_key(each), guide_name(each)) for each in own],
        "may_keep": keeps_guide(request, guide),
        "may_take_in": guide.centre is not None and keeps_guide(request, guide, may.TAKE_IN),
        "late": sum(line.late for line in lines),
        "trail": trail(),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/page_list.html", context)


@staff_page(may.KEEP)
def page_add(request: StaffRequest) -> HttpResponse:
    """A new page."""
    guide = guide_or_404(request, may.KEEP)
    form = AddForm(
        request.POST or None, nodes=nodes_of(guide), initial={"parent": request.GET.get("unter")}
    )
    if form.is_valid():
        parent = form.cleaned_data["parent"]
        try:
            page = tree.add_page(
                guide=guide, title=form.cleaned_data["title"], by=request.person, at=request.now,
                parent=page_or_404(request, int(parent)) if parent else None,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Seite ist angelegt. Öffentlich wird sie erst geprüft.")
            return redirect("staff:guide:page_detail", page.pk)
    context = {
        "form": form, "title": "Neue Seite", "button": "Anlegen", "back": "staff:guide:page_list",
        "lead": f"Im Wegweiser {guide_name(guide)}.", "trail": trail(None, ("Neue Seite", "")),
    }  # fmt: skip
    return render_page(
        request, f"{FOLDER}/form.html", context, status=UNFIT if form.errors else 200
    )


@staff_page(may.READ)
def page_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One page: its sections, its languages, what comes next."""
    return detail_page(request, page_or_404(request, pk))


def detail_page(
    request: StaffRequest, page: Page, refused: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The same, also with a choice that was `refused` in its section."""
    pieces = pieces_of(page)
    changes = changes_of(page)
    gone, lost = has_lost_source(page), chapter_lost_above(page)
    titles = [each for each in pieces if each.section.kind == Section.Kind.TITLE]
    public = any(each.public for each in titles)
    title = title_of(page)
    context = {
        "page": page, "title": title, "pieces": pieces, "changes": changes,
        "first": 0 if titles else 1,  # the first text, also where no title stands above it
        "editions": editions_of(page, hidden=gone or lost is not None), "due": due_on(page),
        "late": (due_on(page) or request.today) < request.today,
        "may_keep": keeps(request, page), "gone": gone, "lost": lost,
        "mark": marks_of([page])[page.pk],
        "is_public": public and not gone and lost is None,
        "lost_title": title_of(lost) if lost else "",
        "key": page.centre.key if page.centre else SHARED, "slug": slug_of(title),
        "today": request.today, "trail": trail(page), "refused": refused,
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/page_detail.html", context, status=status)


def keeps(request: StaffRequest, page: Page) -> bool:
    """Whether the person keeps the page."""
    return pages_for(request.standing, may.KEEP).filter(pk=page.pk).exists()


def pieces_of(page: Page) -> list[Piece]:
    """The sections as the page shows them: shared ones with the own words in their place."""
    pages = [page.pk, page.source_id] if page.source_id else [page.pk]
    sections = list(Section.objects.filter(page__in=pages).order_by("position", "pk"))
    shown = Wording.objects.filter(section__in=sections, language=GERMAN, shown=True)
    told = list(shown.values_list("section", "body", "choice"))
    public = {section: body for section, body, _ in told}
    drafts = {
        each.section_id: each
        for each in SectionDraft.objects.filter(section__in=sections, language=GERMAN)
    }
    chosen = {section: choice for section, _, choice in told}
    chosen |= {section: draft.choice for section, draft in drafts.items()}
    own = [each for each in sections if each.page_id == page.pk]
    instead = {each.replaces_id: each for each in own if each.replaces_id}
    pieces = [
        _piece(each, instead.get(each.pk), public, drafts, chosen)
        for each in sections
        if each.page_id != page.pk and each.pk in public
    ]
    return pieces + [
        Piece(each, public.get(each.pk, ""), drafts.get(each.pk), lost, each, lost,
              chosen.get(each.pk, ""))
        for each in own
        for lost in [each.replaces_id is not None]
        if not lost or (each.replaces_id not in public and {each.pk} & (public | drafts).keys())
    ]  # fmt: skip


def _piece(
    shared: Section, own: Section | None, public: dict[int, str],
    drafts: dict[int, SectionDraft], chosen: dict[int, str],
) -> Piece:  # fmt: skip
    if own is None or (own.pk not in public and own.pk not in drafts):
        return Piece(shared, public[shared.pk], None, True, None)
    text, choice = public.get(own.pk) or public[shared.pk], chosen.get(own.pk, "")
    return Piece(shared, text, drafts.get(own.pk), True, own, choice=choice)


def editions_of(
    page: Page, *, hidden: bool = False
) -> list[tuple[str, str, tuple[str, str] | None, int, int]]:
    """Per language: tag, name, badge of the edition, sections that are open, sections in all.

    `hidden`: what was published nobody sees, for the shared page or the chapter above is withdrawn.
    """
    known = dict(page.editions.values_list("language", "status"))
    found = []
    begun = [tag for tag in further() if tag in known]
    for tag, name in [(GERMAN, "Deutsch"), *languages(*begun)]:
        status = known.get(tag)
        states = section_states([page], tag) if tag != GERMAN else []
        open_ = sum(each.state.open for each in states)
        badge = BADGES[EditionIs(status)] if status else None
        if hidden and status == EditionIs.PUBLISHED:
            badge = ("warning", "nicht öffentlich")
        found.append((tag, name, badge, open_, len(states)))
    return found
