"""The place in a text where a question is answered, as pieces a template escapes and marks."""

import re
from dataclasses import dataclass

from drehscheibe.domain.finding.folding import fold

AROUND = 14
"""Words shown on either side of the first hit."""


@dataclass(frozen=True)
class Piece:
    """Plain text, never markup. `hit`: it begins with a word of the question."""

    text: str
    hit: bool


def excerpt(text: str, words: list[str]) -> list[Piece]:
    """Some words around the first hit, else the beginning; spaces as one."""
    shown = [Piece(each, _is_hit(each, words)) for each in re.split(r"\s+", text.strip())]
    first = next((at for at, piece in enumerate(shown) if piece.hit), 0)
    start = max(0, first - AROUND)
    cut = shown[start : first + AROUND + 1]
    before = [Piece("…", hit=False)] if start else []
    behind = [Piece("…", hit=False)] if first + AROUND + 1 < len(shown) else []
    return [*before, *cut, *behind]


def _is_hit(written: str, words: list[str]) -> bool:
    """A written word may fold into several: any of them may begin like a word asked for."""
    return any(part.startswith(word) for part in fold(written).split() for word in words)
