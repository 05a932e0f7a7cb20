"""Derived relations: from groups, events and activities; refreshed, agreed to, rejected."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drehscheibe.domain.controlling.activities.ties import ties_of_activities
from drehscheibe.domain.controlling.models import Activity
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.groups.models import Group, GroupMembership
from drehscheibe.domain.network.deriving import MOST_TOGETHER, Together, derive, together
from drehscheibe.domain.network.models import Relation
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.domain.network.relating import Said, confirm, end, reject, relate
from drehscheibe.domain.network.seeing import Wish, network_of, public_network
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.network.stories import AT, SINCE, TODAY, actor, opened, tie

pytestmark = pytest.mark.django_db
NOBODY = {"came": 0, "changed": 0, "went": 0}


def meeting(tier: str = "network") -> tuple[Actor, Actor, Person, Group, list[Person]]:
    """Two actors whose organisations sit in one group since 2024."""
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    houses = [factories.organisation(name, "association") for name in ("Anfang", "Brücke")]
    one, other = (actor(centre, each.name, keeper, house=each) for each in houses)
    group = Group.objects.create(
        name="Sprache", kind="working", host=centre.organisation, tier=tier,
        starts_on=date(2024, 1, 1),
    )  # fmt: skip
    people = [factories.person("guest", of=each) for each in houses]
    for human, house in zip(people, houses, strict=True):
        GroupMembership.objects.create(
            group=group, person=human, on_behalf_of=house, since=date(2024, 3, 1)
        )
    return one, other, keeper, group, people


def derived() -> list[tuple[date, date | None, str]]:
    rows = Relation.objects.filter(source="derived", rejected_at=None)
    return list(rows.values_list("since", "until", "origin"))


def test_sc_11_3_what_a_group_shows_is_derived_once_and_unknown_to_the_public() -> None:
    one, _, keeper, group, _ = meeting()
    assert derive(at=AT) == {"came": 1, "changed": 0, "went": 0}
    assert derived() == [(date(2024, 3, 1), None, "Gruppe „Sprache“")]
    assert derive(at=AT) == NOBODY
    seen = network_of(standing_of(keeper, on=TODAY), Wish(TODAY)).edges
    assert [(each.derived, each.confirmed) for each in seen] == [(True, False)]
    assert public_network(Wish(TODAY)).edges == ()
    GroupMembership.objects.filter(on_behalf_of=one.organisation).update(until=date(2025, 6, 30))
    assert derive(at=AT) == {"came": 0, "changed": 1, "went": 0}
    assert derived() == [(date(2024, 3, 1), date(2025, 6, 30), "Gruppe „Sprache“")]
    group.memberships.all().delete()
    assert derive(at=AT) == {"came": 0, "changed": 0, "went": 1}


def test_from_a_closed_group_nothing_is_derived() -> None:
    meeting(tier="group")
    assert derive(at=AT) == NOBODY


def test_what_somebody_said_stays_and_nothing_is_derived_beside_it() -> None:
    one, other, keeper, _, _ = meeting()
    said = relate(actor=other, to=one, said=Said("cooperates", SINCE, strength=3), by=keeper, at=AT)
    assert derive(at=AT) == NOBODY
    end(relation=said, last_day=TODAY, reason="Streit", by=keeper, at=AT)
    assert derive(at=AT) == NOBODY
    assert list(Relation.objects.values_list("pk", "strength")) == [(said.pk, 3)]


def test_a_derived_one_makes_way_for_what_somebody_says() -> None:
    one, other, keeper, _, _ = meeting()
    derive(at=AT)
    relate(actor=other, to=one, said=Said("cooperates", TODAY), by=keeper, at=AT)
    assert list(Relation.objects.values_list("source", "since")) == [("asserted", TODAY)]


def test_a_rejected_one_stays_rejected() -> None:
    one, other, keeper, _, people = meeting()
    derive(at=AT)
    row = Relation.objects.get()
    with pytest.raises(NetworkRefused, match="Grund"):
        reject(relation=row, reason=" ", by=people[0], at=AT)
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    with pytest.raises(PermissionDenied):
        reject(relation=row, reason="Fremd", by=stranger, at=AT)
    reject(relation=row, reason="Nur im selben Raum", by=people[0], at=AT)
    assert derive(at=AT) == NOBODY
    assert network_of(standing_of(keeper, on=TODAY), Wish(TODAY)).edges == ()
    with pytest.raises(NetworkRefused, match="schon abgelehnt"):
        confirm(relation=row, by=people[1], at=AT)
    relate(actor=one, to=other, said=Said("cooperates", SINCE), by=keeper, at=AT)  # minds change
    assert Relation.objects.count() == 2


def test_of_a_derived_one_two_people_say_yes_and_the_night_leaves_it() -> None:
    _, other, keeper, group, people = meeting()
    opened(other.centre, keeper)
    derive(at=AT)
    row = Relation.objects.get()
    confirm(relation=row, by=people[1], at=AT)
    row.refresh_from_db()
    assert (row.from_actor, row.asserted_by, row.confirmed_at) == (other, people[1], None)
    with pytest.raises(PermissionDenied):
        confirm(relation=row, by=people[1], at=AT)
    confirm(relation=row, by=people[0], at=AT)
    group.memberships.all().delete()
    assert derive(at=AT) == NOBODY
    assert [each.pk for each in public_network(Wish(TODAY)).edges] == [row.pk]


def test_sc_11_3_where_one_centre_keeps_both_another_person_confirms() -> None:
    one, other, keeper, _, _ = meeting()
    made = relate(actor=one, to=other, said=Said("refers", SINCE), by=keeper, at=AT)
    with pytest.raises(NetworkRefused, match="andere Person"):
        confirm(relation=made, by=keeper, at=AT)
    with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        Relation.objects.filter(pk=made.pk).update(confirmed_by=keeper, confirmed_at=AT)
    colleague = factories.person("head", of=one.centre.organisation)
    assert confirm(relation=made, by=colleague, at=AT).confirmed_by == colleague


def test_activities_tie_actors_named_in_full_and_nobody_else() -> None:
    one, _, keeper, _, _ = meeting("group")
    third = actor(one.centre, "Chor", keeper)
    for day, partners in (
        (date(2025, 5, 1), "BRÜCKE, Anfang und Unbekannt"), (date(2025, 7, 1), "Anfang; Brücke"),
        (date(2024, 8, 1), "Chor-Gruppe, Anfang"),
    ):  # fmt: skip
        Activity.objects.create(
            centre=one.centre, key=f"00000000-0000-4000-8000-00000000{day:%m%d}", title="Fest",
            happened_on=day, place="Soest", audience="alle", participants=9, partners=partners,
            entered_by=keeper, entered_at=datetime(2025, 8, 1, tzinfo=UTC),
        )  # fmt: skip
    derive(at=AT, more=ties_of_activities(AT))
    assert derived() == [(date(2025, 5, 1), date(2026, 7, 1), "Aktivität „Fest“")]
    assert not third.relations_in.exists()


def test_too_many_in_one_room_and_disjoint_times() -> None:
    many = range(1, MOST_TOGETHER + 2)
    assert not list(together(many, "cooperates", SINCE, None, "Vollversammlung"))
    one, other, *_ = meeting("group")
    first, last = sorted((one.pk, other.pk))
    apart = [
        Together(first, last, "co_runs", day, day + timedelta(days=9), "Fest")
        for day in (SINCE, SINCE + timedelta(days=99))
    ]
    assert derive(at=AT, more=apart)["came"] == 2
    joined = [Together(first, last, "co_runs", SINCE, SINCE + timedelta(days=200), "Fest")]
    assert derive(at=AT, more=joined) == {"came": 0, "changed": 1, "went": 1}
    tie(one, other)
    assert derive(at=AT, more=joined) == NOBODY
