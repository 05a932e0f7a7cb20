"""The rules as they stand in `data/checks.toml`; what does not fit stops the start, loudly."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from drehscheibe.domain.controlling.checks.engine import (
    Comparison,
    Missing,
    Operator,
    Rule,
    Scope,
    Severity,
    tell,
)
from drehscheibe.domain.controlling.checks.expressions import parse

FILE = Path(__file__).parent.parent / "data" / "checks.toml"
PLANNED = {"target", "target_of", "target_rate", "baseline", "baseline_of", "baseline_rate"}
COUNTED = {"actual", "of", "rate", "is_given", "days_left"}
OF_THE_WHOLE = {"fed", "actual_before", "splits_given", "splits_total", "splits_all",
                "history_count", "history_low", "history_high", "history_median"}  # fmt: skip
KNOWN = {
    Scope.VALUE: COUNTED,
    Scope.WHOLE: COUNTED | OF_THE_WHOLE | PLANNED,
    Scope.PLAN: PLANNED,
}
"""Which facts there are to speak of (docs/rooms/controlling.md); `checks.facts` gives them."""
CONFIDENCES = frozenset("VDA")


class RulesRefused(ValueError):
    """The file says something the engine does not understand; the message names the rule."""


@cache
def known_rules() -> tuple[Rule, ...]:
    """All rules of the file, of every validity."""
    return read_rules(tomllib.loads(FILE.read_text(encoding="utf-8")))


def read_rules(table: Mapping[str, Any]) -> tuple[Rule, ...]:
    """From the table of a file; raises `RulesRefused`."""
    rules = tuple(_rule(row) for row in table["rule"])
    keys = [(rule.key, rule.valid_from) for rule in rules]
    if len(set(keys)) < len(keys):
        raise RulesRefused("a rule stands twice")
    return rules


def comparison(text: str) -> Comparison:
    """Two expressions with an operator between: `history_count ≥ 2`."""
    for operator in Operator:
        left, found, right = text.partition(f" {operator} ")
        if found:
            return Comparison(parse(left), operator, parse(right))
    raise RulesRefused(f"no operator in {text!r}")


def _rule(row: Mapping[str, Any]) -> Rule:
    try:
        rule = Rule(
            key=row["key"], scope=Scope(row["scope"]),
            must=Comparison(parse(row["left"]), Operator(row["operator"]), parse(row["right"])),
            missing=Missing(row["missing"]), severity=Severity(row["severity"]),
            message=row["message"], hint=row["hint"], source=row["source"],
            confidence=row["confidence"], valid_from=row["valid_from"],
            valid_to=row.get("valid_to"), kind=row.get("kind", ""),
            direction=row.get("direction", ""),
            only_if=tuple(comparison(each) for each in row.get("only_if", ())),
        )  # fmt: skip
        tell(rule.message, {})
    except (KeyError, ValueError) as fault:
        raise RulesRefused(f"{row.get('key')}: {fault}") from fault
    names = rule.must.names.union(*(each.names for each in rule.only_if))
    if strange := names - KNOWN[rule.scope]:
        raise RulesRefused(f"{rule.key}: unknown facts {sorted(strange)}")
    if rule.confidence not in CONFIDENCES or not isinstance(rule.valid_from, date):
        raise RulesRefused(f"{rule.key}: confidence or validity")
    return rule
