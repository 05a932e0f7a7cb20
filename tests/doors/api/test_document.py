"""The OpenAPI document is valid, and the interface keeps what it promises (standard 30)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]
DOCUMENT = "/api/v1/openapi.json"


def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(DOCUMENT).content)
    return found


def test_the_document_is_openapi_3_1(client: Client) -> None:
    found = document(client)
    assert found["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(found).validate()
    assert {"/api/v1/centres", "/api/v1/centres/{key}", "/api/v1/centres.geojson"} <= set(
        found["paths"]
    )


def test_every_operation_declares_its_problems(client: Client) -> None:
    for path, methods in document(client)["paths"].items():
        for operation in methods.values():
            errors = {code: each for code, each in operation["responses"].items() if code >= "4"}
            assert errors, path
            for answer in errors.values():
                assert list(answer["content"]) == ["application/problem+json"]


@contextmanager
def one_connection() -> Iterator[None]:
    """Django would close the test's connection with each request that comes over WSGI."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_the_interface_keeps_its_promises(client: Client, mode: GenerationMode) -> None:
    """schemathesis: valid and invalid questions, only answers that the document names."""
    schema = schemathesis.openapi.from_dict(document(client))
    schema.app = get_wsgi_application()  # not config.wsgi: no thread that listens
    with one_connection():
        for result in schema.get_all_operations():
            operation: Any = result.ok()  # type: ignore[union-attr]
            if mode is GenerationMode.POSITIVE or operation.query:
                ask_at_random(operation, mode)


def ask_at_random(operation: Any, mode: GenerationMode) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    def keeps_its_promise(case: Any) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    keeps_its_promise()
