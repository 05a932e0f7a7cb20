"""Every page of the platform in a real browser: bars „a11y“ and „no-foreign“ (standards, A7).

The addresses come from the URL map, so that a new page cannot be forgotten. The other half of the
workspace has a file of its own, so that two workers share the crawl.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from drehscheibe.doors.console.demonstration import CAST
from drehscheibe.kernel.permissions.reach import holds, standing_of, within_reach
from tests.journeys.conftest import Server
from tests.journeys.crawling import crawl
from tests.routes import Route, Sample, addresses, routes, samples_for
from tests.stage import Stage

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
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
             "event_step", "check_in", "hint_settle", "snapshot_take", "network_opening",
             "page_act", "section_act", "edition_step", "course_act", "actor_act",
             "actor_export", "dead_end_hold",
             "guide_import_act", "machine_act",
             "reminders_act"}  # fmt: skip
FILES = {"network_file", "guide_print", "guide_chapter_print",
         "guide_further_print", "guide_chapter_further_print",
         "guide_picture", "section_picture",
         "application_sheet", "report_file", "council_file", "return_export", "proof_export",
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
         "course_data", "course_dates", "atom", "catalogue", "public_feed", "feed"}  # fmt: skip
LEAVES = {"account_logout", "mfa_authenticate", "openid_connect_login", "openid_connect_callback"}
NO_PAGE = POST_ONLY | FILES | LEAVES


KONTO = "/mitarbeit/konto/"
BEFORE = ("anmelden/", "kennwort/vergessen/", "kennwort/vergessen/gesendet/")
AFTER = ("", "abmelden/", "kennwort/aendern/", "zweiter-faktor/")


def test_public_pages_are_accessible(browser: Browser, server: Server, stage: Stage) -> None:
    """Public in German and Arabic, sign-in, the pages of the own account."""
    wrong = crawl(browser, server, [KONTO + each for each in BEFORE], language="de")
    wrong += crawl(browser, server, [*public(stage, "de"), "/suche/?ort=Ahlen"], language="de")
    wrong += crawl(browser, server, [*public(stage, "ar"), "/ar/suche/?ort=Ahlen"], language="ar")
    own = stage.people[CAST[0].email]
    wrong += crawl(browser, server, [KONTO + each for each in AFTER], language="de", person=own)
    assert not wrong, "\n".join(wrong)


def test_workspace_is_accessible(browser: Browser, server: Server, stage: Stage) -> None:
    """The first half of the pages; the second is in test_accessible_too.py."""
    wrong = workspace(browser, server, stage, half=0)
    assert not wrong, "\n".join(wrong)


def workspace(browser: Browser, server: Server, stage: Stage, *, half: int) -> list[str]:
    """Every other page of the workspace as somebody who reaches it."""
    wrong: list[str] = []
    for number, (email, pages) in enumerate(_pages_by_person(stage).items()):
        own = pages[(half + number) % 2 :: 2]
        if own:
            wrong += crawl(browser, server, own, language="de", person=stage.people[email])
    return wrong


def public(stage: Stage, language: str) -> list[str]:
    """An address of every public page in a language."""
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
