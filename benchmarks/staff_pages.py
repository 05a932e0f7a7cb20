"""The workspace, signed in as people of the demonstration."""

import re
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urlencode

from benchmarks.figures import Sheet
from benchmarks.load import Wire, get, request
from benchmarks.public_pages import Pressed, pressed
from benchmarks.server import Server

LIST = "/mitarbeit/foerderung/antraege/"
HTML_KB = 60
AUTOSAVES = 60
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')


class Fields(HTMLParser):
    """Names and values of the form with this id, as a browser would send them."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside = form, False
        self.values: dict[str, str] = {}
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inputs, selects with their chosen option, text areas."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.form
        if not self.inside:
            return
        if tag == "input" and given.get("type") not in {"file", "submit", "checkbox", "radio"}:
            self.values[given.get("name", "")] = given.get("value", "")
        elif tag == "select":
            self.select = given.get("name", "")
            self.values[self.select] = ""
        elif tag == "option" and self.select and "selected" in given:
            self.values[self.select] = given.get("value", "")
        elif tag == "textarea":
            self.area = given.get("name", "")
            self.values[self.area] = ""

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered."""
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        """The text of a text area."""
        if self.area:
            self.values[self.area] += data


def measure(sheet: Sheet, server: Server, cookies: dict[str, str], reference: Pressed) -> None:
    """List and first screen over HTTP."""
    for name, path, role in (
        ("Erste Seite der Sachbearbeitung", "/mitarbeit/", "authority_officer"),
        ("Liste der Anträge", LIST, "authority_officer"),
    ):
        sheet.try_to(
            name, partial(one, sheet, server, name, path, cookies.get(role, ""), reference)
        )


def one(
    sheet: Sheet, server: Server, name: str, path: str, cookie: str, reference: Pressed
) -> None:
    """Processor time and size of a signed-in page."""
    raw = get(path, Cookie=f"sitzung={cookie}")
    wire = Wire(server.port)
    size = len(wire.ask(raw).body)
    wire.socket.close()
    found = pressed(server, raw)
    sheet.plain(
        name, found.cpu, "ms CPU", reference=reference.cpu, against="Hallo-Welt",
        note=f"{found.rate:.0f} Anfragen/s, p95 {found.slow:.0f} ms bei 8 zugleich",
    )  # fmt: skip
    sheet.at_most(f"{name}: HTML", size / 1024, "KB", HTML_KB)


def autosave(sheet: Sheet, server: Server, path: str, cookie: str) -> None:
    """What typing feels like: one change after the other in the form of an application."""
    wire = Wire(server.port)
    headers, values, typed = opened(wire, path, cookie)
    times = []
    before = server.cpu()
    for turn in range(AUTOSAVES):
        values[typed] = str(50_000 + turn)
        saved = wire.ask(request("POST", path, headers, urlencode(values).encode()))
        times.append(1000 * saved.seconds)
        version = VERSION.search(saved.body.decode())
        if saved.status != 200 or not version or version[1] == values["version"]:
            raise LookupError(f"{saved.status}: nicht gespeichert")
        values["version"] = version[1]
    wire.socket.close()
    cpu = 1000 * (server.cpu() - before) / AUTOSAVES
    ordered = sorted(times)
    middle = ordered[len(ordered) // 2]
    sheet.at_most(
        "Selbst-Speichern, p95", ordered[int(0.95 * len(ordered))], "ms", 60,
        note=f"Median {middle:.0f} ms, {cpu:.0f} ms CPU, {AUTOSAVES} Änderungen",
    )  # fmt: skip


def opened(wire: Wire, path: str, cookie: str) -> tuple[dict[str, str], dict[str, str], str]:
    """Headers and values with which a browser would save the form, and a field to type into."""
    answer = wire.ask(get(path, Cookie=f"sitzung={cookie}"))
    if answer.status != 200:
        raise LookupError(f"{answer.status} für {path}")
    token = re.search(r"csrftoken=([^;]+)", answer.headers["set-cookie"])
    fields = Fields("draft")
    fields.feed(answer.body.decode())
    typed = next((name for name in fields.values if name.endswith("-expected_cost")), "")
    if not typed:
        raise LookupError("kein Feld für voraussichtliche Kosten im Formular")
    headers = {
        "Cookie": f"sitzung={cookie}; csrftoken={token[1] if token else ''}",
        "Content-Type": "application/x-www-form-urlencoded",
        "HX-Request": "true",
    }
    return headers, fields.values, typed
