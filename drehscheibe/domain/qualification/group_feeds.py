"""A group's meetings as a calendar, for each who belongs to it, be it as a guest without account.

Whoever signs in opens it herself. To somebody who does not, who leads the group has the address
mailed, and never sees it. It ends when it is revoked, replaced, or with the membership.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.groups.leading import membership_of, only_leading
from drehscheibe.domain.groups.models import Group, GroupMembership
from drehscheibe.domain.qualification.feeds import opened_row
from drehscheibe.domain.qualification.links import address
from drehscheibe.domain.qualification.models import CalendarFeed
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system

SUBJECT = "Sitzungen im Kalender"
TEXT = (
    "Guten Tag,\n\nmit dieser Adresse liest Ihr Kalenderprogramm die Sitzungen einer Gruppe, zu "
    "der Sie gehören:\n\n{address}\n\nBitte fügen Sie sie als abonnierten Kalender ein und "
    "geben Sie sie nicht weiter. Sie ersetzt eine frühere Adresse und endet, wenn Sie die Gruppe "
    "verlassen. Wollen Sie sie nicht mehr, sagen Sie es bitte der Leitung der Gruppe.\n\n"
    "Freundliche Grüße\nIhre Drehscheibe\n"
)


@transaction.atomic
def open_own(*, group: Group, by: Person, at: datetime) -> tuple[CalendarFeed, str]:
    """A member's or guest's own address, shown once; what she had before goes on."""
    if membership_of(by, group, on=day_of(at)) is None:
        raise QualificationRefused("Sie gehören nicht zu dieser Gruppe.")
    return opened_row(CalendarFeed(person=by, of=CalendarFeed.Of.GROUP, group=group), by, at)


@transaction.atomic
def send_to(*, member: GroupMembership, by: Person, at: datetime) -> CalendarFeed:
    """Mail an address to somebody of the group without account; an earlier one ends."""
    only_leading(member.group, by, at)
    _refuse_account(member, at)
    _revoke(feeds_of([member]), by, at)
    row = CalendarFeed(person=member.person, of=CalendarFeed.Of.GROUP, group=member.group)
    feed, secret = opened_row(row, by, at)
    enqueue(
        to=member.person.email, subject=SUBJECT, text=TEXT.format(address=address("feed", secret)),
        key=f"qualification.calendar_feed:{feed.pk}", at=at,
    )  # fmt: skip
    return feed


@transaction.atomic
def end_for(*, member: GroupMembership, by: Person, at: datetime) -> int:
    """Who leads ends the addresses of somebody without account; how many worked."""
    only_leading(member.group, by, at)
    _refuse_account(member, at)
    return _revoke(feeds_of([member]), by, at)


def feeds_of(members: Iterable[GroupMembership]) -> QuerySet[CalendarFeed]:
    """Open addresses of these members for their own group; read them past the wall."""
    rows = list(members)
    found = CalendarFeed.objects.filter(of=CalendarFeed.Of.GROUP, revoked_at=None)
    return found.filter(
        group__in={each.group_id for each in rows}, person__in={each.person_id for each in rows}
    )


def without_account(members: Iterable[GroupMembership]) -> dict[int, bool]:
    """Members that are mailed an address, by id: whether one is open."""
    rows = [
        each
        for each in members
        if each.person.email and getattr(each.person, "account", None) is None
    ]
    with acting_as_system():  # that there is one, for who leads
        served = set(feeds_of(rows).values_list("person_id", flat=True))
    return {each.pk: each.person_id in served for each in rows}


def _refuse_account(member: GroupMembership, at: datetime) -> None:
    if _signs_in(member.person):
        raise QualificationRefused("Wer ein Konto hat, legt die Adresse selbst an.")
    if not member.person.email:
        raise QualificationRefused("Von dieser Person ist keine E-Mail-Adresse bekannt.")
    if membership_of(member.person, member.group, on=day_of(at)) is None:
        raise QualificationRefused("Diese Person gehört nicht mehr zur Gruppe.")


def _signs_in(person: Person) -> bool:
    return getattr(person, "account", None) is not None


def _revoke(rows: QuerySet[CalendarFeed], by: Person, at: datetime) -> int:
    with acting_as_system():  # the rows are the guest's
        found = list(rows.select_for_update())
        rows.update(revoked_at=at)
    for each in found:
        record("qualification.calendar_feed.revoke", about=each, by=by, at=at)
    return len(found)
