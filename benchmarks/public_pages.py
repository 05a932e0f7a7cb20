"""The public pages: warm at the edge, unchanged, made anew; and the first visit of a browser."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from benchmarks.figures import Sheet
from benchmarks.load import ask, get, press
from benchmarks.server import Server

TURNS = 3
BROTLI = {"Accept_Encoding": "gzip, deflate, br"}
START = "/"
CENTRE = "/zentren/05570/kreis-warendorf/"
API = "/api/v1/centres"
FIRST_VISIT_KB = 200
LINKED = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/[^"]+)"[^>]*>""")


@dataclass(frozen=True)
class Pressed:
    """What pressing one page cost."""

    rate: float  # requests per second
    cpu: float  # milliseconds of processor time of the server per request
    slow: float  # milliseconds that 95 % of the requests did not exceed


def pressed(server: Server, raw: bytes, *, expected: int = 200, seconds: float = 3) -> Pressed:
    """Warm up, then press. Raises LookupError when the page answers otherwise."""
    status = ask(server.port, raw).status
    if status != expected:
        raise LookupError(f"{status} statt {expected}")
    press(server.port, [raw], seconds=0.3)
    before = server.cpu()
    load = press(server.port, [raw], seconds=seconds)
    if set(load.statuses) != {expected}:
        raise LookupError(f"unter Last {load.statuses}")
    return Pressed(load.rate, 1000 * (server.cpu() - before) / load.count, load.percentile(0.95))


def hello(server: Server) -> Pressed:
    """The reference."""
    return pressed(server, get("/"), seconds=1)


def measure(sheet: Sheet, server: Server, reference: Server) -> None:
    """Every public page against the bare hello-world."""
    for name, path in (("Startseite", START), ("Seite eines Zentrums", CENTRE), ("API", API)):
        plain = get(path, **BROTLI)
        sheet.try_to(name, partial(beside, sheet, server, reference, f"{name}, warm", plain))
        sheet.try_to(name, partial(unchanged, sheet, server, reference, name, path))
        sheet.try_to(name, partial(made, sheet, server, name, path))
    sheet.try_to("Suche", partial(made, sheet, server, "Suche „Ahlen“", "/suche/?ort=Ahlen"))


def unchanged(sheet: Sheet, server: Server, reference: Server, name: str, path: str) -> None:
    """The reader has the page already."""
    etag = ask(server.port, get(path, **BROTLI)).headers["etag"]
    again = get(path, If_None_Match=etag, **BROTLI)
    beside(sheet, server, reference, f"{name}, 304", again)


def beside(
    sheet: Sheet, server: Server, reference: Server, name: str, raw: bytes, least: float = 0.8
) -> None:
    """In turns with hello-world, so that other work on the machine weighs on both alike."""
    expected = 304 if b"If-None-Match" in raw else 200
    ours, theirs = [], []
    for _ in range(TURNS):
        theirs.append(hello(reference))
        ours.append(pressed(server, raw, expected=expected, seconds=1))
    sheet.share(
        name, median(each.rate for each in ours), "Anfragen/s", least,
        reference=median(each.rate for each in theirs), against="Hallo-Welt",
        note=f"{median(each.cpu for each in ours):.3f} ms CPU, "
        f"Hallo-Welt {median(each.cpu for each in theirs):.3f} ms",
    )  # fmt: skip


def made(sheet: Sheet, server: Server, name: str, path: str) -> None:
    """Past the edge (an Authorization header), as for the first reader after a change."""
    found = pressed(server, get(path, Authorization="none"))
    sheet.at_most(
        f"{name}, ungespeichert", found.cpu, "ms CPU", 25,
        note=f"{found.rate:.0f} Anfragen/s, p95 {found.slow:.0f} ms bei 8 zugleich",
    )  # fmt: skip


def first_visit(sheet: Sheet, server: Server) -> None:
    """Start page with everything it names, compressed, heads included."""
    page = ask(server.port, get(START, Accept_Encoding="identity")).body.decode()
    paths = sorted(
        {
            hit[1]
            for hit in LINKED.finditer(page)
            if 'rel="alternate"' not in hit[0] and 'rel="canonical"' not in hit[0]
        }
    )
    sizes = {path: ask(server.port, get(path, **BROTLI)).size for path in [START, *paths]}
    largest = sorted(sizes, key=lambda path: -sizes[path])[:3]
    named = ", ".join(
        f"{path.rsplit('/', 1)[-1] or path} {sizes[path] // 1024} KB" for path in largest
    )
    sheet.at_most(
        "Erster Besuch der Startseite", sum(sizes.values()) / 1024, "KB", FIRST_VISIT_KB,
        note=f"{len(sizes)} Dateien, größte: {named}",
    )  # fmt: skip


def news(sheet: Sheet, server: Server, publish: Callable[[str], None], *, loaded: bool) -> None:
    """How long after a commit any process still answered a new question with the old page."""
    path, latest, old, asked = "/api/v1/centres/05570", 0.0, 0, 0
    for turn in range(20):
        wanted = f"0211 {turn:03}{int(loaded)}"
        ask(server.port, get(path))
        publish(wanted)
        committed = time.perf_counter()
        for _ in range(8):
            sent = time.perf_counter() - committed
            asked += 1
            if wanted.encode() not in ask(server.port, get(path)).body:
                old += 1
                latest = max(latest, sent)
    how = "unter Last" if loaded else "in Ruhe"
    sheet.at_most(
        f"Letzte veraltete Antwort nach einer Änderung ({how}, 2 Prozesse)", 1000 * latest, "ms",
        100, note=f"{old} von {asked} Antworten veraltet",
    )  # fmt: skip
