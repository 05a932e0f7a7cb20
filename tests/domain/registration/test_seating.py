"""The pure rules: nobody over capacity, nobody past their share, nobody overtakes."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from drehscheibe.domain.registration.seating import Rules, Waiting, Why, turns, why_not

organisations = some.one_of(some.none(), some.integers(1, 4))
rules = some.builds(
    Rules,
    some.one_of(some.none(), some.integers(0, 12)),
    some.one_of(some.none(), some.integers(1, 4)),
    some.dictionaries(some.integers(1, 4), some.integers(0, 4)),
)
taken = some.dictionaries(organisations, some.integers(0, 4))


@pytest.mark.parametrize(
    ("given_rules", "seats", "who", "why"),
    [
        (Rules(3), {None: 3}, None, Why.FULL),
        (Rules(3), {None: 2}, None, None),
        (Rules(0), {}, 1, Why.FULL),
        (Rules(None), {1: 500}, 1, None),
        (Rules(6, per_organisation=2), {1: 2}, 1, Why.SHARE),
        (Rules(6, per_organisation=2), {1: 2}, 2, None),
        (Rules(6, per_organisation=2), {None: 4}, None, None),  # guests are nobody's
        (Rules(4, kept={1: 2}), {2: 2}, 2, Why.KEPT),
        (Rules(4, kept={1: 2}), {2: 2}, 1, None),
        (Rules(4, kept={1: 2}), {1: 2, 2: 1}, 2, None),  # what was kept has been used
        (Rules(None, per_organisation=1), {1: 1}, 1, Why.SHARE),
    ],
)
def test_who_may_have_a_seat(
    given_rules: Rules, seats: dict[int | None, int], who: int | None, why: Why | None
) -> None:
    assert why_not(given_rules, seats, who) == why


@given(rules, taken, some.lists(organisations, max_size=20))
def test_the_queue_moves_up_in_order_and_within_the_rules(
    held: Rules, seats: dict[int | None, int], queue: list[int | None]
) -> None:
    """Whoever is left behind could not have been served; whoever is served was allowed to."""
    waiting = [Waiting(number, each) for number, each in enumerate(queue, start=1)]
    up = list(turns(held, seats, reversed(waiting)))
    assert [each.number for each in up] == sorted(each.number for each in up)
    now = Counter(seats)
    for each in waiting:  # replay in order: the first who may is the first who does
        served = why_not(held, now, each.organisation) is None
        assert served == (each in up)
        now[each.organisation] += served
    if held.capacity is not None and sum(seats.values()) <= held.capacity:
        assert sum(now.values()) <= held.capacity
