"""Reading for the centre's pages: the list of cases, and everything one case page shows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.paying import on_the_way, paid_of, payable
from drehscheibe.domain.forwarding.centre.proofs import owed
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationIs,
    CaseIs,
    ForwardingCall,
    ForwardingCase,
)
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.permissions.reach import Standing, within_reach

LARGE = (
    "centre__outline", "centre__path", "description", "kept_input", "field_versions",
    "decision_reason",
)  # fmt: skip


@dataclass(frozen=True)
class CaseFilters:
    """What the list of cases is narrowed to; empty means all."""

    call: int | None = None
    status: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseMoney:
    """A case's money in euro, each number with its own source."""

    contracted: Decimal
    ordered: Decimal
    paid: Decimal
    payable: Decimal
    accepted: Decimal | None
    owed: Decimal


def cases_for(standing: Standing, filters: CaseFilters = CaseFilters()) -> QuerySet[ForwardingCase]:
    """The cases within reach, newest first; drafts stay with the third party until handed in."""
    rows = within_reach(ForwardingCase.objects.all(), may.CASE_VIEW, standing=standing)
    rows = rows.exclude(status=CaseIs.DRAFT)
    if filters.call:
        rows = rows.filter(call_id=filters.call)
    if filters.status:
        rows = rows.filter(status=filters.status)
    for word in filters.words.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(title__icontains=word) | Q(number__icontains=word)
        )
    return rows.select_related("call").defer(*LARGE[2:]).order_by("-id")


def whole_case(standing: Standing, number: str) -> ForwardingCase:
    """One case with everything its page shows; `ForwardingCase.DoesNotExist` out of reach."""
    rows = within_reach(ForwardingCase.objects.all(), may.CASE_VIEW, standing=standing)
    rows = rows.exclude(status=CaseIs.DRAFT).select_related(
        "call", "allocation", "centre__organisation", "centre__carrier", "account", "checked_by",
        "decided_by", "proof__checked_by", "proof__document",
    )  # fmt: skip
    return (
        rows.defer(*LARGE[:2])
        .prefetch_related(
            "items",
            "queries__asked_by",
            "contracts__document",
            "contracts__signed_copy",
            "payments__order",
            "repayments__receipts",
            "proof__holds__by",
            "proof__lines__item",
            "proof__vouchers__document",
            "proof__vouchers__item",
        )
        .get(number=number)
    )


def money_of(case: ForwardingCase) -> CaseMoney:
    """Contracted, ordered, paid, still payable, accepted and owed."""
    contract = next((each for each in case.contracts.all() if each.cancelled_on is None), None)
    proof = getattr(case, "proof", None)
    return CaseMoney(
        contracted=contract.amount if contract else Decimal(0),
        ordered=on_the_way(case),
        paid=paid_of(case),
        payable=payable(case),
        accepted=proof.eligible if proof else None,
        owed=owed(case),
    )


def calls_of(standing: Standing) -> QuerySet[ForwardingCall]:
    """The calls of the reader's centres, newest first."""
    rows = within_reach(ForwardingCall.objects.all(), may.CALL_VIEW, standing=standing)
    return rows.select_related("allocation", "centre__organisation").defer(*LARGE[:2])


def own_allocations(standing: Standing) -> QuerySet[Allocation]:
    """The granted allocations of the reader's centres, newest year first."""
    rows = within_reach(Allocation.objects.all(), may.ALLOCATION_VIEW, standing=standing)
    return rows.select_related("centre__organisation", "centre__carrier").defer(*LARGE[:2])


def provable(standing: Standing, number: str) -> Allocation:
    """The allocation whose own proof the reader writes, reads or checks; else `DoesNotExist`."""
    rows = within_reach(
        Allocation.objects.exclude(status__in=["planned", "prepared"]),
        may.ALLOCATION_VIEW, may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT,
        standing=standing,
    )  # fmt: skip
    return (
        rows.select_related(
            "centre__organisation", "centre__carrier", "authority", "own_proof__document"
        )
        .defer(*LARGE[:2])
        .get(number=number)
    )


def to_move(standing: Standing, *, most: int) -> list[ForwardingCase]:
    """Cases that wait for this person, oldest first; who checked a case does not decide it."""
    rows = ForwardingCase.objects.none()
    if standing.organisations_with(may.CASE_CHECK):
        waiting = (CaseIs.SUBMITTED, CaseIs.PROOF_SUBMITTED)
        rows = ForwardingCase.objects.filter(status__in=waiting)
    if standing.organisations_with(may.CASE_DECIDE):
        ready = Q(status__in=(CaseIs.PROMISED, CaseIs.CONTRACTED))
        undecided = Q(status__in=(CaseIs.CHECKED, CaseIs.RANKED)) & ~Q(checked_by=standing.person)
        rows = rows | ForwardingCase.objects.filter(ready | undecided)
    found = within_reach(rows, may.CASE_VIEW, standing=standing).defer(*LARGE[2:])
    return list(found.order_by("changed_at", "id")[:most])


def handed_in_since(standing: Standing, moment: datetime) -> QuerySet[ForwardingCase]:
    """Applications that came in lately, for those who check."""
    rows = ForwardingCase.objects.filter(status=CaseIs.SUBMITTED, changed_at__gte=moment)
    reached = within_reach(rows, may.CASE_CHECK, standing=standing)
    return reached.defer(*LARGE[2:]).order_by("-changed_at")


def proofs_due(standing: Standing) -> QuerySet[Allocation]:
    """Allocations of the reader's centres whose proof is still owed, after the year's end."""
    rows = Allocation.objects.filter(
        status__in=[AllocationIs.GRANTED, AllocationIs.CLARIFICATION],
        fiscal_year__lt=standing.on.year,
    )
    reached = within_reach(rows, may.ALLOCATION_PROVE, standing=standing)
    return reached.select_related("centre").defer(*LARGE[:2])


def proofs_at_the_authority(standing: Standing) -> QuerySet[Allocation]:
    """Handed-in proofs for the officers of the authority."""
    rows = Allocation.objects.filter(status=AllocationIs.PROOF_SUBMITTED)
    reached = within_reach(rows, may.ALLOCATION_PREPARE, standing=standing)
    return reached.select_related("centre").defer(*LARGE[:2]).order_by("due_on")


def documents_of(case: ForwardingCase) -> list[Document]:
    """Every frozen letter and uploaded contract of the case, newest first."""
    rows = Document.objects.filter(series__startswith=f"{case.letter_series}:")
    return list(rows.order_by("-created_at"))


def open_cases(allocation: Allocation) -> int:
    """Cases that hinder the centre's own proof."""
    done = (CaseIs.CLOSED, CaseIs.REFUSED, CaseIs.WITHDRAWN, CaseIs.DRAFT)
    return allocation.cases.exclude(status__in=done).count()
