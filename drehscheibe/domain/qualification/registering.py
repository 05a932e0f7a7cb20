"""Registering for an event: oneself, a colleague, or (`guests.py`) somebody without account."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.links import give_link
from drehscheibe.domain.qualification.models import (
    Answer,
    Event,
    EventPool,
    Participation,
    Question,
)
from drehscheibe.domain.qualification.qualifications import missing_prerequisites
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.telling import tell_moved
from drehscheibe.domain.registration import permissions as seats_may
from drehscheibe.domain.registration.holding import holding_rows
from drehscheibe.domain.registration.models import LIVE, Pool, Registration
from drehscheibe.domain.registration.seats import Who, register
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.permissions.reach import check, standing_for

TWICE = "Für diese Person gibt es bei dieser Veranstaltung schon eine Anmeldung."


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody asks for: a seat in one part, perhaps in workshops, with answers by question.

    `key` is made by the form: the same wish sent twice is one. `language` is that of the form, and
    of all mails that follow.
    """

    part: EventPool
    key: UUID
    workshops: tuple[EventPool, ...] = ()
    answers: Mapping[int, str] = field(default_factory=dict)
    language: str = "de"

    @property
    def event(self) -> Event:
        """Where."""
        return self.part.event


@transaction.atomic
def register_person(
    *, wish: Wish, person: Person, organisation: Organisation | None, by: Person, at: datetime
) -> Participation:
    """Register oneself, or a colleague of an organisation one may register for.

    Raises `QualificationRefused` (prerequisites, questions, colleague) and `RegistrationRefused`
    (time, twice), `PermissionDenied` without the right.
    """
    check(by, may.CATALOGUE, on=day_of(at))
    _refuse_strangers(person, organisation, by, at)
    missing = missing_prerequisites(wish.event, person)
    if missing:
        raise QualificationRefused(" ".join(missing), "person")
    return take_seats(wish, Who(person=person, organisation=organisation), by=by, at=at)


def take_seats(wish: Wish, who: Who, *, by: Person | None, at: datetime) -> Participation:
    """Seat or queue number, workshops, answers, and the mails of everybody who moved."""
    event = wish.event
    if not event.is_open:
        raise QualificationRefused(
            f"Für diese Veranstaltung kann man sich nicht anmelden: {event.get_status_display()}."
        )
    if wish.part.part == EventPool.Part.WORKSHOP:
        raise QualificationRefused("Bitte wählen Sie, wie Sie teilnehmen.", "part")
    answers = checked_answers(event, wish.answers)
    with holding_all(event):
        known = _known(wish, who)
        if known is not None:
            return known
        outcome = register(pool=wish.part.pool, key=wish.key, who=who, by=by, at=at)
        made = Participation(event=event, registration=outcome.registration, language=wish.language)
        give_link(made)
        made.save()
        moved = [outcome.registration, *outcome.moved, *_workshops(made, wish, who, by=by, at=at)]
        Answer.objects.bulk_create(
            Answer(participation=made, question=question, text=text)
            for question, text in answers.items()
        )
        record("qualification.participation.create", about=made, by=by, at=at)
        tell_moved(moved, at=at, made=made)
        return made


def holding_all(event: Event) -> AbstractContextManager[dict[int, Pool]]:
    """All seats of the event held, so that nobody registers in two parts at once."""
    return holding_rows(Pool.objects.filter(of_event__event=event).select_related("of_event"))


def checked_answers(event: Event, given: Mapping[int, str]) -> dict[Question, str]:
    """The answers worth keeping; raises `QualificationRefused` at the question."""
    kept: dict[Question, str] = {}
    for question in event.questions.all():
        text = given.get(question.pk, "").strip()
        if not text and question.required:
            raise QualificationRefused(
                f"Bitte beantworten Sie: {question.label}", f"question_{question.pk}"
            )
        allowed = {
            Question.Kind.CHOICE: set(question.options),
            Question.Kind.YES_NO: {"ja", "nein"},
        }.get(Question.Kind(question.kind))
        if text and allowed is not None and text not in allowed:
            raise QualificationRefused("Bitte wählen Sie aus.", f"question_{question.pk}")
        if text:
            kept[question] = text[:2000]
    return kept


def _workshops(
    made: Participation, wish: Wish, who: Who, *, by: Person | None, at: datetime
) -> list[Registration]:
    moved: list[Registration] = []
    for workshop in wish.workshops:
        if workshop.event_id != made.event_id or workshop.part != EventPool.Part.WORKSHOP:
            raise QualificationRefused("Diesen Workshop gibt es hier nicht.", "workshops")
        key = uuid5(wish.key, str(workshop.pk))
        outcome = register(pool=workshop.pool, key=key, who=who, by=by, at=at)
        made.workshops.add(outcome.registration)
        moved += [outcome.registration, *outcome.moved]
    return moved


def _refuse_strangers(
    person: Person, organisation: Organisation | None, by: Person, at: datetime
) -> None:
    today = day_of(at)
    if organisation is None:
        if person != by:
            raise QualificationRefused("Bitte wählen Sie die Organisation.", "organisation")
        return
    live = Membership.objects.live(today).filter(person=person, organisation=organisation)
    if not live.exists():
        raise QualificationRefused("Diese Person gehört nicht zu dieser Organisation.", "person")
    able = standing_for(by, on=today).organisations_with(seats_may.REGISTER)
    if person != by and organisation.pk not in able:
        raise QualificationRefused(
            "Andere können Sie nur für Ihre eigene Organisation anmelden.", "person"
        )


def _known(wish: Wish, who: Who) -> Participation | None:
    """What this very wish has made already, or None.

    Raises `QualificationRefused` for a second seat in any part, with account or without: one
    address has one seat.
    """
    email = (who.person.email if who.person else who.guest_email).strip().lower()
    same = Q(registration__guest_email=email) if email else Q()
    same |= (
        Q(registration__person=who.person)
        if who.person
        else Q(registration__person__email__iexact=email)
    )
    same &= Q(registration__status__in=LIVE)
    rows = Participation.objects.filter(same | Q(registration__key=wish.key), event=wish.event)
    found = list(rows.select_related("registration").order_by())
    for each in found:
        if each.registration.key == wish.key:
            return each
    if found:
        raise QualificationRefused(TWICE, "person" if who.person else "email")
    return None
