"""Typed text into the columns of a draft: one engine for forms that save themselves.

A draft is a row with three columns: `edits` counts its saves, `field_versions` tells in which save
an input last changed, `kept_input` holds what could not be read yet, by input id. Every input of
the form is a `Slot`: the row it writes to (the draft itself or a row of one of its tables) and how.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from drehscheibe.kernel.language.amounts import AmountRefused
from drehscheibe.kernel.language.days import DayRefused
from drehscheibe.kernel.language.quantities import QuantityRefused

LONGEST_INPUT = 100_000
"""Characters of unreadable input kept of one field; far more than any field may hold, because what
is cut off could be just what made it unreadable."""


class InputRefused(ValueError):
    """What was typed cannot be read; the message is German and says how to write it."""


READING_ERRORS = (InputRefused, AmountRefused, DayRefused, QuantityRefused)


class Draft(Protocol):
    """What the engine asks of a draft."""

    edits: int
    field_versions: dict[str, int]
    kept_input: dict[str, str]


@dataclass(frozen=True)
class Input:
    """How one column is read from text and shown as text; empty text becomes `empty`."""

    column: str
    read: Callable[[str], Any]
    show: Callable[[Any], str] = str
    empty: Any = None


@dataclass(frozen=True)
class Slot:
    """An input of the form: the row it writes to, and how."""

    row: Any
    input: Input

    @property
    def text(self) -> str:
        """The stored value as the form shows it."""
        value = getattr(self.row, self.input.column)
        return "" if value is None or value == "" else self.input.show(value)


@dataclass
class Kept:
    """What became of typed input.

    `edits` is what the page is based on from now on: with a conflict open its old number, so that
    nothing is overwritten unseen. `errors` by input id; `conflicts` as (stored text, typed text).
    `changed` are the ids that were written, `rows` the touched rows with their columns; a row may
    be new, so it is known by its identity.
    """

    edits: int
    errors: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    rows: dict[int, tuple[Any, set[str]]] = field(default_factory=dict)

    def columns_of(self, row: Any) -> set[str]:
        """The columns of this row that were written."""
        return self.rows.get(id(row), (row, set()))[1]

    def other_rows(self, row: Any) -> list[tuple[Any, set[str]]]:
        """All touched rows but this one, with their columns."""
        return [each for key, each in self.rows.items() if key != id(row)]


def shown_texts(draft: Draft, slots: Mapping[str, Slot]) -> dict[str, str]:
    """Every input's text as the form shows it: the stored value, or what could not be read yet."""
    known = {name: text for name, text in draft.kept_input.items() if name in slots}
    return {name: slot.text for name, slot in slots.items()} | known


def keep(
    draft: Draft,
    slots: Mapping[str, Slot],
    typed: Mapping[str, str],
    *,
    seen: int,
    overwrite: bool = False,
) -> Kept:
    """Set what was typed on the rows (the caller saves them); unknown ids are ignored (attack 6).

    An input that somebody else changed after `seen` is left as it is and reported with both texts,
    unless `overwrite` says that the person has seen both.
    """
    stored = shown_texts(draft, slots)
    fresh = {name: clean(text) for name, text in typed.items() if name in slots}
    changed = {name: text for name, text in fresh.items() if text != stored[name]}
    kept = Kept(edits=draft.edits)
    if not overwrite:
        for name in [each for each in changed if last_change(draft, each) > seen]:
            kept.conflicts[name] = (stored[name], changed.pop(name))
    for name, text in changed.items():
        _put(draft, slots[name], name, text, kept)
    changed |= _readable_by_now(draft, slots, kept)
    kept.changed = sorted(changed)
    if changed:
        count_up(draft, changed)
    kept.edits = seen if kept.conflicts else draft.edits
    for name, text in draft.kept_input.items():
        if name in slots:
            kept.errors.setdefault(name, refusal(slots[name].input, text))
    return kept


def count_up(draft: Draft, changed: Iterable[str]) -> None:
    """Another save in which these inputs (or rows) changed."""
    draft.edits += 1
    draft.field_versions |= dict.fromkeys(changed, draft.edits)


def last_change(draft: Draft, name: str) -> int:
    """The save in which an input, or the row it stands in, last changed."""
    row = name.rpartition("-")[0]
    return max(draft.field_versions.get(name, 0), draft.field_versions.get(row, 0))


def forget_row(draft: Draft, prefix: str) -> None:
    """Drop what was kept of a removed row (its inputs begin with the prefix)."""
    draft.kept_input = {
        name: text for name, text in draft.kept_input.items() if not name.startswith(f"{prefix}-")
    }
    count_up(draft, [prefix])


def refusal(one: Input, text: str) -> str:
    """Why a kept text cannot be read, in the words said when it was typed."""
    try:
        one.read(text)
    except READING_ERRORS as refused:
        return str(refused)
    return "Bitte prüfen Sie diese Angabe."


def clean(text: str) -> str:
    """Without blanks around it and without NUL, which PostgreSQL cannot store.

    >>> clean(" a\\x00b ")
    'ab'
    """
    return text.replace("\x00", "").strip()


def _readable_by_now(draft: Draft, slots: Mapping[str, Slot], kept: Kept) -> dict[str, str]:
    """Kept texts that only waited for another input, such as an end for its beginning."""
    waited = {
        name: text
        for name, text in draft.kept_input.items()
        if name in slots and _readable(slots[name].input, text)
    }
    for name, text in waited.items():
        kept.errors.pop(name, None)
        _put(draft, slots[name], name, text, kept)
    return waited


def _readable(one: Input, text: str) -> bool:
    try:
        one.read(text)
    except READING_ERRORS:
        return False
    return True


def _put(draft: Draft, slot: Slot, name: str, text: str, kept: Kept) -> None:
    """Into its column, or beside its error."""
    draft.kept_input.pop(name, None)
    value = slot.input.empty
    if text:
        try:
            value = slot.input.read(text)
        except READING_ERRORS as refused:
            draft.kept_input[name] = text[:LONGEST_INPUT]
            kept.errors[name] = str(refused)
    setattr(slot.row, slot.input.column, value)
    kept.rows.setdefault(id(slot.row), (slot.row, set()))[1].add(slot.input.column)
