"""How much one address may ask of the interfaces: so generous that a school never meets it.

A flood from one place must not take the pages from everybody else. Answers the edge has ready cost
next to nothing: they are neither counted nor refused. Every process counts for itself, so that no
question waits for a shared counter (docs/adr/0029-limits-per-process.md). 600 a minute are 20 for
each of 30 devices that share the address of a school.
"""

import time
from collections.abc import Callable
from threading import Lock

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from drehscheibe.doors.api.problems import READABLE, problem
from drehscheibe.kernel.access.visitors import Visitor

WINDOW = 60  # seconds
LONG_AGO = float("-inf")
MOST_NETWORKS = 20_000
"""So many are remembered at once; with more, the window begins anew for all."""
DOORS = ("/api/", "/catalog.", "/feeds/", "/kalender/")


class Counter:
    """Questions of each network since the window began."""

    def __init__(self) -> None:
        self.lock, self.began, self.asked = Lock(), LONG_AGO, dict[str, int]()

    def count(self, network: str, *, now: float) -> tuple[int, int]:
        """One more: how many it has asked, and the seconds until the window ends."""
        with self.lock:
            if now - self.began >= WINDOW or len(self.asked) > MOST_NETWORKS:
                self.began = now
                self.asked.clear()
            self.asked[network] = number = self.asked.get(network, 0) + 1
            return number, max(1, round(self.began + WINDOW - now))

    def forget(self) -> None:
        """Nobody has asked yet; the next question begins a window."""
        with self.lock:
            self.began = LONG_AGO
            self.asked.clear()


counter = Counter()


class Limits:
    """Middleware outside the edge, so that what it says to one is never kept for another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say when to come again."""
        if not is_counted(request.path_info):
            return self.get_response(request)
        limit = settings.DREHSCHEIBE_REQUESTS_A_MINUTE
        network = Visitor(get_client_ip(request), "").network
        number, left = counter.count(network, now=time.monotonic())
        if number > limit:
            response = problem(request, 429)
            response["Retry-After"] = str(left)
            for name, value in READABLE.items():
                response[name] = value
        else:
            response = self.get_response(request)
        response["RateLimit-Limit"] = str(limit)
        response["RateLimit-Remaining"] = str(max(0, limit - number))
        response["RateLimit-Reset"] = str(left)
        response["RateLimit-Policy"] = f"{limit};w={WINDOW}"
        return response


def is_counted(path: str) -> bool:
    """Interfaces and feeds, also below a language; pages for people never.

    >>> is_counted("/api/v1/centres"), is_counted("/tr/feeds/kurse.atom"), is_counted("/kurse/")
    (True, True, False)
    """
    return path.startswith(DOORS) or "/feeds/" in path or path.endswith((".ics", "/hsds.json"))
