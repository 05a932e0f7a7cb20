"""What the public reads: the tree of a guide, a page, everything in one language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide.further import further, in_order
from drehscheibe.domain.guide.models import Page, Section, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.tree import Guide
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation

SHARED = "land"
"""The key of the shared guide, beside the keys of the centres."""
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class OpenGuide:
    """A guide the public can read; `name` is German."""

    key: str
    name: str
    guide: Guide


@dataclass
class Node:
    """A public page in its tree. `language`: of the title, German where a translation is missing;
    `further`: languages beyond the interface it has a title in.

    `slug` comes of the German title: the address says the same in every language.
    """

    pk: int
    public_id: str
    parent: int | None
    source: int | None
    title: str
    language: str
    slug: str
    verified_at: datetime | None
    stale_after: int
    further: list[str]
    depth: int = 0
    children: list["Node"] = field(default_factory=list)

    def is_stale(self, *, on: date) -> bool:
        """Nobody has checked it for longer than it may stand."""
        if self.verified_at is None:
            return True
        return day_of(self.verified_at) + timedelta(days=self.stale_after) < on


@dataclass(frozen=True)
class Tree:
    """All public pages of a guide; `nodes` in the order of reading."""

    nodes: list[Node]
    by_identity: dict[str, Node]
    by_pk: dict[int, Node]

    @property
    def top(self) -> list[Node]:
        """The chapters."""
        return [each for each in self.nodes if each.depth == 0]


@dataclass(frozen=True)
class Text:
    """A section as it is shown; `outdated`: the German text has changed since.

    `choice` is the search whose finds stand below it, the same in all languages.
    """

    kind: str
    body: str
    language: str
    outdated: bool
    machine: bool
    section: int
    choice: str = ""


Row = tuple[int, int | None, int, str, str, str, str, str, bool, str]
"""Page, replaced section, section, kind, language, body, meaning, translates, machine, choice."""


def guide_at(key: str) -> OpenGuide | None:
    """The guide of this key: a centre's, or the shared one."""
    if key == SHARED:
        kind = Organisation.Kind.COORDINATING_OFFICE
        keeper = Organisation.objects.filter(kind=kind).order_by("pk").first()
        return OpenGuide(SHARED, "Nordrhein-Westfalen", Guide(keeper=keeper)) if keeper else None
    if not key.isdecimal():
        return None
    centre = Centre.objects.filter(key=key).select_related("organisation").first()
    return OpenGuide(centre.key, centre.area_name, Guide(centre=centre)) if centre else None


def centres_with_guide() -> list[Centre]:
    """Centres whose guide has at least one page."""
    return list(
        Centre.objects.filter(pk__in=Page.objects.exclude(centre=None).values("centre"))
        .order_by("sort_key")
    )  # fmt: skip


def tree_of(guide: Guide, language: str) -> Tree:
    """All public pages with their titles: two queries, however many pages there are."""
    rows = Page.objects.filter(**guide.columns).order_by("position", "pk").values_list(
        "pk", "public_id", "parent_id", "source_id",
        "verified_at", "stale_after", "source__verified_at",
    )  # fmt: skip
    pages = list(rows)
    titles = _titles({each[0]: each[3] for each in pages}, language)
    found: dict[int | None, list[Node]] = {}
    for pk, identity, parent, source, checked, days, source_checked in pages:
        if pk not in titles:
            continue
        german, title, tongue, more = titles[pk]
        verified = max(filter(None, (checked, source_checked)), default=None)
        node = Node(pk, identity, parent, source, title, tongue, slug_of(german),
                    verified, days, more)  # fmt: skip
        found.setdefault(parent, []).append(node)
    nodes: list[Node] = []
    _walk(None, 0, found, nodes)
    return Tree(nodes, {each.public_id: each for each in nodes}, {each.pk: each for each in nodes})


def texts_of(node: Node, language: str) -> list[Text]:
    """What a page says, without its title, in the order of its sections: one query."""
    return _texts({node.pk: node.source}, language)[node.pk]


def texts_of_all(tree: Tree, language: str) -> dict[int, list[Text]]:
    """The same of every page at once: one query."""
    return _texts({each.pk: each.source for each in tree.nodes}, language)


