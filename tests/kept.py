"""Rows that all tests of a file start from: arranged once, undone after the last of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

NOON = datetime(2022, 9, 14, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
"""The quiet moment of the fixture `noon`, for what is arranged before any test."""


@contextmanager
def for_the_file(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Arrange inside; the fixture yields in here as well.

    Each test undoes its own changes, for its transaction lies within this one. Objects are shared:
    hand out copies (`deepcopy`) where a test changes them.
    """
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
