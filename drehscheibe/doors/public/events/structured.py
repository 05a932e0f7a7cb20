"""A public event as schema.org `EducationEvent`, for programs that gather dates (JSON-LD).

Neither the online room nor any person is in it. What it says is copied far and for long, so free
text of the host (description, contact, titles of dates, rooms) stays on the page.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from drehscheibe.domain.qualification.links import address
from drehscheibe.domain.qualification.models import Event, EventIs, EventPool, Session
from drehscheibe.domain.qualification.selectors import Seats
from drehscheibe.doors.public.structured import SCHEMA, element
from drehscheibe.kernel.calendar.moments import BERLIN

ATTENDANCE = {
    Event.Format.ONSITE: "OfflineEventAttendanceMode",
    Event.Format.ONLINE: "OnlineEventAttendanceMode",
    Event.Format.HYBRID: "MixedEventAttendanceMode",
}
ONSITE, ONLINE = EventPool.Part.ONSITE, EventPool.Part.ONLINE


def json_ld(event: Event, sessions: Iterable[Session], seats: Iterable[Seats]) -> SafeString:
    """The element for the head of the page; data, not code, so the policy of scripts allows it."""
    return element(education_event(event, sessions, seats))


def education_event(
    event: Event, sessions: Iterable[Session], seats: Iterable[Seats]
) -> dict[str, Any]:
    """All that is known of it; what is not known is left out."""
    page = address("event", event.number)
    off = event.status == EventIs.CANCELLED
    told = {
        "@context": SCHEMA,
        "@type": "EducationEvent",
        "@id": page,
        "url": page,
        "identifier": event.number,
        "name": event.title,
        "inLanguage": "de",
        "startDate": _moment(event.starts_at),
        "endDate": _moment(event.ends_at),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if off else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}/{ATTENDANCE[Event.Format(event.format)]}",
        "location": _location(event, page),
        "organizer": {"@type": "Organization", "name": event.owner.name},
        "isAccessibleForFree": not event.fee,
        **_capacity(event, list(seats)),
        "subEvent": [_part(each, event) for each in sessions],
    }
    if event.audience:
        told["audience"] = {"@type": "Audience", "audienceType": event.audience}
    if event.fee:
        price = {"@type": "Offer", "price": str(event.fee), "priceCurrency": "EUR", "url": page}
        told["offers"] = price
    return {key: value for key, value in told.items() if value not in ("", None, [])}


def _capacity(event: Event, seats: list[Seats]) -> dict[str, int | None]:
    """Seats of the event itself; workshops are seats of the same people.

    Where one part has no limit, neither has the whole; nothing is free that one cannot ask for.
    """
    limits = {each.part.part: each.part.pool.capacity for each in seats}
    mains = [each for each in seats if each.part.part in (ONSITE, ONLINE)]
    capacities = [each.part.pool.capacity for each in mains]
    known = [each for each in capacities if each is not None]
    whole = len(known) == len(capacities) and bool(known)
    return {
        "maximumAttendeeCapacity": sum(known) if whole else None,
        "maximumPhysicalAttendeeCapacity": limits.get(ONSITE),
        "maximumVirtualAttendeeCapacity": limits.get(ONLINE),
        "remainingAttendeeCapacity": _remaining(event, mains) if whole else None,
    }


def _remaining(event: Event, mains: list[Seats]) -> int:
    return sum(each.free or 0 for each in mains) if event.is_open else 0


def _location(event: Event, page: str) -> list[dict[str, str]]:
    found = []
    if event.format != Event.Format.ONLINE and event.place:
        found.append({"@type": "Place", "name": event.place, "address": event.place})
    if event.format != Event.Format.ONSITE:  # the room itself is behind a confirmed seat (Sc 1.7)
        found.append({"@type": "VirtualLocation", "url": page})
    return found


def _part(session: Session, event: Event) -> dict[str, str | None]:
    return {
        "@type": "EducationEvent",
        "name": event.title,
        "startDate": _moment(session.starts_at),
        "endDate": _moment(session.ends_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(BERLIN).isoformat(timespec="minutes")
