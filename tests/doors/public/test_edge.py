"""The edge keeps what everybody may see, and nothing else."""

import gzip
import time
from collections.abc import Callable, Iterator
from typing import Any

import brotli
import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from drehscheibe.doors.public import edge
from drehscheibe.doors.public.edge import EdgeCache, front
from drehscheibe.kernel.design.published import Edition, Listener

BODY = "<h1>Kommunales Integrationszentrum</h1>" * 40


class Hearing(Listener):
    """A process that hears well; the test says when something was published."""

    changes: int | None = 0

    def edition(self) -> Edition | None:
        return None if self.changes is None else (self.changes, b"")


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hearing]:
    hearing = Hearing()
    monkeypatch.setattr(edge, "listener", hearing)
    yield hearing
    edge.PLAIN.clear()
    edge.ASKED.clear()
    edge.WHOLE.clear()


class Seen:
    """What a reader got over WSGI."""

    status = ""
    content = b""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}

    def start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = status, dict(headers)

    def __getitem__(self, name: str) -> str:
        return self.headers[name]

    @property
    def status_code(self) -> int:
        return int(self.status[:3])


class Site:
    """A page maker that counts how often it is asked, behind both halves of the edge."""

    def __init__(self, **headers: str) -> None:
        self.made = 0
        self.headers = {"Content-Security-Policy": "default-src 'none'", **headers}
        self.status = 200
        self.cookie = False
        self.body = BODY
        self.before_it_is_made: Callable[[], None] = lambda: None

    def page(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        self.before_it_is_made()
        response = HttpResponse(f"{self.body}{self.made}", headers=self.headers, status=self.status)
        if self.cookie:
            response.set_cookie("csrftoken", "x")
        return response

    def django(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        response = EdgeCache(self.page)(WSGIRequest(environ))
        start(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]

    def get(self, path: str = "/", method: str = "GET", **meta: Any) -> Seen:
        seen = Seen()
        environ = RequestFactory().generic(method, path, **meta).environ
        seen.content = b"".join(front(self.django)(environ, seen.start))
        return seen


def test_a_kept_page_is_made_once(news: Hearing) -> None:
    site = Site()
    first, second = site.get(), site.get()
    assert site.made == 1
    assert first.content == second.content
    assert second["Content-Security-Policy"] == "default-src 'none'"
    assert second["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_each_reader_gets_an_encoding_it_takes(
    news: Hearing, accepted: str, encoding: str | None, read: Callable[[bytes], bytes]
) -> None:
    response = Site().get(HTTP_ACCEPT_ENCODING=accepted)
    assert response.headers.get("Content-Encoding") == encoding
    assert read(response.content).decode() == f"{BODY}1"
    assert int(response["Content-Length"]) == len(response.content)
    assert "Accept-Encoding" in response["Vary"]


def test_who_has_the_page_is_told_so(news: Hearing) -> None:
    site = Site()
    etag = site.get()["ETag"]
    again = site.get(HTTP_IF_NONE_MATCH=f'"other", {etag}')
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    for known in ("*", etag.removeprefix("W/"), f'{etag},"other"'):
        assert site.get(HTTP_IF_NONE_MATCH=known).status_code == 304
    for other in ('W/"other"', etag.strip('W/"'), ""):
        assert site.get(HTTP_IF_NONE_MATCH=other).status_code == 200


def test_a_published_change_is_visible_at_once(news: Hearing) -> None:
    site = Site()
    etag = site.get()["ETag"]
    news.changes = 1
    assert site.get(HTTP_IF_NONE_MATCH=etag).content.decode().endswith("2")


def test_a_page_begun_before_a_change_is_not_kept(news: Hearing) -> None:
    site = Site()

    def publish() -> None:
        news.changes = 1

    site.before_it_is_made = publish
    site.get()
    assert site.get().content.decode().endswith("2")


def test_a_deaf_process_keeps_nothing(news: Hearing) -> None:
    news.changes = None
    site = Site()
    assert site.get()["ETag"]
    site.get()
    assert site.made == 2


def test_a_listener_that_never_heard_is_deaf() -> None:
    assert Listener().edition() is None


@pytest.mark.parametrize(
    "meta",
    [
        {"HTTP_COOKIE": "sitzung=abc"},
        {"HTTP_COOKIE": "a=b; messages=abc"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_HX_REQUEST": "true"},
        {"path": "/mitarbeit/"},
        {"path": "/health/ready"},
        {"path": "/?erfunden=1"},
        {"path": "/?ort=" + "x" * 300},
        {"method": "POST"},
    ],
)
def test_nothing_personal_or_unknown_is_kept(news: Hearing, meta: dict[str, str]) -> None:
    site = Site()
    site.get(**meta)
    site.get(**meta)
    assert site.made == 2


@pytest.mark.parametrize(
    "headers", [{"Vary": "Cookie"}, {"Cache-Control": "no-store"}, {"Cache-Control": "private"}]
)
def test_an_answer_may_forbid_it(news: Hearing, headers: dict[str, str]) -> None:
    site = Site(**headers)
    site.get()
    site.get()
    assert site.made == 2


def test_an_answer_with_a_cookie_or_a_fault_is_not_kept(news: Hearing) -> None:
    site = Site()
    site.cookie = True
    site.get()
    site.cookie, site.status = False, 404
    site.get()
    site.status = 200
    assert site.get().content.decode().endswith("3")


def test_host_path_query_and_scheme_are_told_apart(news: Hearing) -> None:
    site = Site()
    for meta in (
        {},
        {"HTTP_HOST": "anders.example"},
        {"path": "/en/"},
        {"path": "/?ort=Ahlen"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_ACCEPT": "application/geo+json"},
    ):
        site.get(**meta)
    assert site.made == 6


def test_head_tells_the_length_and_sends_no_body(news: Hearing) -> None:
    site = Site()
    length = site.get()["Content-Length"]
    head = site.get(method="HEAD")
    assert (head.content, head["Content-Length"], site.made) == (b"", length, 1)
    assert site.get("/zuerst/", method="HEAD").content == b""
    assert site.get("/zuerst/").content
    assert site.made == 2


def test_a_flood_of_searches_leaves_the_start_page(news: Hearing) -> None:
    site = Site()
    site.get()
    for number in range(200):
        site.get(f"/?ort={number}")
    made = site.made
    site.get()
    assert site.made == made
    assert len(edge.ASKED) == edge.ASKED.pages


def test_a_whole_guide_goes_out_compressed_and_leaves_the_pages(news: Hearing) -> None:
    """977 KB went out as they were, because they were thought too long to keep."""
    site = Site()
    site.get("/")
    site.body = "".join(f"<p>{number * number}</p>" for number in range(80_000))
    for number in range(9):
        long = site.get(f"/api/guide/{number}", HTTP_ACCEPT_ENCODING="gzip")
    assert (long["Content-Encoding"], len(long.content) < len(site.body) / 2) == ("gzip", True)
    assert gzip.decompress(long.content).decode().startswith(site.body)
    made = site.made
    site.get("/"), site.get("/api/guide/8")
    assert site.made == made
    assert len(edge.WHOLE) < 9


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    return moment


def test_a_page_that_speaks_of_today_is_made_anew(news: Hearing, clock: list[float]) -> None:
    site = Site()
    site.get()
    clock[0] += edge.SECONDS + 1
    site.get()
    assert site.made == 2
