"""Which sums over persons may be shown, so that no number from 1 to 4 can be worked out (pure).

The smallest things counted are *atoms*: what one indicator of one centre counts. An atom from 1 to
4 is small. Where a stratum holds a small atom, its atoms form a *block*: a sum is released only
when it takes in a block as a whole or leaves it out. Every released number is then a sum of blocks
and of atoms that are not small, whatever filters a reader combines; differences between two
settings give whole blocks again. A block is wide enough when each of its small atoms may still be
anything from 1 to at least 5, also for a centre that knows its own numbers. Else it takes in its
neighbours: Kreise or cities of the district government, the district, the state, always within one
strand; if that does not help, splits are withheld, and in the end the strand.

What is too few, `kernel/tables/few.py` says. Amounts are hundredths, as in the facts.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from drehscheibe.kernel.tables.few import sum_hides

ONE = 100
WHOLE = ""
"""The split that is none."""

Place = tuple[str, str, str, int]
"""Strand, district government, Kreis or city, size class."""
Key = tuple[Hashable, ...]

LEVELS: tuple[Callable[[Place], Key], ...] = (
    lambda place: (0, *place),
    lambda place: (1, *place[:3]),
    lambda place: (2, *place[:2]),
    lambda place: (3, place[0]),
)


class Part(NamedTuple):
    """One kind of people counted in some places.

    `holders` are centres with more than 0, `atoms` what they count above 0, `small` those from 1 to
    4, `top` the most of one centre. Places of a strand hold different centres, so parts add up.
    """

    holders: int = 0
    atoms: int = 0
    small: int = 0
    total: int = 0
    top: int = 0

    def joined(self, other: "Part") -> "Part":
        """Both together."""
        return Part(
            self.holders + other.holders,
            self.atoms + other.atoms,
            self.small + other.small,
            self.total + other.total,
            max(self.top, other.top),
        )

    @property
    def hides(self) -> bool:
        """Whether the total leaves every atom open between 1 and at least 5.

        The others hold at least 1 each. A centre that knows its own, the largest, sees no more.

        >>> Part(holders=3, atoms=3, small=1, total=1200, top=700).hides
        False
        >>> Part(holders=3, atoms=3, small=1, total=1300, top=700).hides
        True
        """
        return sum_hides(self.total, top=self.top, holders=self.holders, parts=self.atoms, one=ONE)


Parts = Mapping[tuple[str, str], Part]
"""By split, and within a share by side: the part (`amount`) and what is missing (`rest`)."""


@dataclass(frozen=True)
class Protection:
    """The blocks of one indicator and year; places without one are free."""

    blocks: Mapping[Place, Key] = field(default_factory=dict)
    members: Mapping[Key, frozenset[Place]] = field(default_factory=dict)
    withheld: frozenset[Key] = frozenset()
    """Blocks too narrow to be shown even as a whole."""
    whole_only: bool = False
    """No split may be shown."""

    def allows(
        self, chosen: Collection[Place], *, split: str = WHOLE, cut: Collection[Place] = ()
    ) -> bool:
        """Whether the sum over these places may be shown; `cut` are those taken in part.

        Name only places that hold anybody: the others give nothing away.
        """
        if not chosen and not cut:
            return True
        if (self.whole_only and split != WHOLE) or any(place in self.blocks for place in cut):
            return False
        inside = chosen if isinstance(chosen, AbstractSet) else frozenset(chosen)
        return all(
            places.isdisjoint(inside) or (places <= inside and key not in self.withheld)
            for key, places in self.members.items()
        )


FREE = Protection()


def protect(places: Mapping[Place, Parts]) -> Protection:
    """The blocks of an indicator and year, told all its places with all their splits.

    >>> few, many = Part(1, 1, 1, 300, 300), Part(1, 1, 0, 4000, 4000)
    >>> side = (WHOLE, "amount")
    >>> here = {("idb", "Köln", "kreis", size): {side: many} for size in (1, 2, 3)}
    >>> small = ("idb", "Köln", "stadt", 1)
    >>> found = protect(here | {small: {side: few}})
    >>> found.allows([small]), found.allows([*here, small]), found.allows(list(here))
    (False, True, False)
    """
    if not any(part.small for parts in places.values() for part in parts.values()):
        return FREE
    found = _protection(places)
    if not found.withheld:
        return found
    wholes = {
        place: {key: part for key, part in parts.items() if key[0] == WHOLE}
        for place, parts in places.items()
    }
    return _protection(wholes, whole_only=True)


def _protection(places: Mapping[Place, Parts], *, whole_only: bool = False) -> Protection:
    """Blocks as small as possible: they grow level by level where they are too narrow."""
    blocks: dict[Place, Key] = {}
    waiting = [place for place, parts in places.items() if any(p.small for p in parts.values())]
    for level in LEVELS:
        narrow: list[Place] = []
        for key in dict.fromkeys(level(place) for place in waiting):
            inside = [place for place in places if level(place) == key and _holds(places[place])]
            blocks |= dict.fromkeys(inside, key)
            if not _wide_enough(places[place] for place in inside):
                narrow.append(inside[0])
        waiting = narrow
    members: dict[Key, set[Place]] = {}
    for place, key in blocks.items():
        members.setdefault(key, set()).add(place)
    return Protection(
        blocks=blocks,
        members={key: frozenset(each) for key, each in members.items()},
        withheld=frozenset(LEVELS[-1](place) for place in waiting),
        whole_only=whole_only,
    )


def _holds(parts: Parts) -> bool:
    return any(part.atoms for part in parts.values())


def _wide_enough(inside: Iterable[Parts]) -> bool:
    total: dict[tuple[str, str], Part] = {}
    for parts in inside:
        for key, part in parts.items():
            total[key] = part.joined(total[key]) if key in total else part
    return all(part.hides for part in total.values() if part.small)
