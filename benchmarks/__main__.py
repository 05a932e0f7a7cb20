"""`make bench`: measure everything once and print the table."""

import importlib
import os
import platform
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import django

from benchmarks import (
    at_scale,
    database,
    inside,
    proofs,
    public_pages,
    scale,
    staff_pages,
)
from benchmarks.figures import Sheet
from benchmarks.load import get, press
from benchmarks.server import ROOT, Server, memory, serving

PLATFORM = "drehscheibe.config.wsgi:application"
HELLO = "benchmarks.hello:application"
TABLE = ROOT / "var" / "bench.md"
ROLES = ("authority_officer", "specialist")
WRITING = ("specialist", "head", "carrier")
Env = dict[str, str]
AT_SIZE = {
    "exchange": "Veranstaltungen, Gruppen, Abfragen",
    "courses": "Sprachkurse",
    "directory": "Verzeichnis der Akteure, 3.000 und 5.000 Schulen",
    "actors": "Netzwerk der Akteure, 2.000 mit 10.000 Beziehungen",
    "guide": "Wegweiser, 252 Seiten in acht Sprachen",
    "integreat": "dieselbe Region in der Form von Integreat",
    "finding": "Suche, 20.000 Texte in acht Sprachen",
    "network": "Auswertung, 54 und 400 Zentren",
}
"""Parts that grow the database by themselves, in their order."""


def main() -> int:
    """The whole run; always 0, since a slow machine is no fault."""
    sheet = Sheet()
    with database.own_database(os.environ["DATABASE_URL"]) as url:
        env = database.environment(url)
        print("» Datenbank", flush=True)
        database.fill(sheet, env)
        os.environ.update(env)
        django.setup()
        cookies, clients = sign_in()
        print("» Seiten in Django", flush=True)
        inside_django(sheet, clients)
        print("» Webserver, ein Prozess", flush=True)
        one_process(sheet, env, cookies)
        print("» Webserver, zwei Prozesse", flush=True)
        two_processes(sheet, env)
        print("» Zehn Jahre", flush=True)
        ten_years(sheet, env, url, cookies, clients)
        for part, what in AT_SIZE.items():
            print(f"» {what}", flush=True)
            importlib.import_module(f"benchmarks.{part}").measure(sheet, env, url, PLATFORM)
        importlib.import_module("django.db").connections.close_all()
    text = f"{head()}\n\n{sheet.table()}\n"
    TABLE.write_text(text, "utf-8")
    print(f"\n{text}\nAuch in {TABLE.relative_to(ROOT)}")
    return 0


def head() -> str:
    """When and where."""
    day = datetime.now(UTC).strftime("%d.%m.%Y %H:%M UTC")
    load = os.getloadavg()[0]
    return (
        f"Gemessen am {day}, {os.cpu_count()} Kerne, Python {platform.python_version()}, "
        f"Last der Maschine am Ende {load:.1f}. Server und Lastgeber teilen sich die Kerne; "
        "CPU = Prozessorzeit aller Prozesse des Webservers je Anfrage."
    )


def system() -> Any:
    """The context in which all rows are seen."""
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    return wall.acting_as_system()


def sign_in() -> tuple[dict[str, str], dict[str, Any]]:
    """Session keys and test clients of people of the demonstration, one per role."""
    people = importlib.import_module("drehscheibe.kernel.people.models")
    factories = importlib.import_module("tests.factories")
    with system():
        found = {
            role: people.Membership.objects.filter(role=role, person__account__isnull=False)
            .select_related("person__account")
            .order_by("pk")
            .first()
            for role in ROLES
        }
        clients = {role: factories.client_of(each.person) for role, each in found.items() if each}
    return {role: client.cookies["sitzung"].value for role, client in clients.items()}, clients


@dataclass(frozen=True)
class Draft:
    """A form that somebody of the demonstration may fill in."""

    path: str
    client: Any

    @property
    def cookie(self) -> str:
        """The session of that person."""
        return str(self.client.cookies["sitzung"].value)


