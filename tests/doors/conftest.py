"""The stage for tests that ask for every page."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.stage import Stage
from tests.staged import staged
from tests.standing_tables import empty_tables


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Everything arranged for the tests of one file, each of which undoes what it does."""
    logging.disable(logging.ERROR)  # refusals are what we came for
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.reach', 'system', false)")
        try:
            yield staged()
        finally:
            empty_tables()
            logging.disable(logging.NOTSET)
