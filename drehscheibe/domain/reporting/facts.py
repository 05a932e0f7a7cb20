"""Rebuilding the facts from the base rows, and proving that they equal them."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Model

from drehscheibe.domain.reporting.models import GoalFact, ReportFact, ValueCell, ValueFact

SOURCES: dict[type[Model], str] = {
    ValueFact: "reporting_value_source",
    ValueCell: "reporting_cell_source",
    GoalFact: "reporting_goal_source",
    ReportFact: "reporting_report_source",
}
REFRESH_GOALS = """
SELECT reporting_refresh_goals(ARRAY(
    SELECT id FROM controlling_goal UNION SELECT goal_id FROM reporting_goalfact))
"""
REFRESH_REPORTS = """
SELECT reporting_refresh_reports(ARRAY(
    SELECT id FROM controlling_annualreport UNION SELECT report_id FROM reporting_reportfact))
"""
REFRESH_VALUES = """
SELECT reporting_refresh_values(ARRAY(
    SELECT id FROM controlling_indicator WHERE entry_id IS NOT NULL
    UNION SELECT indicator_id FROM reporting_valuefact))
"""
MOVED = """
SELECT reporting_refresh_values(ARRAY(
    SELECT DISTINCT f.indicator_id FROM reporting_valuefact f LEFT JOIN reporting_place p
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
        for statement in (REFRESH_GOALS, REFRESH_REPORTS, REFRESH_VALUES):
            cursor.execute(statement)


@transaction.atomic
def follow_register() -> None:
    """Sort figures anew where the register moved a centre into another size class or district."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED)
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM reporting_goalfact f LEFT JOIN reporting_place p"
            " ON p.centre_id = f.centre_id AND f.year BETWEEN p.first_year AND p.last_year"
            " WHERE (f.district, f.kind, f.size) IS DISTINCT FROM (p.district, p.kind, p.size))"
        )
        if (cursor.fetchone() or (False,))[0]:
            cursor.execute(REFRESH_GOALS)
            cursor.execute(REFRESH_REPORTS)


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
