"""Reading allocations, their sums, calls and cases, always through the reader's standing."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationSums,
    ForwardingCall,
    ForwardingCase,
)
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.funding.models import Application
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OUTLINES = ("centre__outline", "centre__path")


@dataclass(frozen=True)
class Filters:
    """What a budget list is narrowed to; empty means all."""

    fiscal_year: int | None = None
    programme: str = ""
    status: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Budget:
    """How far money got, in euro; the rest is what is not promised yet."""

    allocated: Decimal = Decimal(0)
    applied: Decimal = Decimal(0)
    promised: Decimal = Decimal(0)
    contracted: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    proved: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)

    @property
    def rest(self) -> Decimal:
        """Not promised yet; the database keeps it from becoming negative."""
        return self.allocated - self.promised


@dataclass(frozen=True)
class Round:
    """All allocations of a programme in one year."""

    programme: str
    fiscal_year: int
    title: str


def budget_of(allocation: Allocation) -> Budget:
    """The columns of one allocation; its `sums` are read with it."""
    sums = allocation.sums
    return Budget(
        allocated=allocation.amount,
        applied=sums.applied,
        promised=sums.promised,
        contracted=sums.contracted,
        paid=sums.paid,
        proved=sums.proved,
        returned=sums.returned,
    )


def budgets_of(rows: QuerySet[Allocation]) -> dict[int, Budget]:
    """The columns of everything a list found, by allocation, in one query over the sums."""
    names = [each.name for each in fields(Budget) if each.name != "allocated"]
    found = rows.order_by().values_list("pk", "amount", *(f"sums__{name}" for name in names))
    return {
        pk: Budget(allocated=amount, **dict(zip(names, sums, strict=True)))
        for pk, amount, *sums in found
    }


def total_budget(budgets: Collection[Budget]) -> Budget:
    """Column by column the sum of the very numbers that are listed, to the cent."""
    return Budget(
        **{
            each.name: sum((getattr(budget, each.name) for budget in budgets), Decimal(0))
            for each in fields(Budget)
        }
    )


def rounds_for(standing: Standing) -> list[Round]:
    """Programme and year of every round that waits for the authority, newest first."""
    waiting = Allocation.objects.filter(status__in=["planned", "prepared"])
    rows = within_reach(
        waiting, may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT, standing=standing
    ).order_by("-fiscal_year", "programme")
    keys = rows.values_list("programme", "fiscal_year", "version").distinct()
    return [Round(key, year, programme_by_key(version).title) for key, year, version in keys]


def title_of(allocation: Allocation) -> str:
    """The programme in words."""
    return programme_by_key(allocation.version).title


def allocations_for(standing: Standing, filters: Filters = Filters()) -> QuerySet[Allocation]:
    """The allocations this person may see, newest year first; `budgets_of` has their sums."""
    rows = within_reach(Allocation.objects.all(), *may.ALLOCATION_READING, standing=standing)
    if filters.fiscal_year:
        rows = rows.filter(fiscal_year=filters.fiscal_year)
    if filters.programme:
        rows = rows.filter(programme=filters.programme)
    if filters.status:
        rows = rows.filter(status=filters.status)
    for word in filters.words.split():
        rows = rows.filter(centre__area_name__icontains=word) | rows.filter(number__icontains=word)
    related = rows.select_related("centre__carrier", "centre__organisation", "authority", "notice")
    return related.defer(*OUTLINES)


def allocation_for(standing: Standing, number: str) -> Allocation:
    """One allocation within reach; `Allocation.DoesNotExist` beyond it."""
    return allocations_for(standing).select_related("sums").get(number=number)


def sums_of(allocation: Allocation) -> AllocationSums:
    """The sums as they are now."""
    return AllocationSums.objects.get(pk=allocation.pk)


def calls_for(standing: Standing) -> QuerySet[ForwardingCall]:
    """The calls of the reader's centres."""
    rows = within_reach(
        ForwardingCall.objects.all(), may.CALL_VIEW, may.CALL_MANAGE, standing=standing
    )
    return rows.select_related("allocation", "centre__organisation").defer(*OUTLINES)


def open_calls(*, on: date) -> QuerySet[ForwardingCall]:
    """What third parties may apply to today; everybody may read it."""
    rows = ForwardingCall.objects.filter(status="open", opens_on__lte=on, closes_on__gte=on)
    return rows.select_related("centre__organisation").defer(*OUTLINES).order_by("closes_on")


def cases_for(standing: Standing) -> QuerySet[ForwardingCase]:
    """The third parties' cases of the reader's centres, with call, centre and items at hand."""
    rows = within_reach(ForwardingCase.objects.all(), *may.CASE_READING, standing=standing)
    return rows.select_related("call", "centre__organisation").defer(*OUTLINES)


def case_for(standing: Standing, number: str) -> ForwardingCase:
    """One case within reach; `ForwardingCase.DoesNotExist` beyond it."""
    rows = cases_for(standing).select_related("allocation", "account", "checked_by", "decided_by")
    return rows.prefetch_related("items", "queries", "contracts", "payments__order").get(
        number=number
    )


def centres_paid_by(standing: Standing) -> set[int]:
    """The centres whose money the reader's authority decides on: allocations and applications."""
    places = {
        *standing.organisations_with(may.ALLOCATION_PREPARE),
        *standing.organisations_with(may.ALLOCATION_GRANT),
    }
    allocated = Allocation.objects.filter(authority__in=places).values_list("centre_id", flat=True)
    applying = Application.objects.filter(authority__in=places).values_list("centre_id", flat=True)
    return {*allocated.order_by().distinct(), *applying.order_by().distinct()}
