"""What the rules need to know, read from the database: one application, one allocation.

Others' applications are read as the system, because a third party's link reaches its own case
alone; what comes back are keys and days. File numbers are added only for staff (`for_staff`).
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from drehscheibe.domain.forwarding.applicant_checks import applicant_findings
from drehscheibe.domain.forwarding.case_facts import (
    AllocationFacts,
    CaseFacts,
    ItemFacts,
    OtherItem,
)
from drehscheibe.domain.forwarding.comparing import name_key
from drehscheibe.domain.forwarding.findings import blocking, findings
from drehscheibe.domain.forwarding.item_amounts import ItemAmount, case_amounts
from drehscheibe.domain.forwarding.item_values import known_values
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationSums,
    CaseItem,
    ForwardingCase,
)
from drehscheibe.domain.forwarding.near_measures import doubles_beside
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.funding.application_facts import Finding, block
from drehscheibe.kernel.permissions.second_wall import acting_as_system

COUNTING = ~Q(case__status__in=["draft", "refused", "withdrawn"])
"""Applications that count beside another one: handed in and still alive."""


def programme_of(case: ForwardingCase) -> Programme:
    """The version whose rules hold for the case."""
    return programme_by_key(case.call.version)


def facts_of(case: ForwardingCase, *, for_staff: bool = False) -> CaseFacts:
    """The application with everything beside it, as the rules see it."""
    programme = programme_of(case)
    with acting_as_system():
        other_items = _other_items(case, for_staff=for_staff)
        taken = _cap_taken(case)
    facts = CaseFacts(
        programme=programme,
        fiscal_year=case.call.fiscal_year,
        applicant_key=case.applicant_key,
        title=case.title,
        place_key=case.place_key,
        starts_on=case.starts_on,
        ends_on=case.ends_on,
        items=tuple(_item(row, programme) for row in case.items.all()),
        other_items=other_items,
        applicant_cap=case.call.applicant_cap,
        cap_taken=taken,
        measure=f"case-{case.pk}",
        centre_id=case.centre_id,
    )
    beside = doubles_beside(facts.spots(), within=case.centre_id if for_staff else None)
    return replace(facts, other_measures=beside.get(facts.measure, ()))


def findings_of(case: ForwardingCase, *, for_staff: bool = False) -> tuple[Finding, ...]:
    """The rules' findings and the unreadable inputs of a case."""
    return findings_from(case, facts_of(case, for_staff=for_staff))


def findings_from(case: ForwardingCase, facts: CaseFacts) -> tuple[Finding, ...]:
    """The same for a page that has gathered the facts already."""
    unread = tuple(
        block("M-EINGABE", name, "", "Diese Eingabe ist noch nicht lesbar. Bitte ändern Sie sie.")
        for name in case.kept_input
    )
    mine = tuple(applicant_findings(case))
    return (*unread, *mine, *findings(facts))


def blocking_findings(case: ForwardingCase) -> tuple[Finding, ...]:
    """Only what hinders the submission."""
    return blocking(findings_of(case))


def amounts_of(case: ForwardingCase) -> tuple[ItemAmount, ...]:
    """What each item of the case pays."""
    return case_amounts(facts_of(case))


def allocation_facts(allocation: Allocation) -> AllocationFacts:
    """An allocation with its sums."""
    sums = AllocationSums.objects.get(pk=allocation.pk)
    return AllocationFacts(
        programme=programme_by_key(allocation.version),
        amount=allocation.amount,
        promised=sums.promised,
        contracted=sums.contracted,
        training=sums.training,
    )


def _item(row: CaseItem, programme: Programme) -> ItemFacts:
    declared = {item.code: item for item in programme.items}
    values: dict[str, Any] = {}
    if row.code in declared:
        values = known_values(declared[row.code], row.values)
    return ItemFacts(
        number=row.number,
        code=row.code,
        values=values,
        place_key=row.place_key,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _other_items(case: ForwardingCase, *, for_staff: bool) -> tuple[OtherItem, ...]:
    rows = (
        CaseItem.objects.filter(COUNTING, case__allocation_id=case.allocation_id)
        .exclude(case_id=case.pk)
        .filter(Q(case__applicant_key=case.applicant_key) | ~Q(place_key=""))
        .select_related("case")
        .order_by("case__number", "number")
    )
    return tuple(
        OtherItem(
            code=row.code,
            applicant_key=row.case.applicant_key,
            place_key=row.place_key,
            room_key=name_key(str(row.values.get("room") or "")),
            starts_on=row.starts_on or row.case.starts_on,
            ends_on=row.ends_on or row.case.ends_on,
            reference=row.case.number if for_staff else "",
        )
        for row in rows
    )


def _cap_taken(case: ForwardingCase) -> Decimal:
    if not case.applicant_key or case.call.applicant_cap is None:
        return Decimal(0)
    rows = ForwardingCase.objects.filter(call_id=case.call_id, applicant_key=case.applicant_key)
    rows = rows.exclude(pk=case.pk).exclude(status__in=["draft", "refused", "withdrawn"])
    asked: Decimal | None = rows.aggregate(asked=Sum("requested"))["asked"]
    return asked or Decimal(0)
