"""Who was there: noted in a list, by QR code at the door, or read in from a table."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import (
    Attendance,
    Event,
    Participation,
    Session,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.telling import sessions_of
from drehscheibe.domain.registration.models import RegistrationIs
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check

Was, Source = Attendance.Was, Attendance.Source
SALT = "drehscheibe.qualification.check_in"
DOORS_OPEN = timedelta(hours=2)
"""So long before a session its codes are taken."""


@dataclass(frozen=True)
class Note:
    """What is known of one participant in one session; `minutes` only when partly there."""

    participation: int
    session: int
    was: str
    minutes: int | None = None


@transaction.atomic
def note_attendance(
    *, event: Event, notes: Iterable[Note], source: str = Source.LIST, by: Person, at: datetime
) -> int:
    """Keep what is known; a later note replaces an earlier one. Returns how many were kept.

    Raises `QualificationRefused` before the session begins, for people without a seat, and for
    minutes that the session does not have.
    """
    check(by, may.EVENT_KEEP, event, on=day_of(at))
    people = {each.pk: each for each in seated(event)}
    listed = list(notes)
    for each in listed:
        _keep(people, each, source=source, by=by, at=at)
    record(
        "qualification.attendance.note", about=event, by=by, at=at,
        detail={"notes": len(listed), "source": source},
    )  # fmt: skip
    return len(listed)


def seated(event: Event) -> list[Participation]:
    """Everybody with a seat, with what is needed beside it."""
    rows = event.participations.filter(registration__status=RegistrationIs.CONFIRMED)
    rows = rows.select_related("event", "registration__person", "registration__organisation")
    return list(rows.prefetch_related("event__sessions__workshop", "workshops"))


def code_of(participation: Participation) -> str:
    """What the QR code of a participant says: her number and a mark nobody can make up."""
    return f"{participation.pk}-{_mark(participation.pk)}"


@transaction.atomic
def check_in(*, code: str, session: Session, by: Person, at: datetime) -> Participation:
    """Somebody shows her code at the door: present. A second time changes nothing."""
    check(by, may.EVENT_KEEP, session.event, on=day_of(at))
    number, _, mark = code.strip().upper().partition("-")
    if not number.isdecimal() or not constant_time_compare(mark, _mark(int(number))):
        raise QualificationRefused("Diesen Code kennen wir nicht.", "code")
    if at < session.starts_at - DOORS_OPEN or at > session.ends_at:
        raise QualificationRefused("Codes gelten ab zwei Stunden vor Beginn bis zum Ende.", "code")
    people = {each.pk: each for each in seated(session.event)}
    found = people.get(int(number))
    if found is None:
        raise QualificationRefused("Für diese Veranstaltung gibt es hier keinen Platz.", "code")
    known = found.attendances.filter(session=session, was=Was.PRESENT).exists()
    if not known:
        _keep(people, Note(found.pk, session.pk, Was.PRESENT), source=Source.QR, by=by, at=at,
              early=True)  # fmt: skip
    return found


def _mark(number: int) -> str:
    drawn = salted_hmac(SALT, str(number), algorithm="sha256").digest()
    return base64.b32encode(drawn).decode()[:12]


def _keep(
    people: dict[int, Participation],
    note: Note,
    *,
    source: str,
    by: Person,
    at: datetime,
    early: bool = False,
) -> None:
    participation = people.get(note.participation)
    if participation is None:
        raise QualificationRefused("Anwesend sein kann nur, wer einen Platz hat.")
    own = {each.pk: each for each in sessions_of(participation) if each.called_off_at is None}
    session = own.get(note.session)
    if session is None:
        raise QualificationRefused("Zu diesem Termin gehört diese Person nicht.")
    if at < session.starts_at and not early:
        raise QualificationRefused("Dieser Termin hat noch nicht begonnen.")
    minutes = note.minutes if note.was == Was.PARTIAL else None
    if note.was == Was.PARTIAL and not 0 < (minutes or 0) <= minutes_of(session):
        raise QualificationRefused(
            f"Bitte geben Sie die Minuten an, 1 bis {minutes_of(session)}.", "minutes"
        )
    Attendance.objects.update_or_create(
        participation=participation, session=session,
        defaults={
            "was": note.was, "minutes": minutes, "source": source, "noted_by": by, "noted_at": at,
        },
    )  # fmt: skip


def minutes_of(session: Session) -> int:
    """How long it really lasts, also over midnight and in the nights when clocks change."""
    lasts = session.ends_at.astimezone(UTC) - session.starts_at.astimezone(UTC)
    return int(lasts.total_seconds() // 60)
