"""Activities of the demonstration: a few dozen over the last twelve months, three centres."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.domain.controlling.models import Activity, Goal
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
    """Enter them, each on the day after; a centre that has any is left as it is."""
    for key, name in SIGN_INS.items():
        centre = Centre.objects.get(key=key)
        if Activity.objects.filter(centre=centre).exists():
            continue
        by = cast[f"fachkraft@{name}.example"]
        for place, kind in enumerate(KINDS):
            for serial, ago in enumerate(range(4 + 5 * place, 365, EVERY)):
                enter_activity(
                    centre=centre, key=uuid5(NAMESPACE_URL, f"demo/{key}/{place}/{serial}"),
                    entry=_entry(centre, kind, serial, days, ago), by=by, at=days.ago(ago - 1),
                )  # fmt: skip


def _entry(
    centre: Centre, kind: tuple[str, str, str, str, int, str], serial: int, days: Days, ago: int
) -> Entry:
    goal_title, title, place, audience, usual, hours = kind
    day = days.ago(ago).date()
    goal = _goal_on(centre, goal_title, days, ago)
    return Entry(
        title=title, happened_on=day, place=place, audience=audience,
        participants=usual + (serial * 7) % 9, goal=goal, measure=1 if goal else None,
        hours=parse_quantity(hours) if hours else None,
    )  # fmt: skip


def _goal_on(centre: Centre, title: str, days: Days, ago: int) -> Goal | None:
    """The goal of this title in the period that covers the day."""
    day = days.ago(ago).date()
    rows = Goal.objects.filter(
        centre=centre, period__starts_on__lte=day, period__ends_on__gte=day,
        versions__title=title,
    )  # fmt: skip
    return rows.select_related("period").first() if title else None
