"""The same region in the shapes of Integreat: 252 pages, 200 places, 130 dates.

Measured of `integreat-cms` 2026.10.0 on the same work: pages 142 KB gzip, 8 queries, 319 ms CPU;
places 405 queries, 251 ms CPU; events 264 queries; no ETag. `docs/how-to/compare-with-integreat.md`
says how to set it beside.
"""

import importlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import database, guide
from benchmarks.figures import Sheet
from benchmarks.server import serving

SQL = Path(__file__).with_suffix(".sql")
ROOT = f"/api/integreat/v3/{guide.KEY}"
QUIET = (
    "directory_actor", "directory_actorrevision", "directory_actorplace", "directory_openingblock",
    "qualification_event", "qualification_session",
)  # fmt: skip


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """After `benchmarks.guide`, which brings the pages; alone see `main`."""
    grow(url)
    with serving(platform, env, probe="/health/live") as server:
        for name, path, kilobytes, queries, cpu in (
            ("Integreat-Form: Seiten", f"{ROOT}/ar/pages/", 95, 4, 60),
            ("Integreat-Form: 200 Orte", f"{ROOT}/de/locations/", 47, 5, 40),
            ("Integreat-Form: 130 Termine", f"{ROOT}/de/events/", 23, 5, 40),
            ("Integreat-Form: Sprachen", f"{ROOT}/languages/", 5, 3, 10),
        ):
            sheet.try_to(name, partial(guide.size, sheet, server, name, path, kilobytes))
            sheet.try_to(name, partial(guide.asked, sheet, name, path, queries))
            sheet.try_to(name, partial(guide.made, sheet, server, name, path, cpu))
            sheet.try_to(name, partial(guide.unchanged, sheet, server, name, path))


def grow(url: str) -> None:
    """Rows, not acts."""
    with psycopg.connect(url) as owner:
        for table in QUIET:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(SQL.read_text("utf-8"))
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in QUIET:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")


def main() -> int:
    """`python -m benchmarks.integreat [FILE]`: this part alone; with a file, the region is written
    there in the shape of Integreat instead of being measured."""
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
        guide.grow(sheet, url)
        if len(sys.argv) > 1:
            grow(url)
            database.manage(env, "write_integreat_export", guide.KEY, sys.argv[1])
        else:
            measure(sheet, env, url, guide.PLATFORM)
        importlib.import_module("django.db").connections.close_all()
    print(f"\nLast {os.getloadavg()[0]:.1f}\n\n{sheet.table()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
