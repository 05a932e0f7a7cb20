"""What those who keep a guide look at: states, what waits, what goes stale."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery, Value

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section, SectionDraft, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.states import Shown, State, Written, state_of
from drehscheibe.domain.guide.tree import Guide, houses_of
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, within_reach
from drehscheibe.kernel.workflow.models import Step

LAST = 2**31 - 1
"""A draft is newer than every published wording."""


@dataclass(frozen=True)
class SectionState:
    """A public section and how it stands in a language."""

    page: int
    section: int
    kind: str
    state: State
    words: int
    """Of the German text: how much there is to translate."""


def guides_of(standing: Standing, permission: Permission = may.READ) -> list[Guide]:
    """The guides a person keeps: of their centre, or the shared one."""
    houses = standing.organisations_with(permission)
    centres = Centre.objects.filter(organisation__in=houses) | Centre.objects.filter(
        carrier__in=houses
    )
    found = [Guide(centre=each) for each in centres.distinct().order_by("sort_key")]
    others = set(houses).difference(*(houses_of(each) for each in found))
    if not others:
        return found
    kind = Organisation.Kind.COORDINATING_OFFICE
    keepers = Organisation.objects.filter(pk__in=others, kind=kind)
    return found + [Guide(keeper=each) for each in keepers.order_by("pk")]


def pages_for(standing: Standing, *permissions: Permission) -> QuerySet[Page]:
    """Pages the person keeps."""
    rows = Page.objects.select_related("centre", "keeper", "source")
    return within_reach(rows, *(permissions or (may.READ,)), standing=standing)


def section_states(pages: Collection[Page], language: str) -> list[SectionState]:
    """How the public sections of these pages stand in a language: two queries."""
    rows = Wording.objects.filter(
        shown=True, section__page__in=pages, language__in={GERMAN, language}
    ).order_by("section__page", "section__position")
    german: dict[int, tuple[int, str, Shown, str]] = {}
    other: dict[int, Shown] = {}
    values = rows.values_list(
        "section", "section__page", "section__kind", "language", "meaning", "translates",
        "machine", "native", "body",
    )  # fmt: skip
    for section, page, kind, tag, meaning, translates, machine, native, body in values:
        shown = Shown(meaning, translates, machine, native)
        if tag == GERMAN:
            german[section] = (page, kind, shown, body)
        else:
            other[section] = shown
    drafts = SectionDraft.objects.filter(section__in=german, language=language)
    written = {
        section: Written(translates, machine)
        for section, translates, machine in drafts.values_list("section", "translates", "machine")
    }
    return [
        SectionState(
            page, section, kind, state_of(shown, other.get(section), written.get(section)),
            len(body.split()),
        )
        for section, (page, kind, shown, body) in german.items()
    ]  # fmt: skip


def titles_of(pages: Iterable[Page]) -> dict[int, str]:
    """German titles for lists of keepers: the draft before what is published, the shared one
    where the page says none itself."""
    own = {each.pk: each.source_id for each in pages}
    wanted = {*own, *(source for source in own.values() if source)}
    at = {"section__page__in": wanted, "section__kind": Section.Kind.TITLE, "language": GERMAN}
    drafts = SectionDraft.objects.filter(**at).annotate(number=Value(LAST))
    published = Wording.objects.filter(**at)
    columns = ("number", "section__page", "body")
    rows = published.values_list(*columns).union(drafts.values_list(*columns), all=True)
    titles = {page: body for _, page, body in sorted(rows) if body}
    return {
        page: titles.get(page) or titles.get(source or 0) or "(ohne Überschrift)"
        for page, source in own.items()
    }


def has_lost_source(page: Page) -> bool:
    """Whether it follows a shared page that is withdrawn: nobody but its keepers sees it."""
    titles = Wording.objects.filter(
        section__page=page.source_id, section__kind=Section.Kind.TITLE, language=GERMAN, shown=True
    )
    return page.source_id is not None and not titles.exists()


def chapter_lost_above(page: Page) -> Page | None:
    """The nearest page above that follows a withdrawn one: with it all below left the public."""
    above = page.parent
    while above is not None and not has_lost_source(above):
        above = above.parent
    return above


def newly_without_source(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those whose shared page was withdrawn since the house last looked at it."""
    last = Step.objects.filter(
        workflow=EDITION.name, object_id=OuterRef("pk"), name="withdraw"
    ).order_by("-pk")
    withdrawn = Edition.objects.filter(
        page=OuterRef("source"), language=GERMAN, status=EditionIs.WITHDRAWN
    ).annotate(since=Subquery(last.values("entered_at")[:1]))
    rows = pages.annotate(gone_since=Subquery(withdrawn.values("since")[:1]))
    return rows.filter(gone_since__gt=F("source_seen_at"))


def numbers_below(chapters: Collection[Page]) -> dict[int, int]:
    """How many pages stand below each, however deep: one query."""
    centres = {each.centre_id for each in chapters}
    rows = Page.objects.filter(centre__in=centres).values_list("parent_id", "pk")
    below: dict[int | None, list[int]] = {}
    for parent, pk in rows:
        below.setdefault(parent, []).append(pk)

    def number(pk: int) -> int:
        return sum(1 + number(each) for each in below.get(pk, []))

    return {each.pk: number(each.pk) for each in chapters}


def waiting_for(standing: Standing) -> QuerySet[Edition]:
    """Texts that lie for review where the person may publish."""
    rows = Edition.objects.filter(status=EditionIs.REVIEW).select_related("page__centre")
    return within_reach(rows, may.PUBLISH, standing=standing).order_by("pk")
