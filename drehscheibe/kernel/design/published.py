"""The news that something public changed, told to every process of every host.

PostgreSQL carries it (NOTIFY): it arrives exactly when the writing transaction commits and never
when that is rolled back. A process that cannot hear keeps nothing (docs/adr/0010-edge-cache.md).
"""

import logging
import threading
import time

import psycopg
from django.db import DatabaseError, connection

CHANNEL = "drehscheibe_published"
SILENCE = 5.0  # seconds without news after which the connection is asked whether it still lives
DEAF_AFTER = 12.0  # seconds without any sign of the database: what is kept may be old
PAUSE = 0.5  # seconds between attempts to hear again

log = logging.getLogger(__name__)


def publish_change() -> None:
    """Call in the transaction that changes what everybody may see; works on its commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


class Listener:
    """Counts the changes heard. One daemon thread with one connection per process."""

    def __init__(self) -> None:
        self._count = 0
        self._heard_at = float("-inf")
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to listen; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="published", daemon=True)
            self._thread.start()

    def edition(self) -> int | None:
        """The number of the public edition; None while this process cannot hear of changes."""
        return self._count if time.monotonic() - self._heard_at < DEAF_AFTER else None

    def _run(self) -> None:
        while True:
            try:
                self._listen()
            except (DatabaseError, psycopg.Error) as error:
                self._heard_at = float("-inf")
                log.warning("published: cannot hear changes (%s)", type(error).__name__)
                connection.close()
                time.sleep(PAUSE)

    def _listen(self) -> None:
        """Hear until the connection breaks; what happened while deaf counts as a change."""
        connection.ensure_connection()  # this thread's own
        wire: psycopg.Connection = connection.connection
        wire.execute(f"LISTEN {CHANNEL}")
        while True:
            self._count += 1
            self._heard_at = time.monotonic()
            while not list(wire.notifies(timeout=SILENCE, stop_after=1)):
                wire.execute("SELECT 1")
                self._heard_at = time.monotonic()


listener = Listener()
