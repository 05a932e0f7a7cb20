"""The guide of a centre: its index, a page, a chapter to print. Addresses end in a page's words,
but are found by its identity."""

from dataclasses import dataclass
from html import unescape

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from drehscheibe.domain.guide.kept import guide_and_tree
from drehscheibe.domain.guide.links import identities, with_links
from drehscheibe.domain.guide.models import GuidePicture, Section
from drehscheibe.domain.guide.pictures import licence_label, licences, pictures_of
from drehscheibe.domain.guide.printing import ready
from drehscheibe.domain.guide.reading import (
    SHARED,
    Node,
    OpenGuide,
    Text,
    Tree,
    centres_with_guide,
    guide_at,
    shared_identities,
    texts_of,
    texts_of_all,
)
from drehscheibe.domain.qualification import selectors as events
from drehscheibe.doors.public.guide.embedded_courses import courses_of
from drehscheibe.doors.public.guide.markup import (
    nested,
    page_url,
    reader_language,
    title,
)
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.tongues import direction, tongue
from drehscheibe.kernel.organisations.models import Organisation

LEVELS = 2
"""Levels of the index; what lies deeper is on the page above it."""
MOST_EVENTS = 5


@dataclass(frozen=True)
class Shown:
    """A section as the template needs it."""

    html: SafeString
    language: str
    direction: str
    foreign: bool
    outdated: bool
    machine: bool
    is_events: bool
    section: int
    is_courses: bool
    picture: GuidePicture | None = None

    @property
    def licence(self) -> str:
        """What stands under the picture beside its author."""
        return licence_label(self.picture.licence) if self.picture else ""

    @property
    def terms(self) -> str:
        """Where the licence stands in full."""
        return licences().get(self.picture.licence, {}).get("url", "") if self.picture else ""


def guide_list(request: HttpRequest) -> HttpResponse:
    """Which centres have a guide, and the one they share."""
    context = {
        "centres": centres_with_guide(),
        "shared": guide_at(SHARED),
        "trail": trail_to(gettext("Wegweiser")),
    }
    return render_page(request, "public/guide/list.html", context)


def guide_index(request: HttpRequest, key: str) -> HttpResponse:
    """The chapters of a guide and what lies below them."""
    guide, tree, language = opened(key)
    context = {
        "guide": guide,
        "lists": nested(tree.top, guide.key, language, levels=LEVELS),
        "empty": not tree.nodes,
        "trail": trail_to(guide.name, guides_crumb()),
    }
    return render_page(request, "public/guide/index.html", context)


def guide_page(request: HttpRequest, key: str, identity: str, slug: str = "") -> HttpResponse:
    """A page in the reader's language; what is missing stands there in German and says so."""
    guide, tree, language = opened(key)
    node = node_or_404(tree, identity)
    if slug != node.slug:
        return HttpResponsePermanentRedirect(page_url(guide.key, node))
    texts = texts_of(node, language)
    pictures = shown_pictures(texts)
    sections = shown(texts, tree, guide, language, top=True, pictures=pictures)
    context = {
        "guide": guide,
        "node": node,
        "title": title(node, language),
        "sections": sections,
        "missing": [each for each in sections if each.foreign],
        "below": nested(node.children, guide.key, language, levels=1) if node.children else "",
        "stale": node.is_stale(on=timezone.localdate()),
        "courses": courses_of(guide, [each.section for each in sections if each.is_courses]),
        "events": events_of(guide) if any(each.is_events for each in sections) else (),
        "asked": tongue(language),
        "trail": trail_of(guide, tree, node),
    }
    return render_page(request, "public/guide/page.html", context)


