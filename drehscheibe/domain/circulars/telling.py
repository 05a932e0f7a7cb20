"""Mails about circulars: to whoever it concerns at the addressed houses, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import Circular, CircularAddress
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.digests import GATHERING, this_morning
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import roles

CLOSING = "Freundliche Grüße\nIhre Drehscheibe"


def readers(circular: Circular) -> list[str]:
    """The role codes that are told: those of the letter, else all that may acknowledge."""
    able = [code for code, role in roles().items() if may.ACKNOWLEDGE in role.permissions]
    return [code for code in able if code in circular.roles] if circular.roles else able


@dataclass(frozen=True)
class Words:
    """A mail; with `line` it is one line of the person's one reminder of the day."""

    subject: str
    text: str
    line: str = ""


def tell(
    circular: Circular, addresses: Iterable[CircularAddress], *, key: str, words: Words,
    at: datetime,
) -> int:  # fmt: skip
    """One mail for each person and key; how many were new."""
    places = [each.organisation_id for each in addresses]
    return tell_people(places, readers(circular), key=key, words=words, at=at)


def people_of(
    places: Iterable[int], codes: Iterable[str], *, at: datetime
) -> list[tuple[int, int, str]]:
    """Organisation, person and address of whoever holds one of the roles there."""
    rows = Membership.objects.live(day_of(at)).filter(
        organisation__in=list(places), role__in=list(codes)
    )
    found = rows.exclude(person__email="").order_by("person_id", "organisation_id")
    return list(found.values_list("organisation_id", "person_id", "person__email").distinct())


def tell_people(
    places: Iterable[int], codes: Iterable[str], *, key: str, words: Words, at: datetime
) -> int:
    """The same for people of any organisations in these roles."""
    people = {person: to for _, person, to in people_of(places, codes, at=at)}
    leaving = max(at + GATHERING, this_morning(at)) if words.line else at
    return keep_new(
        [
            OutboxMail(
                key=f"{key}:{person}", to=to, subject=words.subject,
                text=f"Guten Tag,\n\n{words.text}\n\n{CLOSING}\n", language="de",
                created_at=at, send_after=leaving, line=words.line,
                bundle=f"reminders:{person}" if words.line else "",
            )
            for person, to in people.items()
        ]
    )  # fmt: skip
