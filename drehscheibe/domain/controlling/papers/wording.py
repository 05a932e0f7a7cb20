"""Numbers, days and degrees of a content as people read them."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from drehscheibe.domain.controlling.models.report import Degree
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.language.days import german_day

NOTHING = "–"


def value_text(parts: Mapping[str, str], unit: str = "") -> str:
    """A value with its unit; a share with its parts and the percentage recomputed from them.

    >>> value_text({"amount": "1200.5", "of": ""}, "Stunden")
    '1.200,5 Stunden'
    >>> value_text({"amount": "12", "of": "40"})
    '12 von 40 (30 %)'
    >>> value_text({"amount": "", "of": ""}, "Vereine")
    '–'
    """
    if not parts["amount"]:
        return NOTHING
    amount = Decimal(parts["amount"])
    if parts["of"]:
        return (
            f"{german_number(amount)} von {german_number(Decimal(parts['of']))} ({percent(parts)})"
        )
    return f"{german_number(amount)} {unit}".strip()


def percent(parts: Mapping[str, str]) -> str:
    """The share of a value with two parts, to one place; empty when it has none."""
    if not parts["amount"] or not parts["of"]:
        return ""
    share = Decimal(parts["amount"]) / Decimal(parts["of"]) * 100
    return f"{german_number(share.quantize(Decimal('0.1'), ROUND_HALF_UP))} %"


def comment_text(indicator: Mapping[str, Any]) -> str:
    """What was said to a value, or that nothing was said to what strikes.

    >>> comment_text({"comment": "", "unexplained": ["900 liegt weit über den Vorjahren."]})
    'Auffällig: 900 liegt weit über den Vorjahren. Eine Anmerkung dazu wurde nicht gegeben.'
    """
    struck = " ".join(indicator.get("unexplained", ()))  # older versions did not note it
    missing = f"Auffällig: {struck} Eine Anmerkung dazu wurde nicht gegeben." if struck else ""
    return "\n".join(part for part in (indicator["comment"], missing) if part)


def number_text(amount: str | int) -> str:
    """A plain number."""
    return german_number(Decimal(amount))


def euro_text(amount: str) -> str:
    """An amount of money."""
    return euro(Decimal(amount))


def day_text(iso: str) -> str:
    """A day as people write it; – when there is none."""
    return german_day(date.fromisoformat(iso)) if iso else NOTHING


def degree_text(degree: str) -> str:
    """erreicht, teilweise erreicht, verfehlt, entfallen; – before anybody judged."""
    return str(Degree(degree).label) if degree in Degree.values else "noch nicht beurteilt"
