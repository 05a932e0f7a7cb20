"""Per cent in an indicator's numbers: taken where its unit says so, told either way.

Where it does not, the text keeps its sign and the reader of numbers asks for both parts: a share
is counted from two numbers, and nobody knows whether „30 %“ of so many persons are 30 persons.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from drehscheibe.domain.controlling.planning.cells import Cell, Cells

SIGN = "%"
UNITS = frozenset({SIGN, "in %", "prozent", "in prozent", "v. h.", "v.h."})
NUMBERS = ("baseline", "target_")
PARTS = ("baseline_of", "target_of_")


def per_cent(cells: Cells) -> Iterator[str]:
    """Take the sign off the numbers of a row whose unit is per cent; what was done, by cell."""
    unit = cells.get("unit")
    if unit is None or unit.text.casefold() not in UNITS:
        return
    for key, cell in list(cells.items()):
        if not key.startswith(NUMBERS) or key.startswith(PARTS):
            continue
        if cell.text.endswith(SIGN):
            cells[key] = replace(cell, text=cell.text.removesuffix(SIGN).strip())
            yield (
                f"{cell.at}: Dort stehen {cell.text}. Übernommen ist {cells[key].text} mit der "
                f"Einheit „{unit.text}“."
            )
        elif _is_fraction(cell):
            yield (
                f"{cell.at}: Dort steht {cell.text} mit der Einheit „{unit.text}“, also weniger "
                "als 1 %. Falls ein Anteil von eins gemeint ist, tragen Sie bitte die Zahl vor "
                "dem Prozentzeichen ein."
            )


def _is_fraction(cell: Cell) -> bool:
    """Between nothing and one: 0,3 is 30 % to many."""
    try:
        number = Decimal(cell.text.replace(",", "."))
    except InvalidOperation:
        return False
    return 0 < number < 1
