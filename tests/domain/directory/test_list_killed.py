"""kill -9 while a list of actors is taken over: nothing of it is there, and it is begun again."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from drehscheibe.domain.directory.lists.uploads import AT_ONCE, ask_to_take, upload_list
from drehscheibe.domain.directory.models import Actor, ActorUpload
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.audit.selectors import broken_links
from tests.domain.directory.stories import AT, Stage, field
from tests.kernel.jobs.conftest import Start, address, ask, within

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LONG = AT_ONCE + 1
CHAIN = 7227001
"""The lock of the record's chain (`kernel/audit/migrations/0002_append_only.py`)."""


@contextmanager
def nobody_records() -> Iterator[None]:
    """Whoever wants to note something in the record waits: a list has written all else by then."""
    with psycopg.connect(address(), autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [CHAIN])
        yield


def test_a_worker_killed_in_the_middle_of_a_list_leaves_nothing_and_another_takes_it(
    start: Start,
) -> None:
    field("pt.mso", label="Verein")
    stage = Stage()
    lines = "\n".join(f"Verein Nummer {each};Verein" for each in range(LONG))
    content = f"Name;Art\n{lines}".encode()
    upload = upload_list(centre=stage.centre, name="a", content=content, by=stage.keeper, at=AT)
    ask_to_take(upload=upload, by=stage.keeper, at=AT)
    waits = f"SELECT 1 FROM pg_locks WHERE objid = {CHAIN} AND NOT granted"
    with nobody_records():
        worker = start()
        assert within(60, lambda: ask(waits) != [])
        worker.kill()
        worker.wait()
        assert not Actor.objects.exists()
    assert within(30, lambda: ask(waits) == [])
    assert (ActorUpload.objects.get().standing, Actor.objects.count()) == ("taking", 0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")
        cursor.execute("DELETE FROM procrastinate_periodic_defers")  # do not wait for the minute
    start()
    assert within(120, lambda: ActorUpload.objects.get().standing == "done")
    assert ActorUpload.objects.get().told == {"new": LONG, "changed": 0, "same": 0}
    assert Actor.objects.filter(revisions__shown=True).count() == LONG
    assert Entry.objects.filter(act="directory.list.take").count() == 1
    assert broken_links() == []
