"""Why a table cannot be taken in."""

from dataclasses import dataclass


class TableRefused(Exception):
    """The file as a whole is unusable; the German message says what to do."""


class CellRefused(Exception):
    """One value does not fit its column; the German message says what to write."""


@dataclass(frozen=True)
class RowError:
    """A finding in one row, counted as the spreadsheet counts (the header is row 1)."""

    row: int
    column: str
    message: str
    value: str = ""
    """What stood there, shortened."""
    cell: str = ""
    """Its address as spreadsheets write it, such as F3."""

    def __str__(self) -> str:
        """For a list of errors."""
        where = f"Zeile {self.row}, Spalte „{self.column}“" if self.column else f"Zeile {self.row}"
        return f"{where}: {self.message}"
