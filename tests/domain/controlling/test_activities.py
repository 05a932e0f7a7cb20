"""An activity is entered once; figures are nothing but its rows."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.controlling.activities import entering
from drehscheibe.domain.controlling.activities.entering import Entry
from drehscheibe.domain.controlling.figures.rows import Asked, year
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.models import Activity
from drehscheibe.domain.controlling.refusals import ControllingRefused
from tests import factories
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db
TALK = Entry("Dialog Sport", date(2022, 9, 13), "Kreishaus", "Vereinsvorstände", 14)


@pytest.fixture
def people() -> Story:
    """A centre and its people."""
    return story()


def enter(people: Story, entry: Entry, at: datetime) -> Activity:
    """Enter it with a fresh key."""
    activity, _ = entering.enter_activity(
        centre=people.centre, key=uuid4(), entry=entry, by=people.specialist, at=at
    )
    return activity


def amount(people: Story, key: str, number: int, **narrowed: object) -> Decimal:
    """A figure of the year."""
    asked = Asked(people.centre, year(number), **narrowed)  # type: ignore[arg-type]
    return known_sources()[key].amount(asked)


def test_sent_twice_it_is_one(people: Story, noon: datetime) -> None:
    key = uuid4()
    outcomes = [
        entering.enter_activity(
            centre=people.centre, key=key, entry=TALK, by=people.specialist, at=noon
        )[1]
        for _ in range(3)
    ]
    assert outcomes == [True, False, False]
    assert Activity.objects.count() == 1


def test_figures_are_the_sum_of_their_rows(people: Story, noon: datetime) -> None:
    goal = people.agreed(at=noon, goals=1, year=2022).goals.get()
    enter(people, replace(TALK, goal=goal, measure=1, hours=Decimal("2.5")), noon)
    other = enter(people, replace(TALK, participants=6), noon)
    enter(people, replace(TALK, happened_on=date(2021, 12, 31)), noon)
    assert amount(people, "activities.count", 2022) == 2
    assert amount(people, "activities.participants", 2022) == 20
    assert amount(people, "activities.hours", 2022) == Decimal("2.5")
    assert amount(people, "activities.participants", 2022, goal=goal) == 14
    entering.withdraw_activity(activity=other, reason="Doppelt", by=people.head, at=noon)
    assert amount(people, "activities.participants", 2022) == 14


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": "  "}, "title", "füllen Sie dieses Feld"),
        ({"place": ""}, "place", "füllen Sie dieses Feld"),
        ({"happened_on": date(2022, 9, 15)}, "happened_on", "liegt noch vor uns"),
        ({"happened_on": date(2012, 9, 15)}, "happened_on", "mehr als drei Jahre"),
        ({"participants": 100_001}, "participants", "kann nicht stimmen"),
        ({"until": date(2022, 9, 1)}, "until", "liegt vor dem Beginn"),
        ({"hours": Decimal(0)}, "hours", "können nicht stimmen"),
        ({"measure": 1}, "goal", "zuerst das Ziel"),
    ],
)
def test_odd_entries_are_refused_at_their_field(
    wrong: dict[str, object], field: str, said: str, people: Story, noon: datetime
) -> None:
    with pytest.raises(ControllingRefused, match=said) as refused:
        enter(people, replace(TALK, **wrong), noon)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert Activity.objects.count() == 0


def test_a_goal_of_other_years_or_another_centre_is_not_to_choose(
    people: Story, noon: datetime
) -> None:
    later = people.agreed(at=noon, goals=1, year=2023).goals.get()
    with pytest.raises(ControllingRefused, match="galt dieses Ziel nicht"):
        enter(people, replace(TALK, goal=later), noon)
    foreign = story("Kreis Musterfeld").agreed(at=noon, goals=1, year=2022).goals.get()
    with pytest.raises(ControllingRefused, match=r"nicht \(mehr\) zur Wahl"):
        enter(people, replace(TALK, goal=foreign), noon)


def test_attack_only_the_own_centre_enters_and_reads(people: Story, noon: datetime) -> None:
    stranger = factories.person("specialist", of=factories.centre("Kreis Musterfeld").organisation)
    activity = enter(people, TALK, noon)
    for other in (stranger, people.adviser, people.integration):
        with pytest.raises(PermissionDenied):
            entering.enter_activity(
                centre=people.centre, key=uuid4(), entry=TALK, by=other, at=noon
            )
        with pytest.raises(PermissionDenied):
            entering.withdraw_activity(activity=activity, reason="x", by=other, at=noon)
    assert Activity.objects.counted().count() == 1


def test_two_who_correct_the_same_are_told(people: Story, noon: datetime) -> None:
    activity = enter(people, TALK, noon)
    fixed = entering.correct_activity(
        activity=activity, entry=replace(TALK, participants=15), seen=1, by=people.head, at=noon
    )
    assert (fixed.participants, fixed.version) == (15, 2)
    with pytest.raises(ControllingRefused, match="inzwischen geändert"):
        entering.correct_activity(
            activity=activity, entry=TALK, seen=1, by=people.specialist, at=noon
        )
