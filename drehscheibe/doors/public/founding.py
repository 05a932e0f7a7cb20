"""What the sources say about a centre's beginning, those that disagree side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from drehscheibe.domain.centres.models.register import FoundingFact
from drehscheibe.domain.centres.profile.as_of import as_of_text


@dataclass(frozen=True)
class Claim:
    """One value with its source."""

    value: str
    note: str
    source: str


@dataclass
class FoundingEntry:
    """All claims about one thing; more than one claim is a contradiction."""

    kind: str
    claims: list[Claim] = field(default_factory=list)
    contradicts: bool = False


def founding_entries(facts: Iterable[FoundingFact]) -> list[FoundingEntry]:
    """The facts grouped by what they are about, in their order."""
    entries: dict[str, FoundingEntry] = {}
    for fact in facts:
        entry = entries.setdefault(fact.kind, FoundingEntry(fact.kind))
        entry.claims.append(Claim(as_of_text(fact.value), fact.note, fact.source))
        entry.contradicts = entry.contradicts or fact.contradicts
    return list(entries.values())
