"""Reminders of a night: many mails to whoever holds a right somewhere, each exactly once.

The room says whom a reminder concerns and names it by a lasting key; a mail's own key adds the
person, so that a second run, two workers or a crash in the middle change nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import Permission, roles

AT_ONCE = 2_000
"""Mails in one statement."""

Holders = dict[tuple[int, str], list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is told to everybody who holds the permission at one of the organisations."""

    key: str
    places: tuple[int, ...]
    permission: Permission
    subject: str
    text: str
    line: str = ""
    """What it says among others in a person's mail of the day; empty: it leaves alone."""


def send_reminders(
    reminders: Iterable[Reminder], *, at: datetime, leaving: datetime | None = None
) -> int:
    """Put what nobody was told yet into the outbox; how many entries that were.

    Those with a line wait until `leaving` and go as one mail a person and day (`digests.py`).
    Three statements for two thousand mails: who holds what, what is there already, the rest.
    """
    wanted = list(reminders)
    holders = _holders({place for each in wanted for place in each.places}, day_of(at))
    sent, waiting = 0, list[OutboxMail]()
    for mail in _mails(wanted, holders, at, leaving or at):
        waiting.append(mail)
        if len(waiting) >= AT_ONCE:
            sent += keep_new(waiting)
            waiting = []
    return sent + keep_new(waiting)


def _mails(
    reminders: list[Reminder], holders: Holders, at: datetime, leaving: datetime
) -> Iterator[OutboxMail]:
    for each in reminders:
        told: set[int] = set()
        for place in each.places:
            for person, address in holders.get((place, each.permission.code), ()):
                if person in told:
                    continue
                told.add(person)
                yield OutboxMail(
                    key=f"{each.key}:{person}",
                    to=address,
                    subject=each.subject,
                    text=each.text,
                    language="de",
                    created_at=at,
                    send_after=leaving if each.line else at,
                    bundle=f"reminders:{person}" if each.line else "",
                    line=each.line,
                )


def keep_new(mails: list[OutboxMail]) -> int:
    """Write those whose key is new, how many; of two runs at once each key is written by one."""
    keys = [mail.key for mail in mails]
    known = set(OutboxMail.objects.filter(key__in=keys).values_list("key", flat=True))
    new = [mail for mail in mails if mail.key not in known]
    OutboxMail.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def waiting_keys(beginning: str) -> list[str]:
    """The keys of reminders that have not left yet, with the person at their end."""
    waiting = OutboxMail.objects.waiting().filter(key__startswith=beginning)
    return list(waiting.values_list("key", flat=True))


def withdraw(keys: Collection[str]) -> int:
    """Take out what no longer holds before it leaves; what a sender has already taken, leaves."""
    gone, _ = OutboxMail.objects.waiting().filter(key__in=keys).delete()
    return gone


def _holders(places: set[int], on: date) -> Holders:
    """Person and address by organisation and permission, of memberships that are live."""
    by_role = {code: role.permissions for code, role in roles().items()}
    rows = Membership.objects.live(on).filter(organisation__in=places).exclude(person__email="")
    found: Holders = defaultdict(list)
    for place, role, person, address in rows.order_by("person_id").values_list(
        "organisation_id", "role", "person_id", "person__email"
    ):
        for permission in by_role.get(role, ()):
            found[place, permission.code].append((person, address))
    return found
