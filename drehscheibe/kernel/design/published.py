"""The news that something public changed, told to every process of every host.

PostgreSQL carries it (NOTIFY) exactly when the writing transaction commits, never when it is rolled
back; that takes milliseconds. Processes of the same host see it sooner, in eight bytes they share:
whoever got the answer to a change finds it. See docs/adr/0010-edge-cache.md.
"""

import logging
import mmap
import os
import threading
import time
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection, transaction

CHANNEL = "drehscheibe_published"
SILENCE = 5.0  # seconds without news after which the connection is asked whether it still lives
DEAF_AFTER = 12.0  # seconds without any sign of the database: what is kept may be old
PAUSE = 0.5  # seconds between attempts to hear again

Edition = tuple[int, bytes]
"""Changes heard, and the host's mark; to be compared only."""

log = logging.getLogger(__name__)


def publish_change() -> None:
    """Call in the transaction that changes what everybody may see; works on its commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    transaction.on_commit(lambda: mark().change())


class Mark:
    """Eight bytes in a file that all processes of a host have mapped into their memory.

    They mean nothing; that they are others than before is the news. Where the file may not be
    written, the mark is this process's own, and the others wait for PostgreSQL.
    """

    SIZE = 8

    def __init__(self, path: Path) -> None:
        try:
            with path.open("a+b") as file:
                if os.fstat(file.fileno()).st_size < self.SIZE:
                    os.ftruncate(file.fileno(), self.SIZE)
                self._shared = mmap.mmap(file.fileno(), self.SIZE)
        except OSError as error:
            log.warning("published: no mark shared on this host (%s)", type(error).__name__)
            self._shared = mmap.mmap(-1, self.SIZE)

    def read(self) -> bytes:
        """What stands there now."""
        return self._shared[:]

    def change(self) -> None:
        """Put something there that was not there before."""
        self._shared[:] = os.urandom(self.SIZE)


@cache
def mark() -> Mark:
    """The mark of this host."""
    return Mark(Path(settings.VAR_DIR) / "published")


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

    def edition(self) -> Edition | None:
        """Which public edition this is; None while this process cannot hear of changes."""
        if time.monotonic() - self._heard_at >= DEAF_AFTER:
            return None
        return self._count, mark().read()

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
