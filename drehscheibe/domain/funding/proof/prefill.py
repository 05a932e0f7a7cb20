"""What a proof already knows, and from where: counted, so that people see what is left to type."""

from collections.abc import Iterator
from dataclasses import dataclass

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.proof.proof_facts import ProofFacts
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day

NOTICE, PLAN, CALLS, CHANGES, REGISTER, RULE = (
    "Bescheid", "Stellenplan", "Mittelabrufe", "Änderungsanzeigen", "Register", "Richtlinie",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """One entry of the proof that nobody has to type, and where it comes from."""

    label: str
    text: str
    source: str


@dataclass(frozen=True)
class Prefill:
    """Entries known beforehand and entries the carrier makes itself."""

    known: tuple[Known, ...]
    asked: tuple[str, ...]

    @property
    def total(self) -> int:
        """All entries of the proof."""
        return len(self.known) + len(self.asked)

    @property
    def percent(self) -> int:
        """How much of it was there already, rounded down."""
        return 100 * len(self.known) // self.total if self.total else 0

    @property
    def sources(self) -> dict[str, int]:
        """How many entries each source gave."""
        counts: dict[str, int] = {}
        for each in self.known:
            counts[each.source] = counts.get(each.source, 0) + 1
        return counts


def prefill_of(proof: ProofOfUse, facts: ProofFacts) -> Prefill:
    """Every entry of a proof: what is there, with its source, and what is asked."""
    known = (*_head(proof, facts), *_money(facts), *_posts(facts), *_items(facts))
    return Prefill(known=tuple(known), asked=tuple(_asked(facts)))


def _head(proof: ProofOfUse, facts: ProofFacts) -> Iterator[Known]:
    case, year = proof.application, facts.fiscal_year
    yield Known("Träger", case.centre.carrier.name, REGISTER)
    yield Known("Zentrum", str(case.centre), REGISTER)
    yield Known("Aktenzeichen", case.number, NOTICE)
    yield Known("Haushaltsjahr", str(year), NOTICE)
    yield Known("Bewilligungszeitraum", f"01.01.{year}–31.12.{year}", NOTICE)
    yield Known("Richtlinie", facts.guideline.short_title, NOTICE)
    yield Known("Finanzierungsart", facts.guideline.financing_type.value, RULE)
    yield Known("vorzulegen bis", german_day(facts.due_on), RULE)
    decision = getattr(case, "decision", None)
    if decision is not None and decision.decided_on:
        yield Known("Bescheid vom", german_day(decision.decided_on), NOTICE)


def _money(facts: ProofFacts) -> Iterator[Known]:
    for part, amount in facts.money.granted.items():
        if amount:
            yield Known(f"Bewilligt: {PART_LABELS[part]}", euro(amount), NOTICE)
    yield Known("Bewilligt insgesamt", euro(facts.money.total), NOTICE)
    yield Known("Abgerufen", euro(facts.money.called), CALLS)
    yield Known("Ausgezahlt", euro(facts.money.paid), CALLS)


def _posts(facts: ProofFacts) -> Iterator[Known]:
    changed = {change.post for change in facts.changes if change.post is not None}
    caps = {line.number: line for line in facts.figures.posts}
    for post in facts.posts:
        name = f"Stelle {post.number}"
        filled = CHANGES if post.number in changed else PLAN
        yield Known(f"{name}: Art", post.category, PLAN)
        if post.share is not None:
            yield Known(f"{name}: Anteil", str(post.share), PLAN)
        if post.filled_from:
            yield Known(f"{name}: besetzt ab", german_day(post.filled_from), filled)
        if post.filled_to:
            yield Known(f"{name}: besetzt bis", german_day(post.filled_to), filled)
        yield Known(f"{name}: Höchstgrenze", euro(caps[post.number].cap), RULE)


def _items(facts: ProofFacts) -> Iterator[Known]:
    for item in facts.items:
        if item.planned is not None:
            yield Known(f"{item.label}: Förderlinie", PART_LABELS[item.part], PLAN)
            yield Known(f"{item.label}: Bezeichnung", item.label, PLAN)
            yield Known(f"{item.label}: geplant", euro(item.planned), PLAN)


def _asked(facts: ProofFacts) -> Iterator[str]:
    for post in facts.posts:
        yield f"Stelle {post.number}: tatsächliche Ausgaben"
    for item in facts.items:
        yield f"{item.label}: tatsächlich"
        if item.planned is None:
            yield from (f"{item.label}: Bezeichnung", f"{item.label}: Förderlinie")
    yield "Andere Einnahmen"
    if facts.guideline.proof.survey_replaces_narrative.value:
        yield "Fachdatenerhebung bestätigt am"
    else:
        yield from ("Verwendung der Mittel", "Ergebnis")
    yield from ("Nettopreise", "Vermerk der Rechnungsprüfung", "Vermerk vom", "Bestätigung")