def shared_identities(identities: Iterable[str], tree: Tree) -> dict[str, Node]:
    """Links in shared texts name shared pages: where the centre has adopted these."""
    strangers = set(identities) - tree.by_identity.keys()
    if not strangers:
        return {}
    names = Page.objects.filter(public_id__in=strangers).values_list("pk", "public_id")
    by_source = {each.source: each for each in tree.nodes if each.source is not None}
    return {identity: by_source[pk] for pk, identity in names if pk in by_source}


def slug_of(title: str) -> str:
    """The words of a title for an address; they are never looked up.

    >>> slug_of("Wohnung suchen & finden: Übergang"), slug_of("العربية")
    ('wohnung-suchen-finden-uebergang', 'seite')
    """
    words = re.sub(r"[^a-z0-9]+", "-", title.lower().translate(UMLAUTS)).strip("-")
    return words[:60].rstrip("-") or "seite"


def _walk(
    parent: int | None, depth: int, below: dict[int | None, list[Node]], nodes: list[Node]
) -> None:
    """Depth first; a page below one that nobody sees is not seen either."""
    for node in below.get(parent, []):
        node.depth = depth
        nodes.append(node)
        _walk(node.pk, depth + 1, below, nodes)
        node.children = below.get(node.pk, [])


def _titles(
    pages: dict[int, int | None], language: str
) -> dict[int, tuple[str, str, str, list[str]]]:
    """Of each public page the German title, the title shown, its language, further ones: one query.

    A page is public while its title is; an adopted one while the shared page's is.
    """
    sources = {source for source in pages.values() if source is not None}
    rows = Wording.objects.filter(
        shown=True, language__in={language, GERMAN, *further()},
        section__kind=Section.Kind.TITLE, section__page__in={*pages, *sources},
    ).values_list("section__page", "language", "body")  # fmt: skip
    told: dict[int, dict[str, str]] = {}
    for page, tag, body in rows:
        told.setdefault(page, {})[tag] = body
    found = {}
    for pk, source in pages.items():
        own = told.get(pk, {})
        shared = told.get(source, {}) if source is not None else own
        if GERMAN not in shared:
            continue
        titles = own if GERMAN in own else shared
        tag = language if language in titles else GERMAN
        found[pk] = (titles[GERMAN], titles[tag], tag, in_order(titles.keys()))
    return found


def _texts(pages: dict[int, int | None], language: str) -> dict[int, list[Text]]:
    """Of each page the sections below its title, in order, as they are shown: one query.

    `pages` leads from a public page to the shared one it adopts. Where the centre has its own words
    for a section, these stand, in their languages only.
    """
    sources = {source for source in pages.values() if source is not None}
    rows: Iterable[Row] = (
        Wording.objects.filter(
            shown=True, language__in={language, GERMAN}, section__page__in={*pages, *sources}
        )
        .exclude(section__kind=Section.Kind.TITLE)
        .order_by("section__position", "section_id")
        .values_list(
            "section__page", "section__replaces", "section_id", "section__kind", "language",
            "body", "meaning", "translates", "machine", "choice",
        )
    )  # fmt: skip
    return of_rows(rows, pages, language)


def of_rows(
    rows: Iterable[Row], pages: dict[int, int | None], language: str
) -> dict[int, list[Text]]:
    """The same from rows that were read already; they come in the order of their sections."""
    sections: dict[int, dict[int, dict[str, Row]]] = {}
    for row in rows:
        sections.setdefault(row[0], {}).setdefault(row[2], {})[row[4]] = row
    return {
        pk: _of_page(sections.get(pk, {}), sections.get(source or 0, {}), language)
        for pk, source in pages.items()
    }


def _of_page(
    own: dict[int, dict[str, Row]], shared: dict[int, dict[str, Row]], language: str
) -> list[Text]:
    """Shared sections in their order, with the centre's words in their place; its others behind."""
    instead = {each[GERMAN][1]: each for each in own.values() if GERMAN in each}
    ordered = [instead.get(section, rows) for section, rows in shared.items()]
    ordered += [each for each in own.values() if GERMAN in each and each[GERMAN][1] is None]
    return [_text(rows[GERMAN], rows.get(language)) for rows in ordered if GERMAN in rows]


def _text(german: Row, asked: Row | None) -> Text:
    """In the language asked for, else in German."""
    _, _, section, kind, language, body, _, translates, machine, _ = asked or german
    outdated = asked is not None and asked is not german and translates != german[6]
    return Text(kind, body, language, outdated, machine, section, german[9])
