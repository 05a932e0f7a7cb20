"""Telling the members of a meeting: invited, moved, called off, each with a calendar file."""

from datetime import datetime

from drehscheibe.domain.exchange.calendars import invitation_file
from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.exchange.telling import addresses_of, mail_for
from drehscheibe.kernel.calendar.files import CANCEL, REQUEST
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.mail.reminders import keep_new

SUBJECTS = {
    "invite": "Einladung zu einer Sitzung",
    "move": "Eine Sitzung ist verlegt",
    "cancel": "Eine Sitzung ist abgesagt",
}


def tell_invited(meeting: Meeting, *, change: str, at: datetime) -> int:
    """One mail to each member; a second change of the same meeting is a mail of its own."""
    if meeting.group is None:
        return 0
    text = _TEXTS[change](meeting)
    method = CANCEL if change == "cancel" else REQUEST
    key = f"exchange.meeting:{meeting.pk}:{change}:{meeting.revision}"
    mails = []
    for person, address in addresses_of(meeting.group, at=at):
        mail = mail_for(f"{key}:{person}", address, SUBJECTS[change], text, at)
        mail.attachments = invitation_file(meeting, to=address, method=method, at=at)
        mails.append(mail)
    return keep_new(mails)


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


def _when(meeting: Meeting) -> str:
    where = meeting.place or ("online" if meeting.link else "Ort folgt")
    ends = meeting.ends_at.astimezone(BERLIN)
    return f"{german_moment(meeting.starts_at)} bis {ends:%H:%M} Uhr, {where}"


_TEXTS = {"invite": _invited, "move": _moved, "cancel": _called_off}
