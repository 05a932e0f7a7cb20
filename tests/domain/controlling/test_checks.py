"""Rules as data: each accepts and refuses, each way with missing facts, each weight; no eval."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.controlling.checks.engine import (
    Comparison,
    Finding,
    Missing,
    Operator,
    Rule,
    Scope,
    Severity,
    Subject,
    findings,
    is_broken,
)
from drehscheibe.domain.controlling.checks.expressions import (
    ExpressionRefused,
    Undefined,
    parse,
)
from drehscheibe.domain.controlling.checks.reading import (
    RulesRefused,
    comparison,
    known_rules,
    read_rules,
)

OVER = {"days_left": 0}
CASES: dict[str, tuple[dict[str, float], dict[str, float]]] = {
    "share_needs_both": ({"actual": 12, "of": 40}, {"actual": 12}),
    "count_has_no_whole": ({"actual": 12}, {"actual": 12, "of": 40}),
    "whole_above_zero": ({"actual": 0, "of": 1}, {"actual": 0, "of": 0}),
    "part_within_whole": ({"actual": 40, "of": 40}, {"actual": 41, "of": 40}),
    "splits_within_whole": ({"splits_total": 10, "actual": 10}, {"splits_total": 11, "actual": 10}),
    "splits_make_the_whole": ({"splits_all": 10, "actual": 10}, {"splits_all": 9, "actual": 10}),
    "splits_need_the_whole": (
        {"splits_given": 2, "is_given": 1},
        {"splits_given": 2, "is_given": 0},
    ),
    "nothing_reached": ({"actual": 1, "target": 8, **OVER}, {"actual": 0, "target": 8, **OVER}),
    "far_above_target": ({"actual": 24, "target": 8}, {"actual": 25, "target": 8}),
    "outlier_high": (
        {"actual": 25, "history_median": 10, "history_count": 1},
        {"actual": 26, "history_median": 10, "history_count": 1},
    ),
    "outlier_low": (
        {"actual": 4, "history_median": 10, "history_count": 1, **OVER},
        {"actual": 3, "history_median": 10, "history_count": 1, **OVER},
    ),
    "outlier_share_high": (
        {"rate": 0.75, "history_median": 0.5, "history_count": 1},
        {"rate": 0.8125, "history_median": 0.5, "history_count": 1},
    ),
    "outlier_share_low": (
        {"rate": 0.25, "history_median": 0.5, "history_count": 1},
        {"rate": 0.1875, "history_median": 0.5, "history_count": 1},
    ),
    "same_as_before": ({"actual": 20, "actual_before": 21}, {"actual": 20, "actual_before": 20}),
    "worse_than_baseline": (
        {"actual": 4, "baseline": 4, **OVER},
        {"actual": 3, "baseline": 4, **OVER},
    ),
    "more_than_baseline": (
        {"actual": 4, "baseline": 4, **OVER},
        {"actual": 5, "baseline": 4, **OVER},
    ),
    "rate_worse_than_baseline": (
        {"rate": 0.5, "baseline_rate": 0.5, **OVER},
        {"rate": 0.25, "baseline_rate": 0.5, **OVER},
    ),
    "rate_more_than_baseline": (
        {"rate": 0.5, "baseline_rate": 0.5, **OVER},
        {"rate": 0.75, "baseline_rate": 0.5, **OVER},
    ),
    "differs_from_fed": ({"actual": 14, "fed": 14}, {"actual": 20, "fed": 14}),
    "target_needs_both": ({"target": 8, "target_of": 40}, {"target_of": 40}),
    "baseline_needs_both": ({"baseline": 8, "baseline_of": 40}, {"baseline": 8}),
    "target_within_whole": ({"target": 40, "target_of": 40}, {"target": 41, "target_of": 40}),
    "baseline_within_whole": (
        {"baseline": 40, "baseline_of": 40},
        {"baseline": 41, "baseline_of": 40},
    ),
    "target_above_zero": ({"target": 1}, {"target": 0}),
    "target_at_least_baseline": ({"target": 4, "baseline": 4}, {"target": 3, "baseline": 4}),
    "target_at_most_baseline": ({"target": 4, "baseline": 4}, {"target": 5, "baseline": 4}),
    "target_rate_at_least_baseline": (
        {"target_rate": 0.5, "baseline_rate": 0.5},
        {"target_rate": 0.25, "baseline_rate": 0.5},
    ),
    "target_rate_at_most_baseline": (
        {"target_rate": 0.5, "baseline_rate": 0.5},
        {"target_rate": 0.75, "baseline_rate": 0.5},
    ),
}
"""Facts each rule accepts, and facts it refuses."""


def facts(given: Mapping[str, float]) -> dict[str, Fraction | None]:
    """Exact."""
    return {name: Fraction(number) for name, number in given.items()}


def said(rule: Rule, given: Mapping[str, float], *, is_explained: bool = False) -> list[Finding]:
    """What this one rule says."""
    subject = Subject(
        rule.scope, facts(given), "x", kind=rule.kind, direction=rule.direction,
        is_explained=is_explained,
    )  # fmt: skip
    return findings([rule], [subject], on=date(2026, 12, 31))


def rule(missing: Missing, severity: Severity, **more: Any) -> Rule:
    """`a ≤ b` with a way to treat what is missing, and a weight."""
    plain = {
        "key": "x", "scope": Scope.WHOLE, "must": comparison("a ≤ b"), "message": "{a} über {b}",
        "hint": "", "source": "Test", "confidence": "A", "valid_from": date(2020, 1, 1),
    }  # fmt: skip
    return Rule(missing=missing, severity=severity, **{**plain, **more})


def test_every_rule_of_the_data_has_its_cases() -> None:
    assert {each.key for each in known_rules()} == set(CASES)


@pytest.mark.parametrize("one", known_rules(), ids=lambda each: each.key)
def test_each_rule_accepts_and_refuses(one: Rule) -> None:
    accepted, refused = CASES[one.key]
    assert said(one, accepted) == []
    found = said(one, refused)
    assert [(each.rule, each.severity) for each in found] == [(one.key, one.severity)]
    assert "{" not in found[0].message
    assert found[0].is_confirmed == (one.confidence != "A")


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize(
    ("missing", "one_lacks", "all_lack"),
    [
        (Missing.SKIP_IF_ANY, False, False),
        (Missing.SKIP_IF_ALL, True, False),
        (Missing.TREAT_AS_ZERO, True, False),
    ],
)
def test_missing_facts_by_strategy_and_weight(
    missing: Missing, one_lacks: bool, all_lack: bool, severity: Severity
) -> None:
    """With b missing, 3 ≤ 0 is broken unless skipped; with both, 0 ≤ 0 holds."""
    found = said(rule(missing, severity), {"a": 3})
    assert bool(found) == one_lacks
    assert all(each.blocks == (severity == Severity.BLOCK) for each in found)
    assert bool(said(rule(missing, severity), {})) == all_lack


def test_never_skipping_differs_from_skipping_when_all_are_missing() -> None:
    for missing, broken in ((Missing.SKIP_IF_ALL, False), (Missing.TREAT_AS_ZERO, True)):
        assert is_broken(rule(missing, Severity.WARN, must=comparison("a < b")), {}) == broken


def test_a_comment_settles_only_what_asks_for_one() -> None:
    for severity in Severity:
        (found,) = said(rule(Missing.SKIP_IF_ANY, severity), {"a": 3, "b": 1}, is_explained=True)
        assert found.is_settled == (severity == Severity.COMMENT)
        assert not found.asks_for_comment


def test_rules_count_on_their_days_only() -> None:
    ended = rule(Missing.SKIP_IF_ANY, Severity.WARN, valid_to=date(2024, 12, 31))
    subject = Subject(Scope.WHOLE, facts({"a": 3, "b": 1}))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    assert [len(findings([ended], [subject], on=day)) for day in days] == [0, 1, 1, 0]


def test_pairs() -> None:
    left, right = parse("a"), parse("b")
    both = Comparison(left, Operator.COMPULSORY_PAIR, right)
    one = Comparison(left, Operator.EXCLUSIVE_PAIR, right)
    for given_facts, compulsory, exclusive in (
        ({}, True, True), ({"a": 0}, False, True), ({"a": 0, "b": 0}, True, False)
    ):  # fmt: skip
        assert both.holds(facts(given_facts)) == compulsory
        assert one.holds(facts(given_facts)) == exclusive


def test_what_cannot_be_computed_breaks_nothing() -> None:
    divided = rule(Missing.TREAT_AS_ZERO, Severity.BLOCK, must=comparison("a ÷ b ≥ 100"))
    assert said(divided, {"a": 1}) == []


LEAVES = st.one_of(
    st.integers(0, 99).map(str),
    st.decimals(0, 99, places=2, allow_nan=False).map(lambda each: str(each).replace(".", ",")),
    st.sampled_from(["a", "b", "splits_total"]),
)
SUMS = st.recursive(
    LEAVES,
    lambda inner: st.tuples(inner, st.sampled_from("+−×÷"), inner).map(
        lambda three: f"({three[0]} {three[1]} {three[2]})"
    ),
    max_leaves=8,
)
KNOWN = {"a": Fraction(7), "b": Fraction(-3, 4), "splits_total": Fraction(0)}


@given(SUMS)
def test_sums_come_to_what_python_makes_of_them(text: str) -> None:
    """Against Python's own arithmetic over fractions, brackets and all."""
    source = text.replace("−", "-").replace("×", "*").replace("÷", "/")
    source = re.sub(
        r"[0-9]+(,[0-9]+)?", lambda found: f"Fraction('{found[0].replace(',', '.')}')", source
    )
    try:
        expected = eval(source, {"Fraction": Fraction, **KNOWN})
    except ZeroDivisionError:
        with pytest.raises(Undefined):
            parse(text).value(KNOWN)
    else:
        assert parse(text).value(KNOWN) == expected


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_signs_bind_as_at_school(a: int, b: int, c: int) -> None:
    given_facts = {"a": Fraction(a), "b": Fraction(b), "c": Fraction(c)}
    assert parse("a - b - c × 2 + -a").value(given_facts) == a - b - c * 2 - a


