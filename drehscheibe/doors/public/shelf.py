"""Finished answers in memory: what goes over the wire, in each encoding a reader may take."""

import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import brotli

from drehscheibe.kernel.design.published import Edition

REVALIDATION = {  # what a 304 repeats
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Cache-Control",
    "ETag",
    "Vary",
}
LONG = 100_000  # bytes: no page for people, a whole guide or register
Meta = Mapping[str, Any]
Headers = list[tuple[str, str]]
Ready = tuple[int, Headers, bytes]
"""Status, headers and body, ready for the wire."""


def is_known(etag: str, header: str) -> bool:
    """Whether the reader says to have this one; weak or not is the same to `If-None-Match`.

    >>> is_known('W/"ab"', '"x", "ab"'), is_known('W/"ab"', "*"), is_known('W/"ab"', '"abc"')
    (True, True, False)
    """
    return header.strip() == "*" or etag.removeprefix("W/") in header


@dataclass(frozen=True)
class Kept:
    """One finished answer: its headers and body; `forms` fills as encodings are asked for."""

    etag: str
    headers: Headers
    body: bytes
    edition: Edition | None
    until: float
    forms: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes, with the compressed forms, roughly."""
        return len(self.body) * 3 // 2

    def ready(self, meta: Meta) -> Ready:
        """304 when the reader has this very page, else the body in an encoding the reader takes."""
        if is_known(self.etag, meta.get("HTTP_IF_NONE_MATCH", "")):
            return 304, [each for each in self.headers if each[0] in REVALIDATION], b""
        encoding = preferred(meta.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body = self.forms.get(encoding) or self._form(encoding)
        return 200, list(headers), b"" if meta["REQUEST_METHOD"] == "HEAD" else body

    def _form(self, encoding: str) -> tuple[Headers, bytes]:
        body = compress(self.body, encoding)
        headers = [*self.headers, ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        self.forms[encoding] = headers, body
        return headers, body


class Shelf:
    """A bounded number of answers and bytes; the one not asked for longest leaves first."""

    def __init__(self, *, pages: int, size: int) -> None:
        self.pages, self.size = pages, size
        self._held: OrderedDict[str, Kept] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._held)

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

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self._used = 0


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

    A window of 256 KB holds any page of ours; the usual 4 MB would stay with the process. A whole
    guide is worth one step more: 5 % fewer bytes for each who fetches it, for 20 ms once.
    """
    more = len(body) > LONG
    if encoding == "br":
        return bytes(brotli.compress(body, quality=5 + more, lgwin=18 + 2 * more))
    return zlib.compress(body, 6 + more, wbits=31) if encoding else body
