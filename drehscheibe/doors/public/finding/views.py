"""What fits a question, of all that is public; where nothing does, what to do instead."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, override

from drehscheibe.domain.finding.excerpts import Piece
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.finding.searching import Hit, Part, search
from drehscheibe.domain.guide.further import frame_of, placed
from drehscheibe.doors.public.entries import dialled
from drehscheibe.doors.public.finding.words import KINDS
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.doors.public.typing_in import typed
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.tongues import Tongue, direction, tongue

PER_PAGE = 15
Kind = SearchDocument.Kind
PAGES: dict[str, str] = {
    Kind.COURSE: "public:course", Kind.GUIDE: "public:guide_page", Kind.EVENT: "public:event",
    Kind.ACTOR: "public:actor", Kind.CENTRE: "public:centre",
}  # fmt: skip
"""A key holds what the address of its page needs, in its order."""


@dataclass(frozen=True)
class Shown:
    """A hit as the page shows it. `foreign`: its language, where it is not the reader's."""

    kind: str
    word: str | Promise
    url: str
    title: SafeString
    text: SafeString
    foreign: Tongue | None
    area: str
    phone: str
    tel: str


def finding(request: HttpRequest) -> HttpResponse:
    """One field; hits of all kinds with their names, or of one."""
    asked = typed(request.GET, "frage")
    kind = request.GET.get("art", "")
    kind = kind if kind in KINDS else ""
    reader = get_language() or "de"
    part = Part(kind, _number(request.GET.get("seite", "")), PER_PAGE)
    answer = search(asked, language=reader, at=timezone.now(), part=part)
    context = {
        "asked": asked,
        "kind": kind,
        "answer": answer,
        "meant": answer.meant,
        "hits": [shown(each, reader) for each in answer.hits],
        "kinds": [(name, KINDS[name], many) for name, many in answer.kinds.items()],
        "all": sum(answer.kinds.values()),
        "page": Paginator(range(answer.total), PER_PAGE).get_page(part.page),
        "trail": trail_to(gettext("Suche")),
    }
    response = render_page(request, "public/finding/finding.html", context)
    if asked:
        response["X-Robots-Tag"] = "noindex"  # questions have no end; what they find is listed
    return response


def shown(hit: Hit, reader: str) -> Shown:
    """In the language of the hit: its page says the same as the excerpt."""
    language = hit.language
    with override(frame_of(language) if hit.kind == Kind.GUIDE else reader):
        url = reverse(PAGES[hit.kind], args=hit.key.split("/"))
    if hit.kind == Kind.GUIDE:
        url = placed(url, language)
    return Shown(
        kind=hit.kind, word=KINDS[hit.kind], url=url, title=_worded(hit.title, language, reader),
        text=_worded(hit.text, language, reader), area=hit.area,
        foreign=None if _same(language, reader) else tongue(language),
        phone=hit.phone, tel=dialled(hit.phone),
    )  # fmt: skip


def _worded(pieces: list[Piece], language: str, reader: str) -> SafeString:
    """Plain text with its hits marked, and its language where it is another."""
    words = format_html_join(
        " ", "{}", ((format_html("<mark>{}</mark>", each.text) if each.hit else each.text,)
                    for each in pieces),
    )  # fmt: skip
    if language == reader:
        return format_html("<bdi>{}</bdi>", words)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), words)


def _same(one: str, other: str) -> bool:
    """Whoever reads easy German knows that the other is German."""
    return one.split("-")[0] == other.split("-")[0]


def _number(text: str) -> int:
    """Which page; what is none is the first."""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 4 else 1
