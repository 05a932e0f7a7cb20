"""With the agreement a version's baselines and targets become values, beside the actual ones."""

from collections.abc import Iterator
from datetime import date, datetime

from drehscheibe.domain.controlling.models import (
    GoalVersion,
    IndicatorTerms,
    Value,
    ValueIs,
)
from drehscheibe.kernel.people.models import Person


def publish_targets(version: GoalVersion, *, by: Person, at: datetime) -> None:
    """Write the agreed baselines and targets; those of an earlier version give way to them.

    The version itself keeps what it said, so nothing is lost.
    """
    terms = list(version.indicators.select_related("indicator").prefetch_related("targets"))
    Value.objects.filter(
        indicator__goal=version.goal_id, role__in=[ValueIs.BASELINE, ValueIs.TARGET]
    ).delete()
    Value.objects.bulk_create(
        Value(
            indicator=one.indicator, centre_id=version.goal.centre_id, entered_by=by, entered_at=at,
            **row,
        )
        for one in terms
        for row in _rows(one, version)
    )  # fmt: skip


def _rows(terms: IndicatorTerms, version: GoalVersion) -> Iterator[dict[str, object]]:
    """A baseline counts for the year before the period; a target for its calendar year."""
    if terms.baseline is not None:
        year = version.goal.period.starts_on.year - 1
        days = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
        yield {
            "role": ValueIs.BASELINE, "amount": terms.baseline, "of": terms.baseline_of, **days
        }  # fmt: skip
    for target in terms.targets.all():
        days = {"starts_on": date(target.year, 1, 1), "ends_on": date(target.year, 12, 31)}
        yield {"role": ValueIs.TARGET, "amount": target.amount, "of": target.of, **days}
