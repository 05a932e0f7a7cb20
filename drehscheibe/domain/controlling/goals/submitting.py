"""Putting goals to the ministries, and beginning or giving up a change of agreed ones."""

from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import mails
from drehscheibe.domain.controlling.goals.decisions import SETTLED
from drehscheibe.domain.controlling.goals.versions import next_version, open_version
from drehscheibe.domain.controlling.goals.workflow import GOAL, PERIOD
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalIs,
    GoalPeriod,
    GoalVersion,
    PeriodIs,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.actions import perform


@transaction.atomic
def note_local_agreement(
    *, period: GoalPeriod, body: str, decided_on: date, paper: str = "", by: Person, at: datetime
) -> GoalPeriod:
    """Record who agreed locally and when."""
    locked = locked_for(by, may.EDIT, period, on=day_of(at))
    if decided_on > day_of(at):
        raise ControllingRefused("Das Datum liegt in der Zukunft. Bitte prüfen.", "decided_on")
    if locked.status == "draft":
        GoalPeriod.objects.filter(pk=locked.pk).update(
            body=body.strip(), decided_on=decided_on, paper_number=paper.strip()
        )
    return perform(PERIOD, "note_agreement", on=locked, by=by, at=at, decided_on=decided_on)


@transaction.atomic
def submit_period(*, period: GoalPeriod, by: Person, at: datetime) -> GoalPeriod:
    """Put all goals to both ministries, each in the version it has now."""
    moved = perform(PERIOD, "submit", on=period, by=by, at=at)
    for goal in moved.goals.filter(status=GoalIs.DRAFT):
        _put_forward(goal, by=by, at=at)
    mails.tell_ministries(moved, at=at)
    return moved


@transaction.atomic
def submit_goal(*, goal: Goal, by: Person, at: datetime) -> Goal:
    """Put one goal (returned, revised or new) to both ministries again; the others stay."""
    locked = locked_for(by, may.SUBMIT, goal, on=day_of(at))
    if locked.period.is_before_submission:
        raise ControllingRefused("Bitte legen Sie zuerst die ganze Periode vor.")
    if locked.is_editable and open_version(locked) is None:
        raise ControllingRefused(
            "An diesem Ziel ist seit der Rückgabe nichts geändert. Bitte überarbeiten Sie es, "
            "bevor Sie es wieder vorlegen."
        )
    moved = _put_forward(locked, by=by, at=at)
    mails.tell_ministries(moved.period, at=at)
    return moved


@transaction.atomic
def begin_change(*, goal: Goal, reason: str, by: Person, at: datetime) -> GoalVersion:
    """A new version of an agreed or returned goal to write on; the agreed one stays in force."""
    locked = locked_for(by, may.EDIT, goal, on=day_of(at))
    already = open_version(locked)
    if already is not None:
        return already
    if locked.status == GoalIs.RETURNED:
        return next_version(locked, reason=reason.strip() or _asked(locked), by=by, at=at)
    moved = perform(GOAL, "revise", on=locked, by=by, at=at, reason=reason)
    return next_version(moved, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def give_up_change(*, goal: Goal, by: Person, at: datetime) -> Goal:
    """Back to the agreed version; what was written in the open one is removed."""
    moved = perform(GOAL, "discard_revision", on=goal, by=by, at=at)
    moved.versions.filter(submitted_at__isnull=True).delete()
    _settle(moved.period, by=by, at=at)
    return moved


@transaction.atomic
def drop_goal(*, goal: Goal, reason: str, by: Person, at: datetime) -> Goal:
    """Give up a goal that was never agreed; if nothing else is open, the period is agreed."""
    moved = perform(GOAL, "drop", on=goal, by=by, at=at, reason=reason)
    _settle(moved.period, by=by, at=at)
    return moved


def _settle(period: GoalPeriod, *, by: Person, at: datetime) -> None:
    """A period waits for nobody once its last open goal is dropped or back at what was agreed."""
    waits = period.goals.exclude(status__in=SETTLED)
    agreed = period.goals.filter(status__in=[GoalIs.AGREED, GoalIs.REVISING])
    if period.status == PeriodIs.SUBMITTED and agreed.exists() and not waits.exists():
        perform(PERIOD, "settle", on=period, by=by, at=at)


def _put_forward(goal: Goal, *, by: Person, at: datetime) -> Goal:
    moved = perform(GOAL, "submit", on=goal, by=by, at=at)
    moved.versions.filter(submitted_at__isnull=True).update(submitted_at=at)
    return moved


def _asked(goal: Goal) -> str:
    """What the ministries asked to change, as the reason of the new version."""
    last = goal.versions.order_by("-number")[0]
    asked = last.decisions.filter(verdict="change", withdrawn_at__isnull=True)
    return "; ".join(f"{one.get_ministry_display()}: {one.reason}" for one in asked)
