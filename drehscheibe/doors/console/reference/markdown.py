"""The little Markdown that the pages need."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; line breaks and bars inside a cell are made harmless.

    >>> print(table(["a", "b"], [[1, "x|y"]]))
    | a | b |
    |---|---|
    | 1 | x\\|y |
    """
    lines = [line(head), "|" + "---|" * len(head)]
    return "\n".join([*lines, *(line(row) for row in rows)])


def line(cells: Sequence[object]) -> str:
    """One row."""
    return "| " + " | ".join(cell(each) for each in cells) + " |"


def cell(content: object) -> str:
    """One cell on one line."""
    return " ".join(str(content).replace("|", "\\|").split())


def code(text: object) -> str:
    """As code."""
    return f"`{text}`"
