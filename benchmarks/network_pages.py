"""The pages of goals, reports, returns and analysis that are measured with a grown network."""

import importlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

from benchmarks.figures import Sheet

ANALYSIS = "/mitarbeit/auswertung/"
YEARS = "?von=2014&bis=2023"
CENTRE = "05570"  # Warendorf, whose people the demonstration knows
AT = datetime(2024, 2, 1, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """What is asked for, by whom, and how long 19 of 20 answers may take."""

    name: str
    paths: tuple[str, ...]
    milliseconds: float
    cookie: str


def pages() -> Iterator[Page]:
    """All of them; one that has no row yet is left out by LookupError when it is asked."""
    ministry, office = _cookie("ministry_integration"), _cookie("coordination")
    filters = ("", "&bezirk=Köln", "&nach=district", "&strang=idb", "&art=stadt&groesse=3")
    quoted = tuple(f"{ANALYSIS}{YEARS}{each}".replace("ö", "%C3%B6") for each in filters)
    yield Page("Auswertung, fünf Filter", quoted, 150, ministry)
    field = f"{ANALYSIS}{YEARS}&feld=bildung"
    yield Page("Auswertung eines Handlungsfelds", (field,), 150, ministry)
    yield Page("Indikator im Verlauf", (f"{ANALYSIS}indikator/messung-7/{YEARS}",), 150, ministry)
    yield Page("Rücklaufmatrix", ("/mitarbeit/ruecklauf/",), 100, office)
    yield Page("Jahresbericht eines Zentrums", (_report(),), 120, _cookie("head"))
    yield Page("Zielbaum mit 400 Indikatoren", (_tree(),), 200, _cookie("specialist"))


def _cookie(role: str) -> str:
    client = importlib.import_module("tests.factories").client_of(_person(role))
    return str(client.cookies["sitzung"].value)


def _person(role: str) -> Any:
    people: Any = importlib.import_module("drehscheibe.kernel.people.models")
    with _system():
        rows = people.Membership.objects.filter(role=role, person__account__isnull=False)
        if role in ("head", "specialist"):
            rows = rows.filter(organisation=_centre().organisation_id)
        member = rows.select_related("person__account").order_by("pk").first()
    if member is None:
        raise LookupError(f"niemand mit der Rolle {role}")
    return member.person


def _centre() -> Any:
    centres: Any = importlib.import_module("drehscheibe.domain.centres.models")
    return centres.Centre.objects.defer("outline", "path").get(key=CENTRE)


def _system() -> Any:
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    return wall.acting_as_system()


def _report() -> str:
    """Warendorf's newest report that has a draft, else any of its own."""
    models: Any = importlib.import_module("drehscheibe.domain.controlling.models")
    with _system():
        rows = models.AnnualReport.objects.filter(centre=_centre(), draft__isnull=False)
        found = rows.order_by("-year").first()
    return f"/mitarbeit/berichte/{found.pk if found else 0}/"


def _tree() -> str:
    """A period of Warendorf with 50 goals of eight indicators each, agreed; made once."""
    models: Any = importlib.import_module("drehscheibe.domain.controlling.models")
    with _system():
        made = models.GoalPeriod.objects.filter(centre=_centre(), paper_number="Zielbaum").first()
        if made is None:
            made = _plant(models)
    return f"/mitarbeit/ziele/{made.pk}/"


def _plant(models: Any) -> Any:
    author = _person("specialist")
    period = models.GoalPeriod.objects.create(
        centre=_centre(), starts_on="2040-01-01", ends_on="2041-12-31", paper_number="Zielbaum",
        created_by=author, created_at=AT,
    )  # fmt: skip
    for number in range(1, 51):
        goal = models.Goal.objects.create(period=period, centre=period.centre, number=number)
        version = models.GoalVersion.objects.create(
            goal=goal, number=1, strand="idb", title=f"Ziel {number}", changed_by=author,
            changed_at=AT,
        )  # fmt: skip
        models.Measure.objects.create(version=version, number=1, title="Maßnahme")
        for place in range(1, 9):
            indicator = models.Indicator.objects.create(
                goal=goal, centre=period.centre, number=place
            )
            terms = models.IndicatorTerms.objects.create(
                version=version, indicator=indicator, name=f"Indikator {place}", unit="Vereine"
            )
            for year in (2040, 2041):
                models.Target.objects.create(terms=terms, year=year, amount=10)
    return period


def signing(sheet: Sheet, centres: int, note: Callable[[str, float], None]) -> None:
    """Signing a report of 40 indicators in four splits, undone each time."""
    transaction = importlib.import_module("django.db.transaction")
    taken = []
    with _system():
        for _ in range(5):
            with transaction.atomic():
                taken.append(_signed())
                transaction.set_rollback(True)
    name = "Jahresbericht zeichnen und einfrieren"
    note(name, median(taken))
    sheet.at_most(
        f"{name}, {centres} Zentren", max(taken), "ms", 500, note=f"Median {median(taken):.0f} ms"
    )


def _signed() -> float:
    models: Any = importlib.import_module("drehscheibe.domain.controlling.models")
    stories: Any = importlib.import_module("tests.domain.controlling.report_stories")
    reports = "drehscheibe.domain.controlling.reports"
    begin: Any = importlib.import_module(f"{reports}.beginning").begin_report
    save: Any = importlib.import_module(f"{reports}.writing").save_report
    sign: Any = importlib.import_module(f"{reports}.signing").sign_report
    specialist, head = _person("specialist"), _person("head")
    period = models.GoalPeriod.objects.get(
        centre=_centre(), paper_number="Messung", starts_on__year=2030
    )
    report = begin(period=period, year=2031, by=specialist, at=AT.replace(year=2032))
    at = AT.replace(year=2032)
    save(report=report, typed=stories.words(8), seen=1, by=specialist, at=at)
    fresh = models.AnnualReport.objects.select_related("period", "centre__carrier").get(
        pk=report.pk
    )
    seen = stories.seen(fresh, at=at)
    began = time.perf_counter()
    sign(report=fresh, seen=seen, by=head, at=at)
    return 1000 * (time.perf_counter() - began)
