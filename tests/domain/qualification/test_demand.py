"""Demand radar: who waits and who would come, by course and district government, masked below 5."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.qualification.demand import (
    MOST_OF_A_NETWORK,
    Line,
    Topic,
    ask_as_member,
    ask_publicly,
    demand_lines,
)
from drehscheibe.domain.qualification.models import CourseTemplate, Demand, Event
from drehscheibe.domain.qualification.preparing import TemplateFacts, create_template
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.retention import purge_demand
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.territory.models import District
from tests import factories
from tests.domain.qualification.stories import hall, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> District:
    """A Kreis in the Musterbezirk."""
    return factories.centre("Kreis Musterau").district


def host() -> Person:
    """Somebody of the coordinating office."""
    return factories.person("coordination", of=office())


def course(by: Person, at: datetime, *, tier: str = "network") -> CourseTemplate:
    """A course of the coordinating office."""
    facts = TemplateFacts(code=f"c-{tier}", title="Basisschulung", units=Decimal(4), tier=tier)
    return create_template(owner=office(), facts=facts, by=by, at=at)


def clicks(event: Event, place: District, count: int, *, at: datetime, net: int = 1) -> list[bool]:
    """Visitors with different browsers of one network."""
    return [
        ask_publicly(event=event, district=place, visitor=Visitor(f"192.0.2.{net}", f"B{n}"), at=at)
        for n in range(count)
    ]


def lines(person: Person, at: datetime) -> list[Line]:
    """The radar as this person sees it."""
    return demand_lines(standing_of(person, on=day_of(at)), at=at)


def shown(line: Line) -> dict[str, Any]:
    """What each column says."""
    return {
        cell.district: "masked" if cell.masked else cell.count for cell in line.cells if cell.count
    }


def test_four_are_masked_and_five_are_shown(noon: datetime, place: District) -> None:
    own = hall(noon)
    clicks(own.event, place, 4, at=noon)
    (few,) = lines(own.host, noon)
    assert shown(few) == {"Musterbezirk": "masked"}
    assert few.at_least == 0
    clicks(own.event, place, 1, at=noon, net=2)
    (five,) = lines(own.host, noon)
    assert (shown(five), five.at_least) == ({"Musterbezirk": 5}, 5)


def test_the_sum_takes_in_no_masked_number(noon: datetime, place: District) -> None:
    own = hall(noon)
    other = District.objects.create(
        ags="97001", name="Anderstadt", kind="Stadt", government_district="Anderbezirk"
    )
    clicks(own.event, place, 7, at=noon)
    clicks(own.event, other, 3, at=noon, net=2)
    (line,) = lines(own.host, noon)
    assert shown(line) == {"Musterbezirk": 7, "Anderbezirk": "masked"}
    assert line.at_least == 7


def test_a_device_counts_once_and_a_network_so_often(noon: datetime, place: District) -> None:
    own = hall(noon)
    assert clicks(own.event, place, 1, at=noon) == [True]
    assert clicks(own.event, place, 1, at=noon) == [False]
    many = clicks(own.event, place, MOST_OF_A_NETWORK + 5, at=noon)
    assert many.count(True) == MOST_OF_A_NETWORK - 1
    assert clicks(own.event, place, 1, at=noon, net=2) == [True]
    assert Demand.objects.count() == MOST_OF_A_NETWORK + 1


def test_another_thing_is_another_click_and_a_household_is_one_network(
    noon: datetime, place: District
) -> None:
    one, two = hall(noon), hall(noon, title="Anderes")
    assert clicks(one.event, place, 1, at=noon) == clicks(two.event, place, 1, at=noon) == [True]
    home = [Visitor(f"2001:db8:1:2::{n}", "B") for n in (1, 2)]
    counted = [
        ask_publicly(event=one.event, district=place, visitor=each, at=noon) for each in home
    ]
    assert counted == [True, False]


def test_nothing_of_the_visitor_is_kept(noon: datetime, place: District) -> None:
    own = hall(noon)
    visitor = Visitor("192.0.2.77", "Musterbrowser")
    ask_publicly(event=own.event, district=place, visitor=visitor, at=noon)
    row = Demand.objects.values().get()
    assert row["on_day"] == date(noon.year, noon.month, noon.day)
    assert "192.0.2" not in str(row)
    assert "Musterbrowser" not in str(row)
    told = Entry.objects.get(act="qualification.demand.create")
    assert told.by is None
    with pytest.raises(QualificationRefused, match="Kreis oder Ihre Stadt"):
        ask_publicly(event=own.event, district=None, visitor=visitor, at=noon)


def test_queues_count_with_clicks_under_the_course(noon: datetime, place: District) -> None:
    own = hall(noon, seats=1)
    template = course(own.host, noon)
    Event.objects.filter(pk=own.event.pk).update(template=template)
    own.event.refresh_from_db()
    sending = Centre.objects.get(district=place).organisation
    for _ in range(4):
        own.come(at=noon, of=sending)
    clicks(own.event, place, 2, at=noon)
    (line,) = lines(own.host, noon)
    assert (line.title, line.topic) == ("Basisschulung", Topic(template=template.pk))
    assert shown(line) == {"Musterbezirk": 5}  # three wait behind the one seat, two clicked
    assert line.planned == 1


def test_a_member_asks_once_for_a_course(noon: datetime, place: District) -> None:
    template = course(host(), noon)
    topic = Topic(template=template.pk)
    someone = factories.person("specialist", of=Centre.objects.get(district=place).organisation)
    assert ask_as_member(topic=topic, district=place, by=someone, at=noon)
    assert not ask_as_member(topic=topic, district=place, by=someone, at=noon)
    stranger = factories.person("operator", of=office())
    with pytest.raises(PermissionDenied):
        ask_as_member(topic=topic, district=place, by=stranger, at=noon)


def test_the_radar_names_only_what_one_may_know_of(noon: datetime, place: District) -> None:
    keeper = host()
    hidden = course(keeper, noon, tier="organisation")
    ask_as_member(topic=Topic(template=hidden.pk), district=place, by=keeper, at=noon)
    outside = factories.person("head", of=Centre.objects.get(district=place).organisation)
    assert [each.topic for each in lines(keeper, noon)] == [Topic(template=hidden.pk)]
    assert lines(outside, noon) == []


@pytest.mark.django_db(transaction=True)
def test_the_wall_shows_single_clicks_to_nobody(noon: datetime, place: District) -> None:
    own = hall(noon)
    clicks(own.event, place, 1, at=noon)
    with acting_as(standing_of(own.host, on=noon.date())):
        assert not Demand.objects.exists()
        assert len(demand_lines(standing_of(own.host, on=noon.date()), at=noon)) == 1


def test_marks_go_after_90_days_and_clicks_after_a_year(noon: datetime, place: District) -> None:
    own = hall(noon)
    clicks(own.event, place, 2, at=noon)
    assert purge_demand(at=noon + timedelta(days=89)) == 0
    assert purge_demand(at=noon + timedelta(days=90)) == 2
    assert set(Demand.objects.values_list("device", "network")) == {(None, "")}
    assert purge_demand(at=noon + timedelta(days=91)) == 0
    assert lines(own.host, noon + timedelta(days=365)) == []
    assert purge_demand(at=noon + timedelta(days=365)) == 2
    assert not Demand.objects.exists()
