"""The facts follow the base rows at once, and equal the plainest way to compute them."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from drehscheibe.domain.controlling.goals.decisions import withdraw_decision
from drehscheibe.domain.controlling.models import (
    Goal,
    Indicator,
    Value,
    ValueIs,
)
from drehscheibe.domain.controlling.values.aggregation import Parts, over_places, over_time
from drehscheibe.domain.reporting.analysis import analysis_of
from drehscheibe.domain.reporting.catalogue import entries
from drehscheibe.domain.reporting.columns import layout_of
from drehscheibe.domain.reporting.facts import SOURCES, differences, rebuild
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.models import GoalFact, ValueFact
from drehscheibe.domain.reporting.values import value_cells
from tests.domain.controlling import report_stories
from tests.domain.controlling.stories import story
from tests.domain.reporting.world import World, network, report

pytestmark = pytest.mark.django_db

YEARS = (2023, 2024)
NONE = dict.fromkeys((each._meta.db_table for each in SOURCES), 0)


@pytest.fixture
def world(noon: datetime) -> World:
    """Five centres, two years."""
    made = network(at=noon)
    report(made, Random(7), at=noon)
    return made


def plain_sums(split: str, wanted: Any) -> dict[tuple[str, int], Parts | None]:
    """Entry and year, from the base rows, row by row in Python."""
    periods: dict[tuple[int, int], list[Value]] = defaultdict(list)
    rows = Value.objects.filter(role=ValueIs.REPORTED, split=split).order_by("starts_on")
    for value in rows.select_related("indicator__entry", "centre", "indicator__goal"):
        if wanted(value):
            periods[value.indicator_id, value.ends_on.year].append(value)
    found: dict[tuple[str, int], list[Parts]] = defaultdict(list)
    how: dict[str, str] = {}
    for (_, year), values in periods.items():
        entry = values[0].indicator.entry
        assert entry is not None
        one = over_time([Parts(each.amount, each.of) for each in values], entry.over_time)
        assert one is not None
        found[entry.code, year].append(one)
        how[entry.code] = entry.over_places
    return {
        key: None if how[key[0]] == "not" else over_places(values, how[key[0]])
        for key, values in found.items()
    }


def shown(filters: Filters, split: str) -> dict[tuple[str, int], tuple[Parts | None, bool]]:
    """What analysis says, and whether it is masked."""
    known = entries()
    codes = {each.pk: each.code for each in known}
    cells = value_cells(layout_of(filters), known, whole=True)
    return {
        (codes[entry], int(column)): (cell.parts, cell.masked)
        for (entry, at, column), cell in cells.items()
        if at == split and cell.centres
    }


CHOSEN: tuple[tuple[dict[str, Any], Any], ...] = (
    ({}, lambda value: True),
    ({"district": "Köln"}, lambda value: value.centre.government_district == "Köln"),
    ({"kind": "stadt"}, lambda value: "Stadt" in value.centre.kind),
    ({"size": "3"}, lambda value: value.centre.area_name in ("Behausen", "Kreis Ehausen")),
    ({"strand": "idb"}, lambda value: value.indicator.goal.number % 3 == 1),
    ({"field": "querschnitt"}, lambda value: True),
    ({"field": "nirgends"}, lambda value: False),
)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_sum_equals_the_base_rows_to_the_last_digit(noon: datetime, seed: int) -> None:
    made = network(at=noon, areas=5 if seed == 1 else 3)
    report(made, Random(seed), at=noon)
    for chosen, wanted in CHOSEN:
        for split in ("", "Frauen"):
            expected = plain_sums(split, wanted)
            found = shown(Filters(*YEARS, **chosen), split)
            assert found.keys() == expected.keys()
            for key, parts in expected.items():
                value, masked = found[key]
                assert masked or _same(value, parts), (chosen, key)
            free = [masked for (code, _), (_, masked) in found.items() if code == "events"]
            assert not any(free)


def _same(one: Parts | None, other: Parts | None) -> bool:
    """Equal; of two highest shares of the same rate either may stand."""
    if one is None or other is None:
        return one is other
    return one == other or (one.of is not None and one.rate == other.rate)


def test_columns_of_groups_add_up_to_the_year(world: World) -> None:
    """One figure by district, kind, size and strand: the same sum each time."""
    known = [each for each in entries() if each.code == "events"]
    year = value_cells(layout_of(Filters(2024, 2024)), known)
    whole = year[known[0].pk, "", "2024"].parts
    assert whole
    for by in ("district", "kind", "size", "strand"):
        parts = value_cells(layout_of(Filters(2024, 2024, by=by)), known).values()
        assert sum(each.parts.amount for each in parts if each.parts) == whole.amount


def test_the_facts_follow_without_a_rebuild(world: World) -> None:
    assert differences() == NONE
    assert ValueFact.objects.filter(role="reported").exists()
    assert not ValueFact.objects.filter(role="actual").exists()
    value = Value.objects.filter(role=ValueIs.REPORTED, split="", indicator__entry__code="events")[
        0
    ]
    Value.objects.filter(pk=value.pk).update(amount=Decimal(9999))
    assert differences() == NONE
    fact = ValueFact.objects.get(indicator=value.indicator, year=value.ends_on.year, split="",
                                 role="reported")  # fmt: skip
    assert fact.amount >= 999900 or value.ends_on.month == 6
    Value.objects.filter(role=ValueIs.REPORTED).delete()
    assert differences() == NONE
    assert not ValueFact.objects.filter(role="reported").exists()


def test_a_link_to_the_catalogue_and_a_withdrawn_agreement_move_the_facts(
    world: World, noon: datetime
) -> None:
    indicator = Indicator.objects.filter(entry__code="events")[0]
    Indicator.objects.filter(pk=indicator.pk).update(entry=None)
    assert not ValueFact.objects.filter(indicator=indicator).exists()
    assert differences() == NONE
    goal = Goal.objects.filter(centre=world.stories[1].centre)[0]
    assert GoalFact.objects.filter(goal=goal).count() == 2
    said = goal.versions.get().decisions.get(ministry="school")
    school = world.stories[1].school
    withdraw_decision(decision=said, reason="Neue Zahlen", by=school, at=noon)
    assert differences() == NONE
    assert not GoalFact.objects.filter(goal=goal).exists()
    assert not ValueFact.objects.filter(goal=goal, role="target").exists()


def test_a_rebuild_proves_that_nothing_was_wrong(world: World) -> None:
    assert rebuild() == (NONE, NONE)


def test_a_signed_report_shows_at_once_and_its_correction_replaces_it(noon: datetime) -> None:
    people = story()
    before = analysis_of(Filters(2023, 2023), with_rows=True)
    assert before.table("urteile").lines[0].figures[0].amount == 0
    report_stories.signed(people, noon=noon)
    after = analysis_of(Filters(2023, 2023), with_rows=True)
    assert [line.figures[0].amount for line in after.table("urteile").lines] == [3, 0, 0, 0]
    assert after.table("personal").lines[0].figures[0].amount == 1
    assert differences() == NONE
