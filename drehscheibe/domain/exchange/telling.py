"""Mails to the members of a group: each person once, with nothing a guest may not know."""

from datetime import date, datetime

from django.db.models import Q

from drehscheibe.domain.groups.models import Function, Group, GroupMembership
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new

CLOSING = "Freundliche Grüße\nIhre Drehscheibe"


def tell_members(
    group: Group | None, *, key: str, subject: str, text: str, at: datetime, full_only: bool = False
) -> int:
    """Tell every live member with an address, exactly once for this key; how many were new.

    `full_only` leaves the guests out: for whatever follows from internal items.
    """
    if group is None:
        return 0
    return keep_new(
        [
            mail_for(f"{key}:{person}", address, subject, text, at)
            for person, address in addresses_of(group, at=at, full_only=full_only)
        ]
    )


def addresses_of(
    group: Group, *, at: datetime, full_only: bool = False, stays_until: date | None = None
) -> list[tuple[int, str]]:
    """Person and address of every live member that has one, each once.

    `stays_until` leaves out whoever will have left before that day.
    """
    members = GroupMembership.objects.live(day_of(at)).filter(group=group)
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
