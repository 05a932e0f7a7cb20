"""A meeting as a file for calendars: same UID for good, SEQUENCE up with every change of it.

Internal items stand in no file. How to get in online stands in the files of members alone.
"""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from drehscheibe.domain.exchange.models import Meeting, MeetingIs
from drehscheibe.domain.exchange.replying import mail_domain
from drehscheibe.domain.groups.visibility import NARROW
from drehscheibe.kernel.calendar.files import CANCEL, PUBLISH, Entry, Parties, calendar_file

PRODUCT = "-//Drehscheibe//Sitzungen//DE"


def meeting_file(meeting: Meeting, *, for_member: bool, at: datetime) -> str:
    """What one loads from the page of a meeting."""
    entry = _entry(meeting, for_member=for_member)
    return calendar_file(entry, product=PRODUCT, method=PUBLISH, at=at)


def invitation_file(
    meeting: Meeting, *, to: str, method: str, at: datetime
) -> list[dict[str, str]]:
    """The attachment of a mail to this member: REQUEST or CANCEL."""
    own = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    parties = Parties(organizer=own, house=meeting.owner.name, attendee=to)
    entry = _entry(meeting, for_member=method != CANCEL)
    if method == CANCEL:  # also for one who left the group, or may know of it no more
        entry = replace(entry, called_off=True)
        if meeting.tier in NARROW:
            entry = replace(entry, title="Sitzung", text="")
    text = calendar_file(entry, product=PRODUCT, method=method, at=at, parties=parties)
    name = "absage.ics" if method == CANCEL else "sitzung.ics"
    return [{"name": name, "type": f"text/calendar; method={method}", "text": text}]


def uid_of(meeting: Meeting) -> str:
    """Lasting, whatever changes; nothing in it tells of the group (RFC 7986, 5.3)."""
    return f"{sha256(f'exchange.meeting:{meeting.pk}'.encode()).hexdigest()[:32]}@{mail_domain()}"


def _entry(meeting: Meeting, *, for_member: bool) -> Entry:
    lines = [f"{item.number}. {item.title}" for item in meeting.items.filter(internal=False)]
    if for_member and meeting.link:
        lines.append(f"Zugang: {meeting.link}")
    return Entry(
        uid=uid_of(meeting),
        sequence=meeting.revision,
        title=str(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place or ("online" if meeting.link else ""),
        text="\n".join(lines),
        called_off=meeting.status == MeetingIs.CANCELLED,
    )
