"""The directory at size: 3,000 actors and 5,000 schools; place, topic, language, open now."""

import importlib
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import database, exchange_pages, inside
from benchmarks.figures import Sheet
from benchmarks.server import serving

SQL = Path(__file__).with_suffix(".sql")
PLATFORM = "drehscheibe.config.wsgi:application"
LIMIT = 80.0
"""Milliseconds, as for the search of courses."""
PAGES = {
    "Akteure, ohne Filter": "/akteure/",
    "Akteure, Ort und Thema, arabisch": "/ar/akteure/?ort=Dortmund&thema=beratung",
    "Akteure, alle Filter": "/akteure/?ort=Dortmund&thema=treffen&sprache=ar&offen=1&stufenlos=1",
    "Akteure, Schulen im Kreis": "/akteure/?ort=Warendorf&art=pt.schule",
    "Akteure, Name": "/akteure/?name=Verein%20123",
}


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """Fill and ask, in the database at hand."""
    began = time.perf_counter()
    with psycopg.connect(url) as owner:
        owner.execute(SQL.read_text("utf-8"))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    sheet.plain("8.000 Akteure einspielen", time.perf_counter() - began, "s")
    sheet.try_to("Akteure in Django", lambda: inside_django(sheet))
    with serving(platform, env, probe="/health/live") as server:
        for name, path in PAGES.items():
            ask = partial(exchange_pages.waited, sheet, server, name, path, "", LIMIT)
            sheet.try_to(name, ask)


def inside_django(sheet: Sheet) -> None:
    """Queries of each page beside their raw SQL."""
    client = importlib.import_module("django.test").Client()
    for name, path in PAGES.items():
        inside.page(sheet, name, client, path, queries=12)


def main() -> int:
    """`python -m benchmarks.directory`: this part alone."""
    django: Any = importlib.import_module("django")
    sheet = Sheet()
    with database.own_database(os.environ["DATABASE_URL"]) as url:
        env = database.environment(url)
        database.fill(sheet, env)
        os.environ.update(env)
        django.setup()
        measure(sheet, env, url, PLATFORM)
        importlib.import_module("django.db").connections.close_all()
    print(f"\nLast {os.getloadavg()[0]:.1f}\n\n{sheet.table()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
