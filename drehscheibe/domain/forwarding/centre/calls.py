"""The centre's calls to third parties: written, opened, closed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationIs,
    CallIs,
    ForwardingCall,
)
from drehscheibe.domain.forwarding.workflow import CALL
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for
from drehscheibe.kernel.workflow.actions import perform

FIELDS = (
    "title", "text", "opens_on", "closes_on", "applicant_cap", "proof_due_on", "with_jury",
    "contact",
)  # fmt: skip
MINDED = ("opens_on", "applicant_cap", "with_jury")
"""What applicants rely on once the call is open."""


@dataclass(frozen=True, kw_only=True)
class CallDetails:
    """What a call says; the cap in euro per applicant, none without one."""

    title: str
    text: str
    opens_on: date
    closes_on: date
    proof_due_on: date
    applicant_cap: Decimal | None = None
    with_jury: bool = False
    contact: str = ""


@transaction.atomic
def write_call(
    *, allocation: Allocation, details: CallDetails, by: Person, at: datetime
) -> ForwardingCall:
    """Begin a call for an allocation; it is seen by nobody outside until it is opened."""
    if allocation.status != AllocationIs.GRANTED:
        raise StepRefused("Ein Aufruf setzt eine bewilligte, noch offene Zuteilung voraus.")
    _refuse_contradictions(details, allocation)
    call = ForwardingCall(
        allocation=allocation,
        centre_id=allocation.centre_id,
        version=allocation.version,
        fiscal_year=allocation.fiscal_year,
        slug=_free_slug(allocation, details.title),
        created_by=by,
        created_at=at,
    )
    _take_over(call, details)
    call.save()
    check(by, may.CALL_MANAGE, call, on=day_of(at))
    record("forwarding.call.write", about=call, by=by, at=at)
    return call


@transaction.atomic
def rewrite_call(
    *, call: ForwardingCall, details: CallDetails, by: Person, at: datetime
) -> ForwardingCall:
    """Change a call; once open, what applicants rely on stays as it is."""
    rows = ForwardingCall.objects.select_related("allocation")
    row = locked_for(by, may.CALL_MANAGE, call, on=day_of(at), rows=rows)
    _refuse_contradictions(details, row.allocation)
    if row.status != CallIs.DRAFT:
        for name in MINDED:
            if getattr(row, name) != getattr(details, name):
                raise StepRefused(
                    "Der Aufruf ist schon veröffentlicht; das lässt sich nicht mehr ändern.",
                    field=name,
                )
    _take_over(row, details)
    row.save()
    record("forwarding.call.rewrite", about=row, by=by, at=at)
    return row


@transaction.atomic
def take_call_step(
    *, call: ForwardingCall, step: str, reason: str = "", by: Person, at: datetime
) -> ForwardingCall:
    """Open, close or reopen; raises `TransitionRefused`."""
    moved = perform(CALL, step, on=call, by=by, at=at, reason=reason)
    publish_change()
    return moved


def _take_over(call: ForwardingCall, details: CallDetails) -> None:
    for name in FIELDS:
        setattr(call, name, getattr(details, name))


def _refuse_contradictions(details: CallDetails, allocation: Allocation) -> None:
    if details.closes_on < details.opens_on:
        raise StepRefused("Das Ende liegt vor dem Beginn.", field="closes_on")
    if details.proof_due_on < details.closes_on:
        raise StepRefused(
            "Der Nachweis kann erst nach dem Ende des Aufrufs fällig sein.", field="proof_due_on"
        )
    cap = details.applicant_cap
    if cap is not None and not 0 < cap <= allocation.amount:
        raise StepRefused(
            f"Der Höchstbetrag liegt zwischen 0,01 € und {euro(allocation.amount)}.",
            field="applicant_cap",
        )


def _free_slug(allocation: Allocation, title: str) -> str:
    """A readable address nobody else has."""
    beginning = slugify(f"{allocation.centre.key}-{allocation.fiscal_year}-{title}")[:100]
    taken = set(
        ForwardingCall.objects.filter(slug__startswith=beginning).values_list("slug", flat=True)
    )
    slug, serial = beginning, 1
    while slug in taken:
        serial += 1
        slug = f"{beginning}-{serial}"
    return slug
