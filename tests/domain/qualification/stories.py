"""An event with a host, and people who come."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from drehscheibe.domain.qualification.clock import begin_and_finish
from drehscheibe.domain.qualification.hosting import publish
from drehscheibe.domain.qualification.models import Event, EventPool, Participation, Session
from drehscheibe.domain.qualification.preparing import (
    EventFacts,
    SeatFacts,
    SessionFacts,
    add_session,
    create_event,
    open_seats,
)
from drehscheibe.domain.qualification.registering import Wish, register_person, take_seats
from drehscheibe.domain.registration.seats import Who
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests import factories

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def office() -> Organisation:
    """The coordinating office."""
    return factories.organisation("Koordinierungsstelle Muster", "coordinating_office")


@dataclass
class Hall:
    """A published event and whoever keeps it."""

    event: Event
    host: Person
    sessions: list[Session]
    parts: dict[str, EventPool] = field(default_factory=dict)

    def come(
        self, *, at: datetime, of: Organisation | None = None, part: str = "",
        answers: dict[int, str] | None = None, workshops: tuple[EventPool, ...] = (),
        name: str = "",
    ) -> Participation:  # fmt: skip
        """Somebody new with an account asks for a seat."""
        person = factories.person("specialist", of=of or centre(), name=name)
        return register_person(
            wish=self.wish(part=part, answers=answers, workshops=workshops), person=person,
            organisation=of or centre(), by=person, at=at,
        )  # fmt: skip

    def guest(self, name: str, *, at: datetime) -> Participation:
        """Somebody without account, the address confirmed."""
        email = f"{uuid4().hex[:12]}@example.org"
        who = Who(guest_name=name, guest_email=email)
        return take_seats(self.wish(), who, by=None, at=at)

    def wish(self, *, part: str = "", **more: Any) -> Wish:
        """What a form would send."""
        chosen = self.parts[part] if part else next(iter(self.parts.values()))
        answers = more.get("answers") or {}
        return Wish(
            part=EventPool.objects.select_related("event__owner", "pool").get(pk=chosen.pk),
            key=uuid4(), answers=answers, workshops=more.get("workshops", ()),
        )  # fmt: skip

    def over(self) -> Event:
        """The event has begun and ended."""
        self.event.refresh_from_db()
        end = self.event.ends_at or datetime.now(UTC)
        begin_and_finish(at=end)
        begin_and_finish(at=end)
        self.event.refresh_from_db()
        return self.event


def centre(name: str = "Hagen") -> Organisation:
    """A centre's organisation."""
    return factories.organisation(f"KI {name}", "centre")


def hall(
    at: datetime, *, seats: dict[str, SeatFacts] | int | None = 3,
    units: tuple[Any, ...] = (4,), mandatory: tuple[int, ...] = (), draft: bool = False,
    link: str = "", starts: datetime | None = None, **facts: Any,
) -> Hall:  # fmt: skip
    """An event of the coordinating office, a month from now, one date a day."""
    owner = facts.pop("owner", None) or office()
    host = facts.pop("host", None) or factories.person("coordination", of=owner)
    facts = {"title": "Sprachsensibel beraten", "tier": "public", "place": "Essen", **facts}
    event = create_event(owner=owner, facts=EventFacts(**facts), by=host, at=at)
    first = starts or at + timedelta(days=30)
    sessions = [
        add_session(
            event=event, by=host, at=at, link=link,
            facts=SessionFacts(
                starts_at=first + DAY * n, ends_at=first + DAY * n + HOUR * 3,
                units=Decimal(unit), mandatory=n + 1 in mandatory, title=f"Teil {n + 1}",
            ),
        )
        for n, unit in enumerate(units)
    ]  # fmt: skip
    wanted = seats if isinstance(seats, dict) else {"onsite": SeatFacts(capacity=seats)}
    parts = {
        part: open_seats(event=event, part=part, seats=rules, by=host, at=at)
        for part, rules in wanted.items()
    }
    if not draft:
        event = publish(event=event, by=host, at=at)
    return Hall(event, host, sessions, parts)


def state(participation: Participation) -> tuple[str, int | None]:
    """Status and queue number now."""
    one = type(participation.registration).objects.get(pk=participation.registration_id)
    return one.status, one.number


def mails_to(participation: Participation) -> list[OutboxMail]:
    """What somebody was written, in order."""
    return list(OutboxMail.objects.filter(to=participation.email).order_by("id"))
