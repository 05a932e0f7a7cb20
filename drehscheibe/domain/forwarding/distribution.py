"""Sharing a sum by weights so that every cent is given once (largest remainder)."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from drehscheibe.kernel.language.amounts import CENT


class WeightsRefused(ValueError):
    """The weights cannot share anything; the message is German and says what to do."""


def shares(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Euro for each weight: the exact share cut to cents, the cents left over to the largest rests.

    Of equal rests the earlier in the list comes first, so the same list always gives the same
    shares. Raises `WeightsRefused`.

    >>> [str(each) for each in shares(Decimal("1000000.00"), [Decimal(3), Decimal(3), Decimal(1)])]
    ['428571.43', '428571.43', '142857.14']
    """
    if any(weight < 0 for weight in weights):
        raise WeightsRefused("Ein Gewicht ist negativ. Tragen Sie Zahlen ab 0 ein.")
    total = sum(weights, Decimal(0))
    if not total:
        raise WeightsRefused("Alle Gewichte sind 0. Tragen Sie mindestens ein Gewicht ein.")
    cents = amount / CENT
    if cents != cents.to_integral_value() or amount < 0:
        raise WeightsRefused("Der Betrag muss auf volle Cent lauten und darf nicht negativ sein.")
    pot = int(cents)
    numerators = [_whole(weight) for weight in weights]
    denominator = sum(numerators)
    floors = [pot * numerator // denominator for numerator in numerators]
    rests = [pot * numerator % denominator for numerator in numerators]
    left = pot - sum(floors)
    first = sorted(range(len(weights)), key=lambda index: (-rests[index], index))[:left]
    for index in first:
        floors[index] += 1
    return tuple(Decimal(cents) * CENT for cents in floors)


def _whole(weight: Decimal) -> int:
    """Weights with up to four decimals as whole numbers, so that no share is rounded twice."""
    scaled = (weight * 10000).to_integral_value(ROUND_FLOOR)
    if scaled != weight * 10000:
        raise WeightsRefused("Ein Gewicht hat mehr als vier Nachkommastellen.")
    return int(scaled)
