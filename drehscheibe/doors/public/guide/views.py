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

from drehscheibe.domain.guide.embedding import Embedded, embedded
from drehscheibe.domain.guide.further import further, in_order, placed
from drehscheibe.domain.guide.kept import guide_and_tree
from drehscheibe.domain.guide.links import identities, with_links
from drehscheibe.domain.guide.models import GuidePicture, Section
from drehscheibe.domain.guide.paper_store import ready
from drehscheibe.domain.guide.pictures import licence_label, licences, pictures_of
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
from drehscheibe.doors.public.guide.markup import (
    also_in,
    dialled,
    nested,
    page_url,
    reader_language,
    title,
)
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.tongues import direction, tongue

LEVELS = 2
"""Levels of the index; what lies deeper is on the page above it."""


@dataclass(frozen=True)
class Shown:
    """A section as the template needs it; `foreign`: not in the language asked for, `marked`: not
    in that of the page around it."""

    html: SafeString
    language: str
    direction: str
    foreign: bool
    marked: bool
    outdated: bool
    machine: bool
    found: Embedded | None = None
    picture: GuidePicture | None = None

    @property
    def licence(self) -> str:
        """What stands under the picture beside its author."""
        return licence_label(self.picture.licence) if self.picture else ""

    @property
    def terms(self) -> str:
        """Where the licence stands in full."""
        return licences().get(self.picture.licence, {}).get("url", "") if self.picture else ""


@dataclass(frozen=True)
class Beside:
    """What stands with the words of sections, by section: pictures, and what searches find."""

    pictures: dict[int, GuidePicture]
    found: dict[int, Embedded]


def guide_list(request: HttpRequest) -> HttpResponse:
    """Which centres have a guide, and the one they share."""
    context = {
        "centres": centres_with_guide(),
        "shared": guide_at(SHARED),
        "trail": trail_to(gettext("Wegweiser")),
    }
    return render_page(request, "public/guide/list.html", context)


def guide_index(request: HttpRequest, key: str, tag: str = "") -> HttpResponse:
    """The chapters of a guide and what lies below them; `tag`: in a further language."""
    guide, tree, language = opened(key, tag)
    tags = in_order({each for node in tree.nodes for each in node.further})
    if tag and tag not in tags:
        raise Http404
    address = reverse("public:guide", args=[guide.key])
    context = {
        "guide": guide,
        "lists": nested(tree.top, guide.key, reader_language(), levels=LEVELS),
        "empty": not tree.nodes,
        "also_in": also_in(tags, address, here=language),
        "read_in": further().get(language),
        "address": address,
        "trail": trail_to(guide.name, guides_crumb()),
    }
    return render_page(request, "public/guide/index.html", context)


def guide_page(
    request: HttpRequest, key: str, identity: str, slug: str = "", tag: str = ""
) -> HttpResponse:
    """A page in the reader's language, or in a further one (`tag`); what is missing stands there in
    German and says so."""
    guide, tree, language = opened(key, tag)
    node = node_or_404(tree, identity, tag)
    if slug != node.slug:
        return HttpResponsePermanentRedirect(page_url(guide.key, node))
    texts = texts_of(node, language)
    address = reverse("public:guide_page", args=[guide.key, node.public_id, node.slug])
    sections = shown(texts, tree, guide, language, top=True, beside=beside(guide, texts))
    context = {
        "guide": guide,
        "node": node,
        "title": title(node, reader_language()),
        "sections": sections,
        "untranslated": node.language != language or any(each.foreign for each in sections),
        "below": nested(node.children, guide.key, reader_language(), levels=1)
        if node.children
        else "",
        "also_in": also_in(node.further, address, here=language),
        "read_in": further().get(language),
        "address": address,
        "stale": node.is_stale(on=timezone.localdate()),
        "asked": tongue(language),
        "trail": trail_of(guide, tree, node),
    }
    return render_page(request, "public/guide/page.html", context)


