"""No released table lets a masked number be worked out, whatever settings a reader combines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from hypothesis import given, note, settings
from hypothesis import strategies as st

from drehscheibe.domain.reporting.suppression import (
    ONE,
    WHOLE,
    Part,
    Place,
    Protection,
    protect,
)

STRANDS, DISTRICTS, KINDS, SIZES = ("idb", "iq"), ("K", "M", "D"), ("kreis", "stadt"), (1, 2)
SPLITS = ("Frauen", "Männer")


@dataclass(frozen=True)
class Atom:
    """What one indicator of one centre counts, by split; the whole is their sum."""

    centre: int
    place: Place
    counts: tuple[int, int]

    def of(self, split: str) -> int:
        """Persons of a split, or all."""
        return sum(self.counts) if split == WHOLE else self.counts[SPLITS.index(split)]


COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 45])


@st.composite
def networks(draw: st.DrawFn) -> list[Atom]:
    """A few centres, each in one stratum, with one or two indicators in some strand."""
    atoms = []
    for centre in range(draw(st.integers(2, 9))):
        stratum = (
            draw(st.sampled_from(DISTRICTS)),
            draw(st.sampled_from(KINDS)),
            draw(st.sampled_from(SIZES)),
        )
        for _ in range(draw(st.integers(1, 2))):
            place = (draw(st.sampled_from(STRANDS)), *stratum)
            atoms.append(Atom(centre, place, (draw(COUNTS), draw(COUNTS))))
    return atoms


def protection_of(atoms: Sequence[Atom]) -> Protection:
    """As `masks` reads it from the cells."""
    places: dict[Place, dict[tuple[str, str], Part]] = {}
    for place in {atom.place for atom in atoms}:
        places[place] = {
            (split, "amount"): _part([a for a in atoms if a.place == place], split)
            for split in (WHOLE, *SPLITS)
        }
    return protect(places)


def _part(atoms: Sequence[Atom], split: str) -> Part:
    by_centre: dict[int, int] = {}
    for atom in atoms:
        by_centre[atom.centre] = by_centre.get(atom.centre, 0) + ONE * atom.of(split)
    counts = [atom.of(split) for atom in atoms]
    return Part(
        holders=sum(1 for each in by_centre.values() if each),
        atoms=sum(1 for each in counts if each),
        small=sum(1 for each in counts if 0 < each < 5),
        total=ONE * sum(counts),
        top=max(by_centre.values(), default=0),
    )


def settings_of_readers() -> Iterator[tuple[set[str], set[str], set[str], set[int]]]:
    """Every filter a reader can set, and so every column of every layout too."""
    yield from product(
        _one_or_all(STRANDS), _one_or_all(DISTRICTS), _one_or_all(KINDS), _one_or_all(SIZES)
    )


def _one_or_all(values: Sequence[object]) -> list[set[object]]:
    return [set(values), *({each} for each in values)]


def released(atoms: Sequence[Atom], found: Protection) -> list[tuple[frozenset[int], str]]:
    """The sums that are shown, as sets of atoms: all filters, all splits, and each row alone."""
    shown = []
    held = {atom.place for atom in atoms if any(atom.counts)}
    for strands, districts, kinds, sizes in settings_of_readers():
        inside = [
            place for place in held
            if place[0] in strands and place[1] in districts and place[2] in kinds
            and place[3] in sizes
        ]  # fmt: skip
        numbers = frozenset(n for n, atom in enumerate(atoms) if atom.place in inside)
        shown += [
            (numbers, split) for split in (WHOLE, *SPLITS) if found.allows(inside, split=split)
        ]
    for number, atom in enumerate(atoms):
        for split in (WHOLE, *SPLITS):
            hidden = atom.place in found.blocks or (found.whole_only and split != WHOLE)
            if not any(atom.counts) or not hidden:
                shown.append((frozenset([number]), split))
    return shown


@given(networks())
@settings(max_examples=150, deadline=None)
def test_no_small_number_follows_from_all_released_ones(atoms: list[Atom]) -> None:
    """The attacker solves the linear system of everything shown, zeros known beforehand."""
    shown = released(atoms, protection_of(atoms))
    unknown = {
        (number, split): place
        for place, (number, split) in enumerate(
            (n, s) for n, atom in enumerate(atoms) for s in SPLITS if atom.of(s)
        )
    }
    rows = []
    for numbers, split in shown:
        row = [Fraction(0)] * len(unknown)
        for number in numbers:
            for each in SPLITS if split == WHOLE else (split,):
                if (number, each) in unknown:
                    row[unknown[number, each]] = Fraction(1)
        rows.append(row)
    solved = _reduced(rows)
    for (number, split), column in unknown.items():
        small = 0 < atoms[number].of(split) < 5
        pinned = [row for row in solved if row[column] and sum(1 for each in row if each) == 1]
        note(f"{atoms[number]} {split}")
        assert not (small and pinned)


@given(networks())
@settings(max_examples=150, deadline=None)
def test_every_small_number_might_as_well_be_five(atoms: list[Atom]) -> None:
    """For each small number there is another network with the same released figures, the same
    centres above 0, in which it is 5: no bound of an attacker excludes that, not even of a centre
    that knows its own numbers."""
    found = protection_of(atoms)
    shown = released(atoms, found)
    before = _sums(atoms, shown)
    for number, atom in enumerate(atoms):
        for split in (WHOLE, *SPLITS):
            if not 0 < atom.of(split) < 5:
                continue
            for insider in (None, *{each.centre for each in atoms} - {atom.centre}):
                other = _another(atoms, number, split, found, insider)
                assert other[number].of(split) == 5, (atom, split, insider)
                assert _sums(other, shown) == before, (atom, split, insider)


def _another(
    atoms: list[Atom], number: int, split: str, found: Protection, insider: int | None
) -> list[Atom]:
    """The number grows to 5; others of its block give, each keeping one person."""
    atom = atoms[number]
    place = next(n for n, each in enumerate(SPLITS) if split in (each, WHOLE) and atom.counts[n])
    missing = 5 - atom.of(split)
    changed = list(atoms)
    changed[number] = _moved(atom, place, missing)
    block = found.blocks.get(atom.place)
    hidden = block in found.withheld or (split != WHOLE and found.whole_only)
    if hidden and not (found.whole_only and block not in found.withheld):
        return changed
    if split != WHOLE and found.whole_only:  # splits are not shown: the other one gives
        return _within(atoms, number, place, missing)
    for other, giver in enumerate(atoms):
        if other == number or giver.centre == insider or found.blocks.get(giver.place) != block:
            continue
        for at in (0, 1) if found.whole_only else (place,):
            least = 1 if not found.whole_only else max(1 - changed[other].counts[1 - at], 0)
            gives = min(missing, max(changed[other].counts[at] - least, 0))
            changed[other] = _moved(changed[other], at, -gives)
            missing -= gives
    return changed


def _within(atoms: list[Atom], number: int, place: int, missing: int) -> list[Atom]:
    """The splits of one centre are not shown: both may be anything within its whole."""
    changed = list(atoms)
    changed[number] = _moved(_moved(atoms[number], place, missing), 1 - place, -missing)
    return changed


def _moved(atom: Atom, at: int, amount: int) -> Atom:
    counts = list(atom.counts)
    counts[at] += amount
    return Atom(atom.centre, atom.place, (counts[0], counts[1]))


def _sums(atoms: Sequence[Atom], shown: Sequence[tuple[frozenset[int], str]]) -> list[int]:
    return [sum(atoms[number].of(split) for number in numbers) for numbers, split in shown]


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Gauss and Jordan over exact fractions: what the attacker knows, as plainly as can be."""
    solved: list[list[Fraction]] = []
    rows = [row for row in rows if any(row)]
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [each / pivot[column] for each in pivot]
        rows, solved = ([_less(row, pivot, column) for row in each] for each in (rows, solved))
        rows = [row for row in rows if any(row)]
        solved.append(pivot)
    return solved


def _less(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    factor = row[column]
    if not factor:
        return row
    return [one - factor * other for one, other in zip(row, pivot, strict=True)]


def test_a_network_too_small_shows_nothing_of_the_strand() -> None:
    few = [Atom(n, ("idb", "K", "kreis", 1), (2, 1)) for n in range(2)]
    found = protection_of(few)
    assert not found.allows([few[0].place])
    assert found.allows([])


def test_a_number_of_a_free_stratum_stays_shown() -> None:
    many = [Atom(n, ("idb", "M", "stadt", 2), (50, 60)) for n in range(2)]
    few = [Atom(n + 5, ("idb", "K", "kreis", 1), (3, 30 + n)) for n in range(4)]
    found = protection_of([*many, *few])
    assert found.allows([many[0].place])
    assert found.allows([many[0].place, few[0].place])
