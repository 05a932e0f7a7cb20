"""Mails of the directory: the link for an actor's own people."""

from datetime import datetime

from drehscheibe.domain.directory.models import ActorLink
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.mail.actions import enqueue

SUBJECT = "Stimmen die Angaben zu Ihrer Organisation noch?"
TEXT = """Guten Tag,

auf der Drehscheibe Integration finden Menschen Ihre Organisation: was Sie anbieten, wo und wann.

Hier bestätigen Sie mit einem Druck, dass alles noch stimmt, oder schreiben auf, was sich geändert \
hat:

{page}

Sie brauchen dafür kein Konto. Was Sie ändern, wird öffentlich, wenn {centre} es freigegeben hat. \
Der Link gilt bis {until}. Wer ihn hat, kann Änderungen vorschlagen; geben Sie ihn nur im eigenen \
Haus weiter.

{centre}
"""


def link_mail(link: ActorLink, page: str, *, at: datetime) -> None:
    """Into the outbox; once for each link."""
    enqueue(
        to=link.email, subject=SUBJECT, key=f"directory.link:{link.pk}", at=at,
        text=TEXT.format(
            page=page, until=german_moment(link.ends_at),
            centre=link.actor.centre.organisation.name,
        ),
    )  # fmt: skip
