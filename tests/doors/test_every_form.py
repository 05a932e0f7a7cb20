"""Every page without signing in, without its token, with the wrong document; the public pages.

Attack 1 (another case's document), attack 18 (forged forms, GET that changes).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.language.tongues import direction
from drehscheibe.kernel.permissions.reach import holds, standing_of
from drehscheibe.kernel.workflow.models import Step
from tests import factories
from tests.doors.everybody import ANSWERED, EVERYBODY, WORKSPACE, Crawl, expected
from tests.pages import assert_sound
from tests.routes import LANGUAGES, addresses, routes, samples_for
from tests.stage import Stage

pytestmark = pytest.mark.django_db
PUBLIC = [route for route in routes() if route.is_public]
OWN_ACCOUNT = [
    route
    for route in routes()
    if not route.is_workspace and not route.is_public and route.name.partition(":")[0] != "api"
]


def test_a_document_is_found_by_way_of_its_own_case_only(stage: Stage) -> None:
    """Attack 1: the right case with the wrong document is 404, for whoever may read both."""
    places = [
        (r, s) for r, s, _ in addresses(WORKSPACE, stage.samples) if "document" in r.parameters
    ]
    documents = {sample.arguments["document"]: sample.about for _, sample in places}
    people = [stage.people[email] for email in EVERYBODY]
    readers = [
        (factories.client_of(each), standing_of(each, on=timezone.localdate())) for each in people
    ]
    for route, sample in places:
        able = [client for client, standing in readers if holds(standing, route.permissions or ())]
        for document, about in documents.items():
            if about == sample.about:
                continue
            address = route.address({**sample.arguments, "document": document})
            assert {each.get(address).status_code for each in able} <= {403, 404}, address


def test_workspace_without_signing_in(stage: Stage) -> None:
    crawl = Crawl(Client(), [])
    for route, _, address in addresses(WORKSPACE, stage.samples):
        answer = crawl.get(address)
        if answer.status_code not in {302, 405} or (
            answer.status_code == 302 and "/anmelden/" not in answer["Location"]
        ):
            crawl.wrong.append(f"GET {address}: {answer.status_code} ({route.name})")
        answer = crawl.post(address, {})
        if answer.status_code not in {302, 401}:
            crawl.wrong.append(f"POST {address}: {answer.status_code} ({route.name})")
    assert not crawl.wrong, "\n".join(crawl.wrong)


@pytest.mark.parametrize("email", [None, "leitung@warendorf.example", "betrieb@plattform.example"])
def test_own_account(stage: Stage, email: str | None) -> None:
    """Sign-in and account pages answer everybody, whatever the state; no fault."""
    client = factories.client_of(stage.people[email]) if email else Client()
    crawl = Crawl(client, [])
    for _, _, address in addresses(OWN_ACCOUNT, stage.samples):
        for method in ("get", "post"):
            answer = crawl.undone(method, address)
            if answer.status_code == 500:
                crawl.wrong.append(f"{method} {address}: {answer.status_code}")
    assert not crawl.wrong, "\n".join(crawl.wrong)


HEADERS: list[dict[str, str]] = [{}, {"hx-request": "true"}, {"origin": "https://evil.example"}]


def test_no_form_without_its_token(stage: Stage) -> None:
    """Attack 18: neither without token, nor with HX-Request only, nor from another origin."""
    people = [stage.people[email] for email in EVERYBODY]
    standings = [standing_of(person, on=timezone.localdate()) for person in people]
    clients = [factories.client_of(person) for person in people]
    for client in clients:
        client.handler.enforce_csrf_checks = True
    before = (Entry.objects.count(), Step.objects.count())
    wrong = []
    for route, sample, address in addresses(WORKSPACE, stage.samples):
        who = next(
            (c for c, s in zip(clients, standings, strict=True)
             if expected(route, sample, s) >= ANSWERED), None
        )  # fmt: skip
        if who is None:
            continue
        for headers in HEADERS:
            status = who.post(address, headers=headers).status_code
            if status not in {403, 405}:
                wrong.append(f"POST {address} with {headers}: {status}")
    for route, _, address in addresses([*OWN_ACCOUNT, *PUBLIC], stage.samples):
        client = Client(enforce_csrf_checks=True)
        status = client.post(address).status_code
        if status not in {302, 403, 405} and "rueckruf" not in address:
            wrong.append(f"POST {address} ({route.name}): {status}")
    assert not wrong, "\n".join(wrong)
    assert (Entry.objects.count(), Step.objects.count()) == before


OF_A_CASE = "/foerderung/antrag/"
"""Drafts of third parties: behind their link, long, and kept by another rule."""


def test_every_door_for_everybody_answers_too_long_a_form_with_help(stage: Stage) -> None:
    """413 in the house's frame, in the reader's language, what was typed given back."""
    found, wrong = set(), []
    client, words = Client(), "Ein sehr langer Text <b>. " * 700
    for route, _, address in addresses(PUBLIC, stage.samples):
        if OF_A_CASE in address or client.post(address).status_code != 403:
            continue
        found.add(route.name)
        answer = client.post(address, {"text": words, "form": "a secret of the form itself"})
        text = answer.content.decode()
        if answer.status_code != 413 or "langer Text &lt;b&gt;" not in text or "a secret" in text:
            wrong.append(f"{address}: {answer.status_code}")
            continue
        wrong += [f"{address}: {fault}" for fault in _unsound(answer, "de")]
        larger = client.post(address, {"text": words * 16})
        if larger.status_code != 413 or "langer Text" in larger.content.decode():
            wrong.append(f"{address}: a large one is read")
    assert not wrong, "\n".join(wrong)
    assert {
        "public:course_hint", "public:course_missing", "public:actor_hint", "public:actor_own",
        "public:provider", "public:event_need", "public:event_register", "public:participation",
        "public:guest_confirm", "public:call_begin", "public:link_again",
    } <= found  # fmt: skip
    arabic = client.post("/ar/kurse/fehlt/", {"text": words})
    assert "كان النص طويلًا جدًا" in arabic.content.decode()


def _unsound(answer: Any, language: str) -> Iterator[str]:
    """What is wrong with a page in this language."""
    try:
        tree = assert_sound(answer)
    except AssertionError as fault:
        yield str(fault)
    else:
        if (tree.get("lang"), tree.get("dir") == "rtl") != (language, direction(language) == "rtl"):
            yield f"lang {tree.get('lang')} dir {tree.get('dir')}"


MAY_LACK = {
    "public:concept_file",
    "public:guide_print",
    "public:guide_chapter_print",
    "public:guide_further_print",
    "public:guide_chapter_further_print",
    "public:guide_picture",
}
"""A decided concept may have no file; a guide is printed by the worker, not by the stage."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_site_is_sound_in_every_language(stage: Stage, language: str) -> None:
    """Valid HTML, one h1, labels; no cookie for an anonymous reader."""
    client, wrong = Client(), []
    for route in PUBLIC:
        for sample in samples_for(route, stage.samples):
            address = route.address(sample.arguments, language)
            answer = client.get(address, follow=True)
            if answer.cookies or "sitzung" in client.cookies:
                wrong.append(f"{address}: sets {list(answer.cookies)}")
            if answer.status_code != 200:
                if route.name not in MAY_LACK:
                    wrong.append(f"{address}: {answer.status_code}")
                continue
            if answer["Content-Type"].startswith("text/html"):
                wrong += [f"{address}: {fault}" for fault in _unsound(answer, language)]
    assert not wrong, "\n".join(wrong)
