"""Certificates: who has earned one, the paper, its number, its end.

The rule: every mandatory session, and at least so many percent of the teaching units of the dates
the participant had a seat for. Whoever was partly there has the whole units of 45 minutes.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.attendance import seated
from drehscheibe.domain.qualification.links import address
from drehscheibe.domain.qualification.mail_words import CERTIFIED, REVOKED
from drehscheibe.domain.qualification.models import (
    HELD,
    Attendance,
    Certificate,
    Event,
    EventIs,
    Participation,
    Qualification,
    Session,
)
from drehscheibe.domain.qualification.qualifications import grant
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.telling import mail_about, sessions_of
from drehscheibe.domain.registration.models import RegistrationIs
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import Letter, Party, Signature, letter_pdf
from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.reminders import keep_new
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check

UNIT = 45
"""Minutes of a teaching unit."""
TEMPLATE = Path(__file__).parent / "letters" / "certificate.typ"
TEMPLATE_VERSION = 1
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of a serial: none that look alike."""
HUNDRED = 100


@dataclass(frozen=True)
class Earned:
    """What somebody was there for, and why it is not enough, when it is not."""

    units: Decimal
    of: Decimal
    lacking: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether it makes a certificate."""
        return not self.lacking


def earned(participation: Participation) -> Earned:
    """What the rule of the event says of this participant."""
    sessions = [each for each in sessions_of(participation) if each.called_off_at is None]
    known = {each.session_id: each for each in participation.attendances.all()}
    lacking = []
    if participation.registration.status != RegistrationIs.CONFIRMED:
        lacking.append("Kein bestätigter Platz.")
    return _judged(sessions, known, participation.event.certificate_percent, lacking)


def _judged(
    sessions: list[Session], known: Mapping[int, Attendance], percent: int, lacking: list[str]
) -> Earned:
    units = sum((_units(each, known.get(each.pk)) for each in sessions), Decimal(0))
    of = sum((each.units for each in sessions), Decimal(0))
    for each in sessions:
        there = known.get(each.pk)
        if each.mandatory and (there is None or there.was != Attendance.Was.PRESENT):
            lacking.append(f"Pflichtteil fehlt: {each}.")
    if of == 0 or units * HUNDRED < of * percent:
        share = 0 if of == 0 else int(units * HUNDRED / of)
        lacking.append(
            f"{german_number(units)} von {german_number(of)} UE ({share} %), "
            f"nötig sind {percent} %."
        )
    return Earned(units, of, tuple(lacking))


def _units(session: Session, there: Attendance | None) -> Decimal:
    if there is None or there.was not in (Attendance.Was.PRESENT, Attendance.Was.PARTIAL):
        return Decimal(0)
    if there.was == Attendance.Was.PRESENT:
        return session.units
    return min(session.units, Decimal((there.minutes or 0) // UNIT))


@transaction.atomic
def issue_certificate(*, participation: Participation, by: Person, at: datetime) -> Certificate:
    """The paper for one participant; again is the same. Raises `QualificationRefused` with why."""
    check(by, may.EVENT_CERTIFY, participation.event, on=day_of(at))
    rows = Participation.objects.select_related("event__owner", "registration__person__account")
    locked = rows.select_for_update(of=("self",)).get(pk=participation.pk)
    event = locked.event
    known = locked.certificates.filter(state=Certificate.State.ISSUED).first()
    if known is not None:
        return known
    if event.status not in (EventIs.DONE, EventIs.ARCHIVED):
        raise QualificationRefused("Bescheinigungen gibt es, wenn die Veranstaltung beendet ist.")
    found = earned(locked)
    if not found.enough:
        raise QualificationRefused(" ".join(found.lacking))
    return _issue(locked, found, by=by, at=at)


@transaction.atomic
def issue_all(*, event: Event, by: Person, at: datetime) -> int:
    """Papers for everybody who has earned one and has none; how many are new."""
    check(by, may.EVENT_CERTIFY, event, on=day_of(at))
    if event.status not in HELD:
        raise QualificationRefused("Die Veranstaltung hat noch nicht stattgefunden.")
    having = set(
        event.certificates.exclude(state=Certificate.State.REPLACED)
        .values_list("participation", flat=True)
    )  # fmt: skip
    new = [each for each in seated(event) if each.pk not in having and earned(each).enough]
    for each in new:
        issue_certificate(participation=each, by=by, at=at)
    return len(new)


@transaction.atomic
def replace_certificate(
    *, certificate: Certificate, reason: str, by: Person, at: datetime
) -> Certificate:
    """A new paper for the same participation, e.g. with the name as it is spelled now."""
    old = _ended(certificate, Certificate.State.REPLACED, reason, by=by, at=at)
    found = earned(old.participation)
    if not found.enough:
        raise QualificationRefused(" ".join(found.lacking))
    new = _issue(old.participation, found, by=by, at=at, grants=False)
    Certificate.objects.filter(pk=old.pk).update(replaced_by=new)
    Qualification.objects.filter(certificate=old).update(certificate=new)
    return new


@transaction.atomic
def revoke_certificate(
    *, certificate: Certificate, reason: str, by: Person, at: datetime
) -> Certificate:
    """It holds no more: the check page says since when, what it granted ends (Sc 1.4)."""
    ended = _ended(certificate, Certificate.State.REVOKED, reason, by=by, at=at)
    Qualification.objects.filter(certificate=ended).update(ended_at=at)
    keep_new([
        mail_about(
            ended.participation, kind=f"revoked:{ended.pk}",
            news=REVOKED, at=at,
        )
    ])  # fmt: skip
    return ended


def _ended(
    certificate: Certificate, state: str, reason: str, *, by: Person, at: datetime
) -> Certificate:
    check(by, may.EVENT_CERTIFY, certificate.event, on=day_of(at))
    known = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if known.state != Certificate.State.ISSUED:
        raise QualificationRefused(f"Diese Bescheinigung ist schon {known.get_state_display()}.")
    if not reason.strip():
        raise QualificationRefused("Bitte nennen Sie den Grund.", "reason")
    known.state, known.ended_at, known.end_reason = state, at, reason.strip()
    known.save(update_fields=["state", "ended_at", "end_reason"])
    record(f"qualification.certificate.{state}", about=known, by=by, at=at)
    publish_change()  # the check page is kept at the edge
    return known


def _issue(
    participation: Participation, found: Earned, *, by: Person, at: datetime, grants: bool = True
) -> Certificate:
    event = participation.event
    serial = new_serial(event)
    snapshot = _snapshot(participation, found, serial, at)
    document = freeze_letter(
        content=letter_pdf(_letter(event, snapshot, at), issued_at=at),
        series=f"qualification.certificate:{serial}", owner=event.owner, by=by, at=at,
        title=f"Teilnahmebescheinigung {serial}",
    )  # fmt: skip
    made = Certificate.objects.create(
        serial=serial, event=event, participation=participation, units=found.units,
        snapshot=snapshot, template_version=TEMPLATE_VERSION, document=document, issued_by=by,
        issued_at=at,
    )  # fmt: skip
    record("qualification.certificate.issue", about=made, by=by, at=at)
    if grants and event.grants is not None:
        grant(made, event.grants, by=by, at=at)
    news = mail_about(participation, kind=f"certificate:{made.pk}", news=CERTIFIED, at=at)
    keep_new([news] if news.to else [])
    return made


def new_serial(event: Event) -> str:
    """The number of the event and eight letters nobody guesses (2^40).

    A serial is the key of the public check page, so it must not be countable.
    """
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{event.number[2:]}-{drawn[:4]}-{drawn[4:]}"


def _snapshot(
    participation: Participation, found: Earned, serial: str, at: datetime
) -> dict[str, object]:
    event = participation.event
    there = set(
        participation.attendances.filter(was__in=[Attendance.Was.PRESENT, Attendance.Was.PARTIAL])
        .values_list("session", flat=True)
    )  # fmt: skip
    dates = [each for each in sessions_of(participation) if each.pk in there]
    return {
        "serial": serial, "name": participation.name, "event": event.number,
        "title": event.title, "kind": event.get_kind_display(), "held_by": event.owner.name,
        "sessions": [
            {
                "on": german_day(day_of(each.starts_at)), "title": each.title,
                "units": german_number(each.units),
            }
            for each in dates
        ],
        "units": german_number(found.units), "of": german_number(found.of),
        "grants": "" if event.grants is None else event.grants.label,
        "issued_on": german_day(day_of(at)),
    }  # fmt: skip


def _letter(event: Event, snapshot: Mapping[str, object], at: datetime) -> Letter:
    owner, today = event.owner, day_of(at)
    place = owner.address_on(today)
    return Letter(
        template=TEMPLATE,
        subject="Teilnahmebescheinigung",
        number=str(snapshot["serial"]),
        dated_on=today,
        version=TEMPLATE_VERSION,
        sender=Party(
            name=owner.name_on(today), unit=place.unit if place else "",
            lines=place.lines if place else (),
        ),
        recipient=Party(name=str(snapshot["name"])),
        salutation="",
        content={**snapshot, "check": check_address(str(snapshot["serial"]))},
        signature=Signature(
            greeting=(owner.name_on(today),),
            note="Diese Bescheinigung wurde elektronisch erstellt und gilt ohne Unterschrift.",
        ),
    )  # fmt: skip


def check_address(serial: str) -> str:
    """Where anybody sees whether the paper holds."""
    return address("certificate", serial)
