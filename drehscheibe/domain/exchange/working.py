"""Actions: who does what until when; on the list of every meeting until done (Sc 2.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.exchange.models import ActionIs, ActionItem, AgendaItem
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.workflow import ACTION
from drehscheibe.domain.groups.leading import leads
from drehscheibe.domain.groups.models import Group
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

TO_DO = (ActionIs.OPEN, ActionIs.MOVED)


@dataclass(frozen=True)
class Job:
    """What somebody is asked to do."""

    text: str
    organisation: Organisation | None = None
    person: Person | None = None
    due_on: date | None = None


@transaction.atomic
def assign(
    *, group: Group, job: Job, origin: AgendaItem | None = None, by: Person, at: datetime
) -> ActionItem:
    """Write an action down; what comes from an internal item is internal."""
    if not leads(by, group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
    if not job.text.strip():
        raise ExchangeRefused("Bitte schreiben Sie, was zu tun ist.", "text")
    if job.organisation is None and job.person is None:
        raise ExchangeRefused("Bitte nennen Sie, wer es tut.", "organisation")
    action = ActionItem.objects.create(
        group=group, origin=origin, internal=origin is not None and origin.internal,
        text=job.text.strip(), organisation=job.organisation, person=job.person, due_on=job.due_on,
    )  # fmt: skip
    record("exchange.action.assign", about=action, by=by, at=at)
    return action


@transaction.atomic
def move(*, action: ActionItem, due_on: date, reason: str, by: Person, at: datetime) -> ActionItem:
    """Give it a later day; it stays on the list."""
    if due_on < day_of(at):
        raise ExchangeRefused("Bitte nennen Sie einen Tag, der noch kommt.", "due_on")
    moved = perform(ACTION, "move", on=action, by=by, at=at, reason=reason)
    ActionItem.objects.filter(pk=moved.pk).update(due_on=due_on)
    moved.refresh_from_db()
    return moved


def action_text(action: ActionItem) -> str:
    """As the list says it: what, until when, who."""
    due = f", fällig {german_day(action.due_on)}" if action.due_on else ""
    return f"{action.text}{due}, {action.organisation or action.person}"
