"""A mailbox on a real IMAP server (pymap) on a free port of this machine.

The mails lie in a Maildir, so that the server may die and come back; they are delivered as a mail
server does it, by a file in `new`.
"""

import imaplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.test import override_settings
from pysasl.hashing import BuiltinHash

from tests.mail_server import HOST, free_port

USER, PASSWORD = "postfach", "Postfach-Kennwort"
PATIENCE = 20  # seconds for the server to begin


@dataclass
class Mailbox:
    """The server and its folder."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    count: int = 0

    def deliver(self, raw: bytes) -> None:
        """A mail arrives."""
        self.count += 1
        (self.folder / USER / "new" / f"{1_700_000_000 + self.count}.M{self.count}.x").write_bytes(
            raw
        )

    def start(self) -> None:
        """Begin to listen; returns when it answers."""
        program = Path(sys.executable).parent / "pymap"
        command = [str(program), "--host", HOST, "--port", str(self.port), "--no-tls"]
        command += ["--no-service", "admin", "--no-service", "managesieve", "maildir"]
        command.append(str(self.folder))
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + PATIENCE
        while True:
            try:
                imaplib.IMAP4(HOST, self.port, timeout=2).logout()
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return

    def die(self) -> None:
        """As by a loss of power."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def mails(self, folder: str = "INBOX") -> int:
        """How many lie in a folder, as another program sees it; 0 without the folder."""
        with imaplib.IMAP4(HOST, self.port, timeout=5) as box:
            box.login(USER, PASSWORD)
            status, count = box.select(folder, readonly=True)
            return int(count[0] or 0) if status == "OK" else 0


@contextmanager
def mailbox(folder: Path) -> Iterator[Mailbox]:
    """The server runs inside the block, and the platform fetches from it."""
    for name in ("new", "cur", "tmp"):
        (folder / USER / name).mkdir(parents=True)
    (folder / "pymap-etc-passwd").write_text(f"{USER}:x::::{USER}:\n")
    hashed = BuiltinHash(rounds=1000).hash(PASSWORD)
    (folder / "pymap-etc-shadow").write_text(f"{USER}:{hashed}:::::::\n")
    found = Mailbox(folder)
    found.start()
    try:
        with override_settings(
            IMAP_HOST=HOST, IMAP_PORT=found.port, IMAP_TLS=False, IMAP_USER=USER,
            IMAP_PASSWORD=PASSWORD,
        ):  # fmt: skip
            yield found
    finally:
        found.die()
