"""The network of actors at size: 2,000 actors and 10,000 relations; every view within a second."""

import importlib
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import actors_browser, database, exchange_pages, inside
from benchmarks.figures import Sheet
from benchmarks.server import serving

SQL = Path(__file__).with_suffix(".sql")
PLATFORM = "drehscheibe.config.wsgi:application"
URL = "/mitarbeit/netzwerk/"
LIMIT = 1000.0
"""Milliseconds: „usable within a second"."""
PAGES = {
    "Netzwerk, Bild": "?ansicht=bild",
    "Netzwerk, Karte": "?ansicht=karte",
    "Netzwerk, Matrix nach Arten": "?ansicht=matrix",
    "Netzwerk, Matrix zweier Arten": "?ansicht=matrix&art=pt.mso&mit=pt.kita",
    "Netzwerk, Tabelle": "?ansicht=tabelle",
    "Netzwerk, Lücken und was wäre ohne": "luecken/",
    "Netzwerk als CSV": "datei/?format=csv",
    "Netzwerk als GraphML": "datei/?format=graphml",
    "Netzwerk als GEXF": "datei/?format=gexf",
}


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """Fill and ask, in the database at hand."""
    person = exchange_pages.person_with("specialist")
    centre = _centre_of(person)
    grow(sheet, url, centre)
    sheet.try_to("Plätze im Bild", lambda: _draw(sheet, centre))
    sheet.try_to("Netzwerk in Django", lambda: inside_django(sheet, person))
    cookie = exchange_pages.cookie_of(person)
    with serving(platform, env, probe="/health/live") as server:
        for name, path in PAGES.items():
            ask = partial(exchange_pages.waited, sheet, server, name, URL + path, cookie, LIMIT)
            sheet.try_to(name, ask)
        name, path = "Bild im Browser", f"{URL}?ansicht=bild"
        look = partial(actors_browser.measure, sheet, server, path, cookie, LIMIT)
        sheet.try_to(name, partial(look, name))
        _forget_places()
        sheet.try_to(name, partial(look, f"{name}, Plätze noch nicht gerechnet"))


def grow(sheet: Sheet, url: str, centre: int) -> None:
    """Rows, not acts."""
    began = time.perf_counter()
    with psycopg.connect(url) as owner:
        for each in SQL.read_text("utf-8").split(";\n"):
            if each.strip():
                owner.execute(each, {"centre": centre})
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    sheet.plain("2.000 Akteure, 10.000 Beziehungen einspielen", time.perf_counter() - began, "s")


def inside_django(sheet: Sheet, person: Any) -> None:
    """Queries of each page beside their raw SQL."""
    client = importlib.import_module("tests.factories").client_of(person)
    for name, path in PAGES.items():
        inside.page(sheet, name, client, URL + path)


def _draw(sheet: Sheet, centre: int) -> None:
    """The job, once."""
    placing: Any = importlib.import_module("drehscheibe.domain.network.placing")
    wall: Any = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    began = time.process_time()
    with wall.acting_as_system():
        placing.draw(centre=centre, at=importlib.import_module("django.utils.timezone").now())
    sheet.plain("Plätze im Bild rechnen (Auftrag)", time.process_time() - began, "s CPU")


def _forget_places() -> None:
    """As before the first night: the page finds a place for everybody itself."""
    models: Any = importlib.import_module("drehscheibe.domain.network.models")
    wall: Any = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    with wall.acting_as_system():
        models.ActorSpot.objects.all().delete()


def _centre_of(person: Any) -> int:
    centres: Any = importlib.import_module("drehscheibe.domain.centres.models")
    houses = person.memberships.filter(role="specialist").values("organisation")
    found: int = centres.Centre.objects.filter(organisation__in=houses).values_list("pk")[0][0]
    return found


def main() -> int:
    """`python -m benchmarks.actors`: this part alone."""
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
