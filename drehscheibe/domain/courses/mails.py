"""The mail that asks a provider whether its courses still hold."""

from datetime import datetime

from drehscheibe.domain.courses.models import ProviderLink
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.mail.actions import enqueue

SUBJECT = "Stimmen Ihre Sprachkurse noch?"
TEXT = """Guten Tag,

auf der Drehscheibe Integration stehen Ihre Sprachkurse mit freien Plätzen. Nach sieben Tagen \
gilt eine Zahl als veraltet und der Kurs steht weiter hinten.

Hier bestätigen Sie alles mit einem Druck, oder tragen ein, wie viele Plätze jetzt belegt sind:

{page}

Sie brauchen dafür kein Konto. Der Link gilt bis {until}. Wer ihn hat, kann die Plätze Ihrer \
Kurse ändern und Kurse absagen; geben Sie ihn nur im eigenen Haus weiter.

{centre}
"""


def keep_mail(link: ProviderLink, page: str, *, at: datetime) -> None:
    """Into the outbox; once for each link."""
    enqueue(
        to=link.email, subject=SUBJECT, key=f"courses.link:{link.pk}", at=at,
        text=TEXT.format(
            page=page, until=german_moment(link.ends_at),
            centre=link.actor.centre.organisation.name,
        ),
    )  # fmt: skip
