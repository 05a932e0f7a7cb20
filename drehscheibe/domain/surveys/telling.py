"""Mails about surveys: at the start to all who may write, reminders to one person of each house."""

from collections.abc import Iterable
from datetime import datetime

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.digests import GATHERING, this_morning
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import Permission, roles

CLOSING = "Freundliche Grüße\nIhre Drehscheibe"
Recipient = tuple[int, str]
"""A person and its address."""


def holders(
    permission: Permission, organisations: Iterable[int], *, at: datetime
) -> dict[int, list[Recipient]]:
    """Who holds the permission at which organisation, with an address."""
    codes = [code for code, role in roles().items() if permission in role.permissions]
    rows = Membership.objects.live(day_of(at)).filter(
        organisation__in=list(organisations), role__in=codes
    )
    found: dict[int, list[Recipient]] = {}
    for place, person, address in (
        rows.exclude(person__email="")
        .order_by("organisation_id", "person_id")
        .values_list("organisation_id", "person_id", "person__email")
    ):
        found.setdefault(place, []).append((person, address))
    return found


def tell_editors(
    organisations: Iterable[int], *, key: str, subject: str, text: str, at: datetime
) -> int:
    """Everybody who may write there, each once for this key."""
    found = holders(may.EDIT, organisations, at=at)
    people = {person: address for each in found.values() for person, address in each}
    return keep_new([mail(f"{key}:{who}", to, subject, text, at) for who, to in people.items()])


def known_keys(beginning: str) -> set[str]:
    """Mails that were written already, by key."""
    rows = OutboxMail.objects.filter(key__startswith=beginning)
    return set(rows.values_list("key", flat=True))


def mail(key: str, to: str, subject: str, text: str, at: datetime) -> OutboxMail:
    """With the usual frame; no name, no house."""
    return OutboxMail(
        key=key, to=to, subject=subject,
        text=f"Guten Tag,\n\n{text}\n\nBitte melden Sie sich an und öffnen Sie „Abfragen“.\n\n"
        f"{CLOSING}\n",
        language="de", created_at=at, send_after=at,
    )  # fmt: skip


def reminder(key: str, to: Recipient, subject: str, text: str, at: datetime) -> OutboxMail:
    """The same as a line of the person's one mail of the day; the night's leave in the morning."""
    made = mail(key, to[1], subject, text, at)
    made.bundle, made.line = f"reminders:{to[0]}", f"{text[0].upper()}{text[1:]}"
    made.send_after = max(at + GATHERING, this_morning(at))
    return made
