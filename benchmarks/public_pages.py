"""The public pages: warm at the edge, unchanged, made anew; and the first visit of a browser."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.figures import Sheet
from benchmarks.load import Load, ask, get, press
from benchmarks.server import Server

SECONDS = 3.0
BROTLI = {"Accept_Encoding": "gzip, deflate, br"}
START = "/"
CENTRE = "/zentren/05570/kreis-warendorf/"
API = "/api/v1/centres"
FIRST_VISIT_KB = 200
LINKED = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/[^"]+)"[^>]*>""")


@dataclass(frozen=True)
class Pressed:
    """What pressing one page cost."""

    load: Load
    cpu: float  # milliseconds of processor time of the server per request


def pressed(server: Server, raw: bytes, *, expected: int = 200) -> Pressed:
    """Warm up, then press. Raises LookupError when the page answers otherwise."""
    status = ask(server.port, raw).status
    if status != expected:
        raise LookupError(f"{status} statt {expected}")
    press(server.port, [raw], seconds=0.5)
    before = server.cpu()
    load = press(server.port, [raw], seconds=SECONDS)
    if set(load.statuses) != {expected}:
        raise LookupError(f"unter Last {load.statuses}")
    return Pressed(load, 1000 * (server.cpu() - before) / load.count)


def hello(server: Server) -> Pressed:
    """The reference."""
    return pressed(server, get("/"))


def measure(sheet: Sheet, server: Server, reference: Pressed) -> None:
    """Every public page against the bare hello-world."""
    sheet.plain("Hallo-Welt (Django ohne alles, 1 Prozess)", reference.load.rate, "Anfragen/s",
                note=f"{reference.cpu:.3f} ms CPU")  # fmt: skip
    for name, path in (("Startseite", START), ("Seite eines Zentrums", CENTRE), ("API", API)):
        sheet.try_to(f"{name}, warm", partial(warm, sheet, server, name, path, reference))
        sheet.try_to(f"{name}, 304", partial(same, sheet, server, name, path, reference))
        sheet.try_to(f"{name}, ungespeichert", partial(made, sheet, server, name, path))
    sheet.try_to(
        "Suche, ungespeichert", lambda: made(sheet, server, "Suche „Ahlen“", "/suche/?ort=Ahlen")
    )


def warm(sheet: Sheet, server: Server, name: str, path: str, reference: Pressed) -> None:
    """From the edge, with brotli."""
    found = pressed(server, get(path, **BROTLI))
    sheet.share(
        f"{name}, warm", found.load.rate, "Anfragen/s", 0.8,
        reference=reference.load.rate, against="Hallo-Welt", note=f"{found.cpu:.3f} ms CPU",
    )  # fmt: skip


def same(sheet: Sheet, server: Server, name: str, path: str, reference: Pressed) -> None:
    """The reader has it already."""
    etag = ask(server.port, get(path, **BROTLI)).headers["etag"]
    found = pressed(server, get(path, If_None_Match=etag, **BROTLI), expected=304)
    sheet.share(
        f"{name}, 304", found.load.rate, "Anfragen/s", 0.8,
        reference=reference.load.rate, against="Hallo-Welt", note=f"{found.cpu:.3f} ms CPU",
    )  # fmt: skip


def made(sheet: Sheet, server: Server, name: str, path: str) -> None:
    """Past the edge (an Authorization header), as for the first reader after a change."""
    found = pressed(server, get(path, Authorization="none"))
    sheet.at_most(
        f"{name}, ungespeichert", found.cpu, "ms CPU", 25,
        note=f"{found.load.rate:.0f} Anfragen/s, p95 {found.load.percentile(0.95):.0f} ms",
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
