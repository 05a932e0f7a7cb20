"""The rules engine: facts in, findings out. It knows no database, no form, no person.

A rule compares two expressions over named facts. What happens when facts are missing is part of the
rule, as is how heavy its finding is and in which words it is told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from operator import eq, ge, gt, le, lt, ne
from string import Formatter

from drehscheibe.domain.controlling.checks.expressions import Expression, Facts, Undefined
from drehscheibe.kernel.language.amounts import german_number


class Operator(StrEnum):
    """How left and right must stand to each other."""

    EQUAL = "="
    UNEQUAL = "≠"
    LESS = "<"
    AT_MOST = "≤"
    MORE = ">"
    AT_LEAST = "≥"
    COMPULSORY_PAIR = "compulsory pair"
    EXCLUSIVE_PAIR = "exclusive pair"


COMPARED: dict[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.EQUAL: eq, Operator.UNEQUAL: ne, Operator.LESS: lt, Operator.AT_MOST: le,
    Operator.MORE: gt, Operator.AT_LEAST: ge,
}  # fmt: skip


class Missing(StrEnum):
    """What to do when facts of the rule are missing."""

    SKIP_IF_ANY = "skip_if_any"
    SKIP_IF_ALL = "skip_if_all"
    TREAT_AS_ZERO = "treat_as_zero"


class Severity(StrEnum):
    """How heavy a finding is: it stops, it warns, or it asks for a word of explanation."""

    BLOCK = "block"
    WARN = "warn"
    COMMENT = "comment"


class Scope(StrEnum):
    """What a rule is about: every value, the whole beside its splits, or the plan of a year."""

    VALUE = "value"
    WHOLE = "whole"
    PLAN = "plan"


@dataclass(frozen=True)
class Comparison:
    """Two expressions and how they must stand to each other."""

    left: Expression
    operator: Operator
    right: Expression

    @cached_property
    def names(self) -> frozenset[str]:
        """The facts it asks for."""
        return self.left.names | self.right.names

    def holds(self, facts: Facts) -> bool:
        """Whether it does; raises `Undefined` when it divides by zero."""
        if self.operator == Operator.COMPULSORY_PAIR:
            return _given(self.left, facts) == _given(self.right, facts)
        if self.operator == Operator.EXCLUSIVE_PAIR:
            return not (_given(self.left, facts) and _given(self.right, facts))
        return COMPARED[self.operator](self.left.value(facts), self.right.value(facts))


@dataclass(frozen=True)
class Rule:
    """One rule as the data says it; `kind` and `direction` narrow it, empty means all.

    `only_if` are comparisons that must hold, with all their facts known, before the rule is asked.
    """

    key: str
    scope: Scope
    must: Comparison
    missing: Missing
    severity: Severity
    message: str
    hint: str
    source: str
    confidence: str
    valid_from: date
    valid_to: date | None = None
    kind: str = ""
    direction: str = ""
    only_if: tuple[Comparison, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether a source says so; unconfirmed rules are marked wherever they speak."""
        return self.confidence != "A"

    def is_valid(self, on: date) -> bool:
        """Whether it counts on the day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Subject:
    """What is looked at: its facts by name, where it stands, and whether a word explains it."""

    scope: Scope
    facts: Mapping[str, Fraction | None]
    anchor: str = ""
    label: str = ""
    kind: str = ""
    direction: str = ""
    is_explained: bool = False


@dataclass(frozen=True)
class Finding:
    """What a rule says about a subject; `is_settled` when the comment it asked for is there."""

    rule: str
    severity: Severity
    told: str
    hint: str
    anchor: str
    label: str = ""
    is_settled: bool = False
    is_confirmed: bool = True

    @property
    def message(self) -> str:
        """What is told, and of what; at the value itself `told` is enough."""
        return f"{self.label}: {self.told}" if self.label else self.told

    @property
    def blocks(self) -> bool:
        """Whether it stops a signature or an import."""
        return self.severity == Severity.BLOCK

    @property
    def asks_for_comment(self) -> bool:
        """Whether a word of explanation is still missing."""
        return self.severity == Severity.COMMENT and not self.is_settled


def findings(rules: Iterable[Rule], subjects: Iterable[Subject], *, on: date) -> list[Finding]:
    """Every rule valid on the day against every subject it is about; what blocks comes first."""
    valid = [rule for rule in rules if rule.is_valid(on)]
    order = list(Severity)
    found = [
        _finding(rule, subject)
        for subject in subjects
        for rule in valid
        if is_about(rule, subject) and is_broken(rule, subject.facts)
    ]
    return sorted(found, key=lambda each: order.index(each.severity))


def is_about(rule: Rule, subject: Subject) -> bool:
    """Whether the rule speaks of this kind of subject."""
    return (
        rule.scope == subject.scope
        and rule.kind in ("", subject.kind)
        and rule.direction in ("", subject.direction)
    )


def is_broken(rule: Rule, facts: Facts) -> bool:
    """Whether the facts break the rule; what cannot be computed (÷ 0) breaks nothing."""
    try:
        if _is_skipped(rule, facts) or rule.must.holds(facts):
            return False
        return all(not _lacks(each, facts) and each.holds(facts) for each in rule.only_if)
    except Undefined:
        return False


def _is_skipped(rule: Rule, facts: Facts) -> bool:
    names = rule.must.names
    if rule.missing == Missing.SKIP_IF_ANY:
        return _lacks(rule.must, facts)
    if rule.missing == Missing.SKIP_IF_ALL:
        return bool(names) and all(facts.get(name) is None for name in names)
    return False


def _lacks(comparison: Comparison, facts: Facts) -> bool:
    return any(facts.get(name) is None for name in comparison.names)


def _given(expression: Expression, facts: Facts) -> bool:
    return any(facts.get(name) is not None for name in expression.names)


def _finding(rule: Rule, subject: Subject) -> Finding:
    return Finding(
        rule=rule.key,
        severity=rule.severity,
        told=tell(rule.message, subject.facts),
        hint=rule.hint,
        anchor=subject.anchor,
        label=subject.label,
        is_settled=rule.severity == Severity.COMMENT and subject.is_explained,
        is_confirmed=rule.is_confirmed,
    )


def tell(message: str, facts: Facts) -> str:
    """The message with its facts in German notation; `{rate:percent}` shows a share in percent.

    >>> tell("{actual} von {of}: {rate:percent}",
    ...      {"actual": Fraction(1250), "of": Fraction(5000), "rate": Fraction(1, 4)})
    '1.250 von 5.000: 25 %'
    """
    return "".join(
        text + ("" if name is None else _shown(facts.get(name), style or ""))
        for text, name, style, _ in Formatter().parse(message)
    )


def _shown(fact: Fraction | None, style: str) -> str:
    if fact is None:
        return "nichts"
    if style == "percent":
        return f"{german_number(_rounded(fact * 100, 1))} %"
    return german_number(_rounded(fact, 2))


def _rounded(fact: Fraction, places: int) -> Decimal:
    exact = Decimal(fact.numerator) / Decimal(fact.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
