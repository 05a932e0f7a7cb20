"""The edge: finished answers to anonymous readers are kept in memory, ready-compressed.

`front` stands before Django, so a kept page costs less than Django's own hello-world; `EdgeCache`
stands first in MIDDLEWARE and keeps what was made. Only what everybody may see comes in; a
published change empties it (docs/adr/0010-edge-cache.md).
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from drehscheibe.doors.public.shelf import LONG, Kept, Meta, Ready, Shelf
from drehscheibe.kernel.design.published import Edition, listener

NEVER = ("/mitarbeit", "/health", settings.STATIC_URL)
QUERY_NAMES = {
    "angabe", "as_of", "aufgabe", "format", "frage", "ort", "place", "seite", "stand", "stichtag",
    "bis", "ende", "frauen", "frei", "geld", "jederzeit", "kind", "km", "online", "schrift",
    "stufenlos", "tag", "von", "zeit", "art", "name", "offen", "sprache", "thema", "ansicht",
    "beziehung",
}  # fmt: skip
LONGEST_QUERY = 200  # characters
LONGEST_BODY = 2_000_000  # bytes; above that an answer is not worth its place
SECONDS = 300  # a page may speak of today; so it is made anew now and then
MAY_VARY = {"accept", "accept-encoding", "accept-language", "hx-request"}  # see key_of, is_public
CACHE_CONTROL = "public, max-age=0, must-revalidate"
PERSONAL = (f"{settings.SESSION_COOKIE_NAME}=", "messages=")
OF_THE_BODY = {"content-length", "etag"}
LINES = {200: "200 OK", 304: "304 Not Modified"}
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Questions with a query have a shelf of their own: no flood of invented searches may push the
# start page out. The same holds of whole guides and registers, which go out compressed only here.
PLAIN = Shelf(pages=400, size=24_000_000)
ASKED = Shelf(pages=150, size=8_000_000)
WHOLE = Shelf(pages=24, size=12_000_000)


def front(application: Wsgi) -> Wsgi:
    """The application with the edge before it."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        ready = kept_answer(environ)
        if ready is None:
            return application(environ, start_response)
        status, headers, body = ready
        start_response(LINES[status], headers)
        return (body,)

    return answer


def kept_answer(meta: Meta) -> Ready | None:
    """What is kept for this question; None when Django has to make it."""
    if not is_public(meta) or (edition := listener.edition()) is None:
        return None
    key = key_of(meta)
    found = (shelf.get(key, edition) for shelf in shelves_of(meta))
    kept = next((each for each in found if each), None)
    return kept.ready(meta) if kept else None


class EdgeCache:
    """The middleware: finishes what everybody may see, and keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the page be made; keep it unless a change was published meanwhile."""
        meta = request.META
        if not is_public(meta):
            return self.get_response(request)
        edition = listener.edition()
        if request.method == "HEAD":  # made as for GET, so that it can be kept
            request.method = "GET"
        response = self.get_response(request)
        if not is_storable(response):
            return response
        kept = finished(response, edition)
        if edition is not None and edition == listener.edition():
            shelves_of(meta)[-1 if len(kept.body) > LONG else 0].put(key_of(meta), kept)
        status, headers, body = kept.ready(meta)
        return HttpResponse(body, status=status, headers=dict(headers))


def shelves_of(meta: Meta) -> tuple[Shelf, ...]:
    """Where answers to this kind of question are kept; long ones in the last."""
    return (ASKED,) if meta.get("QUERY_STRING") else (PLAIN, WHOLE)


def is_public(meta: Meta) -> bool:
    """Whether the answer can only be the one everybody gets."""
    return (
        meta["REQUEST_METHOD"] in {"GET", "HEAD"}
        and not meta["PATH_INFO"].startswith(NEVER)
        and "HTTP_AUTHORIZATION" not in meta
        and "HTTP_HX_REQUEST" not in meta
        and "HTTP_RANGE" not in meta
        and not any(name in meta.get("HTTP_COOKIE", "") for name in PERSONAL)
        and is_known_query(meta.get("QUERY_STRING", ""))
    )


@lru_cache(maxsize=512)
def is_known_query(query: str) -> bool:
    """Only names our pages know, so that nobody fills the memory with invented ones.

    >>> is_known_query("ort=Ahlen"), is_known_query("utm_source=x"), is_known_query("")
    (True, False, True)
    """
    names = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    return len(query) <= LONGEST_QUERY and names <= QUERY_NAMES


def key_of(meta: Meta) -> str:
    """Scheme, host, path (it holds the language), query, and whether GeoJSON is wished for."""
    scheme = "https" if meta.get("HTTP_X_FORWARDED_PROTO") == "https" else meta["wsgi.url_scheme"]
    host = meta.get("HTTP_HOST", "")
    wish = "geo" if "geo+json" in meta.get("HTTP_ACCEPT", "") else ""
    query = meta.get("QUERY_STRING", "")
    return f"{scheme} {host} {wish} {meta['PATH_INFO']}?{query}"


def is_storable(response: HttpResponse) -> bool:
    """A plain 200 that neither sets nor reads cookies and does not forbid keeping it."""
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    control = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and vary <= MAY_VARY
        and "no-store" not in control
        and "private" not in control
        and len(response.content) <= LONGEST_BODY
    )


def finished(response: HttpResponse, edition: Edition | None) -> Kept:
    """The answer as it will go out, whoever asks next."""
    body = response.content
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    response.headers.setdefault("Cache-Control", CACHE_CONTROL)
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = [each for each in response.items() if each[0].lower() not in OF_THE_BODY]
    return Kept(
        etag=etag,
        headers=[*headers, ("ETag", etag)],
        body=body,
        edition=edition,
        until=time.monotonic() + SECONDS,
    )
