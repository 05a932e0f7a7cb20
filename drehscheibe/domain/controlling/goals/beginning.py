"""Begin two years: the period, its goals, and opening the draft to advice."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals.workflow import GOAL
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalPeriod,
    GoalVersion,
    Strand,
    Target,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for

MOST_GOALS = 30


@dataclass(frozen=True)
class Frame:
    """The days of a period (both included) and why it is not two calendar years."""

    starts_on: date
    ends_on: date
    deviation: str = ""


def two_years_from(year: int) -> Frame:
    """The usual frame.

    >>> two_years_from(2027)
    Frame(starts_on=datetime.date(2027, 1, 1), ends_on=datetime.date(2028, 12, 31), deviation='')
    """
    return Frame(date(year, 1, 1), date(year + 1, 12, 31))


@transaction.atomic
def start_period(*, centre: Centre, frame: Frame, by: Person, at: datetime) -> GoalPeriod:
    """Begin the goals of a period; raises `ControllingRefused` when the days are taken or odd."""
    _refuse_odd(frame)
    period = GoalPeriod(
        centre=centre, starts_on=frame.starts_on, ends_on=frame.ends_on,
        deviation=frame.deviation.strip(), concept=centre.concepts.in_force().first(),
        created_by=by, created_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError:
        raise ControllingRefused(_overlap(centre, frame), "starts_on") from None
    check(by, may.EDIT, period, on=day_of(at))
    record("controlling.period.start", about=period, by=by, at=at)
    return period


@transaction.atomic
def add_goal(
    *, period: GoalPeriod, strand: Strand, title: str, by: Person, at: datetime
) -> GoalVersion:
    """Another goal with its first version; possible until the period is closed."""
    locked = locked_for(by, may.EDIT, period, on=day_of(at))
    if locked.status in {"closed", "discarded"}:
        raise ControllingRefused(
            f"Die Periode ist „{locked.get_status_display()}“; neue Ziele gehören in die nächste."
        )
    if not title.strip():
        raise ControllingRefused("Bitte geben Sie dem Ziel einen kurzen Titel.", "title")
    numbers = locked.goals.aggregate(last=Max("number"))["last"] or 0
    if numbers >= MOST_GOALS:
        raise ControllingRefused(f"Mehr als {MOST_GOALS} Ziele je Periode sind nicht möglich.")
    goal = Goal.objects.create(period=locked, centre=locked.centre, number=numbers + 1)
    version = GoalVersion.objects.create(
        goal=goal, number=1, strand=strand, title=title.strip()[:150], changed_by=by, changed_at=at
    )
    record(f"{GOAL.name}.start", about=goal, by=by, at=at)
    return version


@transaction.atomic
def share_for_advice(*, period: GoalPeriod, by: Person, at: datetime) -> GoalPeriod:
    """Open the draft to the coordinating office; the ministries still see nothing."""
    locked = locked_for(by, may.EDIT, period, on=day_of(at))
    if locked.shared_at is None:
        GoalPeriod.objects.filter(pk=locked.pk).update(shared_at=at)
        record("controlling.period.share", about=locked, by=by, at=at)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def end_advice(*, period: GoalPeriod, by: Person, at: datetime) -> GoalPeriod:
    """Close the draft again; what was advised stays with the goals."""
    locked = locked_for(by, may.EDIT, period, on=day_of(at))
    if locked.shared_at is not None:
        GoalPeriod.objects.filter(pk=locked.pk).update(shared_at=None)
        record("controlling.period.end_advice", about=locked, by=by, at=at)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def change_frame(*, period: GoalPeriod, frame: Frame, by: Person, at: datetime) -> GoalPeriod:
    """Other days or another reason while it is a draft; targets must stay within the years."""
    locked = locked_for(by, may.EDIT, period, on=day_of(at))
    if locked.status != "draft":
        raise ControllingRefused(
            f"Die Periode ist „{locked.get_status_display()}“; die Tage ändern sich nur im Entwurf."
        )
    _refuse_odd(frame)
    years = range(frame.starts_on.year, frame.ends_on.year + 1)
    left = Target.objects.filter(terms__version__goal__period=locked).exclude(year__in=years)
    if lost := sorted(set(left.values_list("year", flat=True))):
        raise ControllingRefused(
            f"Für {', '.join(map(str, lost))} sind schon Zielwerte eingetragen. Bitte leeren Sie "
            "diese zuerst.",
            "starts_on",
        )
    locked.starts_on, locked.ends_on = frame.starts_on, frame.ends_on
    locked.deviation, locked.version = frame.deviation.strip(), locked.version + 1
    try:
        with transaction.atomic():
            locked.save(update_fields=["starts_on", "ends_on", "deviation", "version"])
    except IntegrityError:
        taken = _overlap(locked.centre, frame, besides=locked.pk)
        raise ControllingRefused(taken, "starts_on") from None
    record("controlling.period.change_frame", about=locked, by=by, at=at)
    return locked


def _refuse_odd(frame: Frame) -> None:
    if frame.ends_on <= frame.starts_on:
        raise ControllingRefused("Das Ende liegt vor dem Beginn. Bitte prüfen.", "ends_on")
    if (frame.ends_on.year - frame.starts_on.year) > 2:
        raise ControllingRefused(
            "Eine Zielperiode umfasst zwei Kalenderjahre. Bitte prüfen Sie das Ende.", "ends_on"
        )


def _overlap(centre: Centre, frame: Frame, *, besides: int = 0) -> str:
    taken = (
        GoalPeriod.objects.standing()
        .filter(centre=centre, starts_on__lte=frame.ends_on, ends_on__gte=frame.starts_on)
        .exclude(pk=besides)
        .first()
    )
    if taken is None:
        return "Diese Periode ließ sich nicht anlegen. Bitte laden Sie die Seite neu."
    return (
        f"Für diese Zeit gibt es schon „{taken}“ ({german_day(taken.starts_on)} bis "
        f"{german_day(taken.ends_on)}). Bitte öffnen Sie sie in der Liste."
    )