def guide_chapter(
    request: HttpRequest, key: str, identity: str, slug: str, tag: str = ""
) -> HttpResponse:
    """A page and all below it on one sheet, to read through or to print."""
    guide, tree, language = opened(key, tag)
    node = node_or_404(tree, identity, tag)
    if slug != node.slug:
        return HttpResponsePermanentRedirect(f"{page_url(guide.key, node)}alles/")
    chapter = [node, *below(node)]
    found = texts_of_all(Tree(chapter, {}, {}), language)
    there = beside(guide, [text for each in found.values() for text in each])
    pages = [
        (
            title(each, reader_language()),
            shown(found.get(each.pk, []), tree, guide, language, top=each is node, beside=there),
        )
        for each in chapter
    ]
    context = {
        "guide": guide,
        "node": node,
        "title": title(node, reader_language()),
        "pages": pages,
        "untranslated": any(each.language != language for each in chapter)
        or any(each.foreign for _, sections in pages for each in sections),
        "address": request.build_absolute_uri(page_url(guide.key, node)),
        "papers": ready(guide, node, language),
        "page_address": page_url(guide.key, node),
        "whole_address": placed(reverse("public:guide", args=[guide.key]), language)
        + "wegweiser.pdf",
        "trail": trail_of(guide, tree, node),
    }
    return render_page(request, "public/guide/chapter.html", context)


def opened(key: str, tag: str = "") -> tuple[OpenGuide, Tree, str]:
    """The guide of this key with its tree in the reader's language, or in a further one (`tag`); or
    the page that says no."""
    if tag and tag not in further():
        raise Http404
    language = tag or reader_language()
    found = guide_and_tree(key, language)
    if found is None:
        raise Http404
    return *found, language


def node_or_404(tree: Tree, identity: str, tag: str = "") -> Node:
    """The page, when the public knows it; in a further language, when its title is translated."""
    node = tree.by_identity.get(identity)
    if node is None or (tag and node.language != tag):
        raise Http404
    return node


def below(node: Node) -> list[Node]:
    """All pages below, in the order of reading."""
    return [each for child in node.children for each in (child, *below(child))]


def shown(
    texts: list[Text], tree: Tree, guide: OpenGuide, language: str, *, top: bool,
    beside: Beside,
) -> list[Shown]:  # fmt: skip
    """Sections with their links as they lead today; `top`: their headings come right after `h1`."""
    linked = identities(each.body for each in texts)
    nodes = tree.by_identity | shared_identities(linked, tree)
    addresses = {each: page_url(guide.key, nodes[each]) for each in linked if each in nodes}
    return [
        Shown(
            _markup(each, addresses, top=top),
            each.language, direction(each.language), each.language != language,
            each.language != reader_language(), each.outdated, each.machine,
            beside.found.get(each.section), beside.pictures.get(each.section),
        )
        for each in texts
        if each.kind != Section.Kind.PICTURE or each.section in beside.pictures
    ]  # fmt: skip


def _markup(text: Text, addresses: dict[str, str], *, top: bool) -> SafeString:
    """Clean markup; of a picture its words alone, safe in an attribute."""
    if text.kind == Section.Kind.PICTURE:
        return escape(unescape(text.body))
    html = _headed(with_links(text.body, addresses), top=top)
    turned = dialled(html) if direction(text.language) == "rtl" else html
    return mark_safe(turned)  # noqa: S308 (cleaned by `with_links`)


def beside(guide: OpenGuide, texts: list[Text]) -> Beside:
    """One query for pictures, three for searches; none for texts alone."""
    pictures = [each.section for each in texts if each.kind == Section.Kind.PICTURE]
    return Beside(pictures_of(pictures), embedded(guide, texts, at=timezone.now()))


def _headed(html: str, *, top: bool) -> str:
    """Clean text has headings of the third level, without attributes."""
    return html.replace("<h3>", "<h2>").replace("</h3>", "</h2>") if top else html


def trail_of(guide: OpenGuide, tree: Tree, node: Node) -> list[tuple[str, str]]:
    """From the start to here, through the pages above."""
    above: list[tuple[str, str]] = []
    here = tree.by_pk.get(node.parent or 0)
    while here is not None:
        above.insert(0, (title(here, reader_language()), page_url(guide.key, here)))
        here = tree.by_pk.get(here.parent or 0)
    index = (guide.name, reverse("public:guide", args=[guide.key]))
    return trail_to(title(node, reader_language()), guides_crumb(), index, *above)


def guides_crumb() -> tuple[str, str]:
    """The list of all guides."""
    return gettext("Wegweiser"), reverse("public:guides")
