"""A database of its own for the measurements, made from empty and dropped afterwards."""

import contextlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.figures import Sheet
from benchmarks.server import LOG, ROOT

NAME = os.environ.get("DREHSCHEIBE_BENCH_DB", "drehscheibe_bench")
"""Another name lets two runs stand side by side on one cluster."""


def address(url: str) -> str:
    """The same server, our database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{NAME}"))


@contextlib.contextmanager
def own_database(url: str) -> Iterator[str]:
    """Create it and drop it again. The role of DATABASE_URL must be allowed to create databases."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {NAME}")
    try:
        yield address(url)
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock, and of processor time of the command itself."""

    clock: float
    cpu: float

    @property
    def note(self) -> str:
        """For the table."""
        return f"{self.cpu:.1f} s CPU ohne Datenbank"


def manage(env: Mapping[str, str], *words: str, owner: bool = True) -> Spent:
    """What a management command took. Its output goes to the log."""
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    role = {"DREHSCHEIBE_DATABASE_ROLE": "owner"} if owner else {}
    with LOG.open("ab") as out:
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={**env, **role},
            stdout=out,
            stderr=out,
            check=True,
        )
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return Spent(time.perf_counter() - began, cpu)


def fill(sheet: Sheet, env: Mapping[str, str]) -> None:
    """Schema from empty (measured), rights, register, demonstration year."""
    migrated = manage(env, "migrate", "--verbosity=0")
    sheet.at_most("Migration von leer", migrated.clock, "s", 10, note=migrated.note)
    prepared = manage(env, "prepare_database")
    sheet.plain("Rechte und Register einspielen", prepared.clock, "s", note=prepared.note)
    loaded = manage(env, "load_demo", owner=False)
    sheet.plain("Demonstrationsjahr laden", loaded.clock, "s", note=loaded.note)


def environment(url: str) -> dict[str, str]:
    """For the servers, the commands and this process alike; one address may ask without end."""
    return {
        **os.environ, "DATABASE_URL": url, "DREHSCHEIBE_DEMO": "1", "DREHSCHEIBE_HTTPS": "0",
        "DREHSCHEIBE_REQUESTS_A_MINUTE": "1000000000",
    }  # fmt: skip