def guide_chapter(request: HttpRequest, key: str, identity: str, slug: str) -> HttpResponse:
    """A page and all below it on one sheet, to read through or to print."""
    guide, tree, language = opened(key)
    node = node_or_404(tree, identity)
    if slug != node.slug:
        return HttpResponsePermanentRedirect(f"{page_url(guide.key, node)}alles/")
    chapter = [node, *below(node)]
    found = texts_of_all(Tree(chapter, {}, {}), language)
    pictures = shown_pictures([text for each in found.values() for text in each])
    context = {
        "guide": guide,
        "node": node,
        "title": title(node, language),
        "pages": [
            (
                title(each, language),
                shown(
                    found.get(each.pk, []),
                    tree,
                    guide,
                    language,
                    top=each is node,
                    pictures=pictures,
                ),
            )
            for each in chapter
        ],
        "address": request.build_absolute_uri(page_url(guide.key, node)),
        "papers": ready(guide, node, language),
        "trail": trail_of(guide, tree, node),
    }
    return render_page(request, "public/guide/chapter.html", context)


def opened(key: str) -> tuple[OpenGuide, Tree, str]:
    """The guide of this key with its tree in the reader's language, or the page that says no."""
    language = reader_language()
    found = guide_and_tree(key, language)
    if found is None:
        raise Http404
    return *found, language


def node_or_404(tree: Tree, identity: str) -> Node:
    """The page, when the public knows it."""
    node = tree.by_identity.get(identity)
    if node is None:
        raise Http404
    return node


def below(node: Node) -> list[Node]:
    """All pages below, in the order of reading."""
    return [each for child in node.children for each in (child, *below(child))]


def shown(
    texts: list[Text], tree: Tree, guide: OpenGuide, language: str, *, top: bool,
    pictures: dict[int, GuidePicture] | None = None,
) -> list[Shown]:  # fmt: skip
    """Sections with their links as they lead today; `top`: their headings come right after `h1`."""
    linked = identities(each.body for each in texts)
    nodes = tree.by_identity | shared_identities(linked, tree)
    addresses = {each: page_url(guide.key, nodes[each]) for each in linked if each in nodes}
    found = pictures or {}
    return [
        Shown(
            _markup(each, addresses, top=top),
            each.language, direction(each.language), each.language != language,
            each.outdated, each.machine, each.kind == Section.Kind.EVENTS,
            each.section, each.kind == Section.Kind.COURSES, found.get(each.section),
        )
        for each in texts
        if each.kind != Section.Kind.PICTURE or each.section in found
    ]  # fmt: skip


def _markup(text: Text, addresses: dict[str, str], *, top: bool) -> SafeString:
    """Clean markup; of a picture its words alone, safe in an attribute."""
    if text.kind == Section.Kind.PICTURE:
        return escape(unescape(text.body))
    return mark_safe(_headed(with_links(text.body, addresses), top=top))  # noqa: S308 (cleaned there)


def shown_pictures(texts: list[Text]) -> dict[int, GuidePicture]:
    """The pictures of these sections: one query, none for texts alone."""
    return pictures_of([each.section for each in texts if each.kind == Section.Kind.PICTURE])


def _headed(html: str, *, top: bool) -> str:
    """Clean text has headings of the third level, without attributes."""
    return html.replace("<h3>", "<h2>").replace("</h3>", "</h2>") if top else html


def events_of(guide: OpenGuide) -> list[object]:
    """What the centre (or the network, in the shared guide) has planned next."""
    rows = events.catalogue(None, events.CatalogueFilters(), at=timezone.now())
    house: Organisation | None = guide.guide.keeper
    if guide.guide.centre is not None:
        house = guide.guide.centre.organisation
    return list(rows.filter(owner=house)[:MOST_EVENTS])


def trail_of(guide: OpenGuide, tree: Tree, node: Node) -> list[tuple[str, str]]:
    """From the start to here, through the pages above."""
    above: list[tuple[str, str]] = []
    here = tree.by_pk.get(node.parent or 0)
    while here is not None:
        above.insert(0, (here.title, page_url(guide.key, here)))
        here = tree.by_pk.get(here.parent or 0)
    index = (guide.name, reverse("public:guide", args=[guide.key]))
    return trail_to(node.title, guides_crumb(), index, *above)


def guides_crumb() -> tuple[str, str]:
    """The list of all guides."""
    return gettext("Wegweiser"), reverse("public:guides")
