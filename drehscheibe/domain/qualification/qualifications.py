"""What people are qualified for: prerequisites of events, validity, the register of multipliers."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import (
    Certificate,
    Event,
    Qualification,
    QualificationKind,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.deadlines import months_after
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, standing_for


def missing_prerequisites(event: Event, person: Person) -> list[str]:
    """What the person lacks on the first day of the event, in words for her; empty: nothing."""
    needed = list(event.requires.all())
    if not needed or event.starts_at is None:
        return []
    first = day_of(event.starts_at)
    held = Qualification.objects.filter(person=person, kind__in=needed)
    valid = set(held.held_on(first).values_list("kind", flat=True))
    until = dict(held.order_by("holds_until").values_list("kind", "holds_until"))
    return [_lacking(kind, until.get(kind.pk), first) for kind in needed if kind.pk not in valid]


def _lacking(kind: QualificationKind, until: date | None, first: date) -> str:
    if until is not None and until < first:
        return (
            f"Voraussetzung ist „{kind}“. Sie ist am {german_day(until)} abgelaufen und gilt am "
            f"{german_day(first)} nicht mehr."
        )
    return f"Voraussetzung ist „{kind}“. Dazu ist nichts eingetragen."


def grant(certificate: Certificate, kind: QualificationKind, *, by: Person, at: datetime) -> None:
    """What a certified course makes of a person with an account; guests have the paper alone."""
    participation, event = certificate.participation, certificate.event
    person = participation.registration.person
    if person is None or event.ends_at is None:
        return
    since = day_of(event.ends_at)
    granted = Qualification.objects.create(
        person=person, kind=kind, granted_by=event.owner, certificate=certificate,
        works_for=participation.registration.organisation, holds_from=since,
        holds_until=None if kind.months is None else months_after(since, kind.months),
    )  # fmt: skip
    granted.fields_of_action.set(event.fields_of_action.all())
    record("qualification.qualification.grant", about=granted, by=by, at=at)


@transaction.atomic
def enter_qualification(
    *, person: Person, kind: QualificationKind, granted_by: Organisation, holds_from: date,
    by: Person, at: datetime,
) -> Qualification:  # fmt: skip
    """Enter what was acquired elsewhere, on the word of one's own organisation."""
    if granted_by.pk not in standing_for(by, on=day_of(at)).organisations_with(may.EVENT_CERTIFY):
        raise QualificationRefused("Für diese Organisation können Sie nichts eintragen.")
    entered = Qualification.objects.create(
        person=person, kind=kind, granted_by=granted_by, works_for=granted_by,
        holds_from=holds_from,
        holds_until=None if kind.months is None else months_after(holds_from, kind.months),
    )  # fmt: skip
    record("qualification.qualification.enter", about=entered, by=by, at=at)
    return entered


@transaction.atomic
def list_as_multiplier(
    *, qualification: Qualification, listed: bool, by: Person, at: datetime
) -> Qualification:
    """Stand in the register, or no longer: the person's own word alone."""
    mine = Qualification.objects.select_for_update().get(pk=qualification.pk)
    if mine.person_id != by.pk:
        raise QualificationRefused("Über den Eintrag entscheidet die Person selbst.")
    if listed and not mine.kind.multiplier:
        raise QualificationRefused("Diese Qualifikation gehört nicht in das Verzeichnis.")
    mine.listed_at = at if listed else None
    mine.save(update_fields=["listed_at"])
    record("qualification.qualification.list", about=mine, by=by, at=at, detail={"listed": listed})
    return mine


def multipliers(
    standing: Standing, *, kind: QualificationKind | None = None, field_of_action: str = ""
) -> QuerySet[Qualification]:
    """The register on the day: who agreed to be found, and is still qualified."""
    rows = Qualification.objects.held_on(standing.on).filter(
        kind__multiplier=True, listed_at__isnull=False
    )
    if kind is not None:
        rows = rows.filter(kind=kind)
    if field_of_action:
        rows = rows.filter(fields_of_action=field_of_action)
    return rows.select_related("person", "kind", "works_for").order_by(
        "person__family_name", "person__given_name", "pk"
    )
