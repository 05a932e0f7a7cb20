"""A visitor that looks at many pages, with and without scripts, and notes what is wrong."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.browser import PATIENCE
from tests.journeys.axe import Looks, findings
from tests.journeys.conftest import Server

NARROW, WIDE = 320, 1280
LETTERS, LARGE = 16, 32


@dataclass
class Visitor:
    """A browser context that notes foreign requests and complaints of the console."""

    context: BrowserContext
    origin: str
    wrong: list[str] = field(default_factory=list)
    looks: Looks = field(default_factory=set)

    def __post_init__(self) -> None:
        """One page is used for everything."""
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda each: self._own(each.url))
        self.page.on("console", lambda each: self._quiet(each.type, each.text))
        self.page.on("pageerror", lambda each: self.wrong.append(f"{self.page.url}: {each}"))

    def _own(self, url: str) -> None:
        if not url.startswith((self.origin, "data:", "blob:")):
            self.wrong.append(f"{self.page.url}: foreign request {url}")

    def _quiet(self, kind: str, text: str) -> None:
        if kind == "error" or "Content Security Policy" in text:
            self.wrong.append(f"{self.page.url}: console: {text[:200]}")

    def open(self, address: str) -> bool:
        """Go there; a fault is a finding."""
        try:
            answer = self.page.goto(address, wait_until="load")
        except BrowserError as fault:
            self.wrong.append(f"{address}: {fault.message[:120]}")
            return False
        status = answer.status if answer else 0
        if status != 200:
            self.wrong.append(f"{address}: {status}")
        return status == 200

    def letters(self, size: int) -> None:
        """The reader's own size of letters in pixels, as a browser's settings have it."""
        sizes = {"fontSizes": {"standard": size, "fixed": size}}
        self.context.new_cdp_session(self.page).send("Page.setFontSizes", sizes)

    def look(self, address: str, *, language: str) -> None:
        """Landmark, heading, language; nothing sticks out at this width."""
        seen = self.page.evaluate(LOOK)
        expected = {"lang": language, "rtl": language == "ar", "mains": 1, "headings": 1}
        found = {name: seen[name] for name in expected}
        if found != expected:
            self.wrong.append(f"{address}: {found}")
        if seen["wide"]:
            self.wrong.append(f"{address}: {seen['width']} px: sticks out: {seen['wide'][:4]}")


LOOK = """() => {
  const root = document.documentElement, width = root.clientWidth;
  const scrolls = root.scrollWidth > width + 1;
  const wide = !scrolls ? [] : [...document.querySelectorAll('main *, header *, footer *')]
    .filter(each => { const box = each.getBoundingClientRect();
      return box.width && (box.right > width + 1 || box.left < -1)
        && !each.closest('.table-scroll, svg'); })
    .map(each => each.tagName + '.' + each.className);
  return {lang: root.lang, rtl: root.dir === 'rtl', width,
    mains: document.querySelectorAll('main').length,
    headings: document.querySelectorAll('h1').length,
    wide: scrolls && !wide.length ? ['scrollWidth ' + root.scrollWidth] : wide};
}"""


def _visitor(
    browser: Browser, server: Server, *, person: Person | None = None, script: bool = True,
    width: int = WIDE,
) -> Visitor:  # fmt: skip
    context = browser.new_context(
        java_script_enabled=script, base_url=server.url, reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )  # fmt: skip
    if person is not None:
        cookie = factories.client_of(person).cookies["sitzung"].value
        context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    return Visitor(context, server.url)


def crawl(
    browser: Browser, server: Server, pages: list[str], *, language: str,
    person: Person | None = None, unscripted: bool = True,
) -> list[str]:  # fmt: skip
    """Each page wide with axe, narrow, a public one in letters twice as large, too, and (unless
    another language tried it) without scripts."""
    wrong: list[str] = []
    scripted = _visitor(browser, server, person=person)
    plain = _visitor(browser, server, person=person, script=False, width=NARROW)
    for address in pages:
        if scripted.open(address):
            scripted.wrong += [
                f"{address}: {each}" for each in findings(scripted.page, scripted.looks)
            ]
            scripted.page.set_viewport_size({"width": NARROW, "height": 900})
            scripted.look(address, language=language)
            if person is None:
                scripted.letters(LARGE)
                scripted.look(f"in large letters: {address}", language=language)
                scripted.letters(LETTERS)
            scripted.page.set_viewport_size({"width": WIDE, "height": 900})
        if unscripted and plain.open(address):
            plain.look(f"without scripts: {address}", language=language)
    for visitor in (scripted, plain):
        wrong += visitor.wrong
        visitor.context.close()
    return wrong
