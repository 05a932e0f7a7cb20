"""What is too few is told nowhere, and cannot be worked out from what is told beside it."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drehscheibe.kernel.tables.few import LEAST, masked


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 30, "b": 3, "c": 8}, {"a": 30, "b": None, "c": None}),
        ({"a": 30, "b": 3, "c": 4}, {"a": 30, "b": None, "c": None}),
        ({"a": 30, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}),
        ({"a": 30, "b": 1, "c": 4, "d": 6}, {"a": 30, "b": None, "c": None, "d": None}),
        ({"a": 5, "b": 5}, {"a": 5, "b": 5}),
        ({"a": 4, "b": 0}, {"a": None, "b": None}),
        ({"a": 40, "b": 1}, {"a": None, "b": None}),
        ({"a": 40, "b": 1, "c": 0}, {"a": None, "b": None, "c": 0}),
    ],
)
def test_nobody_is_found_by_subtracting(
    counts: dict[str, int], told: dict[str, int | None]
) -> None:
    assert masked(counts, of=sum(counts.values())) == told


COUNTS = st.lists(st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 9]), min_size=2, max_size=4)


@given(COUNTS)
@settings(max_examples=200, deadline=None)
def test_every_masked_number_stays_open(counts: list[int]) -> None:
    """Whoever knows the whole and the shown counts finds each small one as well at 5, or, where
    everything is masked, at another number."""
    labels = [f"Antwort {n}" for n in range(len(counts))]
    whole = sum(counts)
    seen = masked(dict(zip(labels, counts, strict=True)), of=whole)
    if whole < LEAST:
        assert set(seen.values()) == {None}
        return
    alike = list(_alike([seen[each] for each in labels], whole))
    for place, count in enumerate(counts):
        if 0 < count < LEAST:
            assert seen[labels[place]] is None
            values = {each[place] for each in alike}
            assert len(values) > 1, (counts, seen)
            assert LEAST in values or set(seen.values()) == {None}, (counts, seen)


def _alike(seen: list[int | None], whole: int) -> Iterator[tuple[int, ...]]:
    """Every way to share out the whole that shows the same; a nought beside shown counts shows."""
    least = 0 if set(seen) == {None} else 1
    ranges = [range(least, whole + 1) if each is None else (each,) for each in seen]
    return (shared for shared in product(*ranges) if sum(shared) == whole)
