"""What the analysis is compared with: the plainest SQL over the base rows, and DuckDB."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

FIRST, LAST = 2014, 2023
FIELD = "bildung"
PLAIN = """
SELECT e.code, extract(year FROM v.ends_on)::int, sum(v.amount), sum(v.of), max(v.amount)
FROM controlling_value v
JOIN controlling_indicator i ON i.id = v.indicator_id
JOIN controlling_catalogueentry e ON e.id = i.entry_id
JOIN centres_centre c ON c.id = v.centre_id
WHERE v.role = 'reported' AND v.split = '' AND extract(year FROM v.ends_on) BETWEEN %s AND %s
    AND %s IN ('', c.government_district)
    AND (%s::varchar[] IS NULL OR EXISTS (
        SELECT FROM controlling_goalversion w
        JOIN controlling_goalversion_fields f ON f.goalversion_id = w.id
        WHERE w.goal_id = i.goal_id AND w.agreed_at IS NOT NULL AND f.fieldofaction_id = ANY (%s)))
GROUP BY 1, 2
"""
COLUMNS = (
    "entry_id, year, role, split, strand, district, kind, size, centre_id, indicator_id, goal_id,"
    " amount, of"
)
WHOLE = """
SELECT entry_id, role, year, count(DISTINCT centre_id), sum(amount), sum(of), max(amount)
FROM facts WHERE split = '' AND year BETWEEN 2014 AND 2023 AND role = 'reported'
GROUP BY ALL
"""
OF_ONE_DISTRICT = WHOLE.replace("GROUP BY", "AND district = 'Köln' GROUP BY")
BY_DISTRICT = WHOLE.replace("year BETWEEN 2014 AND 2023", "year = 2023").replace(
    "role, year,", "role, district,"
)
OF_ONE_FIELD = WHOLE.replace("WHERE", "SEMI JOIN fields USING (goal_id, year) WHERE")
PLACES = """
SELECT entry_id, year, strand, district, kind, size, split, count(DISTINCT centre_id),
    sum(CASE WHEN amount > 0 THEN 1 ELSE 0 END),
    sum(CASE WHEN amount BETWEEN 1 AND 499 THEN 1 ELSE 0 END),
    sum(amount), sum(of), max(amount)
FROM facts WHERE role = 'reported' AND year BETWEEN 2014 AND 2023 AND entry_id IN ({persons})
GROUP BY ALL
"""


@dataclass(frozen=True)
class Difference:
    """How many figures differ, of how many."""

    count: int
    of: int


class Duck:
    """The facts as Parquet, in the order of their rows, and a connection that reads them."""

    def __init__(self, url: str, folder: Path) -> None:
        """Export by CSV; the same rows to the last one."""
        duckdb = importlib.import_module("duckdb")
        self.connection: Any = duckdb.connect()
        for name, asked, read in (
            ("facts", f"SELECT {COLUMNS} FROM reporting_valuefact",
             ", types={'split': 'VARCHAR'}, force_not_null=['split']"),
            ("fields",
             f"SELECT goal_id, year FROM reporting_goalfact WHERE '{FIELD}' = ANY (within)", ""),
        ):  # fmt: skip
            rows, table = folder / f"{name}.csv", folder / f"{name}.parquet"
            _export(url, asked, rows)
            self.connection.execute(f"COPY (SELECT * FROM read_csv('{rows}'{read})) TO '{table}'")
            self.connection.execute(f"CREATE VIEW {name} AS FROM '{table}'")

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """All rows."""
        return list(self.connection.execute(statement).fetchall())

    def ask_all(self, *statements: str) -> None:
        """One after the other."""
        for each in statements:
            self.ask(each)


def _export(url: str, asked: str, rows: Path) -> None:
    force = ", FORCE_QUOTE (split)" if "split" in asked else ""
    with (
        psycopg.connect(url) as owner,
        rows.open("wb") as out,
        owner.cursor().copy(f"COPY ({asked}) TO STDOUT (FORMAT csv, HEADER{force})") as copied,
    ):
        for piece in copied:
            out.write(piece)


def differing(url: str) -> Difference:
    """The page's figures against the plain sums: the state, a district government, a field."""
    found = compared = 0
    filters: Any = importlib.import_module("drehscheibe.domain.reporting.filters").Filters
    for district, field in (("", ""), ("Köln", ""), ("", FIELD)):
        keys = _below(field) if field else None
        with psycopg.connect(url) as owner:
            plain = owner.execute(PLAIN, [FIRST, LAST, district, keys, keys]).fetchall()
        shown = _shown(filters(FIRST, LAST, district=district, field=field))
        for code, year, amount, of, highest in plain:
            places, cell = shown.get((code, year), ("", None))
            if cell is None or cell.masked or places == "not":
                continue
            compared += 1
            expected = (
                highest if places == "highest" else amount,
                None if places == "highest" else of,
            )
            given = (cell.parts.amount, None if places == "highest" else cell.parts.of)
            found += [each and Decimal(each) for each in expected] != [*given]
    return Difference(found, compared)


def _below(field: str) -> list[str]:
    groups: Any = importlib.import_module("drehscheibe.domain.reporting.groups")
    return list(groups.with_parts(field, groups.all_fields()))


def _shown(filters: Any) -> dict[tuple[str, int], tuple[str, Any]]:
    entries = importlib.import_module("drehscheibe.domain.reporting.catalogue").entries()
    cells = _cells(filters, entries)
    by_id = {entry.pk: entry for entry in entries}
    return {
        (by_id[pk].code, int(column)): (by_id[pk].over_places, cell)
        for (pk, split, column), cell in cells.items()
        if not split and cell.centres
    }


def _cells(filters: Any, entries: Any) -> Any:
    values: Any = importlib.import_module("drehscheibe.domain.reporting.values")
    columns: Any = importlib.import_module("drehscheibe.domain.reporting.columns")
    return values.value_cells(columns.layout_of(filters), entries)


def pairs(duck: Duck) -> Iterator[tuple[str, Callable[[], object], Callable[[], object]]]:
    """The same figures here (with masks, as the page has them) and in DuckDB (sums alone)."""
    filters: Any = importlib.import_module("drehscheibe.domain.reporting.filters").Filters
    entries = importlib.import_module("drehscheibe.domain.reporting.catalogue").entries()
    persons = ", ".join(str(entry.pk) for entry in entries if entry.persons)
    places = PLACES.format(persons=persons)
    for name, chosen, statement in (
        ("Zahlen: 40 Indikatoren × zehn Jahre", filters(FIRST, LAST), WHOLE),
        ("Zahlen eines Regierungsbezirks", filters(FIRST, LAST, district="Köln"), OF_ONE_DISTRICT),
        ("Zahlen nach Regierungsbezirken", filters(LAST, LAST, by="district"), BY_DISTRICT),
        ("Zahlen eines Handlungsfelds", filters(FIRST, LAST, field=FIELD), OF_ONE_FIELD),
    ):
        yield (
            f"{name} mit Verdeckung",
            partial(_cells, chosen, entries),
            partial(duck.ask_all, statement, places),
        )