def draft() -> Draft:
    """LookupError when the demonstration holds none."""
    applications = importlib.import_module("drehscheibe.domain.funding.models").Application
    people = importlib.import_module("drehscheibe.kernel.people.models")
    with system():
        for found in applications.objects.filter(status__in=("draft", "query")).select_related(
            "centre"
        ):
            places = (found.centre.organisation_id, found.centre.carrier_id)
            member = (
                people.Membership.objects.filter(organisation__in=places)
                .filter(role__in=WRITING, person__account__isnull=False)
                .select_related("person__account")
                .first()
            )
            if member:
                client = importlib.import_module("tests.factories").client_of(member.person)
                return Draft(f"{staff_pages.LIST}{found.number}/bearbeiten/", client)
    raise LookupError("kein Entwurf in der Demonstration")


def inside_django(sheet: Sheet, clients: dict[str, Any]) -> None:
    """Queries against their raw SQL, the search, the PDF."""
    anybody = importlib.import_module("django.test").Client()
    for name, who, path, most in (
        ("Startseite", anybody, "/", None),
        ("Suche „Ahlen“", anybody, "/suche/?ort=Ahlen", 6),
        ("Seite eines Zentrums", anybody, public_pages.CENTRE, None),
        ("Liste der Anträge", clients.get("authority_officer", anybody), staff_pages.LIST, 12),
    ):
        measure = partial(inside.page, sheet, name, who, path, queries=most)
        sheet.try_to(name, measure)
    sheet.try_to("Antragsformular", lambda: form_inside(sheet))
    sheet.try_to("Ortssuche in der Datenbank", lambda: inside.search(sheet))
    sheet.try_to("Bescheid als PDF, warm", lambda: inside.letters(sheet))
    officer = clients.get("authority_officer", anybody)
    sheet.try_to("Nachweise, 600 offen", lambda: proofs.measure(sheet, officer, system))


def form_inside(sheet: Sheet) -> None:
    """The form of an application in Django."""
    found = draft()
    inside.page(sheet, "Antragsformular", found.client, found.path, queries=15)


def autosave(sheet: Sheet, server: Server) -> None:
    """Typing into the same form, over HTTP."""
    found = draft()
    staff_pages.autosave(sheet, server, found.path, found.cookie)


def one_process(sheet: Sheet, env: Env, cookies: dict[str, str]) -> None:
    """Requests per second and processor time, against hello-world."""
    with serving(HELLO, env) as bare, serving(PLATFORM, env, probe="/health/live") as server:
        sheet.at_most(
            "Start des Webservers bis zur ersten Antwort", server.started_in, "s", 2,
            note=f"{server.cpu():.1f} s CPU, Hallo-Welt {bare.started_in:.1f} s",
        )  # fmt: skip
        public_pages.measure(sheet, server, bare)
        sheet.try_to("Erster Besuch", lambda: public_pages.first_visit(sheet, server))
        staff_pages.measure(sheet, server, cookies, public_pages.hello(bare))
        sheet.try_to("Selbst-Speichern, p95", lambda: autosave(sheet, server))


def two_processes(sheet: Sheet, env: Env) -> None:
    """Memory, and how fast the news of a change travels."""
    change = inside.publish(system)
    with serving(PLATFORM, env, workers=2, probe="/health/live") as server:
        press(server.port, [get("/"), get(public_pages.CENTRE)], seconds=2)
        sheet.try_to("Speicher je Prozess", lambda: resident(sheet, server))
        sheet.try_to("Änderung", lambda: public_pages.news(sheet, server, change, loaded=False))
        busy = threading.Thread(target=press, args=(server.port, [get("/")]), kwargs={"seconds": 8})
        busy.start()
        sheet.try_to("Änderung", lambda: public_pages.news(sheet, server, change, loaded=True))
        busy.join()


def ten_years(
    sheet: Sheet, env: Env, url: str, cookies: dict[str, str], clients: dict[str, Any]
) -> None:
    """The lists once more, with 54 centres × ten years and 20,000 third-party cases."""
    scale.grow(sheet, url)
    at_scale.inside_django(sheet, clients)
    with serving(PLATFORM, env, probe="/health/live") as server:
        at_scale.over_http(sheet, server, cookies)


def resident(sheet: Sheet, server: Server) -> None:
    """Of the largest worker, after load."""
    largest = max(server.workers(), key=lambda pid: memory(pid, "Rss"))
    sheet.at_most(
        "Speicher je Prozess (RSS)", memory(largest, "Rss"), "MB", 120,
        note=f"PSS {memory(largest, 'Pss'):.0f} MB",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
