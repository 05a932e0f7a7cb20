"""A guide in one language as other systems take it: one text a page, its twins, its last change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, FloatField, Func, OuterRef, When

from drehscheibe.domain.guide.embedding import embeds
from drehscheibe.domain.guide.links import with_links
from drehscheibe.domain.guide.models import GuidePicture, Page, Section, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.pictures import with_pictures
from drehscheibe.domain.guide.reading import Node, Row, Text, Tree, of_rows
from drehscheibe.kernel.language.tongues import direction

TITLE = Section.Kind.TITLE
Pictured = Callable[[GuidePicture, str], str]
Searched = Callable[[Text], str]
Told = tuple[Row, float, str, list[str] | None]
"""A wording, when it was published, the identity of its page; of a German title all languages."""


class Epoch(Func):
    """Seconds since 1970 of a moment."""

    template = "extract(epoch FROM %(expressions)s)::float8"
    output_field: Any = FloatField()


@dataclass(frozen=True)
class HandedOut:
    """A page that is translated: `languages` are all it has, `place` counts among its siblings."""

    node: Node
    html: str
    languages: tuple[str, ...]
    changed_at: datetime
    place: int
    machine: bool


def handed_out(
    tree: Tree, language: str, addresses: dict[str, str], pictured: Pictured, searched: Searched
) -> list[HandedOut]:
    """The pages of a tree in its language, those above them too: one query for any number, and one
    for their pictures where there are any.

    A page whose title, or one above it, is not translated is left out, as other systems do. A
    section that is not translated stands there in German and says so (`lang`). `addresses` leads
    from an identity to where its page is, `pictured` makes markup of a picture and its words,
    `searched` of the search that stands in a section.
    """
    pages = {each.pk: each.source for each in tree.nodes}
    told = _rows(pages, language)
    texts = of_rows((row for row, *_ in told if row[3] != TITLE), pages, language)
    titles, changed = _titles(told), _changes(told)
    known = addresses | _of_shared(told, tree, addresses)
    pictures = {
        each.section: pictured(found, each.body)
        for each, found in with_pictures(text for here in texts.values() for text in here)
    }
    searches = {
        each.section: searched(each) for here in texts.values() for each in here if embeds(each)
    }
    found: list[HandedOut] = []
    taken: set[int] = set()
    places: dict[int | None, int] = {}
    for node in tree.nodes:
        if node.language != language or not (node.parent is None or node.parent in taken):
            continue
        taken.add(node.pk)
        places[node.parent] = places.get(node.parent, -1) + 1
        here = texts.get(node.pk, [])
        own = titles.get(node.pk, set())
        spoken = own if GERMAN in own else titles.get(node.source or 0, set())
        moments = [changed[each] for each in (node.pk, node.source) if each in changed]
        found.append(HandedOut(
            node, html_of(here, language, known, pictures, searches), tuple(sorted(spoken)),
            datetime.fromtimestamp(max(moments), UTC),
            places[node.parent], any(each.machine for each in here),
        ))  # fmt: skip
    return found


def html_of(
    texts: Iterable[Text],
    language: str,
    addresses: dict[str, str],
    pictures: dict[int, str],
    searches: dict[int, str],
) -> str:
    """The sections one below the other; what is in German is marked.

    By section `pictures` stand instead of the words, `searches` below them.
    """
    parts = []
    for each in texts:
        if each.kind == Section.Kind.PICTURE and each.section not in pictures:
            continue
        html = pictures.get(each.section) or with_links(each.body, addresses)
        if each.language != language:
            html = f'<div lang="{each.language}" dir="{direction(each.language)}">{html}</div>'
        parts.append(html + searches.get(each.section, ""))
    return "".join(parts)


def languages_of(centres: Iterable[int]) -> dict[int, set[str]]:
    """In which languages the guides of these centres have at least one page: two queries."""
    wanted = list(centres)
    own = Wording.objects.filter(
        shown=True, section__kind=TITLE, section__page__centre__in=wanted
    ).values_list("section__page__centre", "language")
    title = {"source__sections__kind": TITLE, "source__sections__wordings__shown": True}
    adopted = Page.objects.filter(centre__in=wanted, **title).values_list(
        "centre", "source__sections__wordings__language"
    )
    found: dict[int, set[str]] = {}
    for centre, tag in (*own.distinct(), *adopted.distinct()):
        if centre is not None:
            found.setdefault(centre, set()).add(tag)
    return found


def _rows(pages: dict[int, int | None], language: str) -> list[Told]:
    """Moments come as seconds and languages as one list: thousands of rows in milliseconds."""
    sources = {source for source in pages.values() if source is not None}
    spoken = Wording.objects.filter(section=OuterRef("section"), shown=True).values("language")
    rows = (
        Wording.objects.filter(shown=True, section__page__in={*pages, *sources})
        .filter(language__in={language, GERMAN})
        .annotate(seconds=Epoch("published_at"))
        .annotate(spoken=Case(
            When(section__kind=TITLE, language=GERMAN, then=ArraySubquery(spoken)), default=None,
        ))
        .order_by("section__position", "section_id")
        .values_list(
            "section__page", "section__replaces", "section_id", "section__kind", "language",
            "body", "meaning", "translates", "machine", "choice", "seconds",
            "section__page__public_id", "spoken",
        )
    )  # fmt: skip
    return [(row[:10], *row[10:]) for row in rows]


def _titles(told: list[Told]) -> dict[int, set[str]]:
    return {row[0]: set(spoken) for row, _, _, spoken in told if spoken}


def _changes(told: list[Told]) -> dict[int, float]:
    """When what the page says in this language was last published; German counts everywhere."""
    found: dict[int, float] = {}
    for row, moment, _, _ in told:
        if found.get(row[0], 0.0) < moment:
            found[row[0]] = moment
    return found


def _of_shared(told: list[Told], tree: Tree, addresses: dict[str, str]) -> dict[str, str]:
    """Links in shared texts name shared pages: they lead to where the centre has adopted these."""
    by_source = {each.source: each.public_id for each in tree.nodes if each.source is not None}
    return {
        identity: addresses[by_source[row[0]]]
        for row, _, identity, _ in told
        if row[0] in by_source and by_source[row[0]] in addresses
    }
