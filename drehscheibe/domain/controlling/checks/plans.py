"""The rules over what is planned for an indicator: one engine for the form and for the import."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from drehscheibe.domain.controlling.checks.engine import (
    Finding,
    Rule,
    Scope,
    Subject,
    findings,
    is_about,
)
from drehscheibe.domain.controlling.checks.facts import Plan, Typed, plan_facts
from drehscheibe.domain.controlling.checks.reading import known_rules


@dataclass(frozen=True)
class Planned:
    """An indicator's plan: how it counts, which way is better, baseline and target by year."""

    kind: str
    direction: str
    baseline: Typed
    targets: Mapping[int, Typed]


@dataclass(frozen=True)
class PlanFinding:
    """What a rule says of one year's plan; of the baseline alone when `year` is None."""

    year: int | None
    finding: Finding


def plan_findings(plan: Planned, *, on: date) -> Iterator[PlanFinding]:
    """Every rule valid on the day; what is about the baseline alone is said once."""
    of_baseline, of_years = _plan_rules(on, plan.kind, plan.direction)
    for found in findings(of_baseline, [_subject(plan, Typed())], on=on):
        yield PlanFinding(None, found)
    for year, target in sorted(plan.targets.items()):
        for found in findings(of_years, [_subject(plan, target)], on=on):
            yield PlanFinding(year, found)


@lru_cache(maxsize=64)
def _plan_rules(on: date, kind: str, direction: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Those about the baseline alone, and those about a year's target, that can speak of this plan.

    A goal tree asks of hundreds of plans, nearly all of one kind.
    """
    alike = Subject(Scope.PLAN, {}, kind=kind, direction=direction)
    rules = [rule for rule in known_rules() if rule.is_valid(on) and is_about(rule, alike)]
    of_baseline = tuple(rule for rule in rules if _is_of_baseline(rule))
    return of_baseline, tuple(rule for rule in rules if rule not in of_baseline)


def _is_of_baseline(rule: Rule) -> bool:
    return all(name.startswith("baseline") for name in rule.must.names)


def _subject(plan: Planned, target: Typed) -> Subject:
    return Subject(
        Scope.PLAN, plan_facts(Plan(target, plan.baseline)), kind=plan.kind,
        direction=plan.direction,
    )  # fmt: skip
