"""A text of a foreign table with its address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A text with its address."""

    text: str
    at: str
    column: str


Cells = dict[str, Cell]
"""By meaning, without the level: `title`, `partners`, `target_2027`."""
