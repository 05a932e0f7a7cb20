"""Every address × everybody, GET and POST: what happens is what the permissions declare.

Attack 1 (another centre's case), attack 5 (crawl), attack 18 (forged forms, GET that changes).
The addresses come from the URL map: a new page without a sample in tests/stage.py fails here.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from drehscheibe.config.roles import ROLES
from drehscheibe.domain.centres import permissions as of_centres
from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.domain.controlling import permissions as of_controlling
from drehscheibe.domain.controlling.dialogues import permissions as of_dialogues
from drehscheibe.domain.controlling.projects import permissions as of_projects
from drehscheibe.domain.controlling.reports import permissions as of_reports
from drehscheibe.domain.forwarding import permissions as of_forwarding
from drehscheibe.domain.funding import permissions as of_funding
from drehscheibe.domain.funding.proof import permissions as of_proof
from drehscheibe.domain.guide import permissions as of_guide
from drehscheibe.domain.payments import permissions as of_payments
from drehscheibe.doors.console.demonstration import CAST
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.language.tongues import direction
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, holds, standing_of, within_reach
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.models import Step
from tests import factories
from tests.pages import assert_sound
from tests.routes import LANGUAGES, Route, Sample, addresses, routes, samples_for
from tests.stage import Stage, set_up

pytestmark = pytest.mark.django_db
EVERYBODY = [each.email for each in CAST]
ANSWERED = frozenset({200, 302, 405, 409, 422})
WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
KEPT_BY_SIGNING_IN = {"access_session", "django_session"}
"""A session notes when it was seen; nothing else may be written by a GET."""
SEES = {
    "application": of_funding.READING,
    "allocation": of_forwarding.ALLOCATION_READING,
    "forwardingcase": of_forwarding.CASE_READING,
    "forwardingcall": (of_forwarding.CALL_VIEW,),
    "proofofuse": of_proof.READING,
    "integrationconcept": (of_centres.CONCEPT_VIEW, of_centres.CONCEPT_READ),
    "founding": (of_centres.FOUNDING_VIEW, of_centres.FOUNDING_READ),
    "centre": (of_centres.CENTRE_VIEW, of_centres.CENTRE_READ),
    "goalperiod": of_controlling.READING,
    "page": (of_guide.READ,),
    "paymentorder": of_payments.READING,
    "annualreport": of_reports.READING,
    "dialogue": of_dialogues.READING,
    "statewideproject": of_projects.READING,
    "participation": (of_projects.ANSWER, of_projects.REPORT),
    "paymentrun": of_payments.RUN_READING,
    "bankaccount": of_payments.ACCOUNT_READING,
}
"""Whoever sees the row may be told „403“; to everybody else it does not exist."""
WORKSPACE = [route for route in routes() if route.is_workspace]
PUBLIC = [route for route in routes() if route.is_public]
OWN_ACCOUNT = [
    route
    for route in routes()
    if not route.is_workspace and not route.is_public and route.name.partition(":")[0] != "api"
]


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """Everything arranged once, in one transaction that is undone at the end."""
    logging.disable(logging.ERROR)  # refusals are what we came for
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media, DEMONSTRATION=True):
        outer = transaction.atomic()
        outer.__enter__()
        with acting_as_system():
            arranged = set_up(at=timezone.now())
        try:
            yield arranged
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            logging.disable(logging.NOTSET)


@dataclass
class Crawl:
    """One person's way through the pages; what is wrong is collected."""

    client: Client
    wrong: list[str]

    def get(self, address: str) -> Any:
        """GET; every statement that writes is noted."""
        with CaptureQueriesContext(connection) as queries:
            answer = self._undone("get", address)
        written = {
            found[2]
            for each in queries.captured_queries
            if (found := WRITES.match(each["sql"])) and found[2] not in KEPT_BY_SIGNING_IN
        }
        if written:
            self.wrong.append(f"GET {address} writes {sorted(written)}")
        return answer

    def post(self, address: str, form: Mapping[str, str]) -> Any:
        """POST a form, mostly an empty one; what it did is undone."""
        return self._undone("post", address, data=form)

    def _undone(self, method: str, address: str, **more: Any) -> Any:
        with transaction.atomic():
            answer = getattr(self.client, method)(address, **more)
            getattr(answer, "content", None)
            if answer.streaming:
                b"".join(answer.streaming_content)
            transaction.set_rollback(True)
        return answer


