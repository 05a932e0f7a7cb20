"""Visitors without account: they ask by form, and the seat is given when they open their mail.

Nothing is held for an unconfirmed address: no bot fills a room, and who confirms first comes
first. The page and the mail say so.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from drehscheibe.domain.groups.models import Tier
from drehscheibe.domain.qualification.links import acting_by_link, address
from drehscheibe.domain.qualification.mail_words import ASKED, CONFIRM, said
from drehscheibe.domain.qualification.models import (
    Event,
    EventPool,
    GuestRequest,
    Participation,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import Wish, checked_answers, take_seats
from drehscheibe.domain.registration.seats import Who
from drehscheibe.kernel.access.mailed_links import fingerprint
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system

LASTS = timedelta(hours=24)
LINK_KEY = "qualification.guest:"
MOST_AN_HOUR = 3
"""So many links go to one address for one event within an hour, so that nobody is flooded."""
OVER = (
    "Dieser Link gilt nicht mehr. Bitte melden Sie sich noch einmal an; der neue Link gilt 24 "
    "Stunden."
)


@transaction.atomic
def ask_as_guest(
    *, wish: Wish, name: str, email: str, at: datetime, language: str = "de"
) -> GuestRequest:
    """Keep what was typed and send the link that makes it count.

    The answer to the visitor is always the same: whether the address is registered already shows
    only to who reads its mail. Raises `QualificationRefused` with the field.
    """
    event = wish.event
    _refuse(event, name)
    answers = {each.pk: text for each, text in checked_answers(event, wish.answers).items()}
    secret = secrets.token_urlsafe(32)
    with acting_by_link(request=fingerprint(secret)):
        asked = GuestRequest.objects.create(
            event=event, pool=wish.part, workshops=[each.pk for each in wish.workshops],
            key=wish.key, name=" ".join(name.split()), email=email.strip().lower(),
            answers=answers, language=language, fingerprint=fingerprint(secret), asked_at=at,
            expires_at=at + LASTS,
        )  # fmt: skip
        _send(asked, address("guest_confirm", secret, language=language))
    return asked


def confirm_as_guest(*, secret: str, at: datetime) -> Participation:
    """The link was opened: seat or queue number. A second time it is the same participation.

    Raises `GuestRequest.DoesNotExist` for an unknown link, `QualificationRefused` or
    `RegistrationRefused` when it came too late.
    """
    with acting_by_link(request=fingerprint(secret)):
        rows = GuestRequest.objects.select_related("pool__pool", "pool__event__owner")
        asked = rows.select_for_update(of=("self",)).get(fingerprint=fingerprint(secret))
        if asked.participation_id is not None:
            with acting_as_system():  # the link proves it; only this one row is looked up
                return Participation.objects.get(pk=asked.participation_id)
        if at >= asked.expires_at:
            raise QualificationRefused(OVER)
        made = take_seats(_wish(asked), Who(guest_name=asked.name, guest_email=asked.email),
                          by=None, at=at)  # fmt: skip
        asked.participation, asked.answers = made, {}
        asked.save(update_fields=["participation", "answers"])
        return made


def _wish(asked: GuestRequest) -> Wish:
    workshops = EventPool.objects.filter(pk__in=asked.workshops, event=asked.event_id)
    answers: Mapping[str, str] = asked.answers
    return Wish(
        part=asked.pool, key=UUID(str(asked.key)),
        workshops=tuple(workshops.select_related("pool")),
        answers={int(question): text for question, text in answers.items()},
        language=asked.language,
    )  # fmt: skip


def _refuse(event: Event, name: str) -> None:
    if event.tier != Tier.PUBLIC:
        raise QualificationRefused("Für diese Veranstaltung braucht man ein Konto im Netzwerk.")
    if not event.is_open:
        raise QualificationRefused(
            f"Für diese Veranstaltung kann man sich nicht anmelden: {event.get_status_display()}."
        )
    if event.requires.exists():
        raise QualificationRefused(
            "Diese Veranstaltung hat Voraussetzungen, die nur mit Konto geprüft werden können. "
            "Bitte wenden Sie sich an den Veranstalter."
        )
    if not name.strip():
        raise QualificationRefused("Bitte geben Sie Ihren Namen an.", "name")


def _send(asked: GuestRequest, link: str) -> None:
    hour = asked.asked_at.astimezone(UTC).strftime("%Y%m%d%H")
    mark = f"{LINK_KEY}{asked.event_id}:{fingerprint(asked.email)[:32]}:{hour}:"
    before = OutboxMail.objects.filter(key__startswith=mark).count()
    if before >= MOST_AN_HOUR:
        return
    enqueue(
        to=asked.email,
        subject=f"{asked.event.number}: {said(CONFIRM, asked.language)}",
        text=said(ASKED, asked.language, title=asked.event.title, link=link),
        key=f"{mark}{before}",
        at=asked.asked_at,
        language=asked.language,
    )


@contextmanager
def opened_request(secret: str) -> Iterator[GuestRequest | None]:
    """The unconfirmed request of this link, in a transaction that reaches nothing else."""
    with acting_by_link(request=fingerprint(secret)):
        rows = GuestRequest.objects.select_related("event", "pool")
        yield rows.filter(fingerprint=fingerprint(secret)).first()