@pytest.mark.parametrize(
    "text",
    ["", "a b", "1 +", "(a", "a)", "a ** 2", "__import__('os')", "a.b", "f(1)", "'x'", "a; b",
     "[1]", "1e9", "a" * 301, "(" * 40 + "a" + ")" * 40],
)  # fmt: skip
def test_nothing_but_arithmetic_is_read(text: str) -> None:
    with pytest.raises(ExpressionRefused):
        parse(text)


@given(st.text(max_size=40))
def test_any_text_is_a_sum_or_refused(text: str) -> None:
    """Whatever is typed into the data is computed with nothing but its facts, or refused."""
    try:
        sum_ = parse(text)
    except ExpressionRefused:
        return
    assert all(name in text for name in sum_.names)


@pytest.mark.parametrize(
    "broken",
    [
        {"left": "salary"},
        {"operator": "=="},
        {"severity": "fatal"},
        {"missing": "guess"},
        {"confidence": "X"},
        {"message": "{actual"},
        {"only_if": ["actual"]},
        {"left": "fed", "scope": "value"},
    ],
)
def test_a_file_that_does_not_fit_stops_the_start(broken: dict[str, Any]) -> None:
    row = {
        "key": "x", "scope": "whole", "left": "actual", "operator": "≤", "right": "of",
        "missing": "skip_if_any", "severity": "warn", "message": "m", "hint": "h", "source": "s",
        "confidence": "A", "valid_from": date(2020, 1, 1),
    }  # fmt: skip
    assert len(read_rules({"rule": [row]})) == 1
    with pytest.raises(RulesRefused):
        read_rules({"rule": [{**row, **broken}]})
