"""Mails to the members of a group: each person once, with nothing a guest may not know."""

from datetime import date, datetime

from django.db.models import Q

from drehscheibe.domain.groups.models import Function, GroupMembership, Tiered
from drehscheibe.domain.groups.visibility import knowing
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new

CLOSING = "Freundliche Grüße\nIhre Drehscheibe"


def tell_members(
    thing: Tiered, *, key: str, subject: str, text: str, at: datetime, full_only: bool = False
) -> int:
    """Tell every live member of its group who may know of it, exactly once for this key; how many
    were new.

    `full_only` leaves the guests out: for whatever follows from internal items.
    """
    return keep_new(
        [
            mail_for(f"{key}:{person}", address, subject, text, at)
            for person, address in addresses_of(thing, at=at, full_only=full_only)
        ]
    )


def addresses_of(
    thing: Tiered, *, at: datetime, full_only: bool = False, stays_until: date | None = None
) -> list[tuple[int, str]]:
    """Person and address of every live member of its group who may know of it, each once.

    `stays_until` leaves out whoever will have left before that day.
    """
    day = day_of(at)
    members = GroupMembership.objects.live(day).filter(knowing(thing, on=day), group=thing.group_id)
    if full_only:
        members = members.exclude(function=Function.GUEST)
    if stays_until is not None:
        members = members.filter(Q(until__isnull=True) | Q(until__gte=stays_until))
    people = members.exclude(person__email="").values_list("person_id", "person__email")
    return list(people.distinct().order_by("person_id"))


def mail_for(key: str, to: str, subject: str, text: str, at: datetime) -> OutboxMail:
    """A mail with the usual frame; names of people stand in none."""
    return OutboxMail(
        key=key, to=to, subject=subject, text=f"Guten Tag,\n\n{text}\n\n{CLOSING}\n",
        language="de", created_at=at, send_after=at,
    )  # fmt: skip
