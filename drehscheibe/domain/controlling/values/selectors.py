"""Reading values. What comes back is complete: neither page nor report asks the database again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q, Subquery

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import (
    CatalogueVersion,
    GoalIs,
    GoalPeriod,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Value,
    ValueIs,
)
from drehscheibe.domain.controlling.values.aggregation import Parts, over_time
from drehscheibe.domain.controlling.values.lines import Actual, IndicatorLine, clipped, parts_of

Series = dict[int, dict[int, Parts]]
"""Wholes by catalogue entry and year."""
ByIndicator = dict[int, list[Value]]


def lines_of(centre: Centre, year: int, *, period: GoalPeriod | None = None) -> list[IndicatorLine]:
    """Everything known of the agreed indicators of a centre in a year, by goal and number.

    Only goals with an agreed version and not dropped; with `period` only its own (a year of a
    merger may belong to two). Three queries, however many indicators there are. Reads what the
    open row-level wall shows: actual values only to the centre itself.
    """
    return lines_among(_agreed_versions(centre, year, period), centre, year)


def lines_among(versions: Iterable[GoalVersion], centre: Centre, year: int) -> list[IndicatorLine]:
    """The same of versions that were read with `terms_of(year)`: one query."""
    terms = [(version, each) for version in versions for each in version.indicators.all()]
    wordings = [each for _, each in terms]
    values, linked = _values(centre, wordings, year)
    history = _histories(wordings, values, linked, year)
    return [
        _line(version, each, year, values.get(each.indicator_id, ()), history[each.indicator_id])
        for version, each in terms
    ]


def terms_of(year: int) -> "Prefetch[Any]":
    """The indicators of versions in one query: `aim` and `aim_of` are the target of the year,
    `comparable_since` the year since which figures of the catalogue entry can be compared."""
    breaks = CatalogueVersion.objects.filter(
        entry=OuterRef("indicator__entry"), breaks_series=True, valid_from__lte=date(year, 12, 31)
    )
    rows = IndicatorTerms.objects.select_related("indicator__entry").annotate(
        of_year=FilteredRelation("targets", condition=Q(targets__year=year)),
        aim=F("of_year__amount"),
        aim_of=F("of_year__of"),
        comparable_since=Subquery(breaks.order_by("-valid_from").values("valid_from__year")[:1]),
    )
    return Prefetch("indicators", rows)


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
    rows = rows.select_related("goal__period", "goal__centre").prefetch_related(terms_of(year))
    newest = {row.goal_id: row for row in rows.order_by("number")}
    return sorted(newest.values(), key=lambda row: (row.goal.period.starts_on, row.goal.number))


def _values(
    centre: Centre, terms: Iterable[IndicatorTerms], year: int
) -> tuple[ByIndicator, ByIndicator]:
    """Actual values up to the year in order of time: of these indicators, and earlier wholes of
    all that count a catalogue entry which one of them counts alone; both by indicator."""
    named = {each.indicator_id: each.indicator.entry_id for each in terms}
    counted = Counter(named.values())
    alone = {entry for entry, times in counted.items() if entry and times == 1}
    rows = Value.objects.filter(centre=centre, role=ValueIs.ACTUAL, starts_on__year__lte=year)
    rows = rows.filter(
        indicator__in=Indicator.objects.filter(Q(pk__in=named) | Q(entry__in=alone), centre=centre)
    )
    own: ByIndicator = defaultdict(list)
    linked: ByIndicator = defaultdict(list)
    for row in rows.select_related("indicator", "entered_by").order_by("starts_on"):
        if row.indicator_id in named:
            own[row.indicator_id].append(row)
        if row.indicator.entry_id in alone and not row.split and row.starts_on.year < year:
            linked[row.indicator_id].append(row)
    return own, linked


def _line(
    version: GoalVersion,
    terms: IndicatorTerms,
    year: int,
    values: Iterable[Value],
    history: Mapping[int, Parts],
) -> IndicatorLine:
    aim: Any = terms  # read with `terms_of`
    return IndicatorLine(
        version=version, terms=terms, year=year, span=clipped(version.goal.period, year),
        target=None if aim.aim is None else Parts(aim.aim, aim.aim_of),
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
    terms: list[IndicatorTerms], values: ByIndicator, linked: ByIndicator, year: int
) -> dict[int, dict[int, Parts]]:
    """Each indicator's earlier years: its own, its baseline, and those of its catalogue entry.

    A definition that breaks the series forgets what was before; an entry that two indicators count
    has no history of either.
    """
    of_entries = _by_entry(linked, year)
    histories = {}
    for each in terms:
        found, worded = dict[int, Parts](), cast(Any, each)  # read with `terms_of`
        baseline = _baseline(each)
        if baseline is not None:
            found[each.version.goal.period.starts_on.year - 1] = baseline
        found |= of_entries.get(each.indicator.entry_id or 0, {})
        found |= _wholes(values.get(each.indicator_id, ()), each.indicator.over_time, year)
        since = worded.comparable_since or 0
        histories[each.indicator_id] = {y: found[y] for y in sorted(found) if y >= since}
    return histories


def _wholes(values: Iterable[Value], how: str, year: int) -> dict[int, Parts]:
    grouped: dict[int, list[Parts]] = defaultdict(list)
    for value in values:
        if not value.split and value.starts_on.year < year:
            grouped[value.starts_on.year].append(parts_of(value))
    found = {each: over_time(parts, how) for each, parts in grouped.items()}
    return {each: parts for each, parts in found.items() if parts is not None}


def _by_entry(linked: ByIndicator, year: int) -> Series:
    """Earlier years of a catalogue entry, those in which one indicator alone counted it."""
    counting: dict[tuple[int, int], set[int]] = defaultdict(set)
    for one, rows in linked.items():
        for row in rows:
            counting[row.indicator.entry_id or 0, row.starts_on.year].add(one)
    series: Series = defaultdict(dict)
    for (entry, in_year), ones in counting.items():
        if len(ones) == 1:
            rows = [row for row in linked[ones.pop()] if row.starts_on.year == in_year]
            series[entry] |= _wholes(rows, rows[0].indicator.over_time, year)
    return series
