"""A pool with a host, and people who ask for seats."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from drehscheibe.domain.registration.models import Pool, Registration
from drehscheibe.domain.registration.seats import Outcome, Who, register
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests import factories


@dataclass
class Desk:
    """Seats and the host who keeps them."""

    pool: Pool
    host: Person

    def ask(self, *, at: datetime, of: Organisation | None = None, name: str = "") -> Registration:
        """Somebody new asks for a seat, for an organisation when one is named."""
        return self.asked(at=at, of=of, name=name).registration

    def asked(self, *, at: datetime, of: Organisation | None = None, name: str = "") -> Outcome:
        """The same, with whoever else moved."""
        person = Person.objects.create(given_name="Mia", family_name=name or "Muster")
        who = Who(person=person, organisation=of)
        return register(pool=self.pool, key=uuid4(), who=who, by=person, at=at)


def desk(capacity: int | None = 3, **rules: Any) -> Desk:
    """A pool of the coordinating office."""
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    pool = Pool.objects.create(serves="event", host=office, capacity=capacity, **rules)
    return Desk(pool, factories.person("coordination", of=office))


def states(desk_: Desk) -> list[tuple[str, int | None]]:
    """Status and queue number of everybody, in the order they came."""
    rows = desk_.pool.registrations.order_by("id")
    return list(rows.values_list("status", "number"))
