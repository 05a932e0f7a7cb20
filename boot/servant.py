"""As whom the embedded PostgreSQL runs: as this user, or for root as an unprivileged one."""

import contextlib
import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boot.telling import Missing


def is_zombie(pid: str) -> bool:
    """Whether this process has ended but still stands in the process table (Linux).

    >>> is_zombie("1")
    False
    """
    try:
        facts = Path("/proc", pid, "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return facts.rpartition(")")[2].split()[0] == "Z"


@dataclass(frozen=True)
class Servant:
    """As whom the server runs: a prefix for its commands and arguments for subprocess."""

    prefix: tuple[str, ...] = ()
    identity: dict[str, Any] | None = None  # user, group, extra_groups

    def run(self, command: Sequence[str | Path], **more: Any) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        return subprocess.run(
            [*self.prefix, *(str(part) for part in command)],
            cwd="/",
            env={**clean, "LC_ALL": "C"},
            text=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            **(self.identity or {}),
            **more,
        )

    def can_run(self, program: Path) -> bool:
        """Whether this user reaches the program (the folder may lie below a private one)."""
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False

    def make_private(self, folder: Path) -> None:
        """A folder only the server's user may enter. Raises Missing when it is another's."""
        folder.mkdir(parents=True, exist_ok=True)
        owner = self.identity["user"] if self.identity else os.geteuid()
        found = folder.lstat().st_uid
        if folder.is_symlink() or found not in {owner, os.geteuid()}:
            raise Missing(f"Der Ordner {folder} gehört einem anderen.\nAbhilfe: ihn entfernen.")
        if found != owner:
            os.chown(folder, owner, self.identity["group"] if self.identity else -1)
        folder.chmod(0o700)


def unprivileged() -> dict[str, Any] | None:
    """The user the server drops to when root starts it; None for an ordinary user."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Missing("Als root fehlt ein Nutzer für PostgreSQL.\nAbhilfe: useradd --system postgres")
