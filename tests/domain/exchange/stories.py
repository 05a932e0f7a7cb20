"""A project group with a chair, two centres, a deputy and a guest from a university."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from drehscheibe.domain.exchange.agenda import Point, add_item
from drehscheibe.domain.exchange.meetings import When, hold, schedule_meeting
from drehscheibe.domain.exchange.models import AgendaItem, Meeting
from drehscheibe.domain.groups.actions import Charter, Seat, add_member, found_group
from drehscheibe.domain.groups.models import Function, Group, GroupMembership
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests import factories


@dataclass
class Circle:
    """The group and its people."""

    group: Group
    chair: Person
    head: Person
    deputy: Person
    bonn: Person
    guest: Person
    soest: Organisation

    def add(self, seat: Seat, at: datetime) -> GroupMembership:
        """Somebody joins."""
        return add_member(group=self.group, seat=seat, by=self.chair, at=at)


def local(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """A moment in Düsseldorf."""
    return datetime(year, month, day, hour, tzinfo=BERLIN)


def circle(at: datetime, name: str = "Projektgruppe Sport") -> Circle:
    """Founded at the moment by the coordinating office."""
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    soest = factories.organisation("KI Soest", "centre")
    bonn = factories.organisation("KI Bonn", "centre")
    university = factories.organisation("Universität Musterstadt", "association")
    chair = factories.person("coordination", of=office)
    group = found_group(
        charter=Charter(name, "project", date(2026, 1, 1)), host=office, by=chair, at=at
    )
    own = Circle(
        group, chair, factories.person("head", of=soest), factories.person(of=soest),
        factories.person("head", of=bonn), factories.person("guest", of=university), soest,
    )  # fmt: skip
    day = date(2026, 1, 1)
    principal = own.add(Seat(own.head, soest, day), at)
    own.add(Seat(own.deputy, soest, day, Function.DEPUTY, principal), at)
    own.add(Seat(own.bonn, bonn, day), at)
    own.add(Seat(own.guest, university, day, Function.GUEST), at)
    return own


def planned(own: Circle, on: datetime, *, at: datetime) -> Meeting:
    """A meeting of two hours."""
    when = When("Sitzung", on, on + timedelta(hours=2), "Arnsberg")
    return schedule_meeting(group=own.group, when=when, by=own.chair, at=at)


def point(own: Circle, meeting: Meeting, title: str, *, at: datetime, **rest: object) -> AgendaItem:
    """Another point of its agenda."""
    return add_item(meeting=meeting, point=Point(title, **rest), by=own.chair, at=at)  # type: ignore[arg-type]


def held(own: Circle, meeting: Meeting, *reached: AgendaItem, at: datetime) -> Meeting:
    """The meeting took place; these items were reached."""
    results = {item.pk: "behandelt" for item in reached}
    return hold(meeting=meeting, results=results, by=own.chair, at=at)
