"""Telephone numbers, times, dates and amounts that differ between a text and its translation.

A machine that changes one digit, or a slip of the hand, sends people to the wrong door. Nobody is
stopped: a good translator may write „2 pm“ for „14 Uhr“. But whoever writes or checks is told.
"""

import re
from collections import Counter
from dataclasses import dataclass
from unicodedata import decimal

LINK_OF_PAGE = re.compile(r"\(seite:[2-9a-z]{8}\)")
"""An identity holds digits that say nothing."""
RUN = re.compile(r"\d+")


@dataclass(frozen=True)
class Differing:
    """Numbers of the German text that the translation lacks, and those it has beyond."""

    missing: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether they differ at all."""
        return bool(self.missing or self.added)


def differing(german: str, other: str) -> Differing:
    """How the numbers of two typed texts differ; digits of any script are the same, and so is a
    number that is grouped otherwise.

    >>> differing("Tel. 0211 123-45, 8 bis 12 Uhr", "هاتف ٠٢١١ ١٢٣٤٥ من ٨ إلى ١٢")
    Differing(missing=(), added=())
    >>> differing("Der Antrag kostet 10 Euro.", "The application costs 100 euros.")
    Differing(missing=('10',), added=('100',))
    """
    ours, theirs = _numbers(german), _numbers(other)
    counted, found = Counter(ours), Counter(theirs)
    missing = _left(ours, counted - found)
    added = _left(theirs, found - counted)
    if "".join(missing) == "".join(added):  # grouped otherwise
        return Differing((), ())
    return Differing(missing, added)


def _numbers(text: str) -> list[str]:
    """In their order, in our digits, days and months without a leading zero."""
    runs = RUN.findall(LINK_OF_PAGE.sub("", text))
    plain = ("".join(str(decimal(sign)) for sign in run) for run in runs)
    return [each.lstrip("0") or "0" if len(each) == 2 else each for each in plain]


def _left(numbers: list[str], counted: Counter[str]) -> tuple[str, ...]:
    """So many of each as are counted, in their order."""
    left = Counter(counted)
    kept = []
    for each in numbers:
        if left[each]:
            left[each] -= 1
            kept.append(each)
    return tuple(kept)
