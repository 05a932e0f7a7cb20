"""Amounts by part of the grant in templates."""

from collections.abc import Mapping
from decimal import Decimal

from django import template

from drehscheibe.domain.funding.payout.parts import total

register = template.Library()


@register.filter
def parts_total(amounts: Mapping[str, Decimal]) -> Decimal:
    """All parts together, in euro."""
    return total(amounts)


@register.filter
def part(amounts: Mapping[str, Decimal], name: str) -> Decimal:
    """The amount of one part, in euro."""
    return amounts.get(name, Decimal(0))
