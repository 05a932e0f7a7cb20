"""The facts the rules speak of, from what is known of an indicator in a year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from drehscheibe.domain.controlling.checks.engine import Scope, Subject
from drehscheibe.domain.controlling.values.lines import WHOLE, IndicatorLine

Facts = dict[str, Fraction | None]


@dataclass(frozen=True)
class Typed:
    """A value as it stands in a form or a table, perhaps half of it."""

    amount: Decimal | None = None
    of: Decimal | None = None
    comment: str = ""


@dataclass(frozen=True)
class Plan:
    """A year's target beside the baseline, as agreed or as typed."""

    target: Typed = field(default_factory=Typed)
    baseline: Typed = field(default_factory=Typed)


def stored(line: IndicatorLine) -> dict[str, Typed]:
    """The line's stored values by split, as the form would hold them."""
    return {
        split: Typed(each.parts.amount, each.parts.of, each.comment)
        for split, each in line.actuals.items()
    }


def value_subjects(
    line: IndicatorLine, values: Mapping[str, Typed], *, on: date, fed: Decimal | None = None
) -> Iterator[Subject]:
    """Each value of the line, then its whole beside splits, plan and history.

    `fed` is what the platform counts itself, when somebody entered another number by hand.
    """
    days_left = Fraction(max(0, (line.span.last - on).days))
    about = {"kind": line.indicator.kind, "direction": line.terms.direction}
    for split in line.splits:
        typed = values.get(split, Typed())
        yield Subject(
            Scope.VALUE, {**counted(typed), "days_left": days_left}, anchor=line.anchor(split),
            label=_label(line, split), is_explained=bool(typed.comment.strip()), **about,
        )  # fmt: skip
    whole = values.get(WHOLE, Typed())
    facts = {
        **counted(whole), **_splits(line, values), **_history(line), **plan_facts(_plan(line)),
        "fed": _fraction(fed), "days_left": days_left,
    }  # fmt: skip
    yield Subject(
        Scope.WHOLE, facts, anchor=line.anchor(), label=_label(line, WHOLE),
        is_explained=bool(whole.comment.strip()), **about,
    )  # fmt: skip


def counted(typed: Typed) -> Facts:
    """The facts of one value."""
    return {
        "actual": _fraction(typed.amount),
        "of": _fraction(typed.of),
        "rate": _rate(typed),
        "is_given": Fraction(typed.amount is not None),
    }


def plan_facts(plan: Plan) -> Facts:
    """The facts of a year's plan."""
    return {
        "target": _fraction(plan.target.amount),
        "target_of": _fraction(plan.target.of),
        "target_rate": _rate(plan.target),
        "baseline": _fraction(plan.baseline.amount),
        "baseline_of": _fraction(plan.baseline.of),
        "baseline_rate": _rate(plan.baseline),
    }


def _plan(line: IndicatorLine) -> Plan:
    target, baseline = line.target, line.baseline
    return Plan(
        Typed(target.amount, target.of) if target else Typed(),
        Typed(baseline.amount, baseline.of) if baseline else Typed(),
    )


def _splits(line: IndicatorLine, values: Mapping[str, Typed]) -> Facts:
    amounts = [values[each].amount for each in line.terms.splits if each in values]
    given = [Fraction(amount) for amount in amounts if amount is not None]
    is_whole = bool(given) and len(given) == len(line.terms.splits)
    return {
        "splits_given": Fraction(len(given)),
        "splits_total": sum(given, Fraction(0)) if given else None,
        "splits_all": sum(given, Fraction(0)) if is_whole else None,
    }


def _history(line: IndicatorLine) -> Facts:
    """Shares by their rate, numbers as they are."""
    earlier = [parts.rank for parts in line.history.values()]
    before = line.history.get(line.year - 1)
    return {
        "history_count": Fraction(len(earlier)),
        "history_low": min(earlier) if earlier else None,
        "history_high": max(earlier) if earlier else None,
        "history_median": Fraction(median(earlier)) if earlier else None,
        "actual_before": Fraction(before.amount) if before else None,
    }


def _label(line: IndicatorLine, split: str) -> str:
    name = f"Ziel {line.goal.number}, {line.terms.name}"
    return f"{name}, {split}" if split else name


def _rate(typed: Typed) -> Fraction | None:
    if typed.amount is None or not typed.of:
        return None
    return Fraction(typed.amount) / Fraction(typed.of)


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
