"""A guide in one language as other systems take it: one text a page, its twins, its last change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from drehscheibe.domain.guide.links import with_links
from drehscheibe.domain.guide.models import Page, Section, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.reading import Node, Row, Text, Tree, of_rows
from drehscheibe.kernel.language.tongues import direction

TITLE = Section.Kind.TITLE
Told = tuple[Row, datetime, str]
"""A wording, when it was published, the identity of its page."""


@dataclass(frozen=True)
class HandedOut:
    """A page that is translated: `languages` are all it has, `place` counts among its siblings."""

    node: Node
    html: str
    languages: tuple[str, ...]
    changed_at: datetime
    place: int
    machine: bool


def handed_out(tree: Tree, language: str, addresses: dict[str, str]) -> list[HandedOut]:
    """The pages of a tree in its language, those above them too: one query for any number.

    A page whose title, or one above it, is not translated is left out, as other systems do. A
    section that is not translated stands there in German and says so (`lang`). `addresses` leads
    from an identity to where its page is.
    """
    pages = {each.pk: each.source for each in tree.nodes}
    told = _rows(pages, language)
    texts = of_rows((row for row, _, _ in told if row[3] != TITLE), pages, language)
    titles, changed = _titles(told), _changes(told, language)
    known = addresses | _of_shared(told, tree, addresses)
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
            node, html_of(here, language, known), tuple(sorted(spoken)), max(moments),
            places[node.parent], any(each.machine for each in here),
        ))  # fmt: skip
    return found


def html_of(texts: Iterable[Text], language: str, addresses: dict[str, str]) -> str:
    """The sections one below the other; what is in German is marked."""
    parts = []
    for each in texts:
        if each.kind != Section.Kind.TEXT:
            continue
        html = with_links(each.body, addresses)
        if each.language != language:
            html = f'<div lang="{each.language}" dir="{direction(each.language)}">{html}</div>'
        parts.append(html)
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
    sources = {source for source in pages.values() if source is not None}
    rows = (
        Wording.objects.filter(shown=True, section__page__in={*pages, *sources})
        .filter(Q(language__in={language, GERMAN}) | Q(section__kind=TITLE))
        .order_by("section__position", "section_id")
        .values_list(
            "section__page", "section__replaces", "section_id", "section__kind", "language",
            "body", "meaning", "translates", "machine", "published_at", "section__page__public_id",
        )
    )  # fmt: skip
    return [(row[:9], row[9], row[10]) for row in rows]


def _titles(told: list[Told]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for row, _, _ in told:
        if row[3] == TITLE:
            found.setdefault(row[0], set()).add(row[4])
    return found


def _changes(told: list[Told], language: str) -> dict[int, datetime]:
    """When what the page says in this language was last published; German counts everywhere."""
    found: dict[int, datetime] = {}
    for row, moment, _ in told:
        if row[4] in {language, GERMAN} and (row[0] not in found or found[row[0]] < moment):
            found[row[0]] = moment
    return found


def _of_shared(told: list[Told], tree: Tree, addresses: dict[str, str]) -> dict[str, str]:
    """Links in shared texts name shared pages: they lead to where the centre has adopted these."""
    by_source = {each.source: each.public_id for each in tree.nodes if each.source is not None}
    return {
        identity: addresses[by_source[row[0]]]
        for row, _, identity in told
        if row[0] in by_source and by_source[row[0]] in addresses
    }
