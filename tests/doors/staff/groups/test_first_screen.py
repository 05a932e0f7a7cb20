"""What groups ask of somebody stands on the first screen, and goes when it is done."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from drehscheibe.domain.exchange.deciding import Motion, close_vote, propose, vote
from drehscheibe.domain.exchange.drafting import save_draft
from drehscheibe.domain.exchange.models import DatePoll
from drehscheibe.domain.exchange.polling import answer, open_poll
from drehscheibe.domain.exchange.recording import circulate
from drehscheibe.domain.exchange.workflow import ACTION
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.domain.groups.actions import ask_to_join
from drehscheibe.domain.groups.models import Group
from drehscheibe.doors.staff.groups import tasks
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.workflow.actions import perform
from tests import factories
from tests.domain.exchange.stories import Circle, circle, held, planned, point

pytestmark = pytest.mark.django_db


def said(person: Person) -> list[str]:
    """The lines of both bands, without what follows the colon."""
    now = timezone.now()
    standing = standing_of(person, on=timezone.localdate())
    lines = [each.what for make in (*tasks.DUE, *tasks.WAITING) for each in make(standing, now)]
    return sorted(line.partition(":")[0] for line in lines)


@pytest.fixture
def own() -> Circle:
    """A vote, minutes to read, a date poll, an action, somebody who asks, a review."""
    now = timezone.now()
    found = circle(now - timedelta(days=30))
    meeting = planned(found, now - timedelta(days=3), at=now - timedelta(days=9))
    item = point(found, meeting, "Bericht", at=now - timedelta(days=9))
    held(found, meeting, item, at=now - timedelta(days=2))
    by: dict[str, Any] = {"by": found.chair, "at": now}
    save_draft(meeting=meeting, typed={"text": "Gut"}, seen=0, **by)
    meeting.refresh_from_db()
    circulate(meeting=meeting, until=day_of(now) + timedelta(days=5), **by)
    propose(item=item, motion=Motion("Drucken", "vote"), **by)
    soon = Motion("Halten", "consensus", review_on=day_of(now) + timedelta(days=3))
    close_vote(decision=propose(item=item, motion=soon, **by), **by)
    assign(group=found.group, job=Job("Schreiben", found.soest, due_on=day_of(now)), **by)
    starts = now + timedelta(days=20)
    open_poll(group=found.group, title="Frühjahr", dates=[(starts, starts + timedelta(hours=1))],
              closes_at=now + timedelta(days=3), **by)  # fmt: skip
    Group.objects.filter(pk=found.group.pk).update(joining="request")
    found.group.refresh_from_db()
    hagen = factories.organisation("KI Hagen", "centre")
    ask_to_join(group=found.group, organisation=hagen, message="",
                by=factories.person(of=hagen), at=now)  # fmt: skip
    return found


def test_each_is_asked_for_what_is_hers(own: Circle) -> None:
    of_all = ["Abstimmen", "Protokoll durchsehen", "Welcher Termin passt"]
    assert said(own.bonn) == of_all
    assert said(own.head) == sorted([*of_all, "Auftrag"])
    assert said(own.chair) == sorted(
        [*of_all, f"Beschluss 2/{timezone.localdate().year} überprüfen", "Möchte beitreten"]
    )
    assert said(own.guest) == ["Welcher Termin passt"]
    assert said(factories.person()) == []


def test_what_is_done_goes_also_for_the_colleague(own: Circle) -> None:
    """The deputy has voted: the house has, so its head is not asked again."""
    now = timezone.now()
    decision = own.group.decisions.get(status="open")
    vote(decision=decision, choice="yes", by=own.deputy, at=now)
    perform(ACTION, "finish", on=own.group.action_items.get(), by=own.head, at=now)
    poll = DatePoll.objects.get()
    answer(poll=poll, suits={poll.options.get().pk: "yes"}, by=own.head, at=now)
    assert said(own.head) == ["Protokoll durchsehen"]
