"""iCalendar texts that calendars obey (RFC 5545, 5546): one event a file, a lasting UID.

A change of time or place raises SEQUENCE and goes out as REQUEST, an end as CANCEL. Times stand in
Europe/Berlin with its VTIMEZONE. The online link is in no calendar: it stands on the personal page
of those who have a confirmed online seat.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from icalendar import Calendar, Component, vCalAddress, vText
from icalendar import Event as Entry

from drehscheibe.domain.qualification.mail_words import PAGE, said
from drehscheibe.domain.qualification.models import Event, EventIs, Session
from drehscheibe.kernel.calendar.files import SUMMER_TIME
from drehscheibe.kernel.calendar.moments import BERLIN

PRODUCT = "-//Drehscheibe//Veranstaltungen//DE"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
ONLINE = "online"


@dataclass(frozen=True, kw_only=True)
class Guest:
    """To whom an invitation goes, how she takes part, where her page is, and what she reads."""

    email: str
    part: str
    page: str
    language: str = "de"


def uid_of(session: Session) -> str:
    """Lasting, whatever changes (RFC 7986, 5.3: nothing in it tells where it was made)."""
    return f"{session.uid}@{mail_domain()}"


def mail_domain() -> str:
    """The domain of our own address."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")


def invitation(
    event: Event, sessions: Iterable[Session], guest: Guest, *, method: str, at: datetime
) -> list[dict[str, str]]:
    """One attachment for each date: a REQUEST or CANCEL may hold one UID only (RFC 5546, 3.2.2)."""
    files = []
    for number, session in enumerate(sessions, start=1):
        calendar = _calendar(method)
        calendar.add_component(_invited(event, session, guest, method=method, at=at))
        text = calendar.to_ical().decode()
        name = f"termin-{number}.ics"
        files.append({"name": name, "type": f"text/calendar; method={method}", "text": text})
    return files


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    calendar.add_component(_berlin())
    return calendar


@cache
def _berlin() -> Component:
    """The rules of summer time, once."""
    return Calendar.from_ical(SUMMER_TIME)


def _invited(event: Event, session: Session, guest: Guest, *, method: str, at: datetime) -> Entry:
    entry = _entry(event, session, part=guest.part, at=at)
    organizer = vCalAddress(f"MAILTO:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    organizer.params["CN"] = vText(event.owner.name)
    entry.add("ORGANIZER", organizer)
    attendee = vCalAddress(f"MAILTO:{guest.email}")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    entry.add("ATTENDEE", attendee)
    if method == CANCEL:
        entry["STATUS"] = "CANCELLED"
    else:
        entry.add("DESCRIPTION", said(PAGE, guest.language, page=guest.page))
    return entry


def _entry(event: Event, session: Session, *, part: str, at: datetime) -> Entry:
    entry = Entry()
    entry.add("UID", uid_of(session))
    entry.add("DTSTAMP", at)
    entry.add("SEQUENCE", session.sequence)
    entry.add("DTSTART", session.starts_at.astimezone(BERLIN))
    entry.add("DTEND", session.ends_at.astimezone(BERLIN))
    entry.add("SUMMARY", _title(event, session))
    entry.add("LOCATION", where(event, session, part=part))
    entry.add("STATUS", "CANCELLED" if _is_off(event, session) else "CONFIRMED")
    return entry


def _title(event: Event, session: Session) -> str:
    return f"{event.title}: {session.title}" if session.title else event.title


def _is_off(event: Event, session: Session) -> bool:
    return session.called_off_at is not None or event.status == EventIs.CANCELLED


def where(event: Event, session: Session, *, part: str) -> str:
    """The place as people say it; whoever takes part online comes nowhere."""
    place = session.room or event.place
    if ONLINE in (part, event.format):
        return ONLINE
    return place if part else place_of(event.format, place)


def place_of(form: str, place: str) -> str:
    """For everybody, by how an event is held: `online`, the place, or both."""
    if form == Event.Format.ONLINE:
        return "online"
    return f"{place} und online".strip() if form == Event.Format.HYBRID else place
