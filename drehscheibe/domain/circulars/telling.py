"""Mails about circulars: to whoever it concerns at the addressed houses, each once."""

from collections.abc import Iterable
from datetime import datetime

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import Circular, CircularAddress
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import roles

CLOSING = "Freundliche Grüße\nIhre Drehscheibe"


def readers(circular: Circular) -> list[str]:
    """The role codes that are told: those of the letter, else all that may acknowledge."""
    able = [code for code, role in roles().items() if may.ACKNOWLEDGE in role.permissions]
    return [code for code in able if code in circular.roles] if circular.roles else able


def tell(
    circular: Circular,
    addresses: Iterable[CircularAddress],
    *,
    key: str,
    subject: str,
    text: str,
    at: datetime,
) -> int:
    """One mail for each person and key; how many were new."""
    places = [each.organisation_id for each in addresses]
    return tell_people(places, readers(circular), key=key, subject=subject, text=text, at=at)


def tell_people(
    places: Iterable[int], codes: Iterable[str], *, key: str, subject: str, text: str, at: datetime
) -> int:
    """The same for people of any organisations in these roles."""
    rows = Membership.objects.live(day_of(at)).filter(
        organisation__in=list(places), role__in=list(codes)
    )
    people = rows.exclude(person__email="").values_list("person_id", "person__email").distinct()
    return keep_new(
        [
            OutboxMail(
                key=f"{key}:{person}", to=address, subject=subject,
                text=f"Guten Tag,\n\n{text}\n\n{CLOSING}\n", language="de", created_at=at,
                send_after=at,
            )
            for person, address in people.order_by("person_id")
        ]
    )  # fmt: skip
