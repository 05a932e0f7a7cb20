"""Reading proofs, always through the reader's standing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from drehscheibe.domain.funding.models import Application, ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.facts import CORE, Core, facts_by_proof
from drehscheibe.domain.funding.proof.findings import findings
from drehscheibe.domain.funding.proof.proof_facts import ProofFinding
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OUTLINES = ("application__centre__outline", "application__centre__path")
OPEN = (ProofIs.DRAFT, ProofIs.SUBMITTED, ProofIs.CLARIFICATION, ProofIs.CHECKED, ProofIs.HEARING,
        ProofIs.RECLAIMED, ProofIs.REPAID)  # fmt: skip
"""Neither closed nor archived."""


def proof_for(standing: Standing, number: str, *, whole: bool = True) -> ProofOfUse:
    """The proof of a case; `ProofOfUse.DoesNotExist` out of reach, drafts are the carrier's own."""
    rows = within_reach(ProofOfUse.objects.all(), *may.READING, standing=standing)
    rows = rows.select_related("application__centre__carrier", "application__authority")
    if whole:
        rows = rows.select_related(
            "application__decision", "application__centre__organisation", "certificate",
            "checked_by", "submitted_by",
        ).prefetch_related("posts", "items", "queries__asked_by")  # fmt: skip
    return rows.defer(*OUTLINES).get(application__number=number)


def proof_of(standing: Standing, application: Application) -> ProofOfUse | None:
    """The proof of a case this person sees, when it may be seen."""
    rows = within_reach(ProofOfUse.objects.all(), *may.READING, standing=standing)
    return rows.filter(application=application).first()


@dataclass(frozen=True)
class QueueFilter:
    """What the queue is narrowed to; empty means all."""

    status: str = ""
    fiscal_year: int | None = None
    words: str = ""


@dataclass(frozen=True)
class QueueRow:
    """A proof in the authority's queue with what the checks find on this day."""

    number: str
    carrier: str
    status: ProofIs
    core: Core
    difference: Decimal | None
    findings: tuple[ProofFinding, ...]
    is_late: bool
    is_late_shifted: bool

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
        QueueRow(
            number=number,
            carrier=carrier,
            status=ProofIs(status),
            core=core,
            difference=difference,
            findings=findings(known[core.pk], on=on) if core.pk in known else (),
            is_late=(core.submitted_on or on) > core.due_on,
            is_late_shifted=(core.submitted_on or on) > core.due_shifted_on,
        )
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
        with_findings=sum(bool(row.findings) for row in rows),
    )


def due_for_carrier(standing: Standing) -> QuerySet[ProofOfUse]:
    """Proofs the carrier's side has to hand in or answer, by due day."""
    rows: Any = within_reach(ProofOfUse.objects.all(), may.VIEW, standing=standing)
    open_rows = rows.filter(status__in=[ProofIs.DRAFT, ProofIs.CLARIFICATION])
    found: QuerySet[ProofOfUse] = open_rows.select_related("application__centre__carrier")
    return found.defer(*OUTLINES).order_by("due_on")


def waiting_for_authority(standing: Standing) -> QuerySet[ProofOfUse]:
    """Handed-in proofs to check, checked ones to close."""
    rows = within_reach(ProofOfUse.objects.all(), may.PROCESS, may.DECIDE, standing=standing)
    waiting = rows.filter(status__in=[ProofIs.SUBMITTED, ProofIs.CHECKED])
    return waiting.select_related("application__centre__carrier").defer(*OUTLINES)
