"""Sitemaps (sitemaps.org): an index, and sheets of a language that name each page in all others.

Search engines believe an alternate that has an entry of its own and points back. Addresses differ
in their language only, so each is made once in German. A sheet of a kind has `PER_SHEET` pages; a
guide is one sheet a language, far below the 50,000 addresses and 50 MB of the protocol.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import override

from drehscheibe.domain.centres.selectors import all_centres
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.searching import findable
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.searching import SCHOOL
from drehscheibe.domain.guide.further import placed
from drehscheibe.domain.guide.kept import guide_and_tree
from drehscheibe.domain.guide.reading import SHARED, centres_with_guide, guide_at
from drehscheibe.domain.network.seeing import centres_open
from drehscheibe.domain.qualification import selectors as qualification
from drehscheibe.domain.qualification.models import Event
from drehscheibe.kernel.calendar.moments import day_of

PER_SHEET = 250
"""Twelve languages take about 1.7 KB a page; larger sheets would not stay at the edge."""
XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = (
    "start", "learn_german", "everyday_help", "volunteering", "history", "figures",
    "course_levels", "course_path", "accessibility", "privacy", "imprint", "sources",
)  # fmt: skip


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """All sheets; five questions, whatever there is."""
    sheets = [("zentren", 1)]
    sheets += [("kurse", number) for number in _numbers(_courses().count())]
    sheets += [("akteure", number) for number in _numbers(_actors().count())]
    sheets += [("veranstaltungen", number) for number in _numbers(_events().count())]
    guides = [each.key for each in centres_with_guide()] + ([SHARED] if guide_at(SHARED) else [])
    languages = [code for code, _ in settings.LANGUAGES]
    addresses = [
        reverse("sitemap_sheet", args=[tag, *each]) for tag in languages for each in sheets
    ]
    addresses += [reverse("sitemap_guide", args=[tag, key]) for tag in languages for key in guides]
    entries = (
        f"<sitemap><loc>{escape(request.build_absolute_uri(each))}</loc></sitemap>\n"
        for each in addresses
    )
    return _answer(
        request, f"{HEAD}<sitemapindex {NAMESPACE}>\n{''.join(entries)}</sitemapindex>\n"
    )


def sitemap_sheet(request: HttpRequest, language: str, kind: str, number: int) -> HttpResponse:
    """Centres, courses, actors or events; the first sheet names their list, too. One question, for
    centres two."""
    with override(settings.LANGUAGE_CODE):
        paths = _paths(kind, number)
    if not paths:
        raise Http404
    return _sheet(request, language, paths)


def sitemap_guide(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """A guide and its pages; those in further languages stand with the German ones. Three
    questions."""
    found = guide_and_tree(key, settings.LANGUAGE_CODE)
    if found is None:
        raise Http404
    tree = found[1]
    with override(settings.LANGUAGE_CODE):
        paths = [reverse("public:guide", args=[key])]
        paths += [
            reverse("public:guide_page", args=[key, node.public_id, node.slug])
            for node in tree.nodes
        ]
    more = dict(zip(paths[1:], (node.further for node in tree.nodes), strict=True))
    return _sheet(request, language, paths, more)


def _paths(kind: str, number: int) -> list[str]:
    """German addresses of a sheet; none where there is no such sheet."""
    part = slice((number - 1) * PER_SHEET, number * PER_SHEET)
    first = number == 1
    if kind == "kurse" and number:
        own = [reverse("public:courses")] if first else []
        offers = _courses().order_by("pk").values_list("public_id", flat=True)[part]
        return own + [reverse("public:course", args=[each]) for each in offers]
    if kind == "akteure" and number:
        own = [reverse("public:actors")] if first else []
        actors = _actors().order_by("pk").values_list("public_id", flat=True)[part]
        return own + [reverse("public:actor", args=[each]) for each in actors]
    if kind == "veranstaltungen" and number:
        own = [reverse("public:events")] if first else []
        numbers = _events().order_by("pk").values_list("number", flat=True)[part]
        return own + [reverse("public:event", args=[each]) for each in numbers]
    if kind == "zentren" and first:
        own = [reverse(f"public:{name}") for name in (*PAGES, "centres", "guides", "networks")]
        own += [reverse("public:centre", args=[each.key, each.slug]) for each in all_centres()]
        shown = centres_open().order_by("key").values_list("key", flat=True)
        return own + [reverse("public:network", args=[each]) for each in shown]
    return []


def _courses() -> QuerySet[CourseOffer]:
    """Those one can still begin."""
    return findable(on=day_of(timezone.now()))


def _actors() -> QuerySet[Actor]:
    """Those the public knows; schools have official lists of their own."""
    shown = Actor.objects.filter(revisions__shown=True, ended_on=None)
    return shown.exclude(kind=SCHOOL)


def _events() -> QuerySet[Event]:
    """Those to come."""
    return qualification.catalogue(None, qualification.CatalogueFilters(), at=timezone.now())


def _numbers(rows: int) -> range:
    """Sheets of so many rows; one stands always, for the list itself."""
    return range(1, max(1, -(-rows // PER_SHEET)) + 1)


def _sheet(
    request: HttpRequest, language: str, paths: Iterable[str],
    more: Mapping[str, Sequence[str]] | None = None,
) -> HttpResponse:  # fmt: skip
    """One entry a page; the others are its alternates, German is for everybody else. `more` names
    the further languages of some, each with an entry of its own."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    root = escape(request.build_absolute_uri("/").rstrip("/"))
    further = more or {}
    entries = "".join(
        _entries(root, language, escape(path), further.get(path, ())) for path in paths
    )
    link = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return _answer(request, f"{HEAD}<urlset {NAMESPACE} {link}>\n{entries}</urlset>\n")


def _entries(root: str, language: str, path: str, further: Sequence[str]) -> str:
    """The page in this language – beside the German one also in further ones – with all others."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{root}{_prefix(tag)}{path}"/>\n'
        for tag in ("x-default", *(code for code, _ in settings.LANGUAGES))
    ) + "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{root}{placed(path, tag)}"/>\n'
        for tag in further
    )
    places = [_prefix(language) + path]
    if language == settings.LANGUAGE_CODE:
        places += [placed(path, tag) for tag in further]
    return "".join(f"<url><loc>{root}{place}</loc>\n{links}</url>\n" for place in places)


def _prefix(tag: str) -> str:
    """German stands at the root."""
    return "" if tag in ("x-default", settings.LANGUAGE_CODE) else f"/{tag}"


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    """XML with its ETag; 304 for whoever has it."""
    body = text.encode()
    tag = f'W/"{sha256(body).hexdigest()[:24]}"'
    made = HttpResponse(body, content_type=XML, headers={"ETag": tag})
    known = get_conditional_response(request, etag=tag, response=made)
    return known if isinstance(known, HttpResponse) else made
