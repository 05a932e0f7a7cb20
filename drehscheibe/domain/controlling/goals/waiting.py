"""What waits for a centre about its goals; each list is one query however much there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Q, QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import (
    BEFORE_SUBMISSION,
    Goal,
    GoalIs,
    GoalPeriod,
    PeriodIs,
)
from drehscheibe.domain.controlling.returns.due import Lifetime, Span, due_day
from drehscheibe.domain.controlling.returns.obligations import (
    GOALS,
    in_force,
    obligation,
    rhythm,
)
from drehscheibe.kernel.permissions.reach import Standing, within_reach


@dataclass(frozen=True)
class MissingPeriod:
    """Two years for which a centre has begun no goals; `due_on` follows the dated obligations."""

    centre: Centre
    first: int
    due_on: date
    is_confirmed: bool

    @property
    def years(self) -> str:
        """As people say it: 2027/2028."""
        return f"{self.first}/{self.first + rhythm().years - 1}"


@dataclass(frozen=True)
class Due:
    """Until when a period is to be put forward, how sure that is, and who says so."""

    day: date
    is_confirmed: bool
    source: str


def due_of(period: GoalPeriod) -> Due | None:
    """The day the return matrix and the first screen name too; None when nothing is owed."""
    owed = obligation(GOALS, period.starts_on.year)
    if owed is None:
        return None
    span = Span(period.starts_on.year, period.ends_on.year)
    return Due(due_day(owed, span, _life(period.centre)), owed.is_confirmed, owed.source)


def _life(centre: Centre) -> Lifetime:
    return Lifetime(centre.known_since, centre.valid_to)


def missing_periods(standing: Standing, *, most: int) -> list[MissingPeriod]:
    """The next period of each own centre that has none yet, from the day one may begin it."""
    if not in_force(standing.on.year):
        return []
    kept = ~Q(goal_periods__status=PeriodIs.DISCARDED)
    places = standing.organisations_with(may.EDIT)
    centres = Centre.objects.filter(organisation__in=places).select_related("organisation")
    rows = centres.annotate(until=Max("goal_periods__ends_on", filter=kept)).order_by("sort_key")
    found = (_missing(each, getattr(each, "until"), standing.on) for each in rows[:most])  # noqa: B009
    return [each for each in found if each is not None]


def _missing(centre: Centre, until: date | None, today: date) -> MissingPeriod | None:
    first = until.year + 1 if until else rhythm().begins(today.year)
    owed = obligation(GOALS, first)
    if owed is None or today < owed.opens.of(first):
        return None
    due = due_day(owed, Span(first, first + rhythm().years - 1), _life(centre))
    return MissingPeriod(centre, first, due, owed.is_confirmed)


def unsubmitted_periods(standing: Standing, *, most: int) -> list[tuple[GoalPeriod, date, bool]]:
    """Own periods the ministries have not seen, with the day they are due and its certainty."""
    rows = within_reach(GoalPeriod.objects.all(), may.EDIT, standing=standing)
    begun = rows.filter(status__in=BEFORE_SUBMISSION).select_related("centre__organisation")
    dues = ((period, due_of(period)) for period in begun.order_by("starts_on", "pk")[:most])
    return [(period, due.day, due.is_confirmed) for period, due in dues if due is not None]


def returned_goals(standing: Standing, *, most: int) -> Iterable[Goal]:
    """Goals a ministry wants changed, at one's own centre; `asked_at` is the latest wish."""
    goals = within_reach(Goal.objects.all(), may.EDIT, standing=standing)
    wishes = Q(
        versions__decisions__verdict="change", versions__decisions__withdrawn_at__isnull=True
    )
    rows = goals.filter(status=GoalIs.RETURNED).annotate(
        asked_at=Max("versions__decisions__at", filter=wishes)
    )
    return rows.select_related("period__centre").order_by("asked_at", "pk")[:most]


def periods_to_submit(standing: Standing, *, most: int) -> Iterable[GoalPeriod]:
    """Locally agreed periods that the head may put forward."""
    rows = within_reach(GoalPeriod.objects.all(), may.SUBMIT, standing=standing)
    agreed = rows.filter(status=PeriodIs.LOCALLY_AGREED).select_related("centre")
    return agreed.order_by(F("decided_on").asc(nulls_last=True), "pk")[:most]


def periods_to_advise(standing: Standing, *, most: int) -> QuerySet[GoalPeriod]:
    """Drafts opened for advice on which nobody has said anything yet, the oldest first."""
    rows = within_reach(GoalPeriod.objects.all(), may.VIEW_SHARED, standing=standing)
    drafts = rows.filter(status__in=BEFORE_SUBMISSION)
    unread = drafts.annotate(hints=Count("goals__versions__advice")).filter(hints=0)
    return unread.select_related("centre").order_by("shared_at", "pk")[:most]


def newly_agreed(standing: Standing, since: datetime, *, most: int) -> Iterable[Goal]:
    """Goals of one's own centre that both ministries have agreed since that moment."""
    goals = within_reach(Goal.objects.all(), may.VIEW, standing=standing)
    rows = goals.filter(status=GoalIs.AGREED).annotate(agreed_at=Max("versions__agreed_at"))
    fresh = rows.filter(agreed_at__gte=since).select_related("period__centre")
    return fresh.order_by("-agreed_at", "pk")[:most]
