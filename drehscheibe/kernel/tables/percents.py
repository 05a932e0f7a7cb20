"""Numbers that a spreadsheet shows as per cent: 0.3 in the file, „30 %“ before people's eyes."""

import re
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from decimal import Decimal
from html import unescape
from typing import Any

from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.tables.lost_values import ADDRESS, Place, column_number

BUILT_IN = frozenset({b"9", b"10"})
"""The formats 0 % and 0,00 % need no definition in a workbook (ECMA-376, 18.8.30)."""
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^<>]*>")
FORMATS_OF_CELLS = re.compile(rb"<(?:\w+:)?cellXfs[\s>](.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
ONE_OF_THEM = re.compile(rb"<(?:\w+:)?xf\s[^<>]*>")
NUMBER = re.compile(rb"\bnumFmtId=[\"']([0-9]+)[\"']")
CODE = re.compile(rb"\bformatCode=(?:\"([^\"]*)\"|'([^']*)')")
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
STYLED = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\bs=[\"']([0-9]+)[\"'][^<>]*>")


class Percent(float):
    """A share of one that people see as per cent; in every other way the number in the file."""

    def __str__(self) -> str:
        """As people see it.

        >>> str(Percent(0.3)), str(Percent(0.125))
        ('30 %', '12,5 %')
        """
        return f"{german_number(self.hundredths)} %"

    @property
    def hundredths(self) -> Decimal:
        """The number before the sign, without the long tail of binary fractions."""
        return Decimal(f"{self * 100:.7f}")


def percent_styles(styles: bytes) -> frozenset[bytes]:
    """The styles of a workbook (`xl/styles.xml`) that show a number as per cent."""
    formats = set(BUILT_IN)
    for each in FORMAT.findall(styles):
        number, code = NUMBER.search(each), CODE.search(each)
        if number and code and _shows_percent(code[1] or code[2] or b""):
            formats.add(number[1])
    section = FORMATS_OF_CELLS.search(styles)
    found = ONE_OF_THEM.findall(section[1]) if section else ()
    return frozenset(
        b"%d" % place
        for place, each in enumerate(found)
        if (number := NUMBER.search(each)) and number[1] in formats
    )


def _shows_percent(code: bytes) -> bool:
    """Whether positive numbers appear as per cent; a sign in quotes is only a word."""
    return "%" in QUOTED.sub("", unescape(code.decode("utf-8", "replace"))).split(";")[0]


def styled_cells(piece: bytes, styles: frozenset[bytes]) -> Iterator[Place]:
    """Row and column, from 0, of the cells of a sheet's XML in one of these styles."""
    for cell in STYLED.finditer(piece) if styles else ():
        place = ADDRESS.search(cell[0])
        if cell[1] in styles and place is not None:
            yield int(place[2]) - 1, column_number(place[1].decode()) - 1


def mark_percents(rows: Sequence[MutableSequence[Any]], places: Iterable[Place]) -> None:
    """Numbers in these places become `Percent`; texts and empty cells stay."""
    for row, column in places:
        if row < len(rows) and column < len(rows[row]) and type(rows[row][column]) in (int, float):
            rows[row][column] = Percent(rows[row][column])
