"""A week of opening hours in one cell, as people write it: „Mo–Fr 9–12, 14–16; Sa 10–12“."""

import re

from drehscheibe.kernel.tables.readers import WEEKDAYS
from drehscheibe.kernel.tables.refusals import CellRefused

NAME = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
SPAN = re.compile(rf"({NAME})\b\.?\s*(?:-|–|—|bis)\s*({NAME})\b\.?", re.IGNORECASE)
HEAD = re.compile(rf"(?:(?:{NAME})\b\.?(?:\s*(?:,|\+|&|/|und)\s*)?)+\s*:?\s*", re.IGNORECASE)
ONE = re.compile(rf"({NAME})\b", re.IGNORECASE)
AGAIN = "Bitte schreiben Sie die Woche so: Mo–Fr 9–12, 14–16; Sa 10–12."


def week_of(text: str) -> dict[int, str]:
    """The text of each named day (1 = Monday); the times are read elsewhere.

    >>> week_of("Mo–Mi 9–12, 14–16; Fr und Sa: 10–12 mit Termin")[2]
    '9–12, 14–16'
    >>> sorted(week_of("Di, Do 9 bis 12 Uhr")), week_of("Mo – Di: 9–12")
    ([2, 4], {1: '9–12', 2: '9–12'})
    """
    spread = SPAN.sub(_each_day, text)
    heads = list(HEAD.finditer(spread))
    if not text.strip():
        return {}
    if not heads or spread[: heads[0].start()].strip():
        raise CellRefused(AGAIN)
    found: dict[int, str] = {}
    ends = [each.start() for each in heads[1:]] + [len(spread)]
    for head, end in zip(heads, ends, strict=True):
        times = spread[head.end() : end].strip(" ,;\n")
        for name in ONE.findall(head[0]):
            day = WEEKDAYS[name.casefold()]
            if not times or day in found:
                raise CellRefused(AGAIN)
            found[day] = times
    return found


def _each_day(match: re.Match[str]) -> str:
    first, last = WEEKDAYS[match[1].casefold()], WEEKDAYS[match[2].casefold()]
    if last <= first:
        raise CellRefused(AGAIN)
    return ", ".join(list(WEEKDAYS)[first - 1 : last]) + " "
