"""Mails to third parties: the link and what to do, no other content."""

from datetime import datetime

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.third_party.links import LinkMaker, link_of
from drehscheibe.domain.funding.mails import recipients
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.actions import enqueue

LINK_KEY = "forwarding.link:"
CLOSING = (
    "Mit diesem Link öffnen Sie Ihren Antrag ohne Kennwort. Geben Sie ihn nur an Menschen weiter, "
    "die für Ihre Organisation handeln. Haben Sie nicht damit gerechnet, tun Sie bitte nichts.\n\n"
    "Diese Nachricht hat die Drehscheibe verschickt, die gemeinsame Plattform der Kommunalen "
    "Integrationszentren."
)


def send_link(case: ForwardingCase, *, link: LinkMaker, at: datetime, language: str = "de") -> None:
    """The link of a case, because somebody asked for it."""
    enqueue(
        to=case.email,
        subject=f"Ihr Link zum Antrag {case.number}",
        text=(
            "Guten Tag,\n\nhier geht es zu Ihrem Antrag auf Fördergeld:\n\n"
            f"{link_of(case, link, at=at)}\n\n"
            "Der Link bleibt gültig. Heben Sie diese Nachricht auf. Sie können jederzeit "
            f"aufhören und später weiterschreiben.\n\n{CLOSING}"
        ),
        key=f"{LINK_KEY}{case.pk}:{at.isoformat()}",
        at=at,
        language=language,
    )


def tell_third_party(case: ForwardingCase, *, news: str, link: LinkMaker, at: datetime) -> None:
    """One sentence of news with the link; `news` names no person and no amount."""
    enqueue(
        to=case.email,
        subject=f"Antrag {case.number}: {news}"[:200],
        text=(
            f"Guten Tag,\n\nzum Antrag {case.number}: {news}. Alles Weitere steht hier:\n\n"
            f"{link_of(case, link, at=at)}\n\n{CLOSING}"
        ),
        key=f"forwarding.case:{case.pk}:{case.version}:{case.status}:{news}"[:200],
        at=at,
    )


def tell_centre(case: ForwardingCase, *, news: str, at: datetime) -> None:
    """Whoever checks applications at the centre: the file number and where to look."""
    centre = case.centre
    places = [centre.organisation_id, centre.carrier_id]
    for to, person in recipients(places, may.CASE_CHECK, on=day_of(at)):
        enqueue(
            to=to,
            subject=f"Antrag {case.number}: {news}"[:200],
            text=(
                f"Guten Tag,\n\nzum Antrag {case.number}: {news}. Bitte melden Sie sich in der "
                "Drehscheibe an und öffnen Sie „Weiterleitung“.\n\nDiese Nachricht hat die "
                "Drehscheibe verschickt."
            ),
            key=f"forwarding.case:{case.pk}:{case.version}:{news}:{person}"[:200],
            at=at,
        )
