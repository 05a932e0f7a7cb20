"""Demand radar: who waits, and who says „Das brauche ich“, by course and district government.

A click keeps no person. It is counted once for a device and thing, and so often for a network, as
long as its fingerprints are kept; after a year it counts no more (`data/retention.toml`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import (
    SHOWN,
    UPCOMING,
    Demand,
    Event,
    Participation,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.retention import rule
from drehscheibe.domain.qualification.selectors import events_for, templates_for
from drehscheibe.domain.registration.models import RegistrationIs
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.tables.few import is_few
from drehscheibe.kernel.territory.models import District

SALT = "drehscheibe.qualification.demand"
MOST_OF_A_NETWORK = 20
"""So many clicks for one thing count from one network; visitors of a library share it."""
NO_DISTRICT = "Bitte wählen Sie Ihren Kreis oder Ihre Stadt."


@dataclass(frozen=True, order=True)
class Topic:
    """What is asked for: a course, or the topic of an event that came from none."""

    template: int = 0
    event: int = 0

    @classmethod
    def of(cls, event: Event) -> Self:
        """The course an event came from, else the event."""
        return cls(template=event.template_id) if event.template_id else cls(event=event.pk)

    def __str__(self) -> str:
        """Part of the fingerprints."""
        return f"{self.template}:{self.event}"


@dataclass(frozen=True)
class Cell:
    """How many ask for a thing in one district; from 1 to 4 nobody learns the number."""

    district: str
    count: int

    @property
    def masked(self) -> bool:
        """Too few to be told."""
        return is_few(self.count)

    @property
    def told(self) -> int:
        """What a sum may take in."""
        return 0 if self.masked else self.count


@dataclass(frozen=True)
class Line:
    """One thing that is asked for; `planned` counts its dates to come."""

    title: str
    topic: Topic
    number: str
    cells: tuple[Cell, ...]
    planned: int

    @property
    def at_least(self) -> int:
        """The sum of what is shown, so that no masked cell can be worked out."""
        return sum(cell.told for cell in self.cells)


@transaction.atomic
def ask_publicly(
    *, event: Event, district: District | None, visitor: Visitor, at: datetime
) -> bool:
    """A visitor would come; whether it counted. Raises `QualificationRefused` without a district.

    The same device a second time, or a network that has asked very often, counts nothing and is
    told the same.
    """
    topic, network = Topic.of(event), visitor.network
    place = _mark("network", network, topic)
    if place_is_full(place):
        return False
    device = _mark("device", f"{network} {visitor.browser}", topic)
    return _keep(topic, district, Demand(device=device, network=place), at=at)


@transaction.atomic
def ask_as_member(*, topic: Topic, district: District | None, by: Person, at: datetime) -> bool:
    """Somebody of the network would come, or somebody she knows; once a person and thing."""
    check(by, may.CATALOGUE, on=day_of(at))
    device = _mark("person", str(by.pk), topic)
    return _keep(topic, district, Demand(device=device), at=at)


def place_is_full(network: str) -> bool:
    """Whether a network has had its clicks for a thing."""
    with acting_as_system():  # a number alone
        return Demand.objects.filter(network=network).count() >= MOST_OF_A_NETWORK


def demand_lines(standing: Standing, *, at: datetime) -> list[Line]:
    """What is asked for among the things this person may know of, most first."""
    counts = _counts(_since(at))
    titles = _titles(standing, {topic for topic, _ in counts})
    planned = _planned(standing, [topic.template for topic in titles], at)
    columns = [*districts(), ""]
    lines = [
        Line(
            title=title, topic=topic, number=number, planned=planned.get(topic.template, 0),
            cells=tuple(Cell(name, counts[topic, name]) for name in columns),
        )
        for topic, (title, number) in titles.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (-line.at_least, line.title, line.topic))


def districts() -> list[str]:
    """The district governments' areas by name."""
    rows = District.objects.order_by("government_district").distinct()
    return list(rows.values_list("government_district", flat=True))


def _keep(topic: Topic, district: District | None, new: Demand, *, at: datetime) -> bool:
    if district is None:
        raise QualificationRefused(NO_DISTRICT, "district")
    new.template_id, new.event_id = topic.template or None, topic.event or None
    new.government_district, new.on_day = district.government_district, day_of(at)
    with acting_as_system():  # the wall shows single clicks to nobody
        if Demand.objects.filter(device=new.device).exists():
            return False
        Demand.objects.bulk_create([new], ignore_conflicts=True)
        kept = Demand.objects.get(device=new.device)
    # A click is counted, not who clicked: nobody learns it from the record either.
    record("qualification.demand.create", about=kept, by=None, at=at)
    return True


def _mark(kind: str, said: str, topic: Topic) -> str:
    return salted_hmac(SALT, f"{kind}|{topic}|{said}", algorithm="sha256").hexdigest()


def _since(at: datetime) -> date:
    return day_of(rule("demand").limit(at))


def _counts(since: date) -> Counter[tuple[Topic, str]]:
    """Clicks and people in a queue; who waits without an organisation counts where the host is."""
    found: Counter[tuple[Topic, str]] = Counter()
    with acting_as_system():  # sums of all hosts; what leaves here is masked
        clicks = Demand.objects.filter(on_day__gt=since).values_list(
            "template_id", "event_id", "government_district"
        )
        for template, event, name, count in clicks.annotate(count=Count("pk")).order_by():
            found[Topic(template or 0, event or 0), name] += count
        home = "registration__organisation__centre__government_district"
        waiting = Participation.objects.filter(
            registration__status=RegistrationIs.WAITLISTED,
            event__starts_at__date__gt=since,
            event__status__in=SHOWN,
        ).annotate(at_home=Coalesce(home, "event__owner__centre__government_district"))
        rows = waiting.values_list("event__template_id", "event_id", "at_home")
        for template, event, name, count in rows.annotate(count=Count("pk")).order_by():
            topic = Topic(template=template) if template else Topic(event=event)
            found[topic, name or ""] += count
    return found


def _titles(standing: Standing, topics: Iterable[Topic]) -> dict[Topic, tuple[str, str]]:
    """Title and number of the things this person may know of."""
    wanted = list(topics)
    courses = templates_for(standing).filter(pk__in=[each.template for each in wanted])
    events = events_for(standing).filter(pk__in=[each.event for each in wanted])
    found = {Topic(template=pk): (title, "") for pk, title in courses.values_list("pk", "title")}
    for pk, title, number in events.values_list("pk", "title", "number"):
        found[Topic(event=pk)] = (title, number)
    return found


def _planned(standing: Standing, templates: Iterable[int], at: datetime) -> dict[int, int]:
    rows = events_for(standing).filter(
        template__in=list(templates), status__in=UPCOMING, starts_at__gt=at
    )
    counted = rows.order_by().values_list("template_id").annotate(count=Count("pk"))
    return {template: count for template, count in counted if template}


def asked_about(standing: Standing, *, number: str) -> Event | None:
    """The event somebody wants another date of, when she may know of it."""
    if not number or not number.isprintable():
        return None
    return events_for(standing).filter(number=number).first()
