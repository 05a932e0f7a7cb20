"""What a paper consists of: headings, words, facts and tables, the same for page, PDF and Word."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a part, 2 a section of it."""

    text: str
    level: int = 1
    kind: str = "heading"


@dataclass(frozen=True)
class Words:
    """Text of people with its own paragraphs; `label` says what it is about."""

    text: str
    label: str = ""
    kind: str = "words"

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs without empty ones."""
        return [each.strip() for each in self.text.splitlines() if each.strip()]


@dataclass(frozen=True)
class Facts:
    """Names and values, a line each."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """A table; `right` are the columns of numbers, the first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    kind: str = "table"

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Names of the columns, each with whether it holds numbers."""
        return [(name, place in self.right) for place, name in enumerate(self.head)]

    def cells(self) -> Iterator[list[tuple[str, str, bool]]]:
        """Rows as (head, text, is a number), for a page."""
        for row in self.rows:
            yield [(self.head[place], text, place in self.right) for place, text in enumerate(row)]


@dataclass(frozen=True)
class PageBreak:
    """What comes next begins on a new page."""

    kind: str = "break"


Block = Heading | Words | Facts | Table | PageBreak


@dataclass(frozen=True)
class Paper:
    """A report as it leaves: title, a line below it, who made it, which version, its checksum."""

    title: str
    subtitle: str
    sender: str
    version: int
    dated_on: str
    checksum: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
