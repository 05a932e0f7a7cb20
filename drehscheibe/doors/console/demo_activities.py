"""Activities of the demonstration: a few dozen over the last twelve months, three centres."""

from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import Activity, Goal, GoalVersion
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import SIGN_INS
from drehscheibe.doors.console.demo_people import People
from drehscheibe.kernel.language.quantities import parse_quantity

EVERY = 40
"""Days between two of the same kind; nine of each in a year."""
KINDS: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("Dialog Sport", "Treffen „Dialog Sport“", "Haus des Sports", "Sportvereine", 18, "2"),
    ("Sprach- und Berufserkundungsmodule", "Berufserkundung mit Sprachbegleitung",
     "Berufskolleg", "Jugendliche", 14, "6"),
    ("Eltern beraten, Kinder gewinnen", "Elterncafé", "Grundschule", "Familien", 11, "2,5"),
    ("", "Runder Tisch Sprachmittlung", "Kreishaus", "Fachkräfte", 9, ""),
)  # fmt: skip
"""Title of the goal it belongs to, if the centre has it; what, where, for whom, how many, hours."""


@transaction.atomic
def activities(cast: People, days: Days) -> None:
    """As if entered, each on the day after; a centre that has any is left as it is."""
    for key, name in SIGN_INS.items():
        centre = Centre.objects.get(key=key)
        if Activity.objects.filter(centre=centre).exists():
            continue
        goals = _goals_of(centre)
        Activity.objects.bulk_create(
            Activity(
                centre=centre, key=uuid5(NAMESPACE_URL, f"demo/{key}/{place}/{serial}"),
                entered_by=cast[f"fachkraft@{name}.example"], entered_at=days.ago(ago - 1),
                **_said(kind, serial), **_about(goals, kind[0], days.ago(ago).date()),
            )
            for place, kind in enumerate(KINDS)
            for serial, ago in enumerate(range(4 + 5 * place, 365, EVERY))
        )  # fmt: skip


def _said(kind: tuple[str, str, str, str, int, str], serial: int) -> dict[str, Any]:
    _, title, place, audience, usual, hours = kind
    return {
        "title": title, "place": place, "audience": audience,
        "participants": usual + (serial * 7) % 9,
        "hours": parse_quantity(hours) if hours else None,
    }  # fmt: skip


def _about(goals: list[tuple[str, Goal]], title: str, day: date) -> dict[str, Any]:
    """The day, and the goal of this title in the period that covers it."""
    found = (
        goal
        for name, goal in goals
        if name == title and goal.period.starts_on <= day <= goal.period.ends_on
    )
    goal = next(found, None)
    return {"happened_on": day, "goal": goal, "measure": 1 if goal else None}


def _goals_of(centre: Centre) -> list[tuple[str, Goal]]:
    """Its goals by each of their titles."""
    rows = GoalVersion.objects.filter(goal__centre=centre).select_related("goal__period")
    return [(each.title, each.goal) for each in rows.order_by("goal__period__starts_on", "pk")]
