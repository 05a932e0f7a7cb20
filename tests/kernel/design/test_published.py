"""A change is told exactly when it is committed."""

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from drehscheibe.kernel.design.published import CHANNEL, Mark, mark, publish_change


def test_the_mark_is_shared(tmp_path: Path) -> None:
    """Processes map the same file; twice in one process is the same to the kernel."""
    one, other = Mark(tmp_path / "mark"), Mark(tmp_path / "mark")
    before = other.read()
    one.change()
    assert other.read() == one.read() != before


@pytest.mark.django_db(transaction=True)
def test_news_travel_with_the_commit_and_not_before() -> None:
    heard: list[str] = []
    ready = threading.Event()

    def listen() -> None:
        parameters = connection.get_connection_params()
        parameters.pop("cursor_factory")
        with psycopg.connect(**parameters, autocommit=True) as wire:
            wire.execute(f"LISTEN {CHANNEL}")
            ready.set()
            heard.extend(each.channel for each in wire.notifies(timeout=3, stop_after=1))

    listener = threading.Thread(target=listen)
    listener.start()
    assert ready.wait(3)
    before = mark().read()
    with transaction.atomic():
        publish_change()
        assert mark().read() == before
        assert heard == []
    assert mark().read() != before
    listener.join(5)
    assert heard == [CHANNEL]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_no_news() -> None:
    before = mark().read()
    with transaction.atomic():
        publish_change()
        transaction.set_rollback(True)
    assert mark().read() == before


def test_a_host_without_a_place_to_write_still_works(tmp_path: Path) -> None:
    alone = Mark(tmp_path / "fehlt" / "mark")
    before = alone.read()
    alone.change()
    assert alone.read() != before
