"""Amounts by the parts of a grant, in the order of the finance plan (Finanzierungsplan)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from drehscheibe.domain.funding.models import PARTS

ZERO = Decimal("0.00")

PART_LABELS = {
    "staff": "Personalausgaben",
    "material": "Sachausgaben",
    "komm_an": "KOMM-AN NRW, Teil I",
    "volunteering": "Ehrenamt und Väterarbeit",
}


def nothing() -> dict[str, Decimal]:
    """0 euro in every part."""
    return dict.fromkeys(PARTS, ZERO)


def added(amounts: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """The sum, part by part.

    >>> added([{"staff": Decimal(2)}, {"staff": Decimal(3), "material": Decimal(1)}])["staff"]
    Decimal('5.00')
    """
    summed = nothing()
    for each in amounts:
        for part, amount in each.items():
            summed[part] += amount
    return summed


def total(amounts: Mapping[str, Decimal]) -> Decimal:
    """All parts together.

    >>> total({"staff": Decimal("2.50"), "material": Decimal(1)})
    Decimal('3.50')
    """
    return sum(amounts.values(), ZERO)
