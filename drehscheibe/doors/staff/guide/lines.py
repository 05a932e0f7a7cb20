"""The tree of a guide as lines: how each page stands, and what its shared page does meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drehscheibe.domain.guide.freshness import due_on
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.tree import Guide
from drehscheibe.domain.guide.working import titles_of
from drehscheibe.doors.staff.guide.reach import BADGES


@dataclass(frozen=True)
class Line:
    """A page in the tree of its keepers."""

    page: Page
    depth: int
    title: str
    badge: tuple[str, str]
    due: date | None
    late: bool
    changed: bool
    gone: bool
    """The shared page it follows is withdrawn, so the public does not see it."""
    hidden: bool
    """It stands below such a page: nobody finds it there either."""


@dataclass(frozen=True)
class Sources:
    """Of adopted pages: those whose shared page says something new, and those where it stands."""

    changed: set[int]
    standing: set[int]


def lines_of(guide: Guide, today: date) -> list[Line]:
    """The whole tree: pages, titles, German editions, changes of adopted pages; five queries."""
    pages = list(Page.objects.filter(**guide.columns).order_by("position", "pk"))
    titles = titles_of(pages)
    german = dict(
        Edition.objects.filter(page__in=pages, language=GERMAN).values_list("page", "status")
    )
    sources = _sources_of(pages)
    below: dict[int | None, list[Page]] = {}
    for each in pages:
        below.setdefault(each.parent_id, []).append(each)

    def walk(parent: int | None, depth: int, hidden: bool) -> Iterator[Line]:
        for page in below.get(parent, []):
            gone = bool(page.source_id) and page.pk not in sources.standing
            badge = _badge(german.get(page.pk), gone, hidden)
            changed, due = page.pk in sources.changed, due_on(page)
            late = bool(due and due < today)
            yield Line(page, depth, titles[page.pk], badge, due, late, changed, gone, hidden)
            yield from walk(page.pk, depth + 1, hidden or gone)

    return list(walk(None, 0, hidden=False))


def _sources_of(pages: list[Page]) -> Sources:
    """One query."""
    seen = {each.source_id: each for each in pages if each.source_id}
    told = Wording.objects.filter(section__page__in=seen, language=GERMAN)
    found = Sources(set(), set())
    columns = ("section__page", "section__kind", "published_at", "shown")
    for source, kind, at, shown in told.values_list(*columns):
        page = seen[source]
        if at > (page.source_seen_at or at):
            found.changed.add(page.pk)
        if shown and kind == Section.Kind.TITLE:
            found.standing.add(page.pk)
    return found


def _badge(status: str | None, gone: bool, hidden: bool) -> tuple[str, str]:
    if gone or (hidden and status in {None, EditionIs.PUBLISHED}):  # a draft stays one
        return "warning", "nicht öffentlich"
    return BADGES[status] if status else ("info", "übernommen")  # type: ignore[index] # its value


def nodes_of(guide: Guide, but: Page | None = None) -> list[tuple[int, int, str]]:
    """The tree for a choice."""
    rows = lines_of(guide, date.min)
    return [(row.page.pk, row.depth, row.title) for row in rows if row.page != but]
