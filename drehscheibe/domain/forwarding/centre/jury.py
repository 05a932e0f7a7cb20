"""The jury: a meeting, its members, who is biased, the votes, and the ranking that stands."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.jury_bias import organisations_of, refuse_bias
from drehscheibe.domain.forwarding.centre.jury_rules import jury_rules
from drehscheibe.domain.forwarding.centre.ranking import ranking
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.comparing import name_key
from drehscheibe.domain.forwarding.models import (
    CaseIs,
    ForwardingCall,
    ForwardingCase,
    JuryConflict,
    JuryMeeting,
    JuryMember,
    JuryVote,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import allows, check, locked_for
from drehscheibe.kernel.workflow.actions import perform

CLOSED = "Diese Sitzung ist geschlossen; ihre Reihung steht fest."
MOST_POINTS = 10


@dataclass(frozen=True)
class Guest:
    """Who votes: somebody of the platform or a named guest, and for whom they stand."""

    name: str
    organisation: str = ""
    person: Person | None = None


@transaction.atomic
def call_meeting(
    *, call: ForwardingCall, held_on: date, place: str, by: Person, at: datetime
) -> JuryMeeting:
    """A meeting of the jury on the applications of one call."""
    meeting = JuryMeeting.objects.create(
        call=call, centre_id=call.centre_id, held_on=held_on, place=place, created_by=by,
        created_at=at,
    )  # fmt: skip
    check(by, may.JURY_KEEP, meeting, on=day_of(at))
    record("forwarding.jury.call", about=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def seat_member(*, meeting: JuryMeeting, guest: Guest, by: Person, at: datetime) -> JuryMember:
    """Somebody joins the jury; their organisations are compared with the applicants' later.

    A person of the platform votes signed in and therefore works for the centre or its carrier;
    everybody else sits as a named guest. Raises `StepRefused`.
    """
    room = _open(meeting, by, at)
    person = guest.person
    acts_for = organisations_of(person, on=day_of(at)) if person else {}
    if person is not None and not allows(person, may.JURY_VOTE, room, on=day_of(at)):
        raise StepRefused(
            f"{person} arbeitet nicht für dieses Zentrum oder seinen Träger. Nehmen Sie die Person "
            "als Gast auf.",
            field="person",
        )
    name = " ".join((str(person) if person else guest.name).split())
    if room.members.filter(Q(name__iexact=name) | Q(person__isnull=False, person=person)).exists():
        raise StepRefused(f"{name} ist schon in dieser Jury.", field="person" if person else "name")
    stands_for = guest.organisation.strip() or next(iter(acts_for.values()), "")
    member = JuryMember.objects.create(
        meeting=room,
        person=person,
        name=name,
        organisation_name=stands_for,
        organisation_key=name_key(stands_for),
        further_keys=sorted(acts_for),
    )
    record("forwarding.jury.seat", about=member, by=by, at=at)
    return member


@transaction.atomic
def declare_bias(
    *, member: JuryMember, case: ForwardingCase, reason: str, by: Person, at: datetime
) -> JuryConflict:
    """A member is biased in a case (Befangenheit) and does not vote on it.

    Members of the platform declare it themselves; who keeps the meeting enters it for anybody.
    """
    own = member.person_id == by.pk
    _open(member.meeting, by, at, may.JURY_VOTE if own else may.JURY_KEEP)
    _locked(member)
    if JuryVote.objects.filter(member=member, case=case).exists():
        raise StepRefused(f"{member} hat über diesen Antrag schon abgestimmt.")
    if not reason.strip():
        raise StepRefused("Nennen Sie den Grund der Befangenheit.", field="reason")
    conflict, _ = JuryConflict.objects.get_or_create(
        member=member, case=case, defaults={"reason": reason.strip(), "declared_at": at}
    )
    record("forwarding.jury.bias", about=conflict, by=by, at=at, detail={"case": case.pk})
    return conflict


@transaction.atomic
def cast_vote(
    *, member: JuryMember, case: ForwardingCase, points: int | None, by: Person, at: datetime
) -> JuryVote:
    """Points from 0 to 10 for a checked case, None to abstain; never for the own association.

    A person of the platform votes signed in, a guest's vote is entered from the minutes. Given
    again it replaces the vote while the meeting is open. Raises `StepRefused`.
    """
    if member.person_id not in {None, by.pk}:
        raise StepRefused(f"{member} stimmt angemeldet selbst ab.")
    own = member.person_id is not None
    room = _open(member.meeting, by, at, may.JURY_VOTE if own else may.JURY_KEEP)
    member = _locked(member)
    if points is not None and not 0 <= points <= MOST_POINTS:
        raise StepRefused(f"Punkte gehen von 0 bis {MOST_POINTS}.", field="points")
    row = ForwardingCase.objects.get(pk=case.pk)
    if row.call_id != room.call_id or row.status != CaseIs.CHECKED:
        raise StepRefused(f"Über {row.number} kann nicht abgestimmt werden: erst prüfen.")
    refuse_bias(member, row)
    vote, _ = JuryVote.objects.update_or_create(
        member=member, case=row, defaults={"points": points, "entered_by": by, "entered_at": at}
    )
    record("forwarding.jury.vote", about=vote, by=by, at=at, detail={"case": row.pk})
    return vote


@transaction.atomic
def close_meeting(*, meeting: JuryMeeting, minutes: str, by: Person, at: datetime) -> JuryMeeting:
    """Close the meeting: ranks follow from the votes and stand from here on."""
    room = _open(meeting, by, at)
    _refuse_too_few(room)
    votes: dict[int, list[int | None]] = {}
    rows = JuryVote.objects.filter(member__meeting=room, case__status=CaseIs.CHECKED)
    for case_id, points in rows.order_by("case_id", "member_id").values_list("case_id", "points"):
        votes.setdefault(case_id, []).append(points)
    ranks = ranking(votes)
    if not ranks:
        raise StepRefused("Es liegt noch keine Stimme vor. Tragen Sie zuerst die Punkte ein.")
    for case in ForwardingCase.objects.filter(pk__in=ranks).order_by("pk"):
        ForwardingCase.objects.filter(pk=case.pk).update(rank=ranks[case.pk])
        perform(CASE, "rank", on=case, by=by, at=at)
    room.minutes, room.closed_at = minutes.strip(), at
    room.save(update_fields=["minutes", "closed_at"])
    record("forwarding.jury.close", about=room, by=by, at=at, detail={"cases": len(ranks)})
    return room


def _refuse_too_few(room: JuryMeeting) -> None:
    """Fewer members than the quorum, where one is known, rank nothing."""
    needed = jury_rules().quorum
    voted = room.members.filter(votes__isnull=False).distinct().count()
    if needed.value is not None and voted < needed.value:
        raise StepRefused(
            f"Beschlussfähig ist die Jury ab {needed.value} Mitgliedern ({needed.source}); "
            f"abgestimmt haben {voted}."
        )


def _open(
    meeting: JuryMeeting, by: Person, at: datetime, needed: Permission = may.JURY_KEEP
) -> JuryMeeting:
    """The locked meeting while it is open: votes and the closing wait for each other."""
    room = locked_for(by, needed, meeting, on=day_of(at))
    if room.closed_at is not None:
        raise StepRefused(CLOSED)
    return room


def _locked(member: JuryMember) -> JuryMember:
    rows = JuryMember.objects.select_related("person").select_for_update(of=("self",))
    return rows.get(pk=member.pk)
