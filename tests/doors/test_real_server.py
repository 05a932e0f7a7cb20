"""What only a real server shows: several processes, a database that goes away and comes back.

Django's test client hides these faults (it keeps one connection and one process).
"""

import contextlib
import os
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction

from benchmarks.load import Answer, ask, get
from benchmarks.server import Server, serving
from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.centres.models.register import Centre
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.permissions.second_wall import acting_as_system

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
APPLICATION = "drehscheibe.config.wsgi:application"
PATH = "/api/v1/centres/05570"
NAME = "attack38"


def address(sockets: str) -> str:
    """The test database by way of this socket folder."""
    told = connection.settings_dict
    return (
        f"postgresql://{told['USER']}@/{told['NAME']}?host={quote(sockets)}&application_name={NAME}"
    )


def environment(url: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "DREHSCHEIBE_HOSTS": "localhost"}


@pytest.fixture
def sockets() -> str:
    host = str(connection.settings_dict["HOST"])
    if not host.startswith("/"):
        pytest.skip("needs a database reached by a socket")
    return host


@pytest.fixture
def centre() -> Centre:
    with acting_as_system():
        import_register(at=datetime(2026, 1, 1, tzinfo=UTC))
    return Centre.objects.get(key="05570")


def within(seconds: float, holds: Callable[[], bool]) -> float | None:
    """After how many seconds it held; None when it never did."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        if holds():
            return passed
        time.sleep(0.05)
    return None


def answers(server: Server, number: int = 12) -> list[Answer]:
    """Each on a connection of its own, so that every process is asked."""
    return [ask(server.port, get(PATH)) for _ in range(number)]


def change(centre: Centre, phone: str, *, publish: bool) -> None:
    with transaction.atomic():
        Centre.objects.filter(pk=centre.pk).update(phone=phone)
        if publish:
            publish_change()


def test_a_published_change_is_seen_by_every_process(sockets: str, centre: Centre) -> None:
    with serving(APPLICATION, environment(address(sockets)), workers=2, probe=PATH) as server:
        time.sleep(0.5)  # both listen
        answers(server)
        change(centre, "0211 111", publish=False)
        assert b"0211 111" not in b"".join(answer.body for answer in answers(server)), "not kept"
        change(centre, "0211 222", publish=True)
        after = answers(server, 24)
        assert all(b"0211 222" in answer.body for answer in after)
        etag = after[0].headers["etag"]
        assert ask(server.port, get(PATH, If_None_Match=etag)).status == 304
        question = urllib.request.Request(f"http://localhost:{server.port}{PATH}", method="HEAD")
        with urllib.request.urlopen(question, timeout=5) as head:
            assert (head.status, head.read()) == (200, b"")


@contextlib.contextmanager
def detour(sockets: str, folder: Path) -> Iterator[Path]:
    """A way to the database that can be taken away."""
    way = folder / "s"
    way.symlink_to(sockets)
    try:
        yield way
    finally:
        way.unlink(missing_ok=True)


def hang_up() -> None:
    """End every connection the server under test holds."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s",
            [NAME],
        )
        cursor.execute(f"SET ROLE {settings.WEB_ROLE}")


def test_attack_38_without_a_database_a_calm_page_and_it_heals(
    sockets: str, centre: Centre, tmp_path: Path
) -> None:
    """Plain 503 in German without a trace, and what is asked after its return is served."""

    def statuses() -> list[int]:
        return [ask(server.port, get(path)).status for path in ("/", PATH, "/health/ready")]

    with (
        detour(sockets, tmp_path) as way,
        serving(APPLICATION, environment(address(str(way))), probe="/health/live") as server,
    ):
        assert within(10, lambda: statuses() == [200, 200, 200]) is not None
        way.unlink()
        hang_up()
        assert within(5, lambda: statuses() == [503, 503, 503]) is not None
        assert ask(server.port, get("/health/live")).status == 200
        for path in ("/", PATH, "/mitarbeit/"):
            down = ask(server.port, get(path, Cookie="sitzung=unbekannt"))
            assert (down.status, "retry-after" in down.headers) == (503, True), path
            assert "erreichbar" in down.body.decode()
            assert b"Traceback" not in down.body
            assert b"psycopg" not in down.body
        way.symlink_to(sockets)
        assert within(10, lambda: statuses() == [200, 200, 200]) is not None
