"""Telling the members of a meeting: invited, moved, called off, each with a calendar file."""

from datetime import datetime

from drehscheibe.domain.exchange.calendars import invitation_file
from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.exchange.telling import addresses_of, mail_for
from drehscheibe.domain.groups.visibility import NARROW
from drehscheibe.kernel.calendar.files import CANCEL, REQUEST
from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new

SUBJECTS = {
    "invite": "Einladung zu einer Sitzung",
    "move": "Eine Sitzung ist verlegt",
    "cancel": "Eine Sitzung ist abgesagt",
    "join": "Einladung zu einer Sitzung",
    "leave": "Eine Sitzung ohne Sie",
}
OFF = ("cancel", "leave")
"""Changes that take the entry out of the calendar."""


def tell_invited(meeting: Meeting, *, change: str, at: datetime) -> int:
    """One mail to each member; a second change of the same meeting is a mail of its own."""
    if meeting.group is None:
        return 0
    meets_on = day_of(meeting.starts_at)
    people = addresses_of(meeting, at=at, stays_until=meets_on)
    return keep_new([_mail(meeting, *each, change=change, at=at) for each in people])


def tell_one(meeting: Meeting, person: int, address: str, *, change: str, at: datetime) -> int:
    """Invite somebody who came later, or take the meeting out of the calendar of who left."""
    return keep_new([_mail(meeting, person, address, change=change, at=at)])


def told_of(meeting: Meeting) -> set[int]:
    """Who has the meeting in the calendar: invited, and not told to take it out since then."""
    known: set[int] = set()
    mails = OutboxMail.objects.filter(key__startswith=f"exchange.meeting:{meeting.pk}:")
    for key in mails.order_by("pk").values_list("key", flat=True):
        change, _, person = key.split(":")[2:]
        (known.discard if change in OFF else known.add)(int(person))
    return known


def _mail(meeting: Meeting, person: int, address: str, *, change: str, at: datetime) -> OutboxMail:
    key = f"exchange.meeting:{meeting.pk}:{change}:{meeting.revision}:{person}"
    mail = mail_for(key, address, SUBJECTS[change], _TEXTS[change](meeting), at)
    method = CANCEL if change in OFF else REQUEST
    mail.attachments = invitation_file(meeting, to=address, method=method, at=at)
    return mail


def _invited(meeting: Meeting) -> str:
    """Only what every member may read, guests included."""
    lines = [f"{item.number}. {item.title}" for item in meeting.items.filter(internal=False)]
    return (
        f"wir laden ein zur {meeting.number}. Sitzung am {_when(meeting)}.\n\nTagesordnung\n"
        + "\n".join(lines)
    )


def _moved(meeting: Meeting) -> str:
    return f"die {meeting.number}. Sitzung findet jetzt am {_when(meeting)} statt."


def _called_off(meeting: Meeting) -> str:
    return f"die Sitzung am {german_moment(meeting.starts_at)} findet nicht statt."


def _left(meeting: Meeting) -> str:
    if meeting.tier in NARROW:
        return (
            "eine Sitzung Ihrer Gruppe findet ohne Sie statt. Der Anhang nimmt sie aus Ihrem "
            "Kalender."
        )
    return (
        f"am {german_moment(meeting.starts_at)} gehören Sie nicht mehr zur Gruppe. Der Anhang "
        "nimmt die Sitzung aus Ihrem Kalender."
    )


def _when(meeting: Meeting) -> str:
    where = meeting.place or ("online" if meeting.link else "Ort folgt")
    ends = meeting.ends_at.astimezone(BERLIN)
    return f"{german_moment(meeting.starts_at)} bis {ends:%H:%M} Uhr, {where}"


_TEXTS = {
    "invite": _invited, "move": _moved, "cancel": _called_off, "join": _invited, "leave": _left,
}  # fmt: skip
