"""Sums of a field of action follow the goals, the taxonomy and the mapping, and equal the facts."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random

import pytest
from pytest_django.plugin import DjangoDbBlocker

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.models import Goal, LocalField, Value, ValueIs
from drehscheibe.domain.reporting.analysis import analysis_of
from drehscheibe.domain.reporting.catalogue import entries
from drehscheibe.domain.reporting.columns import layout_of
from drehscheibe.domain.reporting.facts import SOURCES, differences, follow_register
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.masks import masks_for
from drehscheibe.domain.reporting.models import FieldCell, ValueFact, ValueYear
from drehscheibe.domain.reporting.values import Cells, value_cells
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.domain.reporting.world import World, network, report
from tests.kept import NOON, for_the_file

pytestmark = pytest.mark.django_db

NONE = dict.fromkeys((each._meta.db_table for each in SOURCES), 0)
YEARS = (2023, 2024)
FIRST_GOAL, OTHERS = "querschnitt.sport", "bildung.kita"


@pytest.fixture(scope="module")
def world_of_the_file(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Goals of sport; the second goal of each centre is one of kindergartens, through its own
    field.
    """
    with for_the_file(django_db_blocker):
        with acting_as_system():
            made = network(at=NOON)
            for position, (key, facet) in enumerate(
                (("bildung", "handlungsfeld"), (OTHERS, "thema"))
            ):
                FieldOfAction.objects.get_or_create(
                    key=key, defaults={"facet": facet, "label": key, "position": 10 + position}
                )
            FieldOfAction.objects.filter(pk=OTHERS).update(parent="bildung")
            report(made, Random(11), at=NOON)
        yield made


@pytest.fixture
def world(world_of_the_file: World) -> World:
    """The same, for a test to change."""
    return deepcopy(world_of_the_file)


def map_second_goals(made: World) -> None:
    """Each centre maps the field of its own that its second goal names."""
    for people in made.stories:
        own = LocalField.objects.get(centre=people.centre)
        own.network_fields.add(FieldOfAction.objects.get(pk=OTHERS))


def reported(filters: Filters, *, whole: bool = False) -> Cells:
    cells = value_cells(layout_of(filters), entries(), whole=whole)
    return {key: cell for key, cell in cells.items() if cell.centres and not key[1]}


def goals_of(filters: Filters) -> list[int]:
    return [int(each.amount or 0) for each in
            analysis_of(filters, with_rows=True).table("ziele").lines[0].figures]  # fmt: skip


def test_a_mapped_field_takes_its_values_along_and_back(world: World) -> None:
    chosen = Filters(*YEARS, field="bildung")
    assert not reported(chosen)
    map_second_goals(world)
    assert differences() == NONE
    facts = ValueFact.objects.filter(
        role="reported", split="", goal__in=Goal.objects.filter(number=2)
    )
    found = reported(chosen)
    assert {key[0] for key in found} == set(facts.values_list("entry", flat=True))
    for people in world.stories:
        LocalField.objects.get(centre=people.centre).network_fields.clear()
    assert differences() == NONE
    assert not reported(chosen)


@pytest.mark.parametrize("narrowed", [{}, {"district": "Köln"}, {"strand": "iq"}])
def test_columns_of_fields_equal_each_field_alone(world: World, narrowed: dict[str, str]) -> None:
    """Values, what is masked, and goals; by fields, of one field, and with its splits."""
    map_second_goals(world)
    for year in YEARS:
        columns = Filters(year, year, by="field", **narrowed)
        together, goals = (
            reported(columns),
            dict(zip(_keys(columns), goals_of(columns), strict=True)),
        )
        assert together
        for root in ("querschnitt", "bildung"):
            alone = reported(Filters(year, year, field=root, **narrowed))
            assert {(key[0], root): cell for key, cell in alone.items()} == {
                (key[0], key[2]): cell for key, cell in together.items() if key[2] == root
            }
            splits = reported(Filters(year, year, field=root, **narrowed), whole=True)
            assert [each.parts for each in splits.values()] == [alone[key].parts for key in splits]
            assert [goals[root]] == goals_of(Filters(year, year, field=root, **narrowed))


def _keys(filters: Filters) -> list[str]:
    return [each.key for each in layout_of(filters).columns]


def test_a_chosen_part_narrows_its_own_column_only(world: World) -> None:
    map_second_goals(world)
    part = reported(Filters(2024, 2024, by="field", field=OTHERS))
    assert {key[2] for key in part} == {"bildung"}
    assert not reported(Filters(2024, 2024, by="field", field="nirgends"))
    assert not any(goals_of(Filters(2024, 2024, by="field", field="nirgends")))


def test_a_field_that_moves_in_the_taxonomy_is_followed(world: World) -> None:
    map_second_goals(world)
    before = goals_of(Filters(2024, 2024, field="bildung"))
    FieldOfAction.objects.filter(pk=FIRST_GOAL).update(parent="bildung")
    follow_register()
    assert differences() == NONE
    assert goals_of(Filters(2024, 2024, field="bildung")) == [15] != before
    assert reported(Filters(2024, 2024, field="bildung")) == reported(Filters(2024, 2024))


def test_blocks_are_worked_out_anew_only_where_a_value_changed(world: World) -> None:
    known = [each for each in entries() if each.persons]
    layout = layout_of(Filters(*YEARS))
    before = dict(masks_for(layout, known).protections)
    ids = dict(ValueYear.objects.values_list("pk", "year"))
    value = Value.objects.filter(
        role=ValueIs.REPORTED, split="", indicator__entry__code="people", ends_on__year=2024
    )[0]
    Value.objects.filter(pk=value.pk).update(amount=3)
    now = dict(ValueYear.objects.values_list("pk", "year"))
    assert [ids[pk] for pk in ids.keys() - now.keys()] == [2024]
    after = masks_for(layout, known).protections
    entry = next(each.pk for each in known if each.code == "people")
    assert after[entry, 2023] is before[entry, 2023]
    assert after[entry, 2024] is not before.get((entry, 2024))


def test_what_has_not_changed_is_not_written_again(world: World) -> None:
    """A signature of one year leaves sums of the other: their rows keep their ids."""
    map_second_goals(world)
    kept = set(FieldCell.objects.filter(year=2023).values_list("pk", flat=True))
    assert kept
    for value in Value.objects.filter(role=ValueIs.REPORTED, ends_on__year=2024, split="")[:3]:
        Value.objects.filter(pk=value.pk).update(amount=value.amount + 1)
    assert set(FieldCell.objects.filter(year=2023).values_list("pk", flat=True)) == kept
    assert differences() == NONE
