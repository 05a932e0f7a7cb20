"""Legal wording as dated data: pieces of text with blanks in TOML, chosen by the day of a letter.

A file holds `[[piece]]` tables: `code`, `title` (for people), `text` with `{blanks}`, `blanks`
(what each stands for), `valid_from`, `valid_to`, `source`, `confidence` (V verified, S taken from a
source, D derived, A assumption) and `note`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Formatter

from drehscheibe.kernel.language.days import german_day

CONFIRMED = frozenset("VS")
CONFIDENCES = frozenset("VSDA")


class WordingFileError(ValueError):
    """A file of wording is faulty; the message names the file and the piece."""


class NoWording(LookupError):
    """No text of this kind is on file for the day; the message is for people."""


@dataclass(frozen=True)
class Gap:
    """A blank nobody can fill yet: marked on paper, named on the page before somebody signs."""

    label: str


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One text with the time it holds, its source and how sure it is."""

    code: str
    title: str
    text: str
    valid_from: date
    source: str
    confidence: str
    valid_to: date | None = None
    blanks: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """Only what a source itself says counts as confirmed."""
        return self.confidence in CONFIRMED

    def holds_on(self, day: date) -> bool:
        """Whether letters of this day use the text."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def filled(self, **values: str) -> "Filled":
        """The text with its blanks filled; an empty value stays a gap. Raises `KeyError`."""
        runs: list[str | Gap] = []
        for literal, blank, _, _ in Formatter().parse(self.text):
            runs.append(literal)
            if blank is not None:
                runs.append(values[blank] or Gap(f"{self.blanks[blank]} fehlt"))
        return Filled(self, tuple(run for run in runs if run))


@dataclass(frozen=True)
class Filled:
    """A piece as it stands in one letter: text and gaps in their order."""

    wording: Wording
    runs: tuple[str | Gap, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words."""
        return tuple(run.label for run in self.runs if isinstance(run, Gap))


@dataclass(frozen=True)
class Wordings:
    """Every piece of one file."""

    pieces: tuple[Wording, ...]

    def on(self, code: str, day: date) -> Wording:
        """The text in force on the day; raises `NoWording`."""
        for piece in self.pieces:
            if piece.code == code and piece.holds_on(day):
                return piece
        title = next((piece.title for piece in self.pieces if piece.code == code), code)
        raise NoWording(
            f"Für den {german_day(day)} ist kein Text „{title}“ hinterlegt. "
            "Bitte wählen Sie einen anderen Tag oder lassen Sie den Text ergänzen."
        )


@cache
def wordings(file: Path) -> Wordings:
    """All pieces of the file, checked; raises `WordingFileError`."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["piece"]
    try:
        pieces = tuple(Wording(**row) for row in rows)
    except TypeError as fault:
        raise WordingFileError(f"{file.name}: {fault}") from None
    for piece in pieces:
        _check(piece, file)
    ordered = sorted(pieces, key=lambda piece: (piece.code, piece.valid_from))
    for earlier, later in pairwise(ordered):
        if earlier.code == later.code and earlier.holds_on(later.valid_from):
            raise WordingFileError(f"{file.name}: {later.code} holds twice on {later.valid_from}")
    return Wordings(tuple(ordered))


def _check(piece: Wording, file: Path) -> None:
    named = {blank for _, blank, _, _ in Formatter().parse(piece.text) if blank is not None}
    if named != set(piece.blanks):
        raise WordingFileError(f"{file.name}: {piece.code}: blanks {named ^ set(piece.blanks)}")
    if piece.confidence not in CONFIDENCES or not piece.source:
        raise WordingFileError(f"{file.name}: {piece.code}: source and confidence V, S, D or A")
