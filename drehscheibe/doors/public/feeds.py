"""Atom feeds (RFC 4287) of what is new: courses, events, calls. One address a language.

An entry keeps its tag: identity for good; `updated` is when it was last changed. What hosts and
providers write is German and says so; the feed's own words are in the language of the address.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from html import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from drehscheibe.domain.courses.searching import findable
from drehscheibe.domain.courses.shown import shown
from drehscheibe.domain.forwarding.third_party.calls import open_calls
from drehscheibe.domain.qualification import selectors as qualification
from drehscheibe.kernel.calendar.moments import BERLIN, day_of

ATOM = "application/atom+xml; charset=utf-8"
MOST = 50
"""Entries in a feed, the newest first."""
SINCE = datetime(2026, 11, 22, tzinfo=UTC)
"""Since when there are feeds: what an empty one says."""


@dataclass(frozen=True)
class Entry:
    """What a reader of feeds learns; `name` is its identity within the kind."""

    name: str
    title: str
    summary: str
    path: str
    published: datetime
    updated: datetime
    author: str


@require_safe
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The feed, or 404 for a kind there is not; 304 for whoever has it."""
    if kind not in KINDS:
        raise Http404
    title, gathered = KINDS[kind]
    entries = sorted(gathered(timezone.now()), key=lambda each: each.updated, reverse=True)
    body = _text(request, kind, str(title), entries).encode()
    tag = f'W/"{sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Access-Control-Allow-Origin": "*"}
    made = HttpResponse(body, content_type=ATOM, headers=headers)
    known = get_conditional_response(request, etag=tag, response=made)
    return known if isinstance(known, HttpResponse) else made


def _courses(at: datetime) -> list[Entry]:
    """The newest ones one can still begin."""
    rows = findable(on=day_of(at)).order_by("-created_at", "-pk")[:MOST]
    return [
        Entry(
            str(each.offer.public_id), each.offer.title,
            f"{each.provider}, {each.town}, {each.offer.starts_on:%d.%m.%Y}",
            reverse("public:course", args=[each.offer.public_id]),
            each.offer.created_at, each.offer.changed_at, each.provider,
        )
        for each in shown(rows, at=at)
    ]  # fmt: skip


def _events(at: datetime) -> list[Entry]:
    """The ones last changed of those to come; a cancelled one says so."""
    rows = qualification.catalogue(None, qualification.CatalogueFilters(), at=at)
    found = []
    for each in rows.select_related("owner").order_by("-changed_at", "-pk")[:MOST]:
        begins = (
            f"{each.starts_at.astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr" if each.starts_at else ""
        )
        state = "abgesagt" if each.status == "cancelled" else ""
        told = ", ".join(filter(None, (state, begins, each.place)))
        path = reverse("public:event", args=[each.number])
        found.append(Entry(
            each.number, each.title, told, path, each.created_at, each.changed_at, each.owner.name
        ))  # fmt: skip
    return found


def _calls(at: datetime) -> list[Entry]:
    """Those open today; the last step of a call was its opening."""
    found = []
    for each in open_calls(on=day_of(at))[:MOST]:
        opened = datetime.combine(each.opens_on, datetime.min.time(), BERLIN)
        stamp = max(each.created_at, opened)
        told = f"{each.centre.organisation.name}, offen bis {each.closes_on:%d.%m.%Y}"
        path, author = reverse("public:call", args=[each.slug]), each.centre.organisation.name
        found.append(Entry(each.slug, each.title, told, path, stamp, stamp, author))
    return found


KINDS: dict[str, tuple[str | Promise, Callable[[datetime], list[Entry]]]] = {
    "kurse": (_("Neue Deutschkurse"), _courses),
    "veranstaltungen": (_("Veranstaltungen"), _events),
    "foerderung": (_("Offene Förderaufrufe"), _calls),
}


def _text(request: HttpRequest, kind: str, title: str, entries: Iterable[Entry]) -> str:
    """The feed as XML, line by line."""
    rows, language = list(entries), get_language() or "de"
    host = request.get_host().partition(":")[0]
    updated = max((each.updated for each in rows), default=SINCE)
    own, home = request.build_absolute_uri(), request.build_absolute_uri(reverse("public:start"))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<id>tag:{host},2026:{kind}/{language}</id>",
        f"<title>{_safe(title)} – Drehscheibe</title>",
        f"<updated>{_stamp(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_safe(own.split("?")[0])}"/>',
        f'<link rel="alternate" type="text/html" href="{_safe(home)}"/>',
        *(_entry(request, kind, host, each) for each in rows),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _entry(request: HttpRequest, kind: str, host: str, each: Entry) -> str:
    return (
        f"<entry><id>tag:{host},2026:{kind}/{_safe(each.name)}</id>"
        f'<title xml:lang="de">{_safe(each.title)}</title>'
        f"<published>{_stamp(each.published)}</published>"
        f"<updated>{_stamp(each.updated)}</updated>"
        f'<author xml:lang="de"><name>{_safe(each.author)}</name></author>'
        f'<link rel="alternate" href="{_safe(request.build_absolute_uri(each.path))}"/>'
        f'<summary xml:lang="de">{_safe(each.summary)}</summary></entry>'
    )


def _safe(text: str) -> str:
    """As text of XML; controls, which no reader takes, become blanks."""
    return escape("".join(each if each >= " " else " " for each in text))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
