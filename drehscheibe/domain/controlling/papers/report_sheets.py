"""The yearly report as a workbook, from its snapshot alone: numbers as numbers, text as text."""

from collections.abc import Iterator
from decimal import Decimal

from drehscheibe.domain.controlling.models import ReportVersion
from drehscheibe.domain.controlling.papers.wording import (
    comment_text,
    day_text,
    degree_text,
    percent,
)
from drehscheibe.domain.controlling.reports.content import Content
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.xlsx_out import Sheet, write_book

PAIRS = (Column("name", "Angabe", width=44), Column("text", "Wert", width=70))
GOALS = (
    Column("number", "Ziel", "integer"),
    Column("title", "Titel", width=44),
    Column("strand", "Strang"),
    Column("version", "Fassung", "integer"),
    Column("degree", "Ergebnis", width=20),
    Column("reason", "Begründung", width=50),
    Column("helped", "Was geholfen hat", width=40),
    Column("hindered", "Was gehindert hat", width=40),
    Column("next_step", "Nächster Schritt", width=40),
    Column("count", "Aktivitäten", "integer"),
    Column("participants", "Teilnahmen", "integer"),
    Column("hours", "Stunden", "number"),
)
INDICATORS = (
    Column("goal", "Ziel", "integer"),
    Column("name", "Indikator", width=44),
    Column("split", "Aufteilung"),
    Column("unit", "Einheit"),
    Column("code", "Katalog", "code"),
    Column("baseline", "Ausgang", "number"),
    Column("baseline_of", "Ausgang von", "number"),
    Column("target", "Soll", "number"),
    Column("target_of", "Soll von", "number"),
    Column("actual", "Ist", "number"),
    Column("actual_of", "Ist von", "number"),
    Column("percent", "Ist in Prozent"),
    Column("source", "Herkunft"),
    Column("comment", "Anmerkung", width=50),
    Column("definition", "Definition", width=50),
)
MEANS = (
    Column("what", "Was", width=36),
    Column("label", "Bezeichnung", width=44),
    Column("amount", "Wert", "number"),
)
STEPS = (
    Column("text", "Vereinbart", width=50),
    Column("owner", "Wer", width=36),
    Column("function", "Funktion"),
    Column("due_on", "bis"),
    Column("done_on", "erledigt am"),
    Column("outcome", "Was daraus wurde", width=50),
)
LABELS = {
    "summary": "Das Wichtigste auf einen Blick",
    "conditions": "Rahmenbedingungen",
    "staffing": "Personal",
    "outlook": "Ausblick",
}
MONEY = {
    "staff": "Besetzte geförderte Stellen",
    "grants": "Bewilligte Förderung (Euro)",
    "third_parties": "Weitergeleitete Maßnahmen Dritter",
}


def report_workbook(version: ReportVersion) -> bytes:
    """The file."""
    content = version.snapshot
    sheets = [
        Sheet("Überblick", PAIRS, _pairs(version)),
        Sheet("Ziele", GOALS, _goals(content)),
        Sheet("Indikatoren", INDICATORS, _indicators(content)),
        Sheet("Personal und Förderung", MEANS, _means(content)),
        Sheet("Vereinbarte Schritte", STEPS, _steps(content)),
    ]
    return write_book(sheets, title=f"Jahresbericht {content['year']}")


def _pairs(version: ReportVersion) -> Iterator[dict[str, object]]:
    content, signed = version.snapshot, version.snapshot["signed"]
    yield {"name": "Zentrum", "text": content["centre"]["name"]}
    yield {"name": "Jahr", "text": str(content["year"])}
    yield {"name": "Gezählte Tage", "text": " bis ".join(_days(content))}
    yield {"name": "Fassung", "text": str(signed["number"])}
    yield {"name": "Gezeichnet", "text": f"{day_text(signed['signed_on'])}, {signed['signed_by']}"}
    yield {"name": "Grund der neuen Fassung", "text": signed["reason"]}
    yield {"name": "Eine Person schrieb und zeichnete, weil", "text": signed["one_hand"]}
    yield {"name": "Prüfsumme (SHA-256)", "text": version.sha256}
    for name, label in LABELS.items():
        yield {"name": label, "text": content["texts"][name]}


def _days(content: Content) -> tuple[str, str]:
    return day_text(content["days"]["first"]), day_text(content["days"]["last"])


def _goals(content: Content) -> Iterator[dict[str, object]]:
    for goal in content["goals"]:
        judged = goal["judgement"] | {"degree": degree_text(goal["judgement"]["degree"])}
        names = ("number", "title", "strand", "version")
        yield {name: goal[name] for name in names} | judged | _done(goal["done"])
    for each in content["dropped"]:
        yield {**each, "degree": "gestrichen"}
    yield {"title": "Aktivitäten ohne Ziel dieses Berichts", **_done(content["without_goal"])}


def _done(done: Content) -> dict[str, object]:
    return done | {"hours": Decimal(done["hours"])}


def _indicators(content: Content) -> Iterator[dict[str, object]]:
    for goal in content["goals"]:
        for each in goal["indicators"]:
            names = ("name", "unit", "code", "source", "definition")
            row = {"goal": goal["number"]} | {name: each[name] for name in names}
            row["comment"] = comment_text(each)
            for role in ("baseline", "target", "actual"):
                row |= _parts(role, each[role])
            yield row | {"percent": percent(each["actual"])}
            for split in each["splits"]:
                yield {
                    "goal": goal["number"], "name": each["name"], "split": split["name"],
                    "unit": each["unit"], "percent": percent(split["actual"]),
                    **_parts("actual", split["actual"]),
                }  # fmt: skip


def _parts(role: str, parts: Content) -> dict[str, object]:
    amount, of = parts["amount"], parts["of"]
    return {
        role: Decimal(amount) if amount else None, f"{role}_of": Decimal(of) if of else None
    }  # fmt: skip


def _means(content: Content) -> Iterator[dict[str, object]]:
    for name, what in MONEY.items():
        for row in content[name]["rows"]:
            yield {"what": what, "label": row["label"], "amount": Decimal(row["amount"])}
        yield {"what": what, "label": "Zusammen", "amount": Decimal(content[name]["total"])}


def _steps(content: Content) -> Iterator[dict[str, object]]:
    for each in content["steps"]:
        days = {name: day_text(each[name]) for name in ("due_on", "done_on")}
        yield each | days
