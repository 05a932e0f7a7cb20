"""The second wall around actors: who writes may read, and reading is asked once."""

import pytest
from django.db import connection

from drehscheibe.domain.directory.models import Actor, ActorPlace, OpeningBlock
from drehscheibe.domain.directory.shown import actors_shown, all_shown, as_shown
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.permissions.transaction_settings import tell
from tests import factories
from tests.domain.directory.stories import AT, STREET, Stage

pytestmark = pytest.mark.django_db
ANYBODY = {"app.organisations": "{}", "app.reach": "", "app.person": "", "app.day": ""}
ONE_FOR_READING = """
SELECT tablename, array_agg(policyname::text) FROM pg_policies
 WHERE cmd IN ('SELECT', 'ALL') AND tablename = ANY (%s) GROUP BY tablename ORDER BY tablename
"""
NESTED = ["directory_actorplace", "directory_actorrevision", "directory_openingblock"]


def test_reading_a_place_or_its_hours_asks_one_policy() -> None:
    """Each rests on the one above: two at every step were six ways for each stretch of a day."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_FOR_READING, [NESTED])
        assert cursor.fetchall() == [(each, [f"{each}_read"]) for each in NESTED]


def test_sc_11_4_where_one_at_risk_is_is_read_by_those_who_keep_it_alone() -> None:
    """Not even a page that forgot to ask could tell: neither to anybody nor to another house."""
    stage = Stage()
    house = factories.organisation("Frauenhaus", "association")
    stage.actor("Frauenhaus", at_risk=True, organisation=house)
    stage.actor("Beratung")
    ministry = factories.organisation("Ministerium", "ministry")
    others = [
        factories.person("specialist", of=factories.centre("Kreis Unna").organisation),
        factories.person("ministry_integration", of=ministry),
    ]
    keepers = [stage.keeper, factories.person("guest", of=house)]
    for person, seen in [*((each, 1) for each in others), *((each, 2) for each in keepers)]:
        with acting_as(standing_of(person, on=AT.date())):
            assert ActorPlace.objects.filter(street=STREET).count() == seen
            assert OpeningBlock.objects.count() == 2 * seen
    tell(ANYBODY)
    assert [each.revision.name for each in ActorPlace.objects.all()] == ["Beratung"]
    assert OpeningBlock.objects.count() == 2
    guarded = as_shown(actors_shown().get(at_risk=True), on=AT.date())
    assert [(each.town, each.street, each.point) for each in guarded.places] == [
        ("Dortmund", "", None)
    ]


def test_sc_11_4_one_at_risk_entered_without_its_town_keeps_the_one_of_its_house() -> None:
    """Before the guard needed the town it could lack; of the address nothing else is told."""
    stage = Stage()
    house = stage.actor("Frauenhaus", at_risk=True)
    Actor.objects.filter(pk=house.pk).update(municipality=None)
    tell(ANYBODY)
    assert not ActorPlace.objects.exists()
    for guarded in (
        as_shown(actors_shown().get(), on=AT.date()), *all_shown(stage.centre, on=AT.date())
    ):  # fmt: skip
        assert [(each.town, each.street, each.hours) for each in guarded.places] == [
            ("Dortmund", "", ())
        ]
