"""The analysis and its neighbours with ten years of 54 and of 400 centres, beside DuckDB."""

import importlib
import math
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import psycopg

from benchmarks import network_pages, network_reference
from benchmarks.figures import Sheet
from benchmarks.load import Wire, get
from benchmarks.server import Server, serving

SQL = Path(__file__).with_suffix(".sql")
TABLES = (
    "centres_centre", "centres_figure", "controlling_catalogueentry",
    "controlling_catalogueversion",
    "controlling_goalperiod", "controlling_goal", "controlling_goalversion",
    "controlling_goalversion_fields", "controlling_measure", "controlling_indicator",
    "controlling_indicatorterms", "controlling_target", "controlling_value",
    "controlling_annualreport", "controlling_reportversion", "controlling_signedjudgement",
    "controlling_activity",
)  # fmt: skip
"""Filled with their own triggers at rest; foreign keys and checks stay on."""
SIZES = ((54, 135_000), (400, 865_000))
"""Centres, and activities that come with them: a million in the end."""
ASKED = 40


@dataclass
class Grown:
    """What each thing took at each size, in milliseconds, for its growth."""

    taken: dict[str, list[float]] = field(default_factory=dict)

    def note(self, what: str, milliseconds: float) -> None:
        """One size after the other."""
        self.taken.setdefault(what, []).append(milliseconds)

    def tell(self, sheet: Sheet) -> None:
        """The exponent: 0 stays the same, 1 grows with the centres."""
        for what, (small, large) in (each for each in self.taken.items() if len(each[1]) == 2):
            exponent = math.log(large / small) / math.log(SIZES[1][0] / SIZES[0][0])
            sheet.plain(
                f"{what}: Wachstum von 54 auf 400 Zentren", exponent, "Exponent",
                note=f"{small:.0f} ms auf {large:.0f} ms",
            )  # fmt: skip


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """Both sizes, one after the other in the same database."""
    grown = Grown()
    for centres, activities in SIZES:
        grow(sheet, url, centres, activities)
        sheet.try_to(f"Auswertung, {centres} Zentren", partial(inside, sheet, url, centres, grown))
        with serving(platform, env, probe="/health/live") as server:
            for page in network_pages.pages():
                name = f"{page.name}, {centres} Zentren"
                sheet.try_to(name, partial(_waited, sheet, server, page, name, grown))
    grown.tell(sheet)


def grow(sheet: Sheet, url: str, centres: int, activities: int) -> None:
    """Rows, then the facts from them by the platform's own functions."""
    began = time.perf_counter()
    text = SQL.read_text("utf-8") % {"centres": centres, "activities": activities}
    with psycopg.connect(url) as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute("ALTER TABLE controlling_value DROP CONSTRAINT value_once_a_day")
        owner.execute(text)
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute(
            "ALTER TABLE controlling_value ADD CONSTRAINT value_once_a_day EXCLUDE USING gist"
            " (indicator_id WITH =, split WITH =, role WITH =,"
            " daterange(starts_on, ends_on, '[]') WITH &&)"
        )
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")
    values = _count(url, "controlling_value")
    note = f"{values:,} Werte, {_count(url, 'controlling_activity'):,} Aktivitäten"
    sheet.plain(f"{centres} Zentren × zehn Jahre einspielen", time.perf_counter() - began, "s",
                note=note.replace(",", "."))  # fmt: skip
    _rebuild(sheet, url, centres)


def _rebuild(sheet: Sheet, url: str, centres: int) -> None:
    """The facts anew from the rows, proved equal."""
    facts = importlib.import_module("drehscheibe.domain.reporting.facts")
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    began = time.perf_counter()
    with wall.acting_as_system():
        facts.refresh_all()
        taken = time.perf_counter() - began
        after = facts.differences()
    sheet.at_most(
        f"Zahlen der Auswertung neu bilden, {centres} Zentren: Abweichungen",
        sum(after.values()), "Zeilen", 0, note=f"neu gebildet in {taken:.0f} s",
    )  # fmt: skip
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE reporting_valuefact")
        owner.execute("VACUUM ANALYZE reporting_valuecell")
        owner.execute("VACUUM ANALYZE reporting_goalfact")


def _count(url: str, table: str) -> int:
    with psycopg.connect(url) as owner:
        row = owner.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def inside(sheet: Sheet, url: str, centres: int, grown: Grown) -> None:
    """Equality with the plainest SQL, and time beside DuckDB over the same rows as Parquet."""
    wall = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    with wall.acting_as_system():
        differing = network_reference.differing(url)
        sheet.at_most(
            f"Auswertung gegen rohes SQL, {centres} Zentren: abweichende Zahlen",
            differing.count, "Zahlen", 0, note=f"{differing.of} verglichen",
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            duck = network_reference.Duck(url, Path(folder))
            for name, ours, theirs in network_reference.pairs(duck):
                here, there = alternating(ours, theirs)
                grown.note(name, here)
                sheet.at_most(
                    f"{name}, {centres} Zentren", here, "ms", 3 * there,
                    reference=there, against="DuckDB über Parquet",
                )  # fmt: skip
    network_pages.signing(sheet, centres, grown.note)


def alternating(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Median milliseconds of both, in turns, so that other work disturbs both alike."""
    taken: tuple[list[float], list[float]] = ([], [])
    for round_ in range(13):
        for work, times in zip((one, other), taken, strict=True):
            began = time.perf_counter()
            work()
            if round_ > 1:
                times.append(1000 * (time.perf_counter() - began))
    return median(taken[0]), median(taken[1])


def _waited(
    sheet: Sheet, server: Server, page: network_pages.Page, name: str, grown: Grown
) -> None:
    raw = [get(path, Cookie=f"sitzung={page.cookie}") for path in page.paths]
    wire = Wire(server.port)
    for each in raw:
        wire.ask(each)
    answers = [wire.ask(raw[n % len(raw)]) for n in range(ASKED)]
    wire.socket.close()
    if any(each.status != 200 for each in answers):
        raise LookupError(f"{answers[-1].status} für {page.paths}")
    times = sorted(1000 * each.seconds for each in answers)
    grown.note(page.name, times[ASKED // 2])
    sheet.at_most(
        f"{name}: p95", times[int(0.95 * ASKED)], "ms", page.milliseconds,
        note=f"Median {times[ASKED // 2]:.0f} ms, {len(answers[-1].body) / 1024:.0f} KB HTML",
    )  # fmt: skip
