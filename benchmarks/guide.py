"""A guide of 252 pages in eight languages: tree, export, index, page – past the edge and through.

The same shape in which `integreat-cms` 2026.10.0 was measured (pages: 142 KB gzip, 8 queries,
319 ms CPU), so that anyone can set it beside.
"""

import gzip
import importlib
import os
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from benchmarks import database
from benchmarks.figures import Sheet
from benchmarks.load import ask, get, press
from benchmarks.public_pages import pressed
from benchmarks.server import Server, serving

SQL = Path(__file__).with_suffix(".sql")
PLATFORM = "drehscheibe.config.wsgi:application"
KEY = "05978"  # Kreis Unna: no guide of the demonstration
API = f"/api/v1/guides/{KEY}/ar"
TEXTS = f"{API}/texts"
INDEX = f"/ar/wegweiser/{KEY}/"
TIMES = 15


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """Rows, then what is asked of them."""
    grow(sheet, url)
    with serving(platform, env, probe="/health/live") as server:
        page = page_of(url)
        for name, path, kilobytes, queries, cpu in (
            ("Baum von 252 Seiten (Schnittstelle)", API, 5, 3, 10),
            ("ganze Sprache, 252 Seiten", TEXTS, 95, 4, 60),
            ("Übersicht für Leute", INDEX, 30, 3, 25),
            ("eine Seite", page, 30, 4, 25),
        ):
            sheet.try_to(name, partial(size, sheet, server, name, path, kilobytes))
            sheet.try_to(name, partial(asked, sheet, name, path, queries))
            sheet.try_to(name, partial(made, sheet, server, name, path, cpu))
            sheet.try_to(name, partial(unchanged, sheet, server, name, path))
    with serving(platform, env, workers=2, probe="/health/live") as server:  # as theirs was
        sheet.try_to("vier Verbindungen", lambda: four(sheet, server, page))
        sheet.try_to("alle Seiten", lambda: readers(sheet, server, pages_of(url)))


def grow(sheet: Sheet, url: str) -> None:
    """Rows, not acts."""
    began = time.perf_counter()
    with psycopg.connect(url) as owner:
        owner.execute(SQL.read_text("utf-8"))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")
    sheet.plain("252 Seiten in acht Sprachen einspielen", time.perf_counter() - began, "s")


def page_of(url: str) -> str:
    """One of the deepest pages, in Arabic."""
    return next(iter(pages_of(url)))


def pages_of(url: str) -> list[str]:
    """All pages in Arabic, the deepest first. LookupError when there is none."""
    with psycopg.connect(url) as owner:
        found = owner.execute(
            "SELECT p.public_id, w.body FROM guide_page p JOIN guide_section s ON s.page_id = p.id"
            " JOIN guide_wording w ON w.section_id = s.id WHERE s.kind = 'title' AND w.shown"
            " AND w.language = 'de' AND p.public_id LIKE 'b%' ORDER BY p.id DESC"
        ).fetchall()
    if not found:
        raise LookupError("keine Seite")
    reading: Any = importlib.import_module("drehscheibe.domain.guide.reading")
    return [f"{INDEX}{key}/{reading.slug_of(title)}/" for key, title in found]


def size(sheet: Sheet, server: Server, name: str, path: str, limit: float) -> None:
    """What goes over the wire, gzip."""
    packed = ask(server.port, get(path, Accept_Encoding="gzip")).body
    sheet.at_most(
        f"Wegweiser: {name}, gepackt", len(packed) / 1024, "KB", limit,
        note=f"{len(gzip.decompress(packed)) / 1024:.0f} KB ungepackt",
    )  # fmt: skip


def asked(sheet: Sheet, name: str, path: str, limit: int) -> None:
    """Queries past the edge, and the time inside with the database."""
    client = importlib.import_module("django.test").Client()
    connection = importlib.import_module("django.db").connection
    headers = {"authorization": "none", "host": "localhost"}
    seen: list[str] = []

    def note(execute: Any, sql: str, *more: Any) -> Any:
        seen.append(sql)
        return execute(sql, *more)

    client.get(path, headers=headers)
    with connection.execute_wrapper(note):
        status = client.get(path, headers=headers).status_code
    if status != 200 or not seen:
        raise LookupError(f"{status} für {path}")
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(path, headers=headers)
        times.append(1000 * (time.perf_counter() - began))
    sheet.at_most(
        f"Wegweiser: {name}, Abfragen", len(seen), "Abfragen", limit,
        note=f"{median(times):.1f} ms mit Datenbank, in Django",
    )  # fmt: skip


def made(sheet: Sheet, server: Server, name: str, path: str, limit: float) -> None:
    """Past the edge, as for the first reader after a change."""
    found = pressed(server, get(path, Authorization="none"))
    sheet.at_most(
        f"Wegweiser: {name}, ungespeichert", found.cpu, "ms CPU", limit,
        note=f"{found.rate:.0f} Anfragen/s, p95 {found.slow:.0f} ms bei 8 zugleich",
    )  # fmt: skip


def unchanged(sheet: Sheet, server: Server, name: str, path: str) -> None:
    """The reader has it already."""
    etag = ask(server.port, get(path)).headers["etag"]
    found = pressed(server, get(path, If_None_Match=etag), expected=304, seconds=1)
    sheet.at_most(f"Wegweiser: {name}, 304", found.cpu, "ms CPU", 3)


def four(sheet: Sheet, server: Server, page: str) -> None:
    """A page made anew for each of four readers at a time."""
    load = press(server.port, [get(page, Authorization="none")], seconds=3, connections=4)
    sheet.at_most(
        "Wegweiser: eine Seite, ungespeichert, p95 bei 4 zugleich",
        load.percentile(0.95), "ms", 50,
    )  # fmt: skip


def readers(sheet: Sheet, server: Server, pages: list[str]) -> None:
    """Four readers walk through all pages, as the platform runs: somebody was there before, the
    edge keeps a page until something is published (docs/adr/0010-edge-cache.md)."""
    for page in pages:
        ask(server.port, get(page))
    load = press(server.port, [get(page) for page in pages], seconds=8, connections=4)
    sheet.at_most(
        f"Wegweiser: {len(pages)} Seiten reihum, wie sie laufen, p95 bei 4 zugleich",
        load.percentile(0.95), "ms", 50, note=f"{load.rate:.0f} Anfragen/s",
    )  # fmt: skip


def main() -> int:
    """`python -m benchmarks.guide`: this part alone, without the demonstration."""
    django: Any = importlib.import_module("django")
    sheet = Sheet()
    with database.own_database(os.environ["DATABASE_URL"]) as url:
        env = database.environment(url)
        database.manage(env, "prepare_database")
        os.environ.update(env)
        django.setup()
        with psycopg.connect(url) as owner:
            owner.execute(
                "INSERT INTO people_person (given_name, family_name, email)"
                " VALUES ('Mia', 'Muster', 'mia@example.org')"
            )
        measure(sheet, env, url, PLATFORM)
        importlib.import_module("django.db").connections.close_all()
    print(f"\nLast {os.getloadavg()[0]:.1f}\n\n{sheet.table()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
