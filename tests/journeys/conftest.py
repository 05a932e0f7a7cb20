"""A real browser over a real server."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.doors.console import demonstration
from tests import factories
from tests.browser import PATIENCE
from tests.stage import Stage
from tests.staged import staged
from tests.standing_tables import filled_once


@dataclass(frozen=True)
class Server:
    """Where the platform answers during a test."""

    url: str


def _as_it_is(application: WSGIHandler) -> WSGIHandler:
    return application


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    """The real application on a free port; static files are its own, and kept by the browser."""
    as_it_is: type[WSGIHandler] = _as_it_is  # type: ignore[assignment]  # called, no more
    thread = LiveServerThread("localhost", as_it_is, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield Server(f"http://{thread.host}:{thread.port}")
    thread.terminate()


@pytest.fixture(autouse=True)
def _visitors_leave(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window left open goes on working, and all the later visitors get what it leaves them."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


@pytest.fixture
def stage(transactional_db: None, settings: object) -> Stage:
    """The demonstration with a row of every kind."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    return staged()


@pytest.fixture
def demonstrated(transactional_db: None, settings: object, noon: datetime) -> None:
    """Register and demonstration year, as `make run` shows them."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    filled_once("demonstrated", partial(_demonstrate, noon))


def _demonstrate(noon: datetime) -> None:
    import_register(at=noon)
    demonstration.cases(demonstration.people(at=noon))


def visit(browser: Browser, server: Server, *, script: bool = True, width: int = 1280) -> Page:
    """A fresh visitor; every request to another origin fails the test."""
    context: BrowserContext = browser.new_context(
        java_script_enabled=script,
        viewport={"width": width, "height": 900},
        base_url=server.url,
        reduced_motion="reduce",
    )
    page = context.new_page()

    def own_origin_only(request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        assert url.startswith((server.url, "data:", "blob:")), f"foreign request: {url}"

    page.on("request", own_origin_only)
    page.set_default_timeout(PATIENCE)
    return page


def signed_in(page: Page, server: Server, email: str) -> Page:
    """Give the page the session of a person of the demonstration, second factor proved."""
    from drehscheibe.kernel.people.models import Account

    human = Account.objects.select_related("person").get(email=email).person
    cookie = factories.client_of(human).cookies["sitzung"].value
    page.context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    return page


def sent(button: Locator) -> None:
    """Press what sends a form, and wait for the page that answers.

    A press waits for a saving on its way; the navigation then begins after the click is over,
    and waiting for the page to be loaded would look at the old one.
    """
    with button.page.expect_navigation():
        button.click()
