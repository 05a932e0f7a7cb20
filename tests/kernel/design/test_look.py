"""The gallery in a real browser: accessible, no sideways scrolling, targets big enough."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.kernel.design.conftest import Render

HERE = "http://gallery.example"

pytestmark = [
    pytest.mark.skipif(
        not (Path(settings.VAR_DIR) / "assets").exists(), reason="var/assets is missing"
    ),
]


def opened(browser: Browser, html: str, *, width: int, scheme: str = "light") -> Page:
    """The page in a window of that width, its static files from the source folders."""

    def fulfil(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if not path.startswith("/static/"):
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        found = finders.find(path.removeprefix("/static/"))
        assert isinstance(found, str), f"{path} is missing"
        kind = mimetypes.guess_type(path)[0] or "font/woff2"
        route.fulfill(path=found, content_type=kind)

    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.route("**/*", fulfil)
    page.goto(HERE)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("layout", "language"), [("staff", "de"), ("public", "ar")])
def test_axe_finds_nothing(
    browser: Browser, gallery: Render, layout: str, language: str, scheme: str
) -> None:
    page = opened(browser, gallery(layout, language), width=1280, scheme=scheme)

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize(("layout", "language"), [("staff", "de"), ("public", "ar")])
def test_no_page_scrolls_sideways(
    browser: Browser, gallery: Render, layout: str, language: str, width: int
) -> None:
    page = opened(browser, gallery(layout, language), width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_at_least_24_pixels_high(browser: Browser, gallery: Render) -> None:
    """WCAG 2.2, 2.5.8; links inside sentences are exempt, cards are targets as a whole."""
    page = opened(browser, gallery("staff"), width=360)

    small = page.evaluate(
        """[...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
        .filter((one) => !one.closest("p:not(.actions), td, th, svg, .card"))
        .filter((one) => one.getBoundingClientRect().height < 23.5)
        .map((one) => one.outerHTML.slice(0, 90))"""
    )

    assert small == []


def test_arabic_mirrors_the_frame(browser: Browser, gallery: Render) -> None:
    brand = {
        language: opened(browser, gallery("public", language), width=1280)
        .locator(".brand")
        .bounding_box()
        for language in ("de", "ar")
    }

    assert brand["de"]
    assert brand["ar"]
    assert brand["de"]["x"] < 200
    assert brand["ar"]["x"] > 900


TOPS = """(which) => {
    const tops = [...document.querySelectorAll(which)].map((one) => {
        const box = one.getBoundingClientRect();
        return box.top + box.height / 2;
    });
    return tops.map((top) => Math.round((top - tops[0]) / 24));
}"""
"""How many lines below the first each stands, by its middle; the page may be scrolling."""


@pytest.mark.parametrize("language", ["de-simple", "ku", "fa"])
def test_the_names_fold_beside_the_brand_on_a_phone(
    browser: Browser, gallery: Render, language: str
) -> None:
    page = opened(browser, gallery("public", language), width=360)
    names = page.locator(".languages li")

    assert page.evaluate(TOPS, ".brand, .languages summary") == [0, 0]
    assert not names.first.is_visible()

    page.locator(".languages summary").press("Enter")

    assert [each.is_visible() for each in names.all()] == [True] * len(settings.LANGUAGES)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_names_stand_open_where_there_is_room(browser: Browser, gallery: Render) -> None:
    page = opened(browser, gallery("public", "ru"), width=1280)

    assert set(page.evaluate(TOPS, ".languages li")) == {0}
    assert not page.locator(".languages summary").is_visible()
