"""Who asks for which page, and what the answer may be: for the tests of every page × every role."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from drehscheibe.domain.centres import permissions as of_centres
from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.domain.controlling import permissions as of_controlling
from drehscheibe.domain.controlling.dialogues import permissions as of_dialogues
from drehscheibe.domain.controlling.projects import permissions as of_projects
from drehscheibe.domain.controlling.reports import permissions as of_reports
from drehscheibe.domain.directory import permissions as of_directory
from drehscheibe.domain.forwarding import permissions as of_forwarding
from drehscheibe.domain.funding import permissions as of_funding
from drehscheibe.domain.funding.proof import permissions as of_proof
from drehscheibe.domain.guide import permissions as of_guide
from drehscheibe.domain.payments import permissions as of_payments
from drehscheibe.doors.console.demonstration import CAST
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, holds, standing_of, within_reach
from tests import factories
from tests.routes import Route, Sample, addresses, routes
from tests.stage import Stage

EVERYBODY = [each.email for each in CAST]
HALVES = (EVERYBODY[::2], EVERYBODY[1::2])
"""Each half is tried by a file of its own, so that two workers share them."""
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
    "actor": (of_directory.READ, of_directory.READ_ALL),
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


def nothing(*_: object, **__: object) -> None:
    """Instead of Django's copies of every template's context, which nobody looks at here."""


@dataclass
class Crawl:
    """One person's way through the pages; what is wrong is collected."""

    client: Client
    wrong: list[str]

    def get(self, address: str) -> Any:
        """GET; every statement that writes is noted."""
        written: set[str] = set()

        def noted(execute: Any, sql: Any, *more: Any) -> Any:
            if (found := WRITES.match(str(sql))) and found[2] not in KEPT_BY_SIGNING_IN:
                written.add(found[2])
            return execute(sql, *more)

        with connection.execute_wrapper(noted):
            answer = self.undone("get", address)
        if written:
            self.wrong.append(f"GET {address} writes {sorted(written)}")
        return answer

    def post(self, address: str, form: Mapping[str, str]) -> Any:
        """POST a form, mostly an empty one; what it did is undone."""
        return self.undone("post", address, data=form)

    def undone(self, method: str, address: str, **more: Any) -> Any:
        """Any request; what it did is undone."""
        with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.test.client.store_rendered_templates", nothing)
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


def workspace_as(stage: Stage, email: str) -> list[str]:
    """What is wrong when this person asks for every page of the workspace, GET and POST."""
    person = stage.people[email]
    crawl = Crawl(factories.client_of(person), [])
    standing = standing_of(person, on=timezone.localdate())
    refused: set[str] = set()
    for route, sample, address in addresses(WORKSPACE, stage.samples):
        if not holds(standing, route.permissions or ()):
            if route.name in refused:
                continue  # the guard refuses before it reads what the address leads to
            refused.add(route.name)
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
    return crawl.wrong


def _tells(answer: Any, sample: Sample) -> bool:
    carrier = getattr(getattr(sample.about, "centre", None), "area_name", "")
    return bool(carrier) and carrier in answer.content.decode()
