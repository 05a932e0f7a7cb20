"""Versions of a goal: which one is before the ministries, which is in force, how one follows."""

from datetime import datetime

from django.db.models import BooleanField, F, Func

from drehscheibe.domain.controlling.models import (
    Goal,
    GoalVersion,
    IndicatorTerms,
    Measure,
    Target,
)
from drehscheibe.kernel.people.models import Person

COPIED = ("strand", "title", "starting_point", "text", "target_group", "source_in_concept")
IS_BEING_WRITTEN = Func(
    F("pk"), function="controlling_goal_is_written", output_field=BooleanField()
)
"""Of a goal: ministries see no open version, but they are told that there is one."""


def is_being_written(goal: Goal) -> bool:
    """Whether the centre writes on a new version; asked by people who must not see it as well."""
    return bool(Goal.objects.filter(pk=goal.pk).values_list(IS_BEING_WRITTEN, flat=True).get())


def open_version(goal: Goal) -> GoalVersion | None:
    """The version that is being written, if any."""
    return goal.versions.filter(submitted_at__isnull=True).first()


def version_before_ministries(goal: Goal) -> GoalVersion | None:
    """The last one put to the ministries, decided or not."""
    return goal.versions.filter(submitted_at__isnull=False).order_by("-number").first()


def version_in_force(goal: Goal) -> GoalVersion | None:
    """The last one both ministries agreed; reports rest on it."""
    return goal.versions.filter(agreed_at__isnull=False).order_by("-number").first()


def next_version(goal: Goal, *, reason: str, by: Person, at: datetime) -> GoalVersion:
    """A copy of the last version to write on, with all its measures, indicators and targets."""
    last = goal.versions.order_by("-number")[0]
    content = {name: getattr(last, name) for name in COPIED}
    made = GoalVersion.objects.create(
        goal=goal, number=last.number + 1, reason=reason, changed_by=by, changed_at=at, **content
    )
    made.fields.set(last.fields.all())
    made.local_fields.set(last.local_fields.all())
    Measure.objects.bulk_create(_measure(each, made) for each in last.measures.all())
    for terms in last.indicators.prefetch_related("targets"):
        _copy_terms(terms, made)
    return made


def _measure(measure: Measure, version: GoalVersion) -> Measure:
    return Measure(
        version=version, number=measure.number, title=measure.title, partners=measure.partners,
        starts_on=measure.starts_on, ends_on=measure.ends_on,
    )  # fmt: skip


def _copy_terms(terms: IndicatorTerms, version: GoalVersion) -> None:
    targets = list(terms.targets.all())
    copy = IndicatorTerms.objects.get(pk=terms.pk)
    copy.pk, copy.version = None, version
    copy._state.adding = True
    copy.save(force_insert=True)
    Target.objects.bulk_create(
        Target(terms=copy, year=each.year, amount=each.amount, of=each.of) for each in targets
    )
