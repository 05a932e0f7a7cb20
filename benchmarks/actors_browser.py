"""How long a person waits for the picture of the network in a real browser, until it answers.

Always from the start of the navigation: the page is there; its dots are painted; an arrow key has
led from one dot to one it is tied to, and that is painted. Opened anew: the name of a dot pointed
at stands below; on a phone, a tap has opened the page of the actor (a second answer of the server).
What the browser is asked from outside costs some milliseconds each time and is part of it.
"""

import importlib
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from benchmarks.figures import Sheet
from benchmarks.server import Server

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""Without a graphics card: painting is done by the processor, as on the weakest office computer."""
OPENED = 9
SIZES = {"1280 px": (1280, 900), "Telefon, 360 px": (360, 740)}
FRAME = """new Promise(done => requestAnimationFrame(() => setTimeout(
    () => done(performance.now()))))"""
"""Milliseconds since the navigation began, once what is there now has been painted."""
ARRIVED = "performance.getEntriesByType('navigation')[0].responseEnd"
STOP = "[data-network] a[tabindex='0']"
UNDER = """([x, y]) => [document.querySelector('[data-network-here]').textContent,
    document.elementFromPoint(x, y).closest('a').querySelector('title').textContent]"""
BEGAN, OPEN = "performance.timeOrigin", "performance.timeOrigin + performance.now()"


@dataclass(frozen=True)
class Opening:
    """Milliseconds since the navigation began."""

    arrived: float
    drawn: float
    key: float


def measure(sheet: Sheet, server: Server, path: str, cookie: str, limit: float, name: str) -> None:
    """The same page again and again by a person signed in, on a desk and on a phone."""
    browser_of: Any = importlib.import_module("boot.browser").ensure_browser
    playwright: Any = importlib.import_module("playwright.sync_api").sync_playwright
    url = f"http://localhost:{server.port}"
    with playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser_of(), args=FLAGS)
        for size, (wide, high) in SIZES.items():
            context = chromium.new_context(
                viewport={"width": wide, "height": high}, has_touch=wide < high
            )
            context.add_cookies([{"name": "sitzung", "value": cookie, "url": url}])
            open_it = partial(opening, context.new_page(), f"{url}{path}")
            tell(sheet, f"{name}, {size}", [open_it() for _ in range(OPENED + 1)], limit)
            what, use = ("Tippen", tapped) if wide < high else ("Zeigen", pointed)
            used = median(use(context.new_page(), f"{url}{path}") for _ in range(OPENED))
            sheet.at_most(f"{name}, {size}: {what}, Median", used, "ms", limit)
            context.close()
        chromium.close()


def opening(page: Any, url: str) -> Opening:
    """One, used as soon as the script of the page has run."""
    page.goto(url, wait_until="domcontentloaded")
    drawn = page.evaluate(FRAME)
    first = page.locator(STOP).get_attribute("data-key")
    page.evaluate("document.querySelector('.network').focus({preventScroll: true})")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    key = page.evaluate(FRAME)
    reached = page.evaluate("document.activeElement.dataset.key")
    if reached in {None, first}:
        raise LookupError(f"der Pfeil führt von {first} zu {reached}")
    return Opening(page.evaluate(ARRIVED), drawn, key)


def pointed(page: Any, url: str) -> float:
    """Milliseconds until the name of a dot pointed at stands below."""
    page.goto(url, wait_until="domcontentloaded")
    page.locator(STOP).scroll_into_view_if_needed()
    box = page.locator(f"{STOP} circle").bounding_box()
    at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    page.mouse.move(*at)
    found: float = page.evaluate(FRAME)
    said, under = page.evaluate(UNDER, at)
    page.close()
    if said != under:
        raise LookupError(f"gezeigt auf {under}, da steht {said}")
    return found


def tapped(page: Any, url: str) -> float:
    """Milliseconds from opening the picture until the page of a dot tapped is open."""
    page.goto(url, wait_until="domcontentloaded")
    began: float = page.evaluate(BEGAN)
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.locator(f"{STOP} circle").tap(force=True)
    opened: float = page.evaluate(OPEN)
    page.close()
    return opened - began


def tell(sheet: Sheet, name: str, found: list[Opening], limit: float) -> None:
    """Judged by the key of the slowest but the first, which finds nothing kept."""
    first, *again = found
    parts = {"Seite da": "arrived", "gezeichnet": "drawn", "Taste": "key"}
    medians = (
        f"{word} {median(getattr(each, what) for each in again):.0f}"
        for word, what in parts.items()
    )
    sheet.at_most(
        f"{name}: bis eine Taste wirkt, langsamste von {len(again)}",
        max(each.key for each in again), "ms", limit,
        note=f"Median ms: {', '.join(medians)}; allererstes Öffnen {first.key:.0f}",
    )  # fmt: skip
