"""The edge: finished answers to anonymous readers are kept in memory, ready-compressed.

Stands first in MIDDLEWARE, so a kept page costs no more than Django's own hello-world. Only what
everybody may see comes in; a published change empties it (docs/adr/0010-edge-cache.md).
"""

import hashlib
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from drehscheibe.kernel.design.published import Edition, listener

NEVER = ("/mitarbeit", "/health", settings.STATIC_URL)
QUERY_NAMES = {"angabe", "as_of", "format", "ort", "place", "seite", "stand", "stichtag"}
LONGEST_QUERY = 200  # characters
LONGEST_BODY = 600_000  # bytes; above that an answer is not worth its place
SECONDS = 300  # a page may speak of today; so it is made anew now and then
MAY_VARY = {"accept", "accept-encoding", "accept-language", "hx-request"}  # see key_of, is_public
REVALIDATION = {  # what a 304 repeats
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Cache-Control",
    "Content-Type",
    "ETag",
    "Vary",
}
CACHE_CONTROL = "public, max-age=0, must-revalidate"
PERSONAL = (f"{settings.SESSION_COOKIE_NAME}=", "messages=")
Meta = Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """One finished answer: headers as they go out, and the body in each encoding asked for."""

    etag: str
    headers: dict[str, str]
    bodies: dict[str, bytes]
    edition: Edition | None
    until: float
    size: int

    def answer(self, meta: Meta, *, bare: bool) -> HttpResponse:
        """304 when the reader has this very page, else the body in an encoding the reader takes."""
        if self.etag in meta.get("HTTP_IF_NONE_MATCH", ""):
            return HttpResponse(status=304, headers=self.headers_of_304)
        encoding = preferred(meta.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.bodies.get(encoding)
        if body is None:
            body = self.bodies[encoding] = compress(self.bodies[""], encoding)
        response = HttpResponse(b"" if bare else body, headers=self.headers)
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response

    @property
    def headers_of_304(self) -> dict[str, str]:
        """The few headers that a revalidation repeats."""
        return {name: self.headers[name] for name in REVALIDATION & self.headers.keys()}


class Shelf:
    """A bounded number of answers and bytes; the one not asked for longest leaves first."""

    def __init__(self, *, pages: int, size: int) -> None:
        self.pages, self.size = pages, size
        self._held: OrderedDict[str, Kept] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def get(self, key: str, edition: Edition) -> Kept | None:
        """The answer of this edition, if it is kept and still young."""
        kept = self._held.get(key)
        if kept is None or kept.edition != edition or kept.until < time.monotonic():
            return None
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
        return kept

    def put(self, key: str, kept: Kept) -> None:
        """Keep it, and make room."""
        with self._lock:
            old = self._held.pop(key, None)
            self._used += kept.size - (old.size if old else 0)
            self._held[key] = kept
            while len(self._held) > self.pages or self._used > self.size:
                self._used -= self._held.popitem(last=False)[1].size


class EdgeCache:
    """The middleware. Questions with a query have a shelf of their own: no flood of invented
    searches may push the start page out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.plain = Shelf(pages=400, size=24_000_000)
        self.asked = Shelf(pages=150, size=8_000_000)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory, or let the page be made and keep it."""
        meta = request.META
        if not is_public(meta):
            return self.get_response(request)
        bare = meta["REQUEST_METHOD"] == "HEAD"
        shelf = self.asked if meta.get("QUERY_STRING") else self.plain
        key = key_of(meta)
        edition = listener.edition()
        if edition is not None and (kept := shelf.get(key, edition)):
            return kept.answer(meta, bare=bare)
        if bare:  # made as for GET, so that it can be kept; the server sends no body
            request.method = "GET"
        response = self.get_response(request)
        if not is_storable(response):
            return response
        kept = finished(response, edition)
        if edition is not None and edition == listener.edition():
            shelf.put(key, kept)
        return kept.answer(meta, bare=bare)


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
    names = {name for name, _ in parse_qsl(query, keep_blank_values=True, max_num_fields=None)}
    return len(query) <= LONGEST_QUERY and names <= QUERY_NAMES


def key_of(meta: Meta) -> str:
    """Scheme, host, path (it holds the language), query, and whether GeoJSON is wished for."""
    forwarded = meta.get("HTTP_X_FORWARDED_PROTO", "")
    host = meta.get("HTTP_HOST", "")
    wish = "geo" if "geo+json" in meta.get("HTTP_ACCEPT", "") else ""
    query = meta.get("QUERY_STRING", "")
    return f"{meta['wsgi.url_scheme']} {forwarded} {host} {wish} {meta['PATH_INFO']}?{query}"


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
    return Kept(
        etag=etag,
        headers={**response.headers, "ETag": etag},
        bodies={"": body},
        edition=edition,
        until=time.monotonic() + SECONDS,
        size=len(body) * 3 // 2,  # with its compressed forms, roughly
    )


@lru_cache(maxsize=128)
def preferred(accepted: str) -> str:
    """The best encoding of an Accept-Encoding header.

    >>> preferred("gzip, deflate, br"), preferred("gzip;q=1.0, br;q=0"), preferred("identity")
    ('br', 'gzip', '')
    """
    offers = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.strip().partition(";")
        offers[name] = quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ("br", "gzip") if offers.get(name)), "")


def compress(body: bytes, encoding: str) -> bytes:
    """Quality 5 and 6: 0.2 ms a page; no secret of a reader is in it (BREACH).

    A window of 256 KB holds any page of ours; the usual 4 MB would stay with the process.
    """
    if encoding == "br":
        return bytes(brotli.compress(body, quality=5, lgwin=18))
    return zlib.compress(body, 6, wbits=31)
