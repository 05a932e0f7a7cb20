"""Language courses at size: 50,000 offers, all filters at once, five languages, the planner."""

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
EVERY_FILTER = (
    "/kurse/?ort=Dortmund&von=2&bis=3&tag=1&tag=2&tag=3&tag=4&tag=5&zeit=0&zeit=2&kind=2&km=50"
    "&stufenlos=1&frei=1&geld=municipal&schrift=none"
)
PAGES = {
    "Kurssuche, alle Filter": (EVERY_FILTER, 80.0),
    "Kurssuche, nichts passt": (f"{EVERY_FILTER}&frauen=1&online=1&jederzeit=1", 80.0),
    "Kurssuche, Ort und Niveau": ("/kurse/?ort=Dortmund&von=2&bis=3", 80.0),
    "Kurssuche, ohne Filter": ("/kurse/", 80.0),
    "Weg von A0 zu B1": ("/kurse/weg/?ort=Dortmund&von=0&bis=3&zeit=2&kind=2", 150.0),
}
LANGUAGES = ("en", "tr", "ar", "uk", "fa")


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """Fill and ask, in the database at hand."""
    grow(sheet, url)
    sheet.try_to("Kurse in Django", lambda: inside_django(sheet))
    with serving(platform, env, probe="/health/live") as server:
        for name, (path, limit) in PAGES.items():
            ask = partial(exchange_pages.waited, sheet, server, name, path, "", limit)
            sheet.try_to(name, ask)
        for language in LANGUAGES:
            name, path = f"Kurssuche, alle Filter, {language}", f"/{language}{EVERY_FILTER}"
            ask = partial(exchange_pages.waited, sheet, server, name, path, "", 80.0)
            sheet.try_to(name, ask)


def grow(sheet: Sheet, url: str) -> None:
    """Rows, not acts."""
    began = time.perf_counter()
    with psycopg.connect(url) as owner:
        owner.execute(SQL.read_text("utf-8"))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    sheet.plain("50.000 Sprachkurse einspielen", time.perf_counter() - began, "s")


def inside_django(sheet: Sheet) -> None:
    """Queries of each page beside their raw SQL."""
    client = importlib.import_module("django.test").Client()
    for name, (path, _) in PAGES.items():
        inside.page(sheet, name, client, path, queries=12)


def main() -> int:
    """`python -m benchmarks.courses`: this part alone."""
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
