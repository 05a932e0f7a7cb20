"""A database of its own for the measurements, made from empty and dropped afterwards."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.figures import Sheet
from benchmarks.server import LOG, ROOT

NAME = "drehscheibe_bench"


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


def manage(env: Mapping[str, str], *words: str) -> float:
    """Seconds a management command took. Its output goes to the log."""
    began = time.perf_counter()
    with LOG.open("ab") as out:
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={**env, "DREHSCHEIBE_DATABASE_ROLE": "owner"},
            stdout=out,
            stderr=out,
            check=True,
        )
    return time.perf_counter() - began


def fill(sheet: Sheet, env: Mapping[str, str]) -> None:
    """Schema from empty (measured), rights, register, demonstration year."""
    sheet.at_most("Migration von leer", manage(env, "migrate", "--verbosity=0"), "s", 10)
    sheet.plain("Rechte und Register einspielen", manage(env, "prepare_database"), "s")
    with LOG.open("ab") as out:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", "load_demo"],
            cwd=ROOT, env=dict(env), stdout=out, stderr=out, check=True,
        )  # fmt: skip
    sheet.plain("Demonstrationsjahr laden", time.perf_counter() - began, "s")


def environment(url: str) -> dict[str, str]:
    """For the servers, the commands and this process alike."""
    return {**os.environ, "DATABASE_URL": url, "DREHSCHEIBE_DEMO": "1", "DREHSCHEIBE_HTTPS": "0"}
