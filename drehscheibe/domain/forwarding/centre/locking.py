"""The case and its allocation, held until the transaction ends; always in this order."""

from datetime import datetime

from drehscheibe.domain.forwarding.models import Allocation, AllocationIs, ForwardingCase
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.refusals import TransitionRefused


def case_for_step(case: ForwardingCase, name: str, *, by: Person, at: datetime) -> ForwardingCase:
    """The locked case when the step starts here; `TransitionRefused`, `PermissionDenied`."""
    step = CASE.by_name[name]
    row = locked_case(case, step.permission, by=by, at=at)
    require_state(row, step.label, *step.sources)
    return row


def locked_case(
    case: ForwardingCase, permission: Permission, *, by: Person, at: datetime
) -> ForwardingCase:
    """The locked case with what is read beside it; raises `PermissionDenied`."""
    rows = ForwardingCase.objects.select_related(
        "call", "allocation", "centre__organisation", "centre__carrier", "account"
    )
    return locked_for(by, permission, case, on=day_of(at), rows=rows)


def require_state(row: ForwardingCase, label: str, *states: str) -> None:
    """Of two people at once the second is told what the first did."""
    if row.status not in states:
        raise TransitionRefused(
            f"„{label}“ ist nicht mehr möglich: Der Stand ist inzwischen "
            f"„{row.get_status_display()}“. Bitte laden Sie die Seite neu."
        )


def locked_allocation(case: ForwardingCase) -> Allocation:
    """The allocation, so that sums read now still hold at the commit."""
    rows = Allocation.objects.select_for_update(of=("self",), no_key=True)
    allocation = rows.get(pk=case.allocation_id)
    if allocation.status != AllocationIs.GRANTED:
        raise TransitionRefused(
            "Der Nachweis über diese Zuteilung ist schon eingereicht. "
            "Neue Zusagen und Verträge sind nicht mehr möglich."
        )
    return allocation
