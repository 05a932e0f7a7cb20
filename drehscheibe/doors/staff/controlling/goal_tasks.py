"""What goals put on the first screen of centres, ministries and the coordinating office."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import waiting
from drehscheibe.domain.controlling.goals.advice_lists import open_hints
from drehscheibe.domain.controlling.goals.before_ministries import waiting_periods
from drehscheibe.domain.controlling.goals.marks import own_ministries, since_words
from drehscheibe.domain.controlling.models import Goal, GoalPeriod, PeriodIs
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing, holds

MOST = 20
NEWS_LAST = timedelta(days=7)
PUT_FORWARD, STEPS = "den Ministerien vorlegen", "#steps-title"
AHEAD = timedelta(days=120)
"""A period shows this long before it is due."""


def periods_missing(standing: Standing, now: datetime) -> list[Task]:
    """The next two years, for which the centre has no goals yet."""
    if not holds(standing, [may.EDIT]):
        return []
    return [
        Task(
            what=f"Ziele {each.years} beginnen"
            + ("" if each.is_confirmed else " (Frist unbestätigt)"),
            who=each.centre.area_name,
            url=reverse("staff:controlling:period_start"),
            button="Beginnen",
            due=each.due_on,
        )
        for each in waiting.missing_periods(standing, most=MOST)
    ]


def periods_unsubmitted(standing: Standing, now: datetime) -> list[Task]:
    """Begun, and due soon or already late."""
    if not holds(standing, [may.EDIT]):
        return []
    return [
        _unsubmitted(period, due, doubt="" if is_confirmed else " (Frist unbestätigt)")
        for period, due, is_confirmed in waiting.unsubmitted_periods(standing, most=MOST)
        if due <= standing.on + AHEAD
    ]


def _unsubmitted(period: GoalPeriod, due: date, *, doubt: str) -> Task:
    if period.status == PeriodIs.LOCALLY_AGREED:
        return _task(period, f"{PUT_FORWARD}{doubt}", part=STEPS, due=due)
    return _task(period, f"noch im Entwurf{doubt}", due=due)


def goals_returned(standing: Standing, now: datetime) -> list[Task]:
    """Goals a ministry wants changed; one line a period."""
    if not holds(standing, [may.EDIT]):
        return []
    return _by_period(waiting.returned_goals(standing, most=MOST), "{goals} überarbeiten")


def advice_to_answer(standing: Standing, now: datetime) -> list[Task]:
    """Hints of the coordinating office without an answer; one line a period."""
    if not holds(standing, [may.EDIT]):
        return []
    hints = list(open_hints(standing)[: MOST * 5])
    periods = {hint.version.goal.period_id: hint for hint in reversed(hints)}
    counted = Counter(hint.version.goal.period_id for hint in hints)
    return [
        _task(
            hint.version.goal.period,
            f"{counted[pk]} {'Hinweis' if counted[pk] == 1 else 'Hinweise'} der "
            "Koordinierungsstelle beantworten",
            part=f"#ziel-{hint.version.goal.number}",
            since=hint.at,
        )
        for pk, hint in periods.items()
    ][:MOST]


def periods_to_submit(standing: Standing, now: datetime) -> list[Task]:
    """Locally agreed, waiting for the head."""
    if not holds(standing, [may.SUBMIT]):
        return []
    return [
        _task(each, PUT_FORWARD, part=STEPS)
        for each in waiting.periods_to_submit(standing, most=MOST)
    ]


def goals_to_decide(standing: Standing, now: datetime) -> list[Task]:
    """Goals that wait for the ministry's word; half-agreed ones stand first."""
    found = []
    for ministry in own_ministries(standing):
        for each in waiting_periods(ministry, standing, at=now, most=MOST):
            goals = "1 Ziel" if each.goals == 1 else f"{each.goals} Ziele"
            half = f", {each.half_agreed} halb vereinbart" if each.half_agreed else ""
            open_for = since_words(each.since, standing.on)
            found.append(
                Task(
                    what=f"{each.period}: {goals} zu entscheiden{half}, {open_for}",
                    who=each.period.centre.area_name,
                    url=reverse("staff:controlling:period_decide", args=[each.period.pk]),
                    button="Entscheiden",
                    since=each.since,
                    first=bool(each.half_agreed),
                )
            )
    return found


def drafts_to_advise(standing: Standing, now: datetime) -> list[Task]:
    """Opened for advice, and nobody has said anything yet."""
    if not holds(standing, [may.ADVISE]):
        return []
    return [
        Task(
            what=f"{each}: zum Wortlaut beraten",
            who=each.centre.area_name,
            url=reverse("staff:controlling:period_advise", args=[each.pk]),
            button="Beraten",
            since=each.shared_at,
        )
        for each in waiting.periods_to_advise(standing, most=MOST)
    ]


def news(standing: Standing, now: datetime) -> list[Task]:
    """Goals both ministries have agreed lately; one line a period."""
    if not holds(standing, [may.VIEW]):
        return []
    return _by_period(
        waiting.newly_agreed(standing, now - NEWS_LAST, most=MOST), "{goals} vereinbart"
    )


def _by_period(goals: Iterable[Goal], words: str) -> list[Task]:
    periods: dict[int, list[Goal]] = {}
    for goal in goals:
        periods.setdefault(goal.period_id, []).append(goal)
    return [
        _task(
            known[0].period,
            words.format(goals=_named(known)),
            since=getattr(known[0], "asked_at", None) or getattr(known[0], "agreed_at", None),
        )
        for known in periods.values()
    ]


def _named(goals: list[Goal]) -> str:
    numbers = ", ".join(str(number) for number in sorted(goal.number for goal in goals))
    return f"{'Ziel' if len(goals) == 1 else 'Ziele'} {numbers}"


def _task(
    period: GoalPeriod,
    what: str,
    *,
    part: str = "",
    since: datetime | None = None,
    due: date | None = None,
) -> Task:
    """A line that leads to the period, or to a `part` of its page: then it is another line."""
    return Task(
        what=f"{period}: {what}",
        who=period.centre.area_name,
        url=reverse("staff:controlling:period_detail", args=[period.pk]) + part,
        button="Öffnen",
        since=since,
        due=due,
    )
