"""The register, loaded once for all tests of a file (each test is undone on top of it)."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@pytest.fixture(scope="module")
def whole_register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """54 centres, 396 municipalities, outlines; rolled back at the end of the file."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        with acting_as_system():
            import_register(at=datetime(2026, 1, 1, tzinfo=UTC))
        try:
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
