"""Which numbers tell of too few people: the one arithmetic of every mask (pure).

From 1 to 4 nobody learns a number, nor anything it could be worked out from. 0 counts nobody and
is shown. Units are the caller's: persons, organisations, or hundredths of them (`one`).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

LEAST = 5
"""Fewer than this are not shown."""
ENOUGH = 3
"""So many holders must stand behind a sum that takes in a small number: one knows its own."""


def is_few(count: Decimal | int, *, one: int = 1) -> bool:
    """Whether the number itself is too small to be told.

    >>> [is_few(count) for count in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < count < LEAST * one


def stays_open(rest: Decimal | int, *, others: int, one: int = 1) -> bool:
    """Whether a small number within a known rest may still be 5: each of the others keeps one.

    >>> stays_open(5, others=1), stays_open(6, others=1)
    (False, True)
    """
    return rest - others * one >= LEAST * one


def sum_hides(
    total: Decimal | int, *, top: Decimal | int, holders: int, parts: int, one: int = 1
) -> bool:
    """Whether a sum leaves each of its `parts` above 0 open between 1 and at least 5, also for the
    holder of the largest, `top`, who takes off what is its own.

    >>> sum_hides(12, top=7, holders=3, parts=3), sum_hides(13, top=7, holders=3, parts=3)
    (False, True)
    >>> sum_hides(1000, top=997, holders=2, parts=2)
    False
    """
    return holders >= ENOUGH and stays_open(total - top, others=parts - 2, one=one)


def masked(counts: Mapping[str, int], *, of: int) -> dict[str, int | None]:
    """Counts of one whole, each below five masked, and with them the next smallest until every
    small one may still be 5; noughts stay only where they give nothing away.

    >>> masked({"Ja": 30, "Nein": 3, "Teils": 8}, of=41)
    {'Ja': 30, 'Nein': None, 'Teils': None}
    >>> masked({"Ja": 30, "Nein": 1, "Teils": 1, "Andere": 9}, of=41)
    {'Ja': 30, 'Nein': None, 'Teils': None, 'Andere': None}
    >>> masked({"Ja": 41, "Nein": 0}, of=41)
    {'Ja': 41, 'Nein': 0}
    """
    if of < LEAST:
        return dict.fromkeys(counts)
    hidden = {label for label, count in counts.items() if is_few(count)}
    shown = sorted(
        (label for label, count in counts.items() if count and label not in hidden),
        key=lambda label: counts[label],
    )
    while hidden and not _open(counts, hidden):
        hidden |= {shown.pop(0)} if shown else set(counts)
        if len(hidden) == len(counts):
            break
    return {label: None if label in hidden else count for label, count in counts.items()}


def _open(counts: Mapping[str, Any], hidden: set[str]) -> bool:
    total = sum(counts[label] for label in hidden)
    return len(hidden) > 1 and stays_open(total, others=len(hidden) - 1)
