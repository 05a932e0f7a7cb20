"""From votes to a ranking: the mean of the points, equal means share a rank."""

from collections.abc import Mapping, Sequence
from fractions import Fraction


def ranking(votes: Mapping[int, Sequence[int | None]]) -> dict[int, int]:
    """The rank of each case by its points; an abstention (None) counts for nothing.

    Cases on which everybody abstained have no rank.

    >>> ranking({1: [10, 8], 2: [9, None], 3: [3], 4: [None]})
    {1: 1, 2: 1, 3: 3}
    """
    means = {
        case: Fraction(sum(given), len(given))
        for case, points in votes.items()
        if (given := [each for each in points if each is not None])
    }
    return {
        case: 1 + sum(other > mean for other in means.values())
        for case, mean in sorted(means.items(), key=lambda pair: (-pair[1], pair[0]))
    }
