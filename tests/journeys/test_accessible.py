"""Every page of the platform in a real browser: bars „a11y“ and „no-foreign“ (standards, A7).

One server and one demonstration serve the whole crawl; findings are reported together. The
addresses come from the URL map, so that a new page cannot be forgotten.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from drehscheibe.doors.console.demonstration import CAST
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import holds, standing_of, within_reach
from tests import factories
from tests.journeys.axe import findings
from tests.journeys.conftest import Server
from tests.routes import Route, Sample, addresses, routes, samples_for
from tests.stage import Stage, set_up

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NARROW, WIDE = 320, 1280
POST_ONLY = {"founding_begin", "founding_decision", "founding_step",
             "order_cancel", "order_take_out", "order_return", "run_start", "run_file", "run_day",
             "run_step", "account_number", "account_step", "member_seat", "round_step",
             "activity_withdraw", "lock_close", "value_feed", "period_share",
             "advice_answer", "report_begin", "dialogue_prepare", "decision_vote",
             "request_answer", "item_step", "meeting_step", "minutes_comment", "post_remove",
             "thread_step", "mails_switch", "poll_choose", "paper_trash",
             "action_finish", "address_step", "question_step", "response_return",
             "attachment_remove", "session_drop", "question_drop", "seats_return", "template_end",
             "qualification_listed", "feed_revoke", "group_feed_revoke", "member_feed",
             "event_step", "check_in", "hint_settle", "page_act", "section_act",
             "edition_step"}  # fmt: skip
FILES = {"application_sheet", "report_file", "council_file", "return_export", "proof_export",
         "proof_document", "reclaim_document", "case_package",
         "analysis_export", "indicator_export", "frozen_file",
         "case_export", "own_proof_file", "own_proof_package", "allocation_export",
         "allocation_notice", "entry_export", "period_export", "planning_sheet",
         "application_export", "order_export",
         "application_document", "member_export",
         "role_matrix_export", "centre_export", "concept_export",
         "meeting_calendar", "decision_export", "paper_file", "group_papers", "public_paper",
         "attachment_file",
         "concept_document", "concept_file", "survey_export", "answer_file", "case_document",
         "case_sheet", "dialogue_calendar", "certificate_file", "participation_code",
         "course_data", "public_feed", "feed"}  # fmt: skip
LEAVES = {"account_logout", "mfa_authenticate", "openid_connect_login", "openid_connect_callback"}
NO_PAGE = POST_ONLY | FILES | LEAVES


@dataclass
class Visitor:
    """A browser context that notes foreign requests and complaints of the console."""

    context: BrowserContext
    origin: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """One page is used for everything."""
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
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


@pytest.fixture
def stage(transactional_db: None, settings: object, tmp_path: Path) -> Stage:
    """The demonstration with a row of every kind."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return set_up(at=timezone.now())


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


def _crawl(
    browser: Browser, server: Server, pages: list[str], *, language: str,
    person: Person | None = None,
) -> list[str]:  # fmt: skip
    """Each page wide with axe, narrow, and without scripts."""
    wrong: list[str] = []
    scripted = _visitor(browser, server, person=person)
    plain = _visitor(browser, server, person=person, script=False, width=NARROW)
    for address in pages:
        if scripted.open(address):
            scripted.wrong += [f"{address}: {each}" for each in findings(scripted.page)]
            scripted.page.set_viewport_size({"width": NARROW, "height": 900})
            scripted.look(address, language=language)
            scripted.page.set_viewport_size({"width": WIDE, "height": 900})
        if plain.open(address):
            plain.look(f"without scripts: {address}", language=language)
    for visitor in (scripted, plain):
        wrong += visitor.wrong
        visitor.context.close()
    return wrong


BEFORE = ("anmelden/", "kennwort/vergessen/", "kennwort/vergessen/gesendet/")
AFTER = ("", "abmelden/", "kennwort/aendern/", "zweiter-faktor/")


def test_every_page_is_accessible(browser: Browser, server: Server, stage: Stage) -> None:
    """Public in German and Arabic, sign-in, and the workspace as somebody who reaches the page."""
    konto = "/mitarbeit/konto/"
    wrong = _crawl(browser, server, [konto + each for each in BEFORE], language="de")
    wrong += _crawl(browser, server, [*_public(stage, "de"), "/suche/?ort=Ahlen"], language="de")
    wrong += _crawl(browser, server, [*_public(stage, "ar"), "/ar/suche/?ort=Ahlen"], language="ar")
    for email, pages in _pages_by_person(stage).items():
        person = stage.people[email]
        own = [konto + each for each in AFTER] if email == CAST[0].email else []
        wrong += _crawl(browser, server, [*pages, *own], language="de", person=person)
    assert not wrong, "\n".join(wrong)


def _public(stage: Stage, language: str) -> list[str]:
    return [
        route.address(samples_for(route, stage.samples)[0].arguments, language)
        for route in routes()
        if route.is_public and _short(route) not in NO_PAGE
    ]


def _short(route: Route) -> str:
    return route.name.rpartition(":")[2]


def _pages_by_person(stage: Stage) -> dict[str, list[str]]:
    """For every page of the workspace the first of the people who reaches it."""
    today = timezone.localdate()
    standings = {email: standing_of(each, on=today) for email, each in stage.people.items()}
    workspace = [each for each in routes() if each.is_workspace and _short(each) not in NO_PAGE]
    chosen: dict[str, list[str]] = {}
    reached = set()
    for route, sample, address in addresses(workspace, stage.samples):
        if route.name in reached:
            continue
        for email, standing in standings.items():
            if sample.who in ("", email) and _reaches(route, sample, standing):
                chosen.setdefault(email, []).append(address)
                reached.add(route.name)
                break
    assert not {route.name for route in workspace} - reached
    return chosen


def _reaches(route: Route, sample: Sample, standing: object) -> bool:
    permissions = sample.needs or route.permissions or ()
    if not holds(standing, permissions):  # type: ignore[arg-type]
        return False
    if sample.about is None:
        return True
    rows = type(sample.about)._default_manager.filter(pk=sample.about.pk)
    return within_reach(rows, *permissions, standing=standing).exists()  # type: ignore[arg-type]
