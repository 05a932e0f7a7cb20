"""What is measured inside Django: queries of a page, their raw SQL, search in the database, PDF."""

import importlib
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Sheet

SEARCHES = ("Ahlen", "koeln", "Muelheim", "50667", "Gelsenkirschen", "Bad-Oeynhausen", "xyzzy")
EXPLAIN = "EXPLAIN (ANALYZE, FORMAT JSON) "


def timed(work: Callable[[], object], *, times: int = 15) -> float:
    """Median milliseconds after two warm-up runs."""
    work()
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken)


def page(sheet: Sheet, name: str, client: Client, path: str, *, queries: int | None = None) -> None:
    """Queries of a page, and its time beside the raw SQL of these very queries."""

    def made() -> Any:
        return client.get(path, headers={"authorization": "none", "host": "localhost"})

    response = made()
    if response.status_code != 200:
        raise LookupError(f"{response.status_code} für {path}")
    with CaptureQueriesContext(connection) as seen:
        made()
    asked = questions(seen)
    if queries is not None:
        sheet.at_most(f"{name}: Abfragen", len(seen), "Abfragen", queries)
    else:
        sheet.plain(f"{name}: Abfragen", len(seen), "Abfragen")
    whole = timed(made)
    sheet.plain(
        f"{name}: ganze Seite in Django", whole, "ms",
        reference=timed(lambda: raw(asked)), against="ihr rohes SQL",
        note=f"{len(response.content) / 1024:.0f} KB HTML",
    )  # fmt: skip


def once(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What a long work gave, its seconds, and the seconds its raw SQL takes, asked afterwards."""
    with CaptureQueriesContext(connection) as seen:
        began = time.perf_counter()
        given = work()
        taken = time.perf_counter() - began
    began = time.perf_counter()
    raw(questions(seen))
    return given, taken, time.perf_counter() - began


def questions(seen: CaptureQueriesContext) -> list[str]:
    """Those statements that only ask, without locks and what they set."""
    asked = [each["sql"].strip() for each in seen]
    return [each for each in asked if each.startswith(("SELECT", "WITH"))]


def raw(statements: list[str]) -> None:
    """The same questions without Django's models."""
    with connection.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def search(sheet: Sheet) -> None:
    """Planning and execution time PostgreSQL reports for every query of a search, the slowest."""
    find = importlib.import_module("drehscheibe.domain.centres.selectors").find_centres
    slowest, which = 0.0, ""
    for words in SEARCHES:
        with CaptureQueriesContext(connection) as seen:
            find(words)
        spent = median(sum(in_database(each["sql"]) for each in seen) for _ in range(5))
        if spent > slowest:
            slowest, which = spent, words
    sheet.at_most(
        "Ortssuche in der Datenbank", slowest, "ms", 10, note=f"langsamste von 7: „{which}“"
    )


def in_database(statement: str) -> float:
    """Milliseconds of one statement."""
    with connection.connection.cursor() as cursor:
        cursor.execute(EXPLAIN + statement)
        plan = cursor.fetchone()[0][0]
    return float(plan["Planning Time"] + plan["Execution Time"])


def letters(sheet: Sheet) -> None:
    """The notice as PDF, compiled anew each time."""
    samples = importlib.import_module("tests.domain.funding.letter_samples")
    made = importlib.import_module("drehscheibe.domain.funding.letters")
    now = importlib.import_module("django.utils.timezone").now()
    data = samples.notice()
    size = len(made.notice_pdf(data, issued_at=now))
    sheet.at_most(
        "Bescheid als PDF, warm", timed(lambda: made.notice_pdf(data, issued_at=now)), "ms", 300,
        note=f"{size / 1024:.0f} KB",
    )  # fmt: skip
    began, worked = time.perf_counter(), time.process_time()
    for number in range(54):  # each of its own, or typst would answer from what it remembers
        made.notice_pdf(replace(data, number=f"KI-{number}", reason=str(number)), issued_at=now)
    taken, cpu = time.perf_counter() - began, time.process_time() - worked
    sheet.at_most("54 Bescheide als PDF, ein Prozess", taken, "s", 10, note=f"{cpu:.1f} s CPU")


def publish(system: Callable[[], AbstractContextManager[None]]) -> Callable[[str], None]:
    """Change a telephone number and say so, in one transaction."""
    centres: Any = importlib.import_module("drehscheibe.domain.centres.models.register").Centre
    tell = importlib.import_module("drehscheibe.kernel.design.published").publish_change

    def change(phone: str) -> None:
        with system():
            centres.objects.filter(key="05570").update(phone=phone)
            tell()

    return change
