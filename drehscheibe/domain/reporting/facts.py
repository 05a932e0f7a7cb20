"""Rebuilding the facts from the base rows, and proving that they equal them."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Model

from drehscheibe.domain.reporting.models import (
    FieldCell,
    GoalCell,
    GoalFact,
    ReportFact,
    ValueCell,
    ValueFact,
    ValueYear,
)

SOURCES: dict[type[Model], str] = {
    ValueFact: "reporting_value_source",
    ValueCell: "reporting_cell_source",
    FieldCell: "reporting_fieldcell_source",
    ValueYear: "reporting_valueyear_source",
    GoalFact: "reporting_goal_source",
    GoalCell: "reporting_goalcell_source",
    ReportFact: "reporting_report_source",
}
REBUILD = "SELECT reporting_rebuild()"
PLACES_MOVED = """
SELECT reporting_refresh_values(ARRAY(
    SELECT DISTINCT f.indicator_id FROM reporting_valuefact f LEFT JOIN reporting_place p
        ON p.centre_id = f.centre_id AND f.year BETWEEN p.first_year AND p.last_year
    WHERE (f.district, f.kind, f.size) IS DISTINCT FROM (p.district, p.kind, p.size)))
"""
GOALS_MOVED = """
SELECT reporting_refresh_goals(ARRAY(
    SELECT DISTINCT f.goal_id FROM reporting_goalfact f LEFT JOIN reporting_place p
        ON p.centre_id = f.centre_id AND f.year BETWEEN p.first_year AND p.last_year
    WHERE (f.district, f.kind, f.size) IS DISTINCT FROM (p.district, p.kind, p.size)
        OR f.fields IN (
            SELECT d.fields FROM (SELECT DISTINCT fields, within FROM reporting_goalfact) d
            WHERE d.within <> reporting_fields_above(d.fields))))
"""
REPORTS_MOVED = """
SELECT reporting_refresh_reports(ARRAY(
    SELECT f.report_id FROM reporting_reportfact f LEFT JOIN reporting_place p
        ON p.centre_id = f.centre_id AND f.year BETWEEN p.first_year AND p.last_year
    WHERE (f.district, f.kind, f.size) IS DISTINCT FROM (p.district, p.kind, p.size)))
"""

Differences = Mapping[str, int]


def differences() -> Differences:
    """By kind of fact, how many rows differ from what the base rows say; all 0 is right."""
    return {fact._meta.db_table: _differing(fact, source) for fact, source in SOURCES.items()}


@transaction.atomic
def rebuild() -> tuple[Differences, Differences]:
    """Write all facts anew; the differences before and after (which must be none).

    Call as the system: the wall would hide base rows.
    """
    before = differences()
    refresh_all()
    return before, differences()


@transaction.atomic
def refresh_all() -> None:
    """Write all facts anew, without looking at what was there."""
    with connection.cursor() as cursor:
        cursor.execute(REBUILD)


@transaction.atomic
def follow_register() -> None:
    """Sort figures anew where the register moved a centre into another size class or district, or
    the taxonomy a field below another."""
    with connection.cursor() as cursor:
        for statement in (PLACES_MOVED, GOALS_MOVED, REPORTS_MOVED):
            cursor.execute(statement)


def _differing(fact: type[Model], source: str) -> int:
    columns = ", ".join(
        str(each.column) for each in fact._meta.concrete_fields if not each.primary_key
    )
    one, other = (f"SELECT {columns} FROM {each}" for each in (fact._meta.db_table, source))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM ({one} EXCEPT ALL {other}) a)"  # noqa: S608
            f" + (SELECT count(*) FROM ({other} EXCEPT ALL {one}) b)"
        )
        return int(cursor.fetchone()[0])
