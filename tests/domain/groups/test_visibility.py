"""The Q of a standing and the row-level policy mean the same, on random data."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from drehscheibe.domain.groups.models import Function, Group, GroupMembership, Tier, Tiered
from drehscheibe.domain.groups.visibility import OF_GROUPS, visible, visible_sql
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories

pytestmark = pytest.mark.django_db

DAYS = (date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 28))
ENDS = (None, date(2026, 3, 31), date(2026, 12, 31))


@pytest.fixture
def people() -> list[Person]:
    """Of centres, of an association and of nowhere."""
    homes = [("KI Soest", "centre"), ("KI Bonn", "centre"), ("Landessportbund", "association")]
    of = [factories.organisation(*home) for home in homes]
    found = [factories.person("specialist", of=each) for each in of for _ in range(2)]
    return [*found, Person.objects.create(family_name="Niemand")]


@pytest.fixture
def groups(people: list[Person]) -> list[Group]:
    """Four groups with all functions, some memberships over."""
    random = Random(5)
    hosts = list(Organisation.objects.all())
    made = [
        Group.objects.create(
            name=f"Gruppe {n}", kind="project", host=random.choice(hosts), tier=tier,
            starts_on=DAYS[0], named=[random.choice(people).pk],
        )
        for n, tier in enumerate(Tier.values)
    ]  # fmt: skip
    plain = [each for each in Function.values if each != Function.DEPUTY]
    for group in made:
        for person in random.sample(people, 4):
            GroupMembership.objects.create(
                group=group, person=person, function=random.choice(plain),
                on_behalf_of=random.choice(hosts), since=DAYS[0], until=random.choice(ENDS),
            )  # fmt: skip
    return made


def standings(people: list[Person]) -> Iterator[Standing]:
    """Everybody on days before and after memberships ended."""
    for person in people:
        for day in DAYS:
            yield standing_of(person, on=day)


@isolate_apps("drehscheibe.domain.groups")
def test_list_and_wall_agree(people: list[Person], groups: list[Group]) -> None:
    """500 things of every tier, internal or not, with and without group; each side sees some."""

    class Sample(Tiered):
        class Meta:
            app_label = "groups"
            db_table = "sample"

    random = Random(7)
    hosts = list(Organisation.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE sample (id bigserial, tier text, owner_id bigint, group_id bigint,"
            " named bigint[], internal boolean)"
        )
    Sample._default_manager.bulk_create(
        Sample(
            tier=random.choice(Tier.values), owner_id=random.choice(hosts),
            group_id=random.choice([None, *(group.pk for group in groups)]),
            named=[each.pk for each in random.sample(people, random.randrange(3))],
            internal=random.random() < 0.3,
        )
        for _ in range(500)
    )  # fmt: skip
    sizes = set()
    for standing in standings(people):
        listed = set(Sample._default_manager.filter(visible(standing)).values_list("pk", flat=True))
        with acting_as(standing), connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM sample WHERE {visible_sql()}")
            assert {row[0] for row in cursor} == listed
        sizes.add(len(listed))
    nobody = Sample._default_manager.filter(visible(None))
    assert set(nobody.values_list("tier", "internal")) == {("public", False)}
    assert len(sizes) > 5
    assert 0 < nobody.count() <= min(sizes) < max(sizes) < 500


def test_groups_are_listed_as_the_wall_shows_them(
    people: list[Person], groups: list[Group]
) -> None:
    for standing in standings(people):
        listed = set(Group.objects.filter(visible(standing, OF_GROUPS)))
        with acting_as(standing):
            assert set(Group.objects.all()) == listed
            own = GroupMembership.objects.exclude(group__in=listed)
            assert set(own.values_list("person", flat=True)) <= {standing.person.pk}


@isolate_apps("drehscheibe.domain.groups")
def test_a_guest_of_the_group_sees_no_internal_item(people: list[Person]) -> None:
    """Sc 2.4: whatever the tier says, a guest and those outside the network do not see it."""

    class Sample(Tiered):
        class Meta:
            app_label = "groups"
            db_table = "sample"

    soest, guest = people[0], people[4]
    house = soest.memberships.get().organisation
    group = Group.objects.create(name="P", kind="project", host=house, starts_on=DAYS[0])
    for person, function in ((soest, "member"), (guest, "guest")):
        GroupMembership.objects.create(
            group=group, person=person, function=function, on_behalf_of=house, since=DAYS[0]
        )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE sample (id bigserial, tier text, owner_id bigint,"
                       " group_id bigint, named bigint[], internal boolean)")  # fmt: skip
    for tier in Tier.values:
        for internal in (True, False):
            Sample._default_manager.create(
                tier=tier, owner=house, group=group, internal=internal, named=[guest.pk]
            )
    rows: models.QuerySet[Sample] = Sample._default_manager.filter(
        visible(standing_of(guest, on=DAYS[0]))
    )
    assert set(rows.values_list("tier", "internal")) == {
        ("public", False), ("network", False), ("group", False), ("named", False),
    }  # fmt: skip
    full = Sample._default_manager.filter(visible(standing_of(soest, on=DAYS[0])), internal=True)
    assert set(full.values_list("tier", flat=True)) == {
        "public", "network", "organisation", "group"
    }  # fmt: skip
