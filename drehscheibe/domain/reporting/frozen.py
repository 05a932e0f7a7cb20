"""Freezing an analysis: what the page showed, after suppression, as a snapshot with its hash."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.controlling.papers.blocks import Block, Facts, Heading, Paper, Words
from drehscheibe.domain.controlling.papers.blocks import Table as PaperTable
from drehscheibe.domain.controlling.papers.pdf import paper_pdf
from drehscheibe.domain.controlling.reports.content import canonical, fingerprint
from drehscheibe.domain.reporting import permissions as may
from drehscheibe.domain.reporting.analysis import Analysis, analysis_of
from drehscheibe.domain.reporting.filters import Filters, as_query
from drehscheibe.domain.reporting.indicator import breaks_of
from drehscheibe.domain.reporting.models import FrozenReport
from drehscheibe.domain.reporting.tables import Table, plain_table, table_from
from drehscheibe.domain.reporting.wording import MASKED_MEANS, words_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.xlsx_out import Sheet, write_book

SCHEMA = "drehscheibe.auswertung/1"


@transaction.atomic
def freeze_analysis(
    *, title: str, note: str = "", filters: Filters, by: Person, at: datetime
) -> FrozenReport:
    """Compute the analysis once more and keep it for good; raises `PermissionDenied`."""
    check(by, may.FREEZE, on=day_of(at))
    found = analysis_of(filters, with_rows=True)
    snapshot = snapshot_of(found, title=title.strip(), note=note.strip(), at=at)
    made = FrozenReport.objects.create(
        title=title.strip(), note=note.strip(), snapshot=snapshot, sha256=fingerprint(snapshot),
        made_by=by, made_at=at,
    )  # fmt: skip
    record("reporting.frozen.make", about=made, by=by, at=at, detail={"sha256": made.sha256})
    return made


def snapshot_of(found: Analysis, *, title: str, note: str, at: datetime) -> dict[str, Any]:
    """Title, day, filters, definitions and figures; nothing of what is masked."""
    shown = [line.code for table in found.tables for line in table.lines if line.code]
    return {
        "schema": SCHEMA,
        "title": title,
        "note": note,
        "day": day_of(at).isoformat(),
        "filters": as_query(found.filters),
        "words": words_of(found.layout),
        "tables": [plain_table(table) for table in found.tables],
        "definitions": [
            {"code": entry.code, "number": each.number, "valid_from": each.valid_from.isoformat(),
             "name": each.name, "unit": each.unit, "text": each.text, "breaks": each.breaks_series}
            for entry in found.entries
            if entry.code in shown
            for each in entry.definitions
        ],
        "breaks": [
            {"code": entry.code, "column": column, "reason": reason}
            for entry in found.entries
            for column, reason in breaks_of(found.layout, entry)
        ],
    }  # fmt: skip


def tables_of(report: FrozenReport) -> list[Table]:
    """The tables as they were."""
    return [table_from(each) for each in report.snapshot["tables"]]


def frozen_json(report: FrozenReport) -> bytes:
    """The very bytes the checksum is of."""
    return canonical(report.snapshot)


def frozen_pdf(report: FrozenReport) -> bytes:
    """The snapshot on paper."""
    day = german_day(day_of(report.made_at))
    paper = Paper(
        title=report.title, subtitle=f"Auswertung vom {day}", sender="Drehscheibe – Auswertung",
        version=1, dated_on=day, checksum=report.sha256, blocks=tuple(_blocks(report)),
    )  # fmt: skip
    return paper_pdf(paper, issued_at=report.made_at)


def _blocks(report: FrozenReport) -> Iterator[Block]:
    snapshot = report.snapshot
    yield Heading("Was gezeigt wird")
    yield Facts(tuple((name, value) for name, value in snapshot["words"]))
    if snapshot["note"]:
        yield Words(snapshot["note"], "Anlass")
    for table in tables_of(report):
        yield Heading(table.title)
        if table.note:
            yield Words(table.note)
        yield from _on_paper(table)
    if any(table.has_masked for table in tables_of(report)):
        yield Words(MASKED_MEANS, "verdeckt")
    yield Heading("Definitionen")
    for each in snapshot["definitions"]:
        yield Heading(f"{each['name']} ({each['code']}, Fassung {each['number']})", 2)
        yield Words(each["text"])
    for each in snapshot["breaks"]:
        yield Words(each["reason"], f"{each['code']}: Bruch der Zeitreihe {each['column']}")
    yield Facts((("Prüfsumme (SHA-256)", report.sha256),))


def _on_paper(table: Table, most: int = 5) -> Iterator[Block]:
    """Five columns beside each other, so that a page can hold them."""
    for start in range(0, len(table.columns), most):
        columns = table.columns[start : start + most]
        yield PaperTable(
            table.title,
            ("", *(column.label for column in columns)),
            tuple(
                (line.label, *(each.text for each in line.figures[start : start + most]))
                for line in table.lines
            ),
            right=tuple(range(1, len(columns) + 1)),
        )


def frozen_xlsx(report: FrozenReport) -> bytes:
    """The snapshot as workbook: one sheet a table, definitions last."""
    sheets = [
        Sheet(table.title[:31], table_columns(), list(table_rows(table)))
        for table in tables_of(report)
    ]
    told = [
        Column("name", "Indikator", width=40), Column("code", "Kürzel", "code"),
        Column("number", "Fassung", "integer"), Column("valid_from", "gültig ab"),
        Column("unit", "Einheit"), Column("text", "Definition", width=80),
    ]  # fmt: skip
    facts = [Column("name", "Angabe", width=30), Column("text", "Wert", width=80)]
    said = [{"name": name, "text": text} for name, text in report.snapshot["words"]]
    said += [{"name": "Titel", "text": report.title}, {"name": "SHA-256", "text": report.sha256}]
    sheets += [
        Sheet("Definitionen", told, report.snapshot["definitions"]),
        Sheet("Über diese Datei", facts, said),
    ]
    return write_book(sheets, title=report.title)


def table_columns() -> list[Column]:
    """How a table of an analysis goes into a file: one figure a row, its parts beside it."""
    return [
        Column("table", "Tabelle"), Column("line", "Zeile", width=40), Column("unit", "Einheit"),
        Column("column", "Spalte"), Column("shown", "Angezeigt", width=24),
        Column("amount", "Wert", "number"), Column("of", "von", "number"),
    ]  # fmt: skip


def table_rows(table: Table) -> Iterator[dict[str, Any]]:
    """Every figure as the screen shows it; a masked one has no number."""
    for line in table.lines:
        for column, figure in zip(table.columns, line.figures, strict=True):
            yield {
                "table": table.title, "line": line.label, "unit": line.unit,
                "column": column.label, "shown": figure.text,
                "amount": None if figure.masked else figure.amount,
                "of": None if figure.masked else figure.of,
            }  # fmt: skip
