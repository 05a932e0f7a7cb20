"""Who may have a seat now: pure rules over numbers, the heart of the room.

A seat is taken by whoever is confirmed or holds an offer. A free seat goes to the first in the
queue who may have it; whoever may not (the own organisation has its share, the seats left are kept
for others) stays in place and lets the next one pass.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Organisation = int | None
"""The id of the sending organisation; None for guests, who count as nobody's."""


class Why(StrEnum):
    """Why somebody waits; `label` is said to them."""

    FULL = "full"
    SHARE = "share"
    KEPT = "kept"
    TURN = "turn"

    @property
    def label(self) -> str:
        """In German, to the person who waits."""
        return _LABELS[self]


_LABELS = {
    Why.FULL: "Alle Plätze sind vergeben.",
    Why.SHARE: "Ihre Organisation hat ihre Plätze belegt; der Rest ist noch für andere frei.",
    Why.KEPT: "Die freien Plätze sind noch für andere Organisationen vorgemerkt.",
    Why.TURN: "Vor Ihnen warten andere; über die Reihenfolge entscheidet der Veranstalter.",
}


@dataclass(frozen=True)
class Rules:
    """What holds today: seats in all (None without limit), seats per organisation, seats kept.

    `per_organisation` is None and `kept` empty once their release date has come.
    """

    capacity: int | None
    per_organisation: int | None = None
    kept: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Waiting:
    """Somebody in the queue."""

    number: int
    organisation: Organisation


def why_not(
    rules: Rules, taken: Mapping[Organisation, int], organisation: Organisation
) -> Why | None:
    """What keeps somebody of this organisation from a seat, or None when one is free for them.

    >>> why_not(Rules(6, per_organisation=2), {7: 2}, 7).label[:17]
    'Ihre Organisation'
    >>> why_not(Rules(6, per_organisation=2), {7: 2}, 8)
    """
    if rules.capacity is None and rules.per_organisation is None:
        return None
    left = None if rules.capacity is None else rules.capacity - sum(taken.values())
    if left is not None and left <= 0:
        return Why.FULL
    share = rules.per_organisation
    if share is not None and organisation is not None and taken.get(organisation, 0) >= share:
        return Why.SHARE
    if left is not None and left <= _kept_for_others(rules, taken, organisation):
        return Why.KEPT
    return None


def turns(
    rules: Rules, taken: Mapping[Organisation, int], waiting: Iterable[Waiting]
) -> Iterator[Waiting]:
    """Those whose turn it is, in the order of the queue, until nothing is left for anybody."""
    now = Counter(taken)
    for each in sorted(waiting, key=lambda one: one.number):
        if why_not(rules, now, each.organisation) is None:
            now[each.organisation] += 1
            yield each


def _kept_for_others(
    rules: Rules, taken: Mapping[Organisation, int], organisation: Organisation
) -> int:
    """Seats kept for other organisations that those have not used yet."""
    return sum(
        max(0, seats - taken.get(other, 0))
        for other, seats in rules.kept.items()
        if other != organisation
    )