def expected(route: Route, sample: Sample, standing: Standing) -> frozenset[int]:
    """The statuses that the declarations allow."""
    permissions = route.permissions or ()
    if not holds(standing, permissions):
        return frozenset({403, 405})
    if sample.about is None:
        return ANSWERED | {404} if sample.own_rule else ANSWERED
    if _reaches(sample, permissions, standing, route):
        needed = sample.needs or permissions
        return ANSWERED if _reaches(sample, needed, standing, route) else frozenset({403, 405})
    case = getattr(sample.about, "application", sample.about)  # rows of a case show with it
    seen = _reaches(
        Sample(sample.arguments, case), SEES.get(case._meta.model_name, ()), standing, route
    )
    return frozenset({403, 404, 405} if seen else {404, 405})


def _reaches(
    sample: Sample, permissions: tuple[Permission, ...], standing: Standing, route: Route
) -> bool:
    rows = type(sample.about)._default_manager.filter(pk=sample.about.pk)
    if within_reach(rows, *permissions, standing=standing).exists():
        return True
    decided = isinstance(sample.about, IntegrationConcept) and not sample.about.is_draft
    return decided and of_centres.CONCEPT_VIEW in permissions  # decided in public: C2, all read


def test_everybody_is_every_role() -> None:
    assert {each.role for each in CAST} == {role.code for role in ROLES}


def test_no_page_is_forgotten(stage: Stage) -> None:
    """Each route of the URL map has a sample."""
    for route in routes():
        assert samples_for(route, stage.samples)


@pytest.mark.parametrize("email", EVERYBODY)
def test_workspace(stage: Stage, email: str) -> None:
    """Attacks 1 and 5: 403 without permission, 404 out of reach, never a fault."""
    person = stage.people[email]
    crawl = Crawl(factories.client_of(person), [])
    standing = standing_of(person, on=timezone.localdate())
    for route, sample, address in addresses(WORKSPACE, stage.samples):
        allowed = expected(route, sample, standing)
        for method, answer in (
            ("GET", crawl.get(address)),
            ("POST", crawl.post(address, sample.form)),
        ):
            if answer.status_code not in allowed:
                crawl.wrong.append(
                    f"{method} {address}: {answer.status_code}, not {sorted(allowed)}"
                )
            if allowed & {403, 404} and answer.status_code == 404 and _tells(answer, sample):
                crawl.wrong.append(f"{method} {address}: the refusal tells of the row")
    assert not crawl.wrong, "\n".join(crawl.wrong)


def test_a_document_is_found_by_way_of_its_own_case_only(stage: Stage) -> None:
    """Attack 1: the right case with the wrong document is 404, for whoever may read both."""
    places = [
        (r, s) for r, s, _ in addresses(WORKSPACE, stage.samples) if "document" in r.parameters
    ]
    documents = {sample.arguments["document"]: sample.about for _, sample in places}
    readers = [factories.client_of(stage.people[email]) for email in EVERYBODY]
    for route, sample in places:
        for document, about in documents.items():
            if about == sample.about:
                continue
            address = route.address({**sample.arguments, "document": document})
            assert {each.get(address).status_code for each in readers} <= {403, 404}, address


def _tells(answer: Any, sample: Sample) -> bool:
    carrier = getattr(getattr(sample.about, "centre", None), "area_name", "")
    return bool(carrier) and carrier in answer.content.decode()


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
            answer = crawl._undone(method, address)
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


def _unsound(answer: Any, language: str) -> Iterator[str]:
    """What is wrong with a page in this language."""
    try:
        tree = assert_sound(answer)
    except AssertionError as fault:
        yield str(fault)
    else:
        if (tree.get("lang"), tree.get("dir") == "rtl") != (language, direction(language) == "rtl"):
            yield f"lang {tree.get('lang')} dir {tree.get('dir')}"


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
                if route.name != "public:concept_file":  # a decided concept may have no file
                    wrong.append(f"{address}: {answer.status_code}")
                continue
            if answer["Content-Type"].startswith("text/html"):
                wrong += [f"{address}: {fault}" for fault in _unsound(answer, language)]
    assert not wrong, "\n".join(wrong)
