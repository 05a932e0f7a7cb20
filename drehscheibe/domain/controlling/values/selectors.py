"""Reading values. What comes back is complete: neither page nor report asks the database again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import (
    CatalogueVersion,
    GoalIs,
    GoalPeriod,
    GoalVersion,
    IndicatorTerms,
    Value,
    ValueIs,
)
from drehscheibe.domain.controlling.values.aggregation import Parts, over_time
from drehscheibe.domain.controlling.values.lines import Actual, IndicatorLine, clipped, parts_of

Series = dict[int, dict[int, Parts]]
"""Wholes by indicator and year."""


def lines_of(centre: Centre, year: int, *, period: GoalPeriod | None = None) -> list[IndicatorLine]:
    """Everything known of the agreed indicators of a centre in a year, by goal and number.

    Only goals with an agreed version and not dropped; with `period` only its own (a year of a
    merger may belong to two). Seven queries, however many indicators there are. Reads what the
    open row-level wall shows: actual values only to the centre itself.
    """
    versions = _agreed_versions(centre, year, period)
    terms = [(version, each) for version in versions for each in version.indicators.all()]
    values = _values(centre, [each.indicator_id for _, each in terms], year)
    history = _histories([each for _, each in terms], values, centre, year)
    return [
        _line(version, each, year, values.get(each.indicator_id, ()), history[each.indicator_id])
        for version, each in terms
    ]


def actual_values(centre: Centre, year: int) -> dict[int, dict[str, Parts]]:
    """The actual values of a year: indicator id → split → parts; '' is the whole."""
    return {
        line.indicator.pk: {split: each.parts for split, each in line.actuals.items()}
        for line in lines_of(centre, year)
    }


def _agreed_versions(centre: Centre, year: int, period: GoalPeriod | None) -> list[GoalVersion]:
    """The version in force of each goal: the last that both ministries agreed."""
    rows = GoalVersion.objects.filter(
        goal__centre=centre, agreed_at__isnull=False,
        goal__period__starts_on__year__lte=year, goal__period__ends_on__year__gte=year,
    ).exclude(Q(goal__status=GoalIs.DROPPED) | Q(goal__period__status="discarded"))  # fmt: skip
    if period is not None:
        rows = rows.filter(goal__period=period)
    terms = IndicatorTerms.objects.select_related("indicator").prefetch_related("targets")
    rows = rows.select_related("goal__period", "goal__centre").prefetch_related(
        Prefetch("indicators", terms)
    )
    newest = {row.goal_id: row for row in rows.order_by("number")}
    return sorted(newest.values(), key=lambda row: (row.goal.period.starts_on, row.goal.number))


def _values(centre: Centre, indicators: Iterable[int], year: int) -> dict[int, list[Value]]:
    """Actual values up to the year, in order of time, by indicator."""
    rows = Value.objects.filter(
        indicator__in=list(indicators), centre=centre, role=ValueIs.ACTUAL,
        starts_on__year__lte=year,
    )  # fmt: skip
    grouped: dict[int, list[Value]] = defaultdict(list)
    for row in rows.select_related("entered_by").order_by("starts_on"):
        grouped[row.indicator_id].append(row)
    return grouped


def _line(
    version: GoalVersion,
    terms: IndicatorTerms,
    year: int,
    values: Iterable[Value],
    history: Mapping[int, Parts],
) -> IndicatorLine:
    target = next((each for each in terms.targets.all() if each.year == year), None)
    return IndicatorLine(
        version=version, terms=terms, year=year, span=clipped(version.goal.period, year),
        target=Parts(target.amount, target.of) if target else None,
        baseline=_baseline(terms),
        actuals=_actuals([each for each in values if each.starts_on.year == year], terms),
        history=history,
    )  # fmt: skip


def _baseline(terms: IndicatorTerms) -> Parts | None:
    return None if terms.baseline is None else Parts(terms.baseline, terms.baseline_of)


def _actuals(values: Iterable[Value], terms: IndicatorTerms) -> dict[str, Actual]:
    """By split; several rows within the year become one by the indicator's own aggregation."""
    grouped: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        grouped[value.split].append(value)
    how = terms.indicator.over_time
    found = {}
    for split, rows in grouped.items():
        parts, last = over_time([parts_of(row) for row in rows], how), rows[-1]
        by = str(last.entered_by) if last.entered_by else ""
        if parts is not None:
            found[split] = Actual(parts, last.comment, last.source, by, last.entered_at)
    return found


def _histories(
    terms: list[IndicatorTerms], values: Mapping[int, list[Value]], centre: Centre, year: int
) -> dict[int, dict[int, Parts]]:
    """Each indicator's earlier years: its own, its baseline, and those of its catalogue entry.

    A definition that breaks the series forgets what was before; an entry that two indicators count
    has no history of either.
    """
    linked_to = Counter(each.indicator.entry_id for each in terms)
    entries = {entry for entry, count in linked_to.items() if entry and count == 1}
    linked, breaks = _linked(entries, centre, year), _breaks(entries, year)
    histories = {}
    for each in terms:
        entry, found = each.indicator.entry_id, dict[int, Parts]()
        baseline = _baseline(each)
        if baseline is not None:
            found[each.version.goal.period.starts_on.year - 1] = baseline
        found |= linked.get(entry or 0, {})
        found |= _wholes(values.get(each.indicator_id, ()), each.indicator.over_time, year)
        since = breaks.get(entry or 0, 0)
        histories[each.indicator_id] = {y: found[y] for y in sorted(found) if y >= since}
    return histories


def _wholes(values: Iterable[Value], how: str, year: int) -> dict[int, Parts]:
    grouped: dict[int, list[Parts]] = defaultdict(list)
    for value in values:
        if not value.split and value.starts_on.year < year:
            grouped[value.starts_on.year].append(parts_of(value))
    found = {each: over_time(parts, how) for each, parts in grouped.items()}
    return {each: parts for each, parts in found.items() if parts is not None}


def _linked(entries: set[int], centre: Centre, year: int) -> Series:
    """Earlier years of the same catalogue entry, where one indicator alone counted it."""
    if not entries:
        return {}
    rows = Value.objects.filter(
        indicator__entry__in=entries, centre=centre, role=ValueIs.ACTUAL, split="",
        starts_on__year__lt=year,
    ).select_related("indicator")  # fmt: skip
    grouped: dict[tuple[int, int], list[Value]] = defaultdict(list)
    for row in rows.order_by("starts_on"):
        grouped[row.indicator.entry_id or 0, row.starts_on.year].append(row)
    series: Series = defaultdict(dict)
    for (entry, in_year), found in grouped.items():
        if len({row.indicator_id for row in found}) == 1:
            how = found[0].indicator.over_time
            series[entry] |= _wholes(found, how, year) if in_year < year else {}
    return series


def _breaks(entries: set[int], year: int) -> dict[int, int]:
    """The year since which an entry's figures can be compared with those of this year."""
    rows: QuerySet[CatalogueVersion] = CatalogueVersion.objects.filter(
        entry__in=entries, breaks_series=True, valid_from__lte=date(year, 12, 31)
    )
    if not entries:
        return {}
    return {row.entry_id: row.valid_from.year for row in rows.order_by("valid_from")}
