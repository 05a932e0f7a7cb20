"""The authority's queue: open proofs by due day with what the checks find on this day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.facts import CORE, Core, facts_by_proof
from drehscheibe.domain.funding.proof.findings import findings, has_findings
from drehscheibe.domain.funding.proof.proof_facts import ProofFacts, ProofFinding
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OPEN = (ProofIs.DRAFT, ProofIs.SUBMITTED, ProofIs.CLARIFICATION, ProofIs.CHECKED, ProofIs.HEARING,
        ProofIs.RECLAIMED, ProofIs.REPAID)  # fmt: skip
"""Neither closed nor archived."""


@dataclass(frozen=True)
class QueueFilter:
    """What the queue is narrowed to; empty means all."""

    status: str = ""
    fiscal_year: int | None = None
    words: str = ""


@dataclass(frozen=True)
class QueueRow:
    """A proof in the authority's queue; `facts` is None for a draft, which is the carrier's own.

    A page shows 25 of hundreds: messages are written for those that are looked at.
    """

    number: str
    carrier: str
    status: ProofIs
    difference: Decimal | None
    core: Core
    facts: ProofFacts | None
    on: date

    @cached_property
    def findings(self) -> tuple[ProofFinding, ...]:
        """Everything the checks find, what blocks first."""
        return findings(self.facts, on=self.on) if self.facts else ()

    @property
    def is_conspicuous(self) -> bool:
        """Whether the checks find anything; far cheaper than what they find."""
        return self.facts is not None and has_findings(self.facts, on=self.on)

    @property
    def is_late(self) -> bool:
        """Whether it came, or has not come, after the day the guideline names."""
        return (self.core.submitted_on or self.on) > self.core.due_on

    @property
    def is_late_shifted(self) -> bool:
        """The same by the next working day."""
        return (self.core.submitted_on or self.on) > self.core.due_shifted_on

    @property
    def rules(self) -> list[tuple[str, list[ProofFinding]]]:
        """The findings by their rule."""
        grouped: dict[str, list[ProofFinding]] = {}
        for each in self.findings:
            grouped.setdefault(each.rule, []).append(each)
        return list(grouped.items())


def open_proofs(standing: Standing, wanted: QueueFilter = QueueFilter()) -> QuerySet[ProofOfUse]:
    """Every open proof the authority watches, by due day."""
    rows = within_reach(ProofOfUse.objects.all(), may.WATCH, standing=standing)
    rows = rows.filter(status__in=[wanted.status] if wanted.status else OPEN)
    if wanted.fiscal_year:
        rows = rows.filter(application__fiscal_year=wanted.fiscal_year)
    for word in wanted.words.split():
        rows = rows.filter(application__number__icontains=word) | rows.filter(
            application__centre__carrier__name__icontains=word
        )
    return rows.order_by("due_on", "application__number")


HEAD = ("application__number", "application__centre__carrier__name", "status", "difference")


def queue(rows: QuerySet[ProofOfUse], *, on: date) -> list[QueueRow]:
    """The proofs with their automatic findings: five queries, however many rows.

    A draft is the carrier's own: only its deadline is looked at.
    """
    read = [(row[:4], Core(*row[4:])) for row in rows.values_list(*HEAD, *CORE)]
    handed_in = [core for _, core in read if core.submitted_on is not None]
    known = facts_by_proof(handed_in) if handed_in else {}
    return [
        QueueRow(number, carrier, ProofIs(status), difference, core, known.get(core.pk), on)
        for (number, carrier, status, difference), core in read
    ]


@dataclass(frozen=True)
class QueueCounts:
    """The queue in numbers."""

    open: int
    late: int
    submitted: int
    with_findings: int


def counts(rows: Sequence[QueueRow]) -> QueueCounts:
    """How many are open, late and not handed in, waiting for the authority, conspicuous."""
    waiting = {ProofIs.SUBMITTED, ProofIs.CHECKED}
    return QueueCounts(
        open=len(rows),
        late=sum(row.is_late_shifted and row.core.submitted_on is None for row in rows),
        submitted=sum(row.status in waiting for row in rows),
        with_findings=sum(row.is_conspicuous for row in rows),
    )
