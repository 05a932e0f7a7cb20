"""Stamps: a step is left out when nothing it depends on has changed since it last succeeded."""

import contextlib
import fcntl
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from boot.telling import BOOT, ROOT, say

STAMPS = BOOT / "stamps"


def fingerprint(files: Sequence[Path], *words: str) -> str:
    """A hash over the files' contents, further words, the Python version and the folder.

    The folder counts because a virtual environment cannot be moved.

    >>> fingerprint([], "a") == fingerprint([], "a")
    True
    >>> fingerprint([], "a") == fingerprint([], "b")
    False
    """
    digest = hashlib.sha256()
    for word in (sys.version, str(ROOT), *words):
        digest.update(word.encode() + b"\0")
    for file in files:
        digest.update(str(file.name).encode() + b"\0")
        digest.update(file.read_bytes() if file.exists() else b"absent")
    return digest.hexdigest()


def is_fresh(step: str, mark: str) -> bool:
    """Whether this step was already done with exactly this fingerprint."""
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text(encoding="ascii").strip() == mark


def set_stamp(step: str, mark: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(mark + "\n", encoding="ascii")


def clear_stamp(step: str) -> None:
    (STAMPS / step).unlink(missing_ok=True)


@contextlib.contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Two bootstraps in one folder wait for each other instead of tearing at the same files."""
    BOOT.mkdir(exist_ok=True)
    with (BOOT / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Ein anderer Lauf richtet gerade ein; ich warte auf ihn …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
