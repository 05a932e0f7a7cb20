"""Enter an activity once; sent twice it is one; mistakes are corrected or taken back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import MOST_PEOPLE, Activity, Goal, GoalIs, Measure
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for
from drehscheibe.kernel.territory.models import Municipality

LONG_AGO = timedelta(days=3 * 366)
MOST_HOURS = Decimal(2000)


@dataclass(frozen=True)
class Entry:
    """What is entered: what, when, where, for whom, how many, which goal; the rest is optional."""

    title: str
    happened_on: date
    place: str
    audience: str
    participants: int
    goal: Goal | None = None
    measure: int | None = None
    until: date | None = None
    municipality: Municipality | None = None
    hours: Decimal | None = None
    partners: str = ""
    note: str = ""
    fields: Collection[str] = field(default_factory=tuple)


@transaction.atomic
def enter_activity(
    *, centre: Centre, key: UUID, entry: Entry, by: Person, at: datetime
) -> tuple[Activity, bool]:
    """The activity and whether it is new: the same key sent again is the same activity.

    Raises `ControllingRefused` with the field, `PermissionDenied` outside of one's centre, also
    when the key is taken by another centre (attack: guessing keys tells nothing).
    """
    known = Activity.objects.filter(key=key, centre=centre).first()
    if known is not None:
        check(by, may.ACTIVITY_ENTER, known, on=day_of(at))
        return known, False
    _refuse_unlikely(entry, centre, at=at)
    activity = Activity(centre=centre, key=key, entered_by=by, entered_at=at, **_columns(entry))
    try:
        with transaction.atomic():
            activity.save(force_insert=True)
    except IntegrityError:  # sent twice at the same moment: the other one won
        known = Activity.objects.filter(key=key, centre=centre).first()
        if known is None:
            raise ControllingRefused(
                "Das ließ sich nicht speichern. Bitte senden Sie es noch einmal."
            ) from None
        return known, False
    check(by, may.ACTIVITY_ENTER, activity, on=day_of(at))
    activity.fields.set(FieldOfAction.objects.filter(key__in=entry.fields))
    record("controlling.activity.enter", about=activity, by=by, at=at)
    return activity, True


@transaction.atomic
def correct_activity(
    *, activity: Activity, entry: Entry, seen: int, by: Person, at: datetime
) -> Activity:
    """Correct what was entered; refused when somebody else corrected it meanwhile."""
    locked = locked_for(by, may.ACTIVITY_ENTER, activity, on=day_of(at))
    _refuse_withdrawn(locked)
    if locked.version != seen:
        raise ControllingRefused(
            "Jemand anderes hat diese Aktivität inzwischen geändert. Bitte vergleichen Sie und "
            "speichern Sie dann noch einmal."
        )
    _refuse_unlikely(entry, locked.centre, at=at)
    Activity.objects.filter(pk=locked.pk).update(
        **_columns(entry), version=locked.version + 1, changed_at=at
    )
    locked.refresh_from_db()
    locked.fields.set(FieldOfAction.objects.filter(key__in=entry.fields))
    record("controlling.activity.correct", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def withdraw_activity(*, activity: Activity, reason: str, by: Person, at: datetime) -> Activity:
    """Take it back: it stays readable with its reason, no figure counts it."""
    locked = locked_for(by, may.ACTIVITY_ENTER, activity, on=day_of(at))
    _refuse_withdrawn(locked)
    if not reason.strip():
        raise ControllingRefused("Bitte sagen Sie kurz, warum.", "reason")
    Activity.objects.filter(pk=locked.pk).update(
        withdrawn_by=by, withdrawn_at=at, withdrawal_reason=reason.strip()[:300]
    )
    record("controlling.activity.withdraw", about=locked, by=by, at=at)
    locked.refresh_from_db()
    return locked


def _columns(entry: Entry) -> dict[str, object]:
    return {
        "title": entry.title.strip(), "happened_on": entry.happened_on, "until": entry.until,
        "place": entry.place.strip(), "municipality": entry.municipality,
        "audience": entry.audience.strip(), "participants": entry.participants,
        "goal": entry.goal, "measure": entry.measure, "hours": entry.hours,
        "partners": entry.partners.strip(), "note": entry.note.strip(),
    }  # fmt: skip


def _refuse_unlikely(entry: Entry, centre: Centre, *, at: datetime) -> None:
    for name, text, most in (
        ("title", entry.title, 200), ("place", entry.place, 150), ("audience", entry.audience, 200),
    ):  # fmt: skip
        if not text.strip():
            raise ControllingRefused("Bitte füllen Sie dieses Feld aus.", name)
        if len(text.strip()) > most:
            raise ControllingRefused(f"Bitte höchstens {most} Zeichen.", name)
    _refuse_odd_days(entry, today=day_of(at))
    if not 0 <= entry.participants <= MOST_PEOPLE:
        raise ControllingRefused("Diese Zahl kann nicht stimmen. Bitte prüfen.", "participants")
    if entry.hours is not None and not 0 < entry.hours <= MOST_HOURS:
        raise ControllingRefused("Diese Stunden können nicht stimmen. Bitte prüfen.", "hours")
    _refuse_foreign_goal(entry, centre)


def _refuse_odd_days(entry: Entry, *, today: date) -> None:
    if entry.happened_on > today:
        raise ControllingRefused(
            "Dieser Tag liegt noch vor uns. Erfasst wird, was schon war.", "happened_on"
        )
    if entry.happened_on < today - LONG_AGO:
        raise ControllingRefused(
            "Dieser Tag liegt mehr als drei Jahre zurück. Bitte prüfen Sie das Jahr.",
            "happened_on",
        )
    if entry.until is not None and entry.until < entry.happened_on:
        raise ControllingRefused("Das Ende liegt vor dem Beginn. Bitte prüfen.", "until")


def _refuse_foreign_goal(entry: Entry, centre: Centre) -> None:
    """The goal is the centre's own, alive, and covers the day; the measure is one of its."""
    goal = entry.goal
    if goal is None:
        if entry.measure is not None:
            raise ControllingRefused("Bitte wählen Sie zuerst das Ziel der Maßnahme.", "goal")
        return
    period = goal.period
    if goal.centre_id != centre.pk or goal.status == GoalIs.DROPPED:
        raise ControllingRefused("Dieses Ziel steht nicht (mehr) zur Wahl.", "goal")
    if not period.starts_on <= entry.happened_on <= period.ends_on:
        raise ControllingRefused(
            f"Am gewählten Tag galt dieses Ziel nicht ({period}). Bitte wählen Sie ein anderes "
            "oder keines.",
            "goal",
        )
    numbers = Measure.objects.filter(version__goal=goal)
    if entry.measure is not None and not numbers.filter(number=entry.measure).exists():
        raise ControllingRefused("Diese Maßnahme gehört nicht zum Ziel.", "measure")


def _refuse_withdrawn(activity: Activity) -> None:
    if activity.withdrawn_at is not None:
        raise ControllingRefused("Diese Aktivität ist zurückgenommen und ändert sich nicht mehr.")
