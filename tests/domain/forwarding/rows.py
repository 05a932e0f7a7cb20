"""Rows of forwarded grants for tests: authority, allocation, call, case; invented throughout."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.actions import (
    grant_allocations,
    plan_allocations,
    prepare_allocations,
)
from drehscheibe.domain.forwarding.allocation_keys import Key, Plan, plan
from drehscheibe.domain.forwarding.applicant_checks import declarations
from drehscheibe.domain.forwarding.comparing import name_key
from drehscheibe.domain.forwarding.models import (
    Allocation,
    CaseItem,
    ForwardingCall,
    ForwardingCase,
)
from drehscheibe.domain.forwarding.programme_files import programme_for
from drehscheibe.domain.forwarding.workflow import CALL, CASE
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from tests import factories
from tests.domain.forwarding.samples import HALL, VALUES

AT = datetime(2024, 3, 4, 10, tzinfo=UTC)
_serial = count(1)


def authority(role: str = "authority_officer") -> Person:
    """Somebody of the granting authority."""
    return factories.person(role, of=factories.organisation("Bewilligungsbehörde", "authority"))


def equal_plan(total: str = "100000", year: int = 2024, programme: str = "komm_an_2") -> Plan:
    """A plan with equal shares for every centre there is."""
    return plan(
        programme_for(programme, year), fiscal_year=year, total=Decimal(total), key=Key.EQUAL
    )


def granted(of: Centre, *, total: str = "100000", year: int = 2024) -> Allocation:
    """The granted allocation of a centre; all others share the total."""
    officer, approver = authority(), authority("authority_approver")
    plan_allocations(plan=equal_plan(total, year), by=officer, at=AT)
    prepare_allocations(programme="komm_an_2", fiscal_year=year, by=officer, at=AT)
    grant_allocations(programme="komm_an_2", fiscal_year=year, by=approver, at=AT)
    return Allocation.objects.get(centre=of, fiscal_year=year)


def call(allocation: Allocation, **changed: Any) -> ForwardingCall:
    """An open call of the centre."""
    head = factories.person("head", of=allocation.centre.organisation)
    facts: dict[str, Any] = {
        "title": "Aufruf 2024",
        "opens_on": date(2024, 1, 1),
        "closes_on": date(2024, 12, 31),
        "proof_due_on": date(2025, 2, 28),
        "created_by": head,
        "created_at": AT,
    }
    row = ForwardingCall.objects.create(
        allocation=allocation,
        centre=allocation.centre,
        version=allocation.version,
        fiscal_year=allocation.fiscal_year,
        slug=f"aufruf-{next(_serial)}",
        **{**facts, **changed},
    )
    return perform(CALL, "open", on=row, by=head, at=AT)


def draft(of: ForwardingCall, *codes: str, **changed: Any) -> ForwardingCase:
    """A complete draft of a sports club with these items."""
    name = changed.pop("name", "Sportverein Musterau")
    facts: dict[str, Any] = {
        "email": "verein@example.org",
        "kind": "association",
        "street": "Hauptstraße 5",
        "postal_code": "45127",
        "town": "Essen",
        "contact_name": "Mia Muster",
        "title": "Sport verbindet",
        "description": "Wir treffen uns und treiben Sport.",
        "declarations": [each.code for each in declarations()],
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 12, 31),
        "place_key": HALL,
        "confirmed_at": AT,
        "created_at": AT,
        "changed_at": AT,
    }
    row = ForwardingCase.objects.create(
        call=of,
        allocation=of.allocation,
        centre=of.centre,
        number=f"D-2024-{next(_serial)}",
        name=name,
        applicant_key=name_key(name),
        **{**facts, **changed},
    )
    for number, code in enumerate(codes or ("B2",), start=1):
        values = {
            key: str(value) if isinstance(value, Decimal) else value
            for key, value in VALUES[code].items()
        }
        CaseItem.objects.create(case=row, number=number, code=code, values=values, place_key=HALL)
    return row


def submitted(of: ForwardingCall, amount: str = "1000", **changed: Any) -> ForwardingCase:
    """A case handed in for so many euro, on one item."""
    row = draft(of, **changed)
    row.items.update(amount=Decimal(amount))
    row.requested, row.submitted_on = Decimal(amount), date(2024, 3, 4)
    row.save()
    staff = factories.person("specialist", of=of.centre.organisation)
    return perform(CASE, "submit", on=row, by=staff, at=AT)
