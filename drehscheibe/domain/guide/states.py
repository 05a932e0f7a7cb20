"""How a section stands in a language: derived from what is there, stored nowhere."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a translator has to know of a section; `label` is the German word."""

    CURRENT = "current"
    REVIEWED = "reviewed"
    MACHINE = "machine"
    IN_TRANSLATION = "in_translation"
    OUTDATED = "outdated"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """In German."""
        return LABELS[self]

    @property
    def open(self) -> bool:
        """Whether a translator has something to do."""
        return self not in {State.CURRENT, State.REVIEWED}


LABELS = {
    State.CURRENT: "aktuell",
    State.REVIEWED: "muttersprachlich geprüft",
    State.MACHINE: "Maschine, ungeprüft",
    State.IN_TRANSLATION: "in Übersetzung",
    State.OUTDATED: "veraltet",
    State.MISSING: "fehlt",
}


@dataclass(frozen=True)
class Shown:
    """What is published of a section in a language, as far as its state needs."""

    meaning: str
    translates: str = ""
    machine: bool = False
    native: bool = False


@dataclass(frozen=True)
class Written:
    """What is being written of it."""

    translates: str
    machine: bool = False


def state_of(german: Shown, published: Shown | None, written: Written | None) -> State:
    """The state of a section in another language; `german` is its public German wording.

    A machine's draft is none of a person's: it waits as such and is never published unread.

    >>> german = Shown("b")
    >>> state_of(german, None, None).label
    'fehlt'
    >>> state_of(german, Shown("x", translates="a", native=True), None).label
    'veraltet'
    >>> state_of(german, Shown("x", translates="b", native=True), None).label
    'muttersprachlich geprüft'
    >>> state_of(german, Shown("x", translates="a"), Written("b")).label
    'in Übersetzung'
    """
    if written is not None:
        return State.MACHINE if written.machine else State.IN_TRANSLATION
    if published is None:
        return State.MISSING
    if published.translates != german.meaning:
        return State.OUTDATED
    if published.machine:
        return State.MACHINE
    return State.REVIEWED if published.native else State.CURRENT
