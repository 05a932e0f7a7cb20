"""What people see in a sheet and no value tells: rows that are hidden, text that is struck out.

Both are read, because who hides or filters does not always mean to take away; both are told.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from drehscheibe.kernel.tables.lost_values import Place
from drehscheibe.kernel.tables.percents import FORMATS_OF_CELLS, ONE_OF_THEM

HIDDEN = re.compile(
    rb"<(?:\w+:)?row\s(?=[^<>]*\bhidden=[\"'](?:1|true)[\"'])[^<>]*?\br=[\"']([0-9]{1,7})[\"']"
)
FONTS = re.compile(rb"<(?:\w+:)?fonts[\s>](.*?)</(?:\w+:)?fonts>", re.DOTALL)
FONT = re.compile(rb"<(?:\w+:)?font(?:/>|>(.*?)</(?:\w+:)?font>)", re.DOTALL)
STRUCK = re.compile(rb"<(?:\w+:)?strike(?:\s+val=[\"'](?:1|true)[\"'])?\s*/>")
OF_FONT = re.compile(rb"\bfontId=[\"']([0-9]+)[\"']")
NAMED = 10


def hidden_rows(piece: bytes) -> Iterator[int]:
    """The numbers, from 1, of rows of a sheet's XML that are hidden or filtered away."""
    for number in HIDDEN.findall(piece):
        yield int(number)


def struck_styles(styles: bytes) -> frozenset[bytes]:
    """The styles of a workbook (`xl/styles.xml`) whose text is struck out."""
    fonts, section = FONTS.search(styles), FORMATS_OF_CELLS.search(styles)
    found = FONT.findall(fonts[1]) if fonts else ()
    struck = {b"%d" % place for place, font in enumerate(found) if STRUCK.search(font)}
    return frozenset(
        b"%d" % place
        for place, each in enumerate(ONE_OF_THEM.findall(section[1]) if section else ())
        if (font := OF_FONT.search(each)) and font[1] in struck
    )


def told(
    rows: Sequence[Sequence[Any]], hidden: Iterable[int], struck: Iterable[Place]
) -> list[str]:
    """Notes about the rows in which something stands."""
    full = sorted(
        each for each in set(hidden)
        if each <= len(rows) and any(value not in (None, "") for value in rows[each - 1])
    )  # fmt: skip
    lines = sorted({
        row + 1 for row, column in struck
        if row < len(rows) and column < len(rows[row]) and rows[row][column] not in (None, "")
    })  # fmt: skip
    notes = []
    if full:
        notes.append(
            f"Ausgeblendete oder weggefilterte Zeilen wurden mitgelesen: {_some(full)}. Was nicht "
            "mehr gilt, löschen Sie bitte aus der Tabelle."
        )
    if lines:
        notes.append(
            f"Durchgestrichenes wurde mitgelesen wie anderer Text, in Zeile {_some(lines)}. Was "
            "nicht mehr gilt, löschen Sie bitte aus der Tabelle."
        )
    return notes


def _some(numbers: Sequence[int]) -> str:
    """The first of them, and how many more.

    >>> _some([3, 4]), _some(range(1, 15))
    ('3, 4', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 und 4 weitere')
    """
    more = len(numbers) - NAMED
    return ", ".join(map(str, numbers[:NAMED])) + (f" und {more} weitere" if more > 0 else "")
