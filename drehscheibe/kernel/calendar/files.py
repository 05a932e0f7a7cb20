"""Calendar files that calendars obey (RFC 5545, 5546): the frame, and one entry in it.

Times stand in Europe/Berlin with its VTIMEZONE. A change goes out as REQUEST with a higher
SEQUENCE and the same UID, an end as CANCEL; what is only looked up is PUBLISH.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from icalendar import Calendar, Component, Event, vCalAddress, vText

from drehscheibe.kernel.calendar.moments import BERLIN

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
SUMMER_TIME = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
    "DTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
    "DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What takes place: `uid` lasts, `sequence` counts its changes."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    text: str = ""
    called_off: bool = False


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Whose entry it is, and whom it is sent to: addresses, and the name of the house."""

    organizer: str
    house: str
    attendee: str


def calendar_file(
    entry: Entry, *, product: str, method: str, at: datetime, parties: Parties | None = None
) -> str:
    """One entry as a file of its own: a REQUEST or CANCEL may hold one UID only.

    >>> from datetime import UTC
    >>> when = datetime(2026, 2, 10, 9, tzinfo=UTC)
    >>> made = Entry(uid="a@b", sequence=0, title="Sitzung", starts_at=when, ends_at=when)
    >>> "DTSTART;TZID=Europe/Berlin:20260210T100000" in calendar_file(
    ...     made, product="-//x//DE", method=PUBLISH, at=when)
    True
    """
    calendar = Calendar()
    calendar.add("PRODID", product)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    calendar.add_component(_berlin())
    calendar.add_component(_event(entry, parties, method=method, at=at))
    return str(calendar.to_ical(), "utf-8")


def _event(entry: Entry, parties: Parties | None, *, method: str, at: datetime) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", at)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", entry.starts_at.astimezone(BERLIN))
    event.add("DTEND", entry.ends_at.astimezone(BERLIN))
    event.add("SUMMARY", entry.title)
    for name, value in (("LOCATION", entry.place), ("DESCRIPTION", entry.text)):
        if value:
            event.add(name, value)
    gone = entry.called_off or method == CANCEL
    event.add("STATUS", "CANCELLED" if gone else "CONFIRMED")
    if parties is not None:
        organizer = vCalAddress(f"MAILTO:{parties.organizer}")
        organizer.params["CN"] = vText(parties.house)
        event.add("ORGANIZER", organizer)
        attendee = vCalAddress(f"MAILTO:{parties.attendee}")
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendee.params["RSVP"] = vText("FALSE")
        event.add("ATTENDEE", attendee)
    return event


@cache
def _berlin() -> Component:
    """The rules of summer time, once."""
    return Calendar.from_ical(SUMMER_TIME)
