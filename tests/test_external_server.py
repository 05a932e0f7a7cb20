"""DATABASE_URL: a server of one's own, by TCP and password, prepared as the manual says.

The second server comes from the same wheel, but nothing of our supervisor starts or feeds it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.load import ask, get
from benchmarks.server import free_port, serving
from boot.cluster import wheel_binaries
from boot.servant import Servant, unprivileged
from boot.telling import ROOT

pytestmark = pytest.mark.slow
WORD = "nur-fuer-diesen-test"


@dataclass
class External:
    """A running server and how a superuser reaches it."""

    binaries: Path
    servant: Servant
    folder: Path
    port: int

    @property
    def data(self) -> Path:
        """Data, log and socket in one private folder."""
        return self.folder / "data"

    @property
    def url(self) -> str:
        """What an operator would set."""
        return f"postgresql://drehscheibe:{WORD}@127.0.0.1:{self.port}/drehscheibe"

    def sql(self, text: str) -> str:
        """As superuser; bare output."""
        command: list[str | Path] = [self.binaries / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", self.data, "-p", str(self.port), "-U", "chief", "-d", "postgres"]
        done = self.servant.run([*command, "-c", text])
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def control(self, *words: str | Path) -> None:
        done = self.servant.run([self.binaries / "pg_ctl", "-D", self.data, *words])
        assert done.returncode == 0, done.stderr


@pytest.fixture
def external() -> Iterator[External]:
    """initdb with passwords for every connection by TCP, then the roles of the manual."""
    folder = Path(tempfile.mkdtemp(prefix="drehscheibe-external-"))
    folder.chmod(0o755)
    binaries, servant = wheel_binaries(), Servant(identity=unprivileged())
    if not servant.can_run(binaries / "postgres"):
        servant = Servant(prefix=("unshare", "-U", "--map-user=1000", "--map-group=1000"))
    server = External(binaries, servant, folder, free_port())
    servant.make_private(server.data)
    initdb = ["-U", "chief", "-E", "UTF8", "--locale=C", "--no-sync"]
    auth = ["--auth-local=trust", "--auth-host=scram-sha-256"]
    done = servant.run([binaries / "initdb", "-D", server.data, *initdb, *auth])
    assert done.returncode == 0, done.stderr
    options = f"-k {server.data} -p {server.port} -c listen_addresses=127.0.0.1 -c fsync=off"
    server.control("-w", "-l", server.data / "server.log", "-o", options, "start")
    try:
        yield server
    finally:
        server.control("-m", "immediate", "stop")
        shutil.rmtree(folder)


def told_by_the_manual() -> list[str]:
    """The statements an administrator is asked to run, with a password in place of the dots."""
    manual = (ROOT / "docs" / "how-to" / "operate.md").read_text("utf-8")
    block = re.search(r"```sql\n(.*?)```", manual, re.DOTALL)
    assert block, "the manual names no statements"
    bare = re.sub(r"--.*", "", block[1]).replace("…", WORD)
    return [each.strip() for each in bare.split(";") if each.strip()]


def manage(url: str, *words: str, role: str = "web") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATABASE_URL": url, "DREHSCHEIBE_DATABASE_ROLE": role}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_platform_runs_on_a_server_of_ones_own(external: External) -> None:
    for statement in told_by_the_manual():
        external.sql(statement)
    refused = manage(external.url.replace(WORD, "falsch"), "migrate", "--check")
    assert refused.returncode, "the server asks for no password"

    prepared = manage(external.url, "prepare_database", "-v0", role="owner")
    assert prepared.returncode == 0, prepared.stderr[-2000:]

    env = {**os.environ, "DATABASE_URL": external.url, "DREHSCHEIBE_HOSTS": "localhost"}
    with serving("drehscheibe.config.wsgi:application", env, probe="/health/live") as server:
        assert ask(server.port, get("/health/ready")).status == 200
        page = ask(server.port, get("/api/v1/centres/05570"))
        assert (page.status, b"05570" in page.body) == (200, True)

    worked = manage(external.url, "work", "--once")
    assert worked.returncode == 0, worked.stderr[-2000:]
    logins = "SELECT rolname FROM pg_roles WHERE rolsuper AND rolname LIKE 'dreh%'"
    assert external.sql(logins) == "", "a superuser would pass row-level security by"
