"""Lists and jobs of the workspace when the platform holds ten years of 54 centres."""

import importlib
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks import allocations, inside, money_back
from benchmarks.figures import Sheet
from benchmarks.load import Wire, get
from benchmarks.server import Server

ASKED = 40


@dataclass(frozen=True)
class Page:
    """A list of the workspace: who opens it and how long 19 of 20 answers may take."""

    name: str
    route: str
    role: str = "authority_officer"
    milliseconds: float = 80
    queries: int = 12
    of: str = ""
    """Which row, where a page belongs to one."""
    asked: str = ""

    @property
    def path(self) -> str:
        """Where it is; LookupError while it does not exist."""
        urls = importlib.import_module("django.urls")
        try:
            args = [self.of] if self.of else []
            return str(urls.reverse(f"staff:{self.route}", args=args)) + self.asked
        except urls.NoReverseMatch as missing:
            raise LookupError(f"keine Seite {self.route}") from missing


PAGES = (
    Page("Anträge bei 650 Fällen", "funding:application_list"),
    Page("Nachweise mit Befunden, 648 offen", "funding:proof_queue", milliseconds=300),
    Page("Zahlungen bei 1.300", "payments:order_list", asked="?stand="),
    Page("Zahlungslauf mit 108 Zahlungen", "payments:run_detail", of="M-2014"),
    Page("Zahlungsläufe", "payments:run_list"),
    Page("Bankverbindungen", "payments:account_list"),
    Page("Zuteilungen mit Mittelstand, 54 Zentren × 9 Jahre", "allocations:allocation_list"),
    Page("Anträge Dritter mit Hinweis K12 bei 20.000", "forwarding:case_list", role="specialist"),
    Page("Aufrufe eines Zentrums", "forwarding:call_list", role="specialist"),
    Page(
        "Mögliche Doppelförderung eines Jahres, 2.200 Anträge", "allocations:double_list",
        milliseconds=300, asked="?jahr=2023",
    ),
)  # fmt: skip


def inside_django(sheet: Sheet, clients: dict[str, Any]) -> None:
    """Queries of each list beside their raw SQL."""
    for page in PAGES:
        sheet.try_to(page.name, partial(_inside, sheet, page, clients))
    sheet.try_to("Verteilung auf 54 Zentren", partial(allocations.measure, sheet))
    sheet.try_to("Fristen, Paket und Erstattung", partial(money_back.measure, sheet))


def over_http(sheet: Sheet, server: Server, cookies: dict[str, str]) -> None:
    """How long one person waits for each list, one request after the other."""
    for page in PAGES:
        sheet.try_to(page.name, partial(_waited, sheet, server, page, cookies))


def _inside(sheet: Sheet, page: Page, clients: dict[str, Any]) -> None:
    inside.page(sheet, page.name, clients[page.role], page.path, queries=page.queries)


def _waited(sheet: Sheet, server: Server, page: Page, cookies: dict[str, str]) -> None:
    raw = get(page.path, Cookie=f"sitzung={cookies[page.role]}")
    wire = Wire(server.port)
    for _ in range(3):
        wire.ask(raw)  # the first answers of a process read templates
    answers = [wire.ask(raw) for _ in range(ASKED)]
    wire.socket.close()
    if answers[-1].status != 200:
        raise LookupError(f"{answers[-1].status} für {page.path}")
    times = sorted(1000 * each.seconds for each in answers)
    sheet.at_most(
        f"{page.name}: p95", times[int(0.95 * ASKED)], "ms", page.milliseconds,
        note=f"Median {times[ASKED // 2]:.0f} ms, {len(answers[-1].body) / 1024:.0f} KB HTML",
    )  # fmt: skip
