"""Who reaches what of the analysis in the database itself, and what never changes there."""

from datetime import datetime
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from drehscheibe.domain.controlling.models import Value, ValueIs
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.frozen import freeze_analysis
from drehscheibe.domain.reporting.models import FrozenReport, GoalFact, ValueCell, ValueFact
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests.domain.reporting.world import World, network, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(noon: datetime) -> World:
    made = network(at=noon, areas=2)
    report(made, Random(3), at=noon)
    return made


def test_a_centre_reads_its_own_facts_only_and_a_ministry_no_actual_value(
    world: World, noon: datetime
) -> None:
    own, other = world.stories
    with acting_as(standing_of(own.specialist, on=noon.date())):
        assert set(ValueFact.objects.values_list("centre", flat=True)) == {own.centre.pk}
        assert set(GoalFact.objects.values_list("centre", flat=True)) == {own.centre.pk}
    with acting_as(standing_of(own.integration, on=noon.date())):
        assert set(ValueFact.objects.values_list("centre", flat=True)) == {
            own.centre.pk, other.centre.pk
        }  # fmt: skip
        assert not Value.objects.filter(role=ValueIs.ACTUAL).exists()
        assert not ValueFact.objects.filter(role=ValueIs.ACTUAL).exists()


def test_goals_in_draft_reach_no_fact(world: World, noon: datetime) -> None:
    before = GoalFact.objects.count()
    world.stories[0].draft(at=noon, year=2025)
    world.stories[1].submitted(at=noon, year=2025)
    assert GoalFact.objects.count() == before


def test_nobody_but_the_triggers_writes_facts(world: World) -> None:
    assert ValueFact.objects.update(amount=1) == 0
    assert ValueCell.objects.all().delete()[0] == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        ValueCell.objects.create(
            entry_id=1, year=2023, role="reported", strand="idb", district="x", kind="kreis",
            size=1, centres=1, amount=1, highest=1, holders=1, filled=1, small=1, top=1,
            rest_holders=0, rest_filled=0, rest_small=0, rest_top=0,
        )  # fmt: skip


def test_a_frozen_analysis_never_changes(world: World, noon: datetime) -> None:
    people = world.stories[0]
    with pytest.raises(PermissionDenied):
        freeze_analysis(title="x", filters=Filters(2023, 2024), by=people.head, at=noon)
    made = freeze_analysis(
        title="Stand", filters=Filters(2023, 2024), by=people.integration, at=noon
    )
    for words in (
        "UPDATE reporting_frozenreport SET title = 'y'",
        "DELETE FROM reporting_frozenreport",
    ):
        # even the owner of the table is refused; the web role does not see rows to change
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(words)
            cursor.execute("SELECT set_config('role', 'drehscheibe_web', false)")
    with acting_as(standing_of(people.head, on=noon.date())):
        assert not FrozenReport.objects.exists()
    assert FrozenReport.objects.get() == made
