"""What is to be done in a guide: translate, check, ask again, adopt."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.adopting import adopt
from drehscheibe.domain.guide.freshness import due_on
from drehscheibe.domain.guide.further import begun, further, with_languages
from drehscheibe.domain.guide.marks import marks_of
from drehscheibe.domain.guide.models import Page, ReminderStop
from drehscheibe.domain.guide.reading import SHARED, guide_at, tree_of
from drehscheibe.domain.guide.reminding import set_reminders
from drehscheibe.domain.guide.working import (
    SectionState,
    guides_of,
    pages_for,
    section_states,
    titles_of,
    waiting_for,
)
from drehscheibe.doors.staff.guide.forms import AdoptForm
from drehscheibe.doors.staff.guide.lines import nodes_of
from drehscheibe.doors.staff.guide.reach import (
    FOLDER,
    REFUSALS,
    STATE_BADGES,
    UNFIT,
    german_name,
    guide_name,
    guide_or_404,
    languages,
    refuse,
    to_begin,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

PER_PAGE = 50


@staff_page(may.WRITE)
def worklist(request: StaffRequest) -> HttpResponse:
    """What is missing or has changed in a language, and nothing else."""
    guide = guide_or_404(request, may.WRITE)
    asked = request.GET.get("sprache", "")
    pages = list(with_languages(guide).order_by("pk"))
    own = begun(pages)
    offered = languages(*own)
    language = asked if asked in dict(offered) or asked in further() else offered[0][0]
    todo = [each for each in section_states(pages, language) if each.state.open]
    page = Paginator(todo, PER_PAGE).get_page(request.GET.get("seite"))
    by_pk = {each.pk: each for each in pages}
    titles = titles_of([by_pk[each.page] for each in page.object_list])
    context = {
        "page": page, "language": language, "languages": offered, "name": guide_name(guide),
        "to_begin": to_begin(own),
        "language_name": german_name(language), "words": sum(each.words for each in todo),
        "rows": rows_of(page.object_list, titles), "trail": trail(None, ("Übersetzen", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/worklist.html", context)


def rows_of(
    states: Iterable[SectionState], titles: dict[int, str]
) -> list[tuple[SectionState, str, str]]:
    """A section, the title of its page, its badge."""
    return [(each, titles[each.page], STATE_BADGES[each.state]) for each in states]


@staff_page(may.PUBLISH)
def review_list(request: StaffRequest) -> HttpResponse:
    """Texts that wait for a second person."""
    editions = list(waiting_for(request.standing))
    titles = titles_of([each.page for each in editions])
    context = {
        "rows": [(each, titles[each.page_id], german_name(each.language)) for each in editions],
        "trail": trail(None, ("Prüfen", "")),
    }
    return render_page(request, f"{FOLDER}/review_list.html", context)


@staff_page(may.KEEP)
def freshness(request: StaffRequest) -> HttpResponse:
    """Pages by when somebody last said that they hold, the oldest first."""
    rows = pages_for(request.standing, may.KEEP).select_related("owner", "centre")
    asked = request.GET.get("von") == "mir"
    if asked:
        rows = rows.filter(owner=request.person)
    ordered = rows.filter(verified_at__isnull=False).order_by(F("verified_at").asc(), "pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("seite"))
    shown = list(page.object_list)
    titles, marks = titles_of(shown), marks_of(shown)
    context = {
        "page": page, "mine": asked, "today": request.today,
        "trail": trail(None, ("Aktualität", "")),
        "stopped": ReminderStop.objects.filter(person=request.person).exists(),
        "rows": [
            (each, titles[each.pk], due_on(each), marks[each.pk]) for each in shown
        ],
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/freshness.html", context)


@staff_page(may.KEEP)
@require_POST
def reminders_act(request: StaffRequest) -> HttpResponse:
    """Mails about the guide to oneself: on or off."""
    wanted = request.POST.get("wanted") == "ja"
    set_reminders(wanted=wanted, by=request.person, at=request.now)
    told = "wieder" if wanted else "nicht mehr"
    messages.success(request, f"Der Wegweiser erinnert Sie {told} per Mail.")
    return redirect("staff:guide:freshness")


@staff_page(may.KEEP)
def shared_list(request: StaffRequest) -> HttpResponse:
    """The shared pages, and which of them the own guide has."""
    shared = guide_at(SHARED)
    nodes = tree_of(shared.guide, "de").nodes if shared else []
    own = [each.centre for each in guides_of(request.standing, may.KEEP) if each.centre]
    adopted = dict(
        Page.objects.filter(centre__in=own[:1], source__isnull=False).values_list("source", "pk")
    )
    context = {
        "rows": [(each, adopted.get(each.pk)) for each in nodes], "has_guide": bool(own),
        "trail": trail(None, ("Gemeinsame Seiten", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/shared_list.html", context)


@staff_page(may.KEEP)
def page_adopt(request: StaffRequest, pk: int) -> HttpResponse:
    """A shared page into the own guide, with what lies below."""
    source = get_object_or_404(Page.objects.exclude(keeper=None), pk=pk)
    guide = guide_or_404(request, may.KEEP)
    form = AdoptForm(request.POST or None, nodes=nodes_of(guide))
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data["parent"]
        try:
            page = adopt(
                source=source, guide=guide, by=request.person, at=request.now,
                parent=Page.objects.get(pk=int(parent)) if parent else None,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Seite steht jetzt in Ihrem Wegweiser.")
            return redirect("staff:guide:page_detail", page.pk)
    title = titles_of([source])[source.pk]
    context = {
        "form": form, "title": f"Übernehmen: {title}", "button": "Übernehmen",
        "lead": "Mit allen Seiten darunter. Text und Übersetzungen folgen der gemeinsamen Seite; "
        "einzelne Abschnitte können Sie mit eigenen Worten ersetzen.",
        "back": "staff:guide:shared_list", "trail": trail(None, ("Gemeinsame Seiten", "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/form.html", context, status=status)
