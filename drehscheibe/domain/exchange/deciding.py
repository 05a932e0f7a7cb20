"""Decisions: proposed, voted on with one vote an organisation, closed, superseded (Sc 2.6)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from drehscheibe.domain.exchange.models import (
    AgendaItem,
    Choice,
    Decision,
    DecisionIs,
    Vote,
    Way,
)
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.workflow import DECISION
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.following import perform_following


@dataclass(frozen=True)
class Motion:
    """What is to be decided; `closes_at` ends the vote by itself."""

    text: str
    way: str
    closes_at: datetime | None = None
    review_on: date | None = None
    supersedes: Decision | None = None


@transaction.atomic
def propose(*, item: AgendaItem, motion: Motion, by: Person, at: datetime) -> Decision:
    """Put a motion under its number; numbers are given in the locked group, without a gap."""
    group = item.meeting.group
    if group is None or not leads(by, group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
    if not motion.text.strip():
        raise ExchangeRefused("Bitte schreiben Sie, was beschlossen werden soll.", "text")
    old = motion.supersedes
    if old is not None and (old.group_id != group.pk or old.status != DecisionIs.TAKEN):
        raise ExchangeRefused("Ersetzt werden kann ein gefasster Beschluss dieser Gruppe.",
                              "supersedes")  # fmt: skip
    Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    if old is not None and Decision.objects.filter(supersedes=old).exists():
        raise ExchangeRefused("Dieser Beschluss ist schon ersetzt.", "supersedes")
    year = day_of(at).year
    last = Decision.objects.filter(group=group, year=year).aggregate(last=Max("number"))["last"]
    decision = Decision.objects.create(
        item=item, group=group, year=year, number=(last or 0) + 1, text=motion.text.strip(),
        way=motion.way, proposed_at=at, closes_at=motion.closes_at, review_on=motion.review_on,
        supersedes=old,
    )  # fmt: skip
    record("exchange.decision.propose", about=decision, by=by, at=at)
    return decision


@transaction.atomic
def vote(*, decision: Decision, choice: str, by: Person, at: datetime) -> Vote:
    """One vote of the person's organisation, changed as often as wanted until the vote closes.

    A principal's vote replaces the deputy's; a deputy does not replace the principal's. Raises
    `ExchangeRefused` after closing and for guests.
    """
    held = Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision.pk)
    if held.way != Way.VOTE:
        raise ExchangeRefused("Über diesen Antrag wird nicht abgestimmt.")
    if held.status != DecisionIs.OPEN or (held.closes_at is not None and at >= held.closes_at):
        raise ExchangeRefused("Die Abstimmung ist geschlossen.")
    member = membership_of(by, held.group, on=day_of(at))
    if member is None or member.function == Function.GUEST or member.on_behalf_of is None:
        raise ExchangeRefused("Abstimmen können die Mitglieder der Gruppe.")
    as_deputy = member.function == Function.DEPUTY
    given = Vote.objects.filter(decision=held, organisation=member.on_behalf_of).first()
    if given is not None and as_deputy and not given.as_deputy:
        raise ExchangeRefused("Für Ihre Organisation ist schon abgestimmt.")
    cast, _ = Vote.objects.update_or_create(
        decision=held, organisation=member.on_behalf_of,
        defaults={"choice": Choice(choice), "as_deputy": as_deputy, "by": by, "at": at},
    )  # fmt: skip
    record("exchange.decision.vote", about=held, by=by, at=at, detail={"deputy": as_deputy})
    return cast


@transaction.atomic
def close_vote(
    *, decision: Decision, valid_from: date | None = None, by: Person, at: datetime
) -> Decision:
    """Count and state the outcome: more yes than no takes it; a tie rejects it."""
    held = _open(decision, by, at)
    if held.way == Way.VOTE:
        counts = {each: held.votes.filter(choice=each).count() for each in Choice}
        held.yes, held.no = counts[Choice.YES], counts[Choice.NO]
        held.abstentions = counts[Choice.ABSTAIN]
        if not sum(counts.values()):
            raise ExchangeRefused("Es hat noch niemand abgestimmt.")
        held.save(update_fields=["yes", "no", "abstentions"])
        if held.yes <= held.no:
            perform_following(DECISION, "reject", on=[held], by=by, at=at)
            return held
    starts = valid_from or day_of(at)
    perform_following(DECISION, "take", on=[held], by=by, at=at, valid_from=starts)
    return held


def holds_on(decision: Decision, day: date) -> bool:
    """Whether a decision is in force: taken, begun, not superseded by one that has begun."""
    if decision.status != DecisionIs.TAKEN or decision.valid_from is None:
        return False
    newer = Decision.objects.filter(
        supersedes=decision, status=DecisionIs.TAKEN, valid_from__lte=day
    )
    return decision.valid_from <= day and not newer.exists()


def _open(decision: Decision, by: Person, at: datetime) -> Decision:
    held = Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision.pk)
    if not leads(by, held.group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
    if held.status != DecisionIs.OPEN:
        raise ExchangeRefused("Das Ergebnis ist schon festgestellt.")
    return held
