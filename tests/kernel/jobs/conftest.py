"""Real workers on the test database, and a queue that is empty before and after."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from boot.telling import ROOT

Worker = subprocess.Popen[bytes]
Start = Callable[..., Worker]
WITH_OUR_JOB = """
import sys, django
from django.core.management import call_command
django.setup()
import tests.kernel.jobs.counting
call_command("work", *sys.argv[1:])
"""


def address() -> str:
    """The test database as another process reaches it."""
    told = connection.settings_dict
    return f"postgresql://{told['USER']}@/{told['NAME']}?host={quote(str(told['HOST']))}"


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether it came true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


def empty_the_queue() -> None:
    """procrastinate's tables are not Django's, so a transactional test does not flush them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute("DELETE FROM procrastinate_periodic_defers")


def ask(sql: str) -> list[tuple[object, ...]]:
    """What the database says."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@pytest.fixture
def queue(transactional_db: None) -> Iterator[None]:
    """An empty queue."""
    empty_the_queue()
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.WEB_ROLE}")
    empty_the_queue()


@pytest.fixture
def start(queue: None) -> Iterator[Start]:
    """Start workers; they are gone at the end."""
    started: list[Worker] = []

    def begin(*words: str, **more: str) -> Worker:
        env = {**os.environ, "DATABASE_URL": address(), **more}
        command = [sys.executable, "-c", WITH_OUR_JOB, *words]
        started.append(subprocess.Popen(command, cwd=ROOT, env=env))
        return started[-1]

    yield begin
    for worker in started:
        with contextlib.suppress(ProcessLookupError):
            worker.kill()
        worker.wait()
