"""„Meinten Sie“: the words of the texts that look most like a word nobody has written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from drehscheibe.domain.finding.folding import fold, words_of

NEAR_ENOUGH = 0.4
"""Share of common trigrams from which a word is offered."""


@dataclass(frozen=True)
class Vocabulary:
    """Folded words with how often they are written, and where their trigrams occur."""

    times: dict[str, int]
    holding: dict[str, list[str]]


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The words of four letters and more; shorter ones resemble too much."""
    times = Counter(word for text in texts for word in fold(text).split() if len(word) > 3)
    holding: dict[str, list[str]] = {}
    for word in times:
        for three in trigrams(word):
            holding.setdefault(three, []).append(word)
    return Vocabulary(dict(times), holding)


def trigrams(word: str) -> frozenset[str]:
    """As PostgreSQL counts them: two spaces before a word, one behind.

    >>> sorted(trigrams("amt"))
    ['  a', ' am', 'amt', 'mt ']
    """
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def meant(question: str, vocabulary: Vocabulary) -> str | None:
    """The question with unknown words replaced by near ones; None where nothing would change."""
    words = words_of(question)
    better = [_nearest(word, vocabulary) or word for word in words]
    return " ".join(better) if better != words else None


def _nearest(word: str, vocabulary: Vocabulary) -> str | None:
    """The word with the largest share of common trigrams, of equal ones the more frequent."""
    if word in vocabulary.times or len(word) < 4:
        return None
    own = trigrams(word)
    common = Counter(other for three in own for other in vocabulary.holding.get(three, ()))
    ranked = [
        (shared / (len(own) + len(trigrams(other)) - shared), vocabulary.times[other], other)
        for other, shared in common.items()
    ]
    best = max(ranked, default=(0.0, 0, ""))
    return best[2] if best[0] >= NEAR_ENOUGH else None
