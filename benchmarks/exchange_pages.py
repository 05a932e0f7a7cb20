"""Catalogues, feeds, the table of a survey, the check of a certificate: what people wait for."""

import importlib
from functools import partial
from typing import Any

from benchmarks import inside, public_pages
from benchmarks.figures import Sheet
from benchmarks.load import Wire, get
from benchmarks.server import Server, serving

HELLO = "benchmarks.hello:application"
ASKED = 60
EVENTS = 500
PUBLIC, STAFF = "/veranstaltungen/", "/mitarbeit/veranstaltungen/"


def inside_django(sheet: Sheet) -> None:
    """Queries of the catalogues beside their raw SQL."""
    anybody = importlib.import_module("django.test").Client()
    inside.page(sheet, "Katalog, öffentlich, 5.000", anybody, PUBLIC, queries=12)
    for role in ("specialist", "coordination"):
        client = importlib.import_module("tests.factories").client_of(person_with(role))
        name = f"Katalog, {role}, 5.000"
        inside.page(sheet, name, client, STAFF, queries=12)
        inside.page(sheet, f"Kalender, {role}", client, "/mitarbeit/kalender/")


def over_http(sheet: Sheet, server: Server, env: dict[str, str]) -> None:
    """How long one person waits, one request after the other."""
    pages = {"Katalog, öffentlich": (PUBLIC, "", 80.0)}
    for role in ("specialist", "coordination"):
        cookie = cookie_of(person_with(role))
        pages[f"Katalog, {role}"] = (STAFF, cookie, 80.0)
        pages[f"Kalender des Netzwerks, {role}"] = ("/mitarbeit/kalender/", cookie, 150.0)
    for name, (path, cookie, limit) in pages.items():
        sheet.try_to(name, partial(waited, sheet, server, name, path, cookie, limit))
    sheet.try_to("Tabelle 54 × 80", lambda: _matrix(sheet, server))
    sheet.try_to("Abo", lambda: _feeds(sheet, server))
    with serving(HELLO, env) as bare:
        sheet.try_to("Prüfseite", lambda: _check(sheet, server, bare))


def waited(
    sheet: Sheet, server: Server, name: str, path: str, cookie: str, limit: float, **more: str
) -> None:
    """19 of 20 answers; whatever is behind the edge is asked for anew each time."""
    headers = {"Cookie": f"sitzung={cookie}"} if cookie else {"Authorization": "none"}
    raw = get(path, **headers, **more)
    wire = Wire(server.port)
    for _ in range(3):
        wire.ask(raw)  # the first answers of a process read templates
    before = server.cpu()
    answers = [wire.ask(raw) for _ in range(ASKED)]
    cpu = 1000 * (server.cpu() - before) / ASKED
    wire.socket.close()
    expected = 304 if "If_None_Match" in more else 200
    if any(each.status != expected for each in answers):
        raise LookupError(f"{answers[-1].status} für {path}")
    times = sorted(1000 * each.seconds for each in answers)
    sheet.at_most(
        f"{name}: p95", times[int(0.95 * ASKED)], "ms", limit,
        note=f"Median {times[ASKED // 2]:.0f} ms, {cpu:.0f} ms CPU, "
        f"{len(answers[-1].body) / 1024:.0f} KB",
    )  # fmt: skip


def _matrix(sheet: Sheet, server: Server) -> None:
    models: Any = importlib.import_module("drehscheibe.domain.surveys.models")
    urls: Any = importlib.import_module("django.urls")
    with _system():
        survey = models.Survey.objects.get(title="Messung")
    try:
        path = urls.reverse("staff:surveys:survey_matrix", args=[survey.pk])
    except urls.NoReverseMatch as missing:
        raise LookupError("keine Seite survey_matrix") from missing
    cookie = cookie_of(person_with("coordination"))
    waited(sheet, server, "Tabelle einer Abfrage, 54 × 80 Antworten", path, cookie, 150)


def _feeds(sheet: Sheet, server: Server) -> None:
    """A feed of one house narrowed to 500 events, and the answer when nothing is new."""
    feeds: Any = importlib.import_module("drehscheibe.domain.qualification.feeds")
    organisations: Any = importlib.import_module("drehscheibe.kernel.organisations.models")
    models: Any = importlib.import_module("drehscheibe.domain.qualification.models")
    clock: Any = importlib.import_module("django.utils.timezone")
    person = person_with("specialist")
    with _system():
        house = organisations.Organisation.objects.get(
            pk=person.memberships.first().organisation_id
        )
        feed, secret = feeds.open_feed(
            of="organisation", organisation=house, by=person, at=clock.now()
        )
        wanted = models.Event.objects.filter(
            number__startswith="D-2030", status="published", tier__in=("public", "network")
        ).order_by("starts_at")[:EVENTS]
        models.Event.objects.filter(pk__in=list(wanted.values_list("pk", flat=True))).update(
            owner=house
        )
        del feed
    path = f"/kalender/{secret}.ics"
    wire = Wire(server.port)
    first = wire.ask(get(path))
    wire.socket.close()
    count = first.body.count(b"BEGIN:VEVENT")
    if count < EVENTS:
        raise LookupError(f"nur {count} Termine im Abo")
    waited(sheet, server, f"Abo mit {count} Terminen", path, "", 100)
    tag = first.headers["etag"]
    name = f"Abo mit {count} Terminen, 304"
    waited(sheet, server, name, path, "", 100, If_None_Match=tag)


def _check(sheet: Sheet, server: Server, bare: Server) -> None:
    """Anybody with the paper in hand, against hello-world."""
    models: Any = importlib.import_module("drehscheibe.domain.qualification.models")
    with _system():
        serial = models.Certificate.objects.values_list("serial", flat=True).first()
    if serial is None:
        serial = _issued()
    raw = get(f"/bescheinigung/{serial}/", **public_pages.BROTLI)
    public_pages.beside(sheet, server, bare, "Prüfseite einer Bescheinigung", raw, least=0.5)


def _issued() -> str:
    """A certificate as a row, with a document of nothing."""
    models: Any = importlib.import_module("drehscheibe.domain.qualification.models")
    documents: Any = importlib.import_module("drehscheibe.kernel.documents.models")
    clock: Any = importlib.import_module("django.utils.timezone")
    with _system():
        one = (
            models.Participation.objects.filter(event__status="done")
            .select_related("event")
            .first()
        )
        paper = documents.Document.objects.first()
        if paper is None:
            raise LookupError("kein Papier in der Demonstration")
        made = models.Certificate.objects.create(
            serial="2030-MESS-AAAA-BBBB", event=one.event, participation=one, units=4, snapshot={},
            document=paper, issued_by=person_with("coordination"), issued_at=clock.now(),
        )  # fmt: skip
    return str(made.serial)


def person_with(role: str) -> Any:
    """The first who holds it and can sign in."""
    people: Any = importlib.import_module("drehscheibe.kernel.people.models")
    with _system():
        rows = people.Membership.objects.filter(role=role, person__account__isnull=False)
        member = rows.select_related("person__account").order_by("pk").first()
    if member is None:
        raise LookupError(f"niemand mit der Rolle {role}")
    return member.person


def cookie_of(person: Any) -> str:
    """Of a signed-in browser."""
    client = importlib.import_module("tests.factories").client_of(person)
    return str(client.cookies["sitzung"].value)


def _system() -> Any:
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    return wall.acting_as_system()
