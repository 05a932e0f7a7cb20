"""The rows behind a figure, in the order of the register; what the reader's wall lets through.

Nothing here is ordered by value: the network does not rank its centres.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from drehscheibe.domain.controlling.models import AnnualReport, Degree, ReportVersion
from drehscheibe.domain.controlling.values.aggregation import Parts
from drehscheibe.domain.reporting.catalogue import Entry
from drehscheibe.domain.reporting.columns import Layout
from drehscheibe.domain.reporting.masks import masks_for
from drehscheibe.domain.reporting.models import GoalFact, ReportFact, ValueFact
from drehscheibe.domain.reporting.suppression import ONE
from drehscheibe.domain.reporting.tables import Figure, figure_of
from drehscheibe.kernel.tables.few import is_few

REGISTER = ("centre__sort_key", "pk")


@dataclass(frozen=True)
class Row:
    """One centre's part in a figure, and where it can be opened."""

    centre: str
    label: str
    figure: Figure
    period: int | None = None
    report: int | None = None
    version: int | None = None


def value_rows(layout: Layout, entry: Entry, column: str, *, split: str = "") -> list[Row]:
    """Indicator by indicator; masked where a row or its neighbours count fewer than 5 persons."""
    year = _year(layout, column)
    facts: Any = ValueFact.objects.filter(entry=entry.pk, role="reported", split=split)
    facts = _placed(facts, layout, column).select_related("centre", "goal__period")
    keys = _fields(layout, column)
    if keys is not None:
        inside = GoalFact.objects.filter(year=year, fields__overlap=keys).values("goal")
        facts = facts.filter(goal__in=inside)
    found = list(facts.order_by(*REGISTER))
    titles = dict(
        GoalFact.objects.filter(year=year, goal__in=[each.goal_id for each in found]).values_list(
            "goal", "version__title"
        )
    )
    reports = _reports(year, [each.goal.period_id for each in found])
    blocks = masks_for(layout, [entry]).protections.get((entry.pk, year))
    return [
        Row(
            each.centre.area_name,
            f"Ziel {each.goal.number}: {titles.get(each.goal_id, '')}",
            _value(each, entry, hidden=blocks is not None and _place(each) in blocks.blocks),
            each.goal.period_id,
            *reports.get(each.goal.period_id, (None, None)),
        )
        for each in found
    ]


def goal_rows(layout: Layout, column: str, *, degree: str = "") -> list[Row]:
    """Goals in force, or goals judged in one way."""
    facts: Any = _placed(GoalFact.objects.all(), layout, column)
    keys = _fields(layout, column)
    if keys is not None:
        facts = facts.filter(fields__overlap=keys)
    facts = facts.filter(degree=degree) if degree else facts.filter(counted=True)
    beside = ("centre", "version", "goal", "report")
    found = facts.select_related(*beside).defer("report__snapshot").order_by(*REGISTER)
    return [_goal(each) for each in found]


def report_rows(layout: Layout, column: str) -> list[Row]:
    """Signed reports with the posts they state."""
    facts: Any = _placed(ReportFact.objects.all(), layout, column, strand=False)
    found = facts.select_related("centre", "version").defer("version__snapshot")
    return [
        Row(
            each.centre.area_name,
            "Jahresbericht",
            Figure(None if each.posts is None else Decimal(each.posts) / 100),
            report=each.report_id,
            version=each.version.number,
        )
        for each in found.order_by(*REGISTER)
    ]


def own_values(layout: Layout, entry: Entry, organisations: Iterable[int]) -> dict[str, Figure]:
    """A centre's own values beside the network's: one row is enough, it knows them."""
    own = Q(centre__organisation__in=organisations) | Q(centre__carrier__in=organisations)
    years = layout.filters.years
    facts: Any = ValueFact.objects.filter(
        own, entry=entry.pk, role="reported", split="", year__gte=years[0], year__lte=years[-1]
    )
    sums: dict[str, list[Parts]] = {}
    for each in facts:
        sums.setdefault(str(each.year), []).append(_parts(each))
    return {
        year: Figure(
            sum((each.amount for each in parts), Decimal(0)),
            sum((each.of or Decimal(0) for each in parts), Decimal(0)) if entry.is_share else None,
        )
        for year, parts in sums.items()
    }


def _placed(
    facts: "QuerySet[Any]", layout: Layout, column: str, *, strand: bool = True
) -> "QuerySet[Any]":
    """Narrowed to the filters and to the column."""
    filters = layout.filters
    wanted: dict[str, Any] = {"year": _year(layout, column)}
    for name in ("strand", "district", "kind", "size"):
        if chosen := getattr(filters, name):
            wanted[name] = chosen
    if filters.by not in ("year", "field"):
        wanted[filters.by] = column
    if not strand:
        wanted.pop("strand", None)
    return facts.filter(**wanted)


def _year(layout: Layout, column: str) -> int:
    return int(column) if layout.filters.by == "year" else layout.filters.last


def _fields(layout: Layout, column: str) -> list[str] | None:
    if layout.filters.by != "field":
        return layout.fields
    return next(layout.fields_of(each) for each in layout.columns if each.key == column)


def _reports(year: int, periods: list[int]) -> dict[int, tuple[int, int]]:
    """Report and last version of these periods in the year."""
    rows = AnnualReport.objects.filter(period__in=periods, year=year)
    versions = ReportVersion.objects.filter(report__in=rows).order_by("number")
    return {
        period: (report, number)
        for period, report, number in versions.values_list("report__period", "report", "number")
    }


def _value(fact: ValueFact, entry: Entry, *, hidden: bool) -> Figure:
    parts = _parts(fact)
    missing = (fact.of or fact.amount) - fact.amount
    few = is_few(fact.amount, one=ONE) or is_few(missing, one=ONE)
    return figure_of(parts, masked=entry.persons and (few or (hidden and _holds(fact))))


def _holds(fact: ValueFact) -> bool:
    return fact.amount > 0 or (fact.of is not None and fact.of > fact.amount)


def _parts(fact: ValueFact) -> Parts:
    return Parts(Decimal(fact.amount) / 100, None if fact.of is None else Decimal(fact.of) / 100)


def _place(fact: ValueFact) -> tuple[str, str, str, int]:
    return (fact.strand, fact.district, fact.kind, fact.size)


def _goal(fact: Any) -> Row:
    degree = Degree(fact.degree).label if fact.degree else ""
    return Row(
        fact.centre.area_name,
        f"Ziel {fact.goal.number}: {fact.version.title}" + (f" – {degree}" if degree else ""),
        Figure(Decimal(1)),
        period=fact.goal.period_id,
        report=fact.report.report_id if fact.report_id else None,
        version=fact.report.number if fact.report_id else None,
    )
