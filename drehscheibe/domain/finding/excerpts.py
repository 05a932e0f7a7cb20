"""The place in a text where a question is answered, as pieces a template escapes and marks."""

from collections.abc import Iterable
from dataclasses import dataclass

from drehscheibe.domain.finding.folding import fold_word

AROUND = 14
"""Words shown on either side of the first hit."""
LONGEST = 60
"""Letters of one word that are shown."""


@dataclass(frozen=True)
class Piece:
    """Plain text, never markup. `hit`: it begins with a word of the question."""

    text: str
    hit: bool


def excerpt(text: str, words: Iterable[str]) -> list[Piece]:
    """Some words around the first hit, else the beginning; spaces as one."""
    asked = tuple(words)
    written = text.split()
    first = next((at for at, each in enumerate(written) if is_hit(each, asked)), 0)
    start, end = max(0, first - AROUND), first + AROUND + 1
    cut = [Piece(each[:LONGEST], is_hit(each, asked)) for each in written[start:end]]
    before = [Piece("…", hit=False)] if start else []
    behind = [Piece("…", hit=False)] if end < len(written) else []
    return [*before, *cut, *behind]


def marked(title: str, words: Iterable[str]) -> list[Piece]:
    """A whole title, its hits marked."""
    asked = tuple(words)
    return [Piece(each, is_hit(each, asked)) for each in title.split()]


def is_hit(written: str, asked: tuple[str, ...]) -> bool:
    """A written word may fold into several: any of them may begin like a word asked for."""
    return any(part.startswith(asked) for part in fold_word(written[:LONGEST]))
