"""Date polls: proposed, answered, closed by the date that suits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.exchange.meetings import When, schedule_meeting
from drehscheibe.domain.exchange.models import DatePoll, Meeting, PollAnswer, PollOption
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.telling import tell_members
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Group, Tier
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.people.models import Person

Suits = PollAnswer.Suits


@dataclass(frozen=True)
class Standing:
    """How a date fares."""

    option: PollOption
    yes: int
    maybe: int
    no: int


@transaction.atomic
def open_poll(
    *, group: Group, title: str, dates: Sequence[tuple[datetime, datetime]], closes_at: datetime,
    by: Person, at: datetime,
) -> DatePoll:  # fmt: skip
    """Ask all members which of the dates suits."""
    if not leads(by, group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
    if closes_at <= at:
        raise ExchangeRefused("Die Frist liegt in der Vergangenheit.", "closes_at")
    if not dates or any(ends <= starts for starts, ends in dates):
        raise ExchangeRefused("Bitte nennen Sie Termine, deren Ende nach dem Anfang liegt.",
                              "dates")  # fmt: skip
    poll = DatePoll.objects.create(
        group=group, owner=group.host, tier=Tier.GROUP, title=title.strip(), closes_at=closes_at,
        opened_by=by, opened_at=at,
    )  # fmt: skip
    PollOption.objects.bulk_create(
        PollOption(poll=poll, starts_at=starts, ends_at=ends) for starts, ends in sorted(set(dates))
    )
    record("exchange.poll.open", about=poll, by=by, at=at, detail={"dates": len(dates)})
    tell_members(
        poll, key=f"exchange.poll:{poll.pk}:open", at=at, subject="Welcher Termin passt?",
        text=f"bitte sagen Sie bis {german_moment(closes_at)}, welcher Termin Ihnen passt.",
    )  # fmt: skip
    return poll


@transaction.atomic
def answer(*, poll: DatePoll, suits: Mapping[int, str], by: Person, at: datetime) -> None:
    """Say which dates suit, by option id; changed as often as wanted until the poll closes."""
    held = DatePoll.objects.select_for_update(of=("self",), no_key=True).get(pk=poll.pk)
    if held.group is None or membership_of(by, held.group, on=day_of(at)) is None:
        raise ExchangeRefused("Antworten können die Mitglieder der Gruppe.")
    if held.closed_at is not None or at >= held.closes_at:
        raise ExchangeRefused("Die Umfrage ist geschlossen.")
    for option in held.options.filter(pk__in=suits):
        PollAnswer.objects.update_or_create(
            option=option, person=by, defaults={"suits": Suits(suits[option.pk]), "at": at}
        )
    record("exchange.poll.answer", about=held, by=by, at=at)


def standings(poll: DatePoll) -> list[Standing]:
    """Every date with its answers, the best first: most yes, then fewest no, then the earliest."""
    found = []
    for option in poll.options.prefetch_related("answers"):
        given = [each.suits for each in option.answers.all()]
        found.append(Standing(option, *(given.count(each) for each in Suits)))
    return sorted(found, key=lambda each: (-each.yes, each.no, each.option.starts_at))


@transaction.atomic
def choose(*, option: PollOption, place: str = "", by: Person, at: datetime) -> Meeting:
    """Close the poll with this date and plan the meeting."""
    held = DatePoll.objects.select_for_update(of=("self",), no_key=True).get(pk=option.poll_id)
    if held.closed_at is not None or held.group is None:
        raise ExchangeRefused("Aus dieser Umfrage ist schon ein Termin geworden.")
    when = When(held.title, option.starts_at, option.ends_at, place)
    meeting = schedule_meeting(group=held.group, when=when, by=by, at=at)
    DatePoll.objects.filter(pk=held.pk).update(closed_at=at, meeting=meeting)
    record("exchange.poll.choose", about=held, by=by, at=at)
    return meeting
