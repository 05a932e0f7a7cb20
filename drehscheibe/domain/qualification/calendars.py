"""iCalendar texts that calendars obey (RFC 5545, 5546): one event a file, a lasting UID.

A change of time or place raises SEQUENCE and goes out as REQUEST, an end as CANCEL. Times stand in
Europe/Berlin with its VTIMEZONE. The online link is in no calendar: it stands on the personal page
of those who have a confirmed online seat.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from icalendar import Calendar, Component, vCalAddress, vText
from icalendar import Event as Entry

from drehscheibe.domain.qualification.models import Event, Session
from drehscheibe.kernel.calendar.moments import BERLIN

PRODUCT = "-//Drehscheibe//Veranstaltungen//DE"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
ONLINE = "online"
LINE = 75


@dataclass(frozen=True, kw_only=True)
class Guest:
    """To whom an invitation goes, how she takes part, and where her page is."""

    email: str
    part: str
    page: str


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


def published(entries: Iterable[tuple[Event, Session]], *, name: str) -> str:
    """A feed: what takes place when and where; nobody's name, no online link (Sc 1.7).

    Written line by line: 500 dates take a few milliseconds, as components a quarter of a second.
    """
    domain = mail_domain()
    head = str(_calendar(PUBLISH).to_ical(), "utf-8").removesuffix("END:VCALENDAR\r\n")
    lines = [_folded(f"X-WR-CALNAME:{_escaped(name)}"), "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for event, session in entries:
        lines += _lines(event, session, domain)
    return head + "\r\n".join([*lines, "END:VCALENDAR", ""])


def _lines(event: Event, session: Session, domain: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{session.uid}@{domain}",
        f"DTSTAMP:{session.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{session.sequence}",
        f"DTSTART;TZID=Europe/Berlin:{session.starts_at.astimezone(BERLIN):%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Berlin:{session.ends_at.astimezone(BERLIN):%Y%m%dT%H%M%S}",
        _folded(f"SUMMARY:{_escaped(_title(event, session))}"),
        _folded(f"LOCATION:{_escaped(where(event, session, part=''))}"),
        f"STATUS:{_status(event, session)}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11; other controls have no place in a calendar."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = plain.replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(c for c in plain if c.isprintable() or c in "\u200c\u200d")


def _folded(line: str) -> str:
    """Lines of at most 75 octets (RFC 5545, 3.1), never cut within a character."""
    if len(line.encode()) <= LINE:
        return line
    parts, room = [""], LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(" ")
            room = LINE - 1
        parts[-1] += character
        room -= size
    return "\r\n".join(parts)


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
    return Calendar.from_ical(
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
        "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
        "DTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
        "DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )


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
        entry.add("DESCRIPTION", f"Ihre Seite zur Veranstaltung: {guest.page}")
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
    entry.add("STATUS", _status(event, session))
    return entry


def _title(event: Event, session: Session) -> str:
    return f"{event.title}: {session.title}" if session.title else event.title


def _status(event: Event, session: Session) -> str:
    called_off = session.called_off_at is not None or event.status == "cancelled"
    return "CANCELLED" if called_off else "CONFIRMED"


def where(event: Event, session: Session, *, part: str) -> str:
    """The place as people say it; whoever takes part online comes nowhere."""
    place = session.room or event.place
    if part == ONLINE or event.format == Event.Format.ONLINE:
        return "online"
    if event.format == Event.Format.HYBRID and not part:
        return f"{place} und online".strip()
    return place
