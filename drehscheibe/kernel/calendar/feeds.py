"""A calendar that programs subscribe to (RFC 5545, 7986), written line by line.

500 dates take a few milliseconds so, as components of a library a quarter of a second. It says what
takes place when and where: no organizer, no attendee, no text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import sha256

from drehscheibe.kernel.calendar.files import SUMMER_TIME
from drehscheibe.kernel.calendar.moments import BERLIN

LINE = 75
JOINERS = "\u200c\u200d"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """What is on: between two moments, or on whole days, the last one included.

    `quiet` entries (deadlines, holidays) leave the time free in the calendars of those who read.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    sequence: int = 0
    place: str = ""
    called_off: bool = False
    changed_at: datetime | None = None
    quiet: bool = False

    @property
    def is_timed(self) -> bool:
        """Whether it has a time of day."""
        return isinstance(self.starts, datetime)


def lasting_uid(thing: str, domain: str) -> str:
    """The same for good for the same thing, and nothing in it tells which (RFC 7986, 5.3)."""
    return f"{sha256(thing.encode()).hexdigest()[:32]}@{domain}"


def tag_of(name: str, entries: Iterable[FeedEntry]) -> str:
    """Changes when anything the text says changes."""
    said = [
        (
            each.uid, each.title, each.starts.isoformat(), each.ends.isoformat(), each.sequence,
            each.place, each.called_off,
        )
        for each in entries
    ]  # fmt: skip
    return sha256(repr((name, said)).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Feed:
    """What a program gets: the tag of the content, and the content when asked for."""

    name: str
    product: str
    entries: tuple[FeedEntry, ...]

    @cached_property
    def tag(self) -> str:
        """Changes when anything the text says changes."""
        return tag_of(self.name, self.entries)

    def text(self, *, at: datetime) -> str:
        """The calendar."""
        return feed_text(self.entries, name=self.name, product=self.product, at=at)


def feed_text(entries: Iterable[FeedEntry], *, name: str, product: str, at: datetime) -> str:
    """The calendar; `at` stands for entries that do not know when they were changed."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{product}", "METHOD:PUBLISH",
        _folded(f"X-WR-CALNAME:{_escaped(name)}"), _folded(f"NAME:{_escaped(name)}"),
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    now = _stamp(at)
    for each in entries:
        lines += _lines(each, now)
    return "\r\n".join(
        [*lines[:7], SUMMER_TIME.removesuffix("\r\n"), *lines[7:], "END:VCALENDAR", ""]
    )


def _lines(each: FeedEntry, now: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{each.uid}"
    yield f"DTSTAMP:{_stamp(each.changed_at) if each.changed_at else now}"
    yield f"SEQUENCE:{each.sequence}"
    yield from _when(each)
    yield _folded(f"SUMMARY:{_escaped(each.title)}")
    if each.place:
        yield _folded(f"LOCATION:{_escaped(each.place)}")
    if each.quiet:
        yield "TRANSP:TRANSPARENT"
    yield f"STATUS:{'CANCELLED' if each.called_off else 'CONFIRMED'}"
    yield "END:VEVENT"


def _when(each: FeedEntry) -> Iterator[str]:
    """In local time with its zone; whole days end with the day after the last (3.6.1)."""
    if isinstance(each.starts, datetime) and isinstance(each.ends, datetime):
        yield f"DTSTART;TZID=Europe/Berlin:{each.starts.astimezone(BERLIN):%Y%m%dT%H%M%S}"
        yield f"DTEND;TZID=Europe/Berlin:{each.ends.astimezone(BERLIN):%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART;VALUE=DATE:{each.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{each.ends + timedelta(days=1):%Y%m%d}"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11; other controls have no place in a calendar."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    plain = plain.replace("\r\n", "\n").replace("\n", "\\n")
    return plain if plain.isprintable() else _printable(plain)


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in JOINERS)


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
